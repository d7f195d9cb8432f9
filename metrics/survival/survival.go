// Package survival is time to an event with censoring: Kaplan–Meier, Aalen–Johansen,
// piecewise exponential hazards and restricted means. Numbers in, numbers out.
//
// Times are in whatever unit the caller counts (days here) and must not be negative. A
// time at which both an end and a censoring fall counts the end first: who is open
// until day 30 was still at risk on day 30.
//
// Sources: Kaplan & Meier 1958 JASA 53:457; Greenwood 1926; Aalen & Johansen 1978 Scand
// J Stat 5:141; Andersen & Keiding 2012 Stat Med 31:1074; R package survival.
package survival

import (
	"math"
	"sort"
)

// Curve is a step function: At[k] holds from Time[k] until Time[k+1].
type Curve struct {
	Time   []float64
	At     []float64
	SE     []float64 // Greenwood; nil where not computed; 0 once At is 0
	Risk   []float64 // people at risk just before Time[k]; nil where not computed
	Events []float64 // events at Time[k]; nil where not computed
}

// steps groups times: at each distinct time the number at risk before it and the
// events of each kind at it (kind 0 = censored). Events come before censorings. With
// entry (nil: all were watched from the beginning) row i is at risk at u only where
// entry[i] < u ≤ t[i]; a row that was never watched is left out.
func steps(entry, t []float64, event []int, kinds int) (times, risk []float64, events [][]float64) {
	var order []int
	var begun []float64
	for i := range t {
		switch {
		case entry == nil:
			order = append(order, i)
		case entry[i] < t[i]:
			order, begun = append(order, i), append(begun, entry[i])
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return t[order[a]] < t[order[b]] })
	sort.Float64s(begun)
	left, in := 0., 0
	if entry == nil {
		left = float64(len(t))
	}
	for i := 0; i < len(order); {
		now, d, n := t[order[i]], make([]float64, kinds+1), 0.
		for ; in < len(begun) && begun[in] < now; in++ {
			left++
		}
		for ; i < len(order) && t[order[i]] == now; i++ {
			d[event[order[i]]]++
			n++
		}
		times, risk, events = append(times, now), append(risk, left), append(events, d)
		left -= n
	}
	return
}

// KaplanMeier estimates the chance of not yet having had the event, with Greenwood's
// standard error:
//
//	S(t) = Π (1 − d/r),   Var = S² Σ d/(r(r−d))
func KaplanMeier(t []float64, event []bool) Curve { return KaplanMeierEntered(nil, t, event) }

// Value returns the curve's value at t; before holds in front of the first step.
func (c Curve) Value(t, before float64) float64 {
	k := sort.Search(len(c.Time), func(i int) bool { return c.Time[i] > t })
	if k == 0 {
		return before
	}
	return c.At[k-1]
}

// RestrictedMean is the mean time to the event, times beyond horizon counting as
// horizon: the area under a survival curve,
//
//	RMST = ∫₀^H S(t) dt
//
// Beyond the last observed time the curve is carried on flat, which overstates the mean
// where the last person was still open; choose horizon within the data.
func (c Curve) RestrictedMean(horizon float64) float64 {
	area, last, s := 0., 0., 1.
	for k, t := range c.Time {
		if t >= horizon {
			break
		}
		area += float64(s * (t - last))
		last, s = t, c.At[k]
	}
	return area + float64(s*(horizon-last))
}

// RestrictedMeanSE is the standard error of RestrictedMean for a curve that KaplanMeier
// made, in the convention of R's survfit(rmean=):
//
//	Var = Σ_{t_k < H} (∫_{t_k}^H S dt)² · d_k/(r_k(r_k − d_k))
//
// A time at which everybody left has the event adds nothing: the curve is 0 after it.
// Without Risk and Events it is NaN.
func (c Curve) RestrictedMeanSE(horizon float64) float64 {
	if len(c.Risk) != len(c.Time) || len(c.Events) != len(c.Time) {
		return math.NaN()
	}
	whole, area, last, s, v := c.RestrictedMean(horizon), 0., 0., 1., 0.
	for k, t := range c.Time {
		if t >= horizon {
			break
		}
		area += float64(s * (t - last))
		last, s = t, c.At[k]
		if d, r := c.Events[k], c.Risk[k]; d > 0 && r > d {
			v += (whole - area) * (whole - area) * d / (r * (r - d))
		}
	}
	return math.Sqrt(v)
}

// AalenJohansen estimates the chance of having ended in each way (kinds 1 … kinds;
// 0 = still open), taking the others into account:
//
//	F_k(t) = Σ_{u≤t} S(u−) d_k(u)/r(u),   S + ΣF_k = 1
//
// Note: one minus Kaplan–Meier with the other ends as censored was not taken: it counts
// withdrawn instructions as if they could still be carried out.
func AalenJohansen(t []float64, kind []int, kinds int) []Curve {
	return AalenJohansenEntered(nil, t, kind, kinds)
}

// Hazards are the occurrence/exposure rates over the intervals (cut[k], cut[k+1]], cut
// rising, the last one may be +Inf:
//
//	λ_k = events in k / exposure in k,   0 where there is no exposure
//
// This is the maximum likelihood estimate of a piecewise exponential distribution, and
// of a Poisson regression on the interval with offset ln(exposure).
func Hazards(t []float64, event []bool, cut []float64) (hazard, events, exposure []float64) {
	n := len(cut) - 1
	events, exposure, hazard = make([]float64, n), make([]float64, n), make([]float64, n)
	for i, x := range t {
		for k := range n {
			exposure[k] += math.Max(0, math.Min(x, cut[k+1])-cut[k])
			if event[i] && x > cut[k] && x <= cut[k+1] {
				events[k]++
			}
		}
	}
	for k := range n {
		if exposure[k] > 0 {
			hazard[k] = events[k] / exposure[k]
		}
	}
	return
}

// RestrictedMeanLag is the mean time to the event, cut at horizon, for effect theta on
// a piecewise constant hazard over the intervals of cut (one more than hazards, from 0):
//
//	RML(θ) = Σ_k e^{−θΛ_{k−1}}·(1 − e^{−θλ_k w_k})/(θλ_k),   w_k where θλ_k < 1e−12
//
// θ = 1 is the peers' lag, θ < 1 is slow. If the intervals end before horizon, so does
// the mean.
func RestrictedMeanLag(cut, hazard []float64, theta, horizon float64) float64 {
	total, mean := 0., 0.
	for k := range hazard {
		w := math.Min(cut[k+1], horizon) - cut[k]
		if w <= 0 {
			break
		}
		h := float64(theta * hazard[k])
		if h < 1e-12 {
			mean += float64(math.Exp(-total) * w)
			continue
		}
		mean += float64(math.Exp(-total) * -math.Expm1(-float64(h*w)) / h)
		total += float64(h * w)
	}
	return mean
}
