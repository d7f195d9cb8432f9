package ratio

import "math"

// Funnel is the pair of control limits around a ratio of 1 at z standard deviations,
// on the log scale: exp(∓ z·√(φ/E + τ²)), φ the dispersion of O, τ² the variance of ln θ
// between ordinary people (Spiegelhalter 2005). With E = 0 they are 0 and +Inf.
func Funnel(z, e, phi, tau2 float64) (lo, hi float64) {
	d := z * math.Sqrt(phi/e+tau2)
	return math.Exp(-d), math.Exp(d)
}
