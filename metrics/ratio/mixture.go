package ratio

import "math"

// Mixture is the posterior of one person on one axis: Ga(A1, rate B1) with weight
// 1−W, Ga(A2, rate B2) with weight W (the chance of belonging to the captured).
type Mixture struct{ W, A1, B1, A2, B2 float64 }

// Posterior returns the posterior of ratio y with effective count n, and the log Bayes
// factor ℓ₂ − ℓ₁ of captured against healthy (0 where n = 0).
func (t Two) Posterior(y, n float64) (Mixture, float64) {
	o, b1, b2 := float64(y*n), t.A/t.M, captured/(t.M*t.Kappa)
	lbf := Marginal(captured, b2, o, n) - Marginal(t.A, b1, o, n)
	return Mixture{1 / (1 + math.Exp(-logit(t.Pi)-lbf)), t.A + o, b1 + n, captured + o, b2 + n}, lbf
}

// MeanLog is E ln θ = (1−w)(ψ(A₁)−ln B₁) + w(ψ(A₂)−ln B₂).
func (x Mixture) MeanLog() float64 {
	m1, m2 := x.Logs()
	return float64((1-x.W)*m1) + float64(x.W*m2)
}

// Logs are the two components' E ln θ.
func (x Mixture) Logs() (healthy, captured float64) {
	return Digamma(x.A1) - math.Log(x.B1), Digamma(x.A2) - math.Log(x.B2)
}

// VarLog is Var ln θ.
func (x Mixture) VarLog() float64 {
	m1, m2 := x.Logs()
	m := x.MeanLog()
	return float64((1-x.W)*(Trigamma(x.A1)+float64((m1-m)*(m1-m)))) + float64(x.W*(Trigamma(x.A2)+float64((m2-m)*(m2-m))))
}

// Mean is E θ = (1−w)A₁/B₁ + wA₂/B₂.
func (x Mixture) Mean() float64 { return float64((1-x.W)*x.A1/x.B1) + float64(x.W*x.A2/x.B2) }

// CDF is P(θ ≤ t).
func (x Mixture) CDF(t float64) float64 {
	return float64((1-x.W)*GammaCDF(x.A1, x.B1, t)) + float64(x.W*GammaCDF(x.A2, x.B2, t))
}

// Quantile is the p-quantile, by bisection on ln θ over [−8, 4], 60 steps.
func (x Mixture) Quantile(p float64) float64 {
	lo, hi := -8., 4.
	for range 60 {
		mid := (lo + hi) / 2
		if x.CDF(math.Exp(mid)) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Exp((lo + hi) / 2)
}
