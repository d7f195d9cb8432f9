// Package survival is time to an event with censoring: Kaplan–Meier, Aalen–Johansen,
// piecewise exponential hazards and restricted means. Numbers in, numbers out.
package survival

import (
	"math"
	"sort"
)

// Curve is a step function: At[k] holds from Time[k] until Time[k+1].
type Curve struct {
	Time []float64
	At   []float64
	SE   []float64 // Greenwood; nil where not computed
}

// steps groups times: at each distinct time the number at risk before it and the
// events of each kind at it (kind 0 = censored). Events come before censorings.
func steps(t []float64, event []int, kinds int) (times, risk []float64, events [][]float64) {
	order := make([]int, len(t))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return t[order[a]] < t[order[b]] })
	left := float64(len(t))
	for i := 0; i < len(order); {
		now, d, n := t[order[i]], make([]float64, kinds+1), 0.
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
func KaplanMeier(t []float64, event []bool) Curve {
	e := make([]int, len(event))
	for i, x := range event {
		if x {
			e[i] = 1
		}
	}
	times, risk, events := steps(t, e, 1)
	c, s, g := Curve{Time: times}, 1., 0.
	for k := range times {
		d := events[k][1]
		s *= 1 - d/risk[k]
		if d > 0 && risk[k] > d {
			g += d / (risk[k] * (risk[k] - d))
		}
		c.At, c.SE = append(c.At, s), append(c.SE, s*math.Sqrt(g))
	}
	return c
}

// Value returns the curve's value at t; before holds in front of the first step.
func (c Curve) Value(t, before float64) float64 {
	k := sort.Search(len(c.Time), func(i int) bool { return c.Time[i] > t })
	if k == 0 {
		return before
	}
	return c.At[k-1]
}

// RestrictedMean is the area under a survival curve up to horizon.
func (c Curve) RestrictedMean(horizon float64) float64 {
	area, last, s := 0., 0., 1.
	for k, t := range c.Time {
		if t >= horizon {
			break
		}
		area += s * (t - last)
		last, s = t, c.At[k]
	}
	return area + s*(horizon-last)
}

// AalenJohansen estimates the chance of having ended in each way (kinds 1 … kinds;
// 0 = still open), taking the others into account:
//
//	F_k(t) = Σ S(u−) d_k(u)/r(u)
func AalenJohansen(t []float64, kind []int, kinds int) []Curve {
	times, risk, events := steps(t, kind, kinds)
	curves, s := make([]Curve, kinds), 1.
	f := make([]float64, kinds)
	for k := range times {
		all := 0.
		for j := range kinds {
			d := events[k][j+1]
			f[j] += s * d / risk[k]
			all += d
		}
		s *= 1 - all/risk[k]
		for j := range kinds {
			curves[j].Time, curves[j].At = append(curves[j].Time, times[k]), append(curves[j].At, f[j])
		}
	}
	return curves
}

// Hazards are the occurrence/exposure rates over the intervals (cut[k], cut[k+1]].
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
// a piecewise constant hazard over the intervals of cut:
//
//	RML(θ) = Σ_k e^{−θΛ_{k−1}}·(1 − e^{−θλ_k w_k})/(θλ_k),   w_k where θλ_k < 1e−12
func RestrictedMeanLag(cut, hazard []float64, theta, horizon float64) float64 {
	total, mean := 0., 0.
	for k := range hazard {
		w := math.Min(cut[k+1], horizon) - cut[k]
		if w <= 0 {
			break
		}
		h := theta * hazard[k]
		if h < 1e-12 {
			mean += math.Exp(-total) * w
			continue
		}
		mean += math.Exp(-total) * -math.Expm1(-h*w) / h
		total += float64(h * w)
	}
	return mean
}
