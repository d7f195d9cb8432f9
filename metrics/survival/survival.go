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

// Value returns the curve's value at t; before holds in front of the first step.
func (c Curve) Value(t, before float64) float64 {
	k := sort.Search(len(c.Time), func(i int) bool { return c.Time[i] > t })
	if k == 0 {
		return before
	}
	return c.At[k-1]
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
