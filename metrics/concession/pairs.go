package concession

import (
	"math"

	"tenbin/metrics/peers"
	"tenbin/metrics/ratio"
)

// Nested is the posterior of pair k under its person's mean θ̂ (METHOD section 3),
//
//	Ga(α + O/φ, rate α/θ̂ + E/φ),   α = 1/max(ω², .02)
//
// with its mean A/B.
func (a *Axis) Nested(k int, mean float64) (theta, A, B float64) {
	alpha := 1 / math.Max(a.Omega2, .02)
	A, B = alpha+a.Pairs.O[k]/a.Phi, alpha/mean+a.Pairs.E[k]/a.Phi
	return A / B, A, B
}

// Scored returns how many scored lines a person has, their list amount and the yen conceded
// on them, each line capped at half its list amount as in the score.
func (c *Axis) Scored(i int) (lines, list, conceded int64) {
	n, l, x := 0., 0., 0.
	for _, k := range c.ByOne[i] {
		n += c.Rows[k].N
		l += c.Rows[k].list
		x += c.Rows[k].X
	}
	return int64(n), int64(l), int64(x)
}

// BaselineVariance fits φ and ω² to the pairs of the baseline alone, frozen like the own
// habits: what changes while it is watched must not widen the limits that it is held
// against. Where the baseline has too few pairs those of all months stand.
func (c *Axis) BaselineVariance(o, e []float64) (phi, omega2 float64) {
	po, pe, pairs := make([]float64, c.S), make([]float64, c.S), 0
	for k, i := range c.Pairs.Owner {
		po[i] += o[k]
		pe[i] += e[k]
		if e[k] > 0 {
			pairs++
		}
	}
	level := make([]float64, len(o))
	for k, i := range c.Pairs.Owner {
		level[k] = peers.Clamp(po[i]/math.Max(pe[i], 1e-9), .3, 4)
	}
	if phi, omega2 = ratio.PairVariance(o, e, level); pairs < 3 || phi <= 1e-9 {
		return c.Phi, c.Omega2
	}
	return phi, omega2
}
