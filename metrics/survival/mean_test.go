package survival

import "math"

// What only the comparison with R asks for: means and rates of a whole sample.

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
