// Package cusum watches one person month by month against the own habit: one summed
// chart of both axes, with limits from seeded simulation. Numbers in, numbers out.
//
// Sources: Page 1954 Biometrika 41:100; Brook & Evans 1972 Biometrika 59:539; Steiner
// et al. 2000 Biostatistics 1:441; Biswas & Kalbfleisch 2008 Stat Med 27:3382.
package cusum

import "math"

// The change that the chart is tuned to: concessions × 1.6, carrying out × 0.5.
const (
	Up   = 1.6
	Down = .5
)

// Month is one month of a person: effective counts expected (E) and observed (O) on
// the concession axis (C) and on the carrying-out axis (L).
type Month struct{ OC, EC, OL, EL float64 }

// Weight is the month's step of the log-likelihood ratio,
//
//	W = [o^c·ln 1.6 − .6·ϑ^c·e^c] + [o^l·ln .5 + .5·ϑ^l·e^l]
//
// with ϑ the person's own reference on each axis. An open instruction adds to e^l every
// day that it stays open.
func (m Month) Weight(refC, refL float64) float64 {
	return float64(m.OC*math.Log(Up)) - float64((Up-1)*refC*m.EC) + float64(m.OL*math.Log(Down)) + float64((1-Down)*refL*m.EL)
}

// Path is C_t = max(0, C_{t−1} + W_t).
func Path(weights []float64) []float64 {
	c, z := make([]float64, len(weights)), 0.
	for i, w := range weights {
		z = math.Max(0, z+w)
		c[i] = z
	}
	return c
}

// Onset is the index of the first month after the last zero of c before or at position
// at: when what raised the chart began.
func Onset(c []float64, at int) int {
	k := at
	for k > 0 && c[k-1] > 0 {
		k--
	}
	return k
}

// RunLength is the mean number of months to an alarm of a Poisson chart, started at
// zero, by the Markov chain of Brook and Evans with bins states:
//
//	W = o·ln ρ − (ρ−1)·μ₀,   o ~ Poisson(θ·μ₀),   alarm at C ≥ h
func RunLength(mu0, rho, h, theta float64, bins int) float64 {
	n := bins + 1
	width := h / float64(bins)
	q := make([]float64, n*n)
	log := math.Log(rho)
	for i := range n {
		z := 0.
		if i > 0 {
			z = (float64(i) - .5) * width
		}
		p := math.Exp(-theta * mu0)
		for o := 0; o < 500; o++ {
			if o > 0 {
				p *= theta * mu0 / float64(o)
			}
			next := z + float64(float64(o)*log) - float64((rho-1)*mu0)
			j := 0
			if next > 0 {
				j = int(math.Ceil(next / width))
			}
			if j >= n {
				break
			}
			q[i*n+j] += p
		}
	}
	return firstOf(q, n)
}

// firstOf solves (I − Q)x = 1 for x₀ by Gaussian elimination with partial pivoting.
func firstOf(q []float64, n int) float64 {
	x := make([]float64, n)
	for i := range n {
		for j := range n {
			q[i*n+j] = -q[i*n+j]
		}
		q[i*n+i]++
		x[i] = 1
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(q[i*n+k]) > math.Abs(q[p*n+k]) {
				p = i
			}
		}
		if p != k {
			for j := k; j < n; j++ {
				q[k*n+j], q[p*n+j] = q[p*n+j], q[k*n+j]
			}
			x[k], x[p] = x[p], x[k]
		}
		for i := k + 1; i < n; i++ {
			f := q[i*n+k] / q[k*n+k]
			if f == 0 {
				continue
			}
			for j := k; j < n; j++ {
				q[i*n+j] -= float64(f * q[k*n+j])
			}
			x[i] -= float64(f * x[k])
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			x[k] -= float64(q[k*n+j] * x[j])
		}
		x[k] /= q[k*n+k]
	}
	return x[0]
}
