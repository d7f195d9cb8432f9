package count

import (
	"math"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/lag"
	"tenbin/metrics/peers"
	"tenbin/metrics/ratio"
)

// countRow is something that was counted among what could have been: updates in open
// days, vague updates among updates, ends among expected ones.
type Row struct {
	Person, Pair, Kind int
	Events, Exposure   float64
}

// compareCounts compares everybody's count with the others' by the one idea of METHOD section 0:
//
//	r_j = (d_j + 8)/(w_j + 8/r),  r = d/w over all kinds, the person left out
//	E_i = Σ_j w_ij·r_j,  1/n_i = V_i + ω²·Σ_c(E_ic/E_i)² + V_peer + V_r,  θ ~ Gamma(a + n·O/E, a/m + n)
//	V_i = 1/E_i for counts (Poisson); Σ_j w_ij·r_j·(1 − r_j)/E_i² for shares (binomial)
//	V_peer = .1·Σ_q P_iq², P_iq the share of E_i that comes from peer q; V_r = Σ_j (w_ij·r_j/E_i)²/(d_j + 8)
//
// with O/E at most 4 and ω² from all pairs, as for instructions. Where nobody else had an event there is no expectation and no ratio.
// On made-up companies of known truth the limits cover 89 % (TestCountsAgainstKnownTruth).
func Compare(rows []Row, people, kinds int, shares bool) []assessment.Counted {
	out := make([]assessment.Counted, people)
	d, w := peers.Grid(people, kinds), peers.Grid(people, kinds)
	pairs := 0
	for _, r := range rows {
		d[r.Person][r.Kind] += r.Events
		w[r.Person][r.Kind] += r.Exposure
		pairs = max(pairs, r.Pair+1)
	}
	dj, wj := make([]float64, kinds), make([]float64, kinds)
	exposed := 0
	for i := range people {
		any := 0.
		for j := range kinds {
			dj[j] += d[i][j]
			wj[j] += w[i][j]
			any += w[i][j]
		}
		if any > 0 {
			exposed++
		}
	}
	together := peers.Grid(kinds, kinds) // Σ over people of d_j·d_k
	for i := range people {
		for j := range kinds {
			for k := range kinds {
				together[j][k] += float64(d[i][j] * d[i][k])
			}
		}
	}
	rate, spread := peers.Grid(people, kinds), make([]float64, people) // spread: the variance of O
	peerPart := make([]float64, people)                                // V_peer + V_r
	for i := range people {
		td, tw := 0., 0.
		for j := range kinds {
			td += dj[j] - d[i][j]
			tw += peers.Others(wj[j], w[i][j])
		}
		for j := range kinds {
			if tw > 0 && td > 0 {
				rate[i][j] = (dj[j] - d[i][j] + lag.Smoothing) / (peers.Others(wj[j], w[i][j]) + lag.Smoothing*tw/td)
			}
			out[i].Observed += d[i][j]
			out[i].Exposure += w[i][j]
			e := w[i][j] * rate[i][j]
			out[i].Expected += e
			if shares {
				e *= 1 - math.Min(rate[i][j], mostCertain)
			}
			spread[i] += e
		}
		if out[i].Expected > 0 {
			peerPart[i] = peerVariance(out[i].Expected, w[i], rate[i], d[i], dj, together)
		}
	}
	po, pe, level, owner := make([]float64, pairs), make([]float64, pairs), make([]float64, pairs), make([]int, pairs)
	for _, r := range rows {
		po[r.Pair] += r.Events
		pe[r.Pair] += float64(r.Exposure * rate[r.Person][r.Kind])
		owner[r.Pair] = r.Person
	}
	square := make([]float64, people)
	for k, i := range owner {
		level[k] = (out[i].Observed + .5) / (out[i].Expected + .5)
		square[i] += float64(pe[k] * pe[k])
	}
	omega2 := ratio.LagVariance(po, pe, level)
	y, n := make([]float64, people), make([]float64, people)
	for i := range out {
		if e := out[i].Expected; e > 0 && exposed > peers.FewestPeers {
			y[i] = math.Min(out[i].Observed/e, 4)
			n[i] = 1 / (spread[i]/(e*e) + float64(omega2*square[i])/(e*e) + peerPart[i])
		}
	}
	prior := ratio.FitOne(y, n)
	for i := range out {
		out[i] = Of(out[i].Observed, out[i].Expected, out[i].Exposure, y[i], n[i], prior)
	}
	ToMiddle(out, prior.M)
	return out
}

// peerVariance is what the peers' rates themselves are unsure of: their own levels and
// the number of their events. own are the person's events, all everybody's, by kind;
// together is Σ d_j·d_k over everybody.
func peerVariance(expected float64, exposure, rate, own, all []float64, together [][]float64) float64 {
	part := make([]float64, len(rate))
	v := 0.
	for j := range rate {
		share := exposure[j] * rate[j] / expected
		part[j] = share / math.Max(all[j]-own[j], 1)
		v += float64(share*share) / (all[j] - own[j] + lag.Smoothing)
	}
	for j := range part {
		for k := range part {
			v += float64(peerLevel * part[j] * part[k] * (together[j][k] - own[j]*own[k]))
		}
	}
	return v
}

// peerLevel is the squared coefficient of variation of a peer's own level, as in the
// first pass of the axes.
const peerLevel = .1

// mostCertain is the share above which a peers' rate is not taken as sure.
const mostCertain = .95

// ToMiddle puts ratios in units of the middle person and returns what that person's was
// (1 where too few can be compared). Nearly everybody on one level and one far from it:
// the mean of the prior lies between them, and everybody would stand out from it. A middle
// far below that mean is one of nearly nothing; a quarter of the mean is taken instead.
func ToMiddle(all []assessment.Counted, mean float64) float64 {
	var means []float64
	for i := range all {
		if all[i].Ratio != nil {
			means = append(means, *all[i].Ratio)
		}
	}
	if len(means) <= peers.FewestPeers {
		return 1
	}
	sort.Float64s(means)
	m := math.Max((means[(len(means)-1)/2]+means[len(means)/2])/2, mean/4)
	for i := range all {
		if c := &all[i]; c.Ratio != nil {
			c.Ratio, c.Lo, c.Hi = assessment.Of(*c.Ratio/m), assessment.Of(*c.Lo/m), assessment.Of(*c.Hi/m)
		}
	}
	return m
}

// countedOf shrinks y ≈ O/E with effective count n towards the prior; n = 0 leaves the
// count without a ratio.
func Of(observed, expected, exposure, y, n float64, prior ratio.One) assessment.Counted {
	c := assessment.Counted{Observed: observed, Expected: expected, Exposure: exposure, N: n}
	if n == 0 {
		return c
	}
	a, b := prior.Posterior(y, n)
	c.Ratio, c.Lo, c.Hi = assessment.Of(a/b), assessment.Of(ratio.GammaQuantile(a, b, .05)), assessment.Of(ratio.GammaQuantile(a, b, .95))
	c.Reliability = ratio.Reliability(n, prior.A)
	return c
}
