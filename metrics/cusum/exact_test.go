package cusum

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// What only the comparison with R and with the simulated limits asks for.

// Path is C_t = max(0, C_{t−1} + W_t) (Page 1954): good months are forgiven down to zero
// and never saved up.
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
// zero, by the Markov chain of Brook and Evans with bins states between 0 and h:
//
//	W = o·ln ρ − (ρ−1)·μ₀,   o ~ Poisson(θ·μ₀),   alarm at C > h
//	L = (I − Q)⁻¹·1, its first element;  Q_ij = P(from the middle of bin i into bin j)
//
// θ = 1 is in control, θ = ρ is the change that the chart looks for; ρ < 1 is the
// carrying-out half, where few events push up. μ₀ > 0 is the expected count a month.
// The error of the bins falls slowly: for μ₀ 2, ρ 1.6, h 3 it is 0.2 months of 171
// between 400 and 800 bins; the work grows with bins³ (800: some 40 ms).
func RunLength(mu0, rho, h, theta float64, bins int) float64 {
	n := bins + 1
	width, log, drift := h/float64(bins), math.Log(rho), float64((rho-1)*mu0)
	mu, first, chance := float64(theta*mu0), 0, []float64{1} // the chances of first, first+1, … events
	if mu > 0 {
		// All but less than 1e−15 of them, by logarithms, so that a large mean does not underflow.
		reach := 10 + float64(9*math.Sqrt(mu))
		first, chance = int(math.Max(0, math.Floor(mu-reach))), nil
		for o := first; float64(o) <= mu+reach+20; o++ {
			g, _ := math.Lgamma(float64(o) + 1)
			chance = append(chance, math.Exp(float64(float64(o)*math.Log(mu))-mu-g))
		}
	}
	q := mat.NewDense(n, n, nil)
	for i := range n {
		z := 0.
		if i > 0 {
			z = float64((float64(i) - .5) * width)
		}
		for k, p := range chance {
			next, j := z+float64(float64(first+k)*log)-drift, 0
			if next > 0 {
				j = int(math.Ceil(next / width))
			}
			if j < n { // beyond lies the alarm
				q.Set(i, j, q.At(i, j)-p)
			}
		}
		q.Set(i, i, q.At(i, i)+1)
	}
	ones := mat.NewVecDense(n, nil)
	for i := range n {
		ones.SetVec(i, 1)
	}
	var length mat.VecDense
	var condition mat.Condition
	if err := length.SolveVec(q, ones); errors.As(err, &condition) && math.IsInf(float64(condition), 1) {
		return math.Inf(1) // no month can raise an alarm
	}
	return length.AtVec(0)
}
