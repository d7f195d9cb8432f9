package metrics

import (
	"math"

	"tenbin/metrics/ratio"
)

// countRow is something that was counted among what could have been: updates in open
// days, vague updates among updates, ends among expected ones.
type countRow struct {
	person, pair, kind int
	events, exposure   float64
}

// Counted is a person's count beside what peers would have had on the same exposure.
// Ratio is the posterior mean of O ÷ E in units of the ordinary person, with its 90 %
// limits; nil without three effective peers or without exposure.
type Counted struct {
	Observed, Expected, Exposure float64
	N                            float64 // effective count
	Ratio, Lo, Hi                Number
	Reliability                  float64 // n/(n+a)
}

// Said reports whether there is enough evidence to say something about the person.
func (c Counted) Said() bool { return c.Ratio != nil && c.Reliability >= leastReliable }

// leastReliable is the reliability below which nothing is said (METHOD section 4).
const leastReliable = .25

// compareCounts compares everybody's count with the others' by the one idea of METHOD section 0:
//
//	r_j = (d_j + 8)/(w_j + 8/r),  r = d/w over all kinds, the person left out
//	E_i = Σ_j w_ij·r_j,  1/n_i = 1/E_i + ω²·Σ_c(E_ic/E_i)²,  θ ~ Gamma(a + n·O/E, a/m + n)
//
// with O/E at most 4 and ω² from all pairs, as for instructions. Scaled by 1/m: 1 is the
// ordinary person. Where nobody else had an event there is no expectation and no ratio.
func compareCounts(rows []countRow, people, kinds int) []Counted {
	out := make([]Counted, people)
	d, w := grid(people, kinds), grid(people, kinds)
	pairs := 0
	for _, r := range rows {
		d[r.person][r.kind] += r.events
		w[r.person][r.kind] += r.exposure
		pairs = max(pairs, r.pair+1)
	}
	dj, wj := make([]float64, kinds), make([]float64, kinds)
	peers := 0
	for i := range people {
		any := 0.
		for j := range kinds {
			dj[j] += d[i][j]
			wj[j] += w[i][j]
			any += w[i][j]
		}
		if any > 0 {
			peers++
		}
	}
	rate := grid(people, kinds)
	for i := range people {
		td, tw := 0., 0.
		for j := range kinds {
			td += dj[j] - d[i][j]
			tw += others(wj[j], w[i][j])
		}
		for j := range kinds {
			if tw > 0 && td > 0 {
				rate[i][j] = (dj[j] - d[i][j] + smoothing) / (others(wj[j], w[i][j]) + smoothing*tw/td)
			}
			out[i].Observed += d[i][j]
			out[i].Exposure += w[i][j]
			out[i].Expected += float64(w[i][j] * rate[i][j])
		}
	}
	po, pe, level, owner := make([]float64, pairs), make([]float64, pairs), make([]float64, pairs), make([]int, pairs)
	for _, r := range rows {
		po[r.pair] += r.events
		pe[r.pair] += float64(r.exposure * rate[r.person][r.kind])
		owner[r.pair] = r.person
	}
	square := make([]float64, people)
	for k, i := range owner {
		level[k] = (out[i].Observed + .5) / (out[i].Expected + .5)
		square[i] += float64(pe[k] * pe[k])
	}
	omega2 := ratio.LagVariance(po, pe, level)
	y, n := make([]float64, people), make([]float64, people)
	for i := range out {
		if e := out[i].Expected; e > 0 && peers > fewestPeers {
			y[i] = math.Min(out[i].Observed/e, 4)
			n[i] = 1 / (1/e + float64(omega2*square[i])/(e*e))
			out[i].N = n[i]
		}
	}
	prior := ratio.FitOne(y, n)
	for i := range out {
		out[i] = countedOf(out[i].Observed, out[i].Expected, out[i].Exposure, y[i], n[i], prior)
	}
	return out
}

// countedOf shrinks y ≈ O/E with effective count n towards the prior; n = 0 leaves the
// count without a ratio.
func countedOf(observed, expected, exposure, y, n float64, prior ratio.One) Counted {
	c := Counted{Observed: observed, Expected: expected, Exposure: exposure, N: n}
	if n == 0 {
		return c
	}
	a, b := prior.Posterior(y, n)
	c.Ratio, c.Lo, c.Hi = Of(a/b/prior.M), Of(ratio.GammaQuantile(a, b, .05)/prior.M), Of(ratio.GammaQuantile(a, b, .95)/prior.M)
	c.Reliability = ratio.Reliability(n, prior.A)
	return c
}
