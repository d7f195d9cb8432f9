// Package ratio is observed ÷ expected with an effective count: the one idea that
// conceded discount, lag, pairs and coaching share. Numbers in, numbers out.
//
// With n = 1/Var(O/E) the product o = n·O/E behaves like a Poisson count with mean
// n·θ, so a gamma prior stays a gamma:
//
//	θ ~ Ga(a, rate a/m)   ⇒   θ | o ~ Ga(a + o, rate a/m + n)
//
// The trip: PairVariance and LagVariance give the variance that makes n; FitOne and
// FitTwo estimate the prior from everybody; Posterior and Mixture are one person.
//
// Sources: Breslow & Day 1987; Clayton & Kaldor 1987 Biometrics 43:671; DuMouchel
// 1999 Am Stat 53:177; McCullagh & Nelder 1989.
package ratio

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Digamma is ψ, the derivative of ln Γ.
func Digamma(x float64) float64 { return mathext.Digamma(x) }

// Trigamma is ψ′(x) = ζ(2, x), the Hurwitz zeta function.
func Trigamma(x float64) float64 { return mathext.Zeta(2, x) }

// Marginal is the log of the chance of o under a Ga(a, rate b) prior and exposure n,
// up to a term that does not depend on the prior:
//
//	ℓ(a, b) = lnΓ(a+o) − lnΓ(a) + a·ln(b/(b+n)) − o·ln((b+n)/n),   0 where n = 0
func Marginal(a, b, o, n float64) float64 {
	if n <= 0 {
		return 0
	}
	x, _ := math.Lgamma(a + o)
	y, _ := math.Lgamma(a)
	return x - y - float64(a*math.Log1p(n/b)) - float64(o*math.Log((b+n)/n))
}

// Reliability is n/(n + a): the share of what is said that comes from the person.
func Reliability(n, a float64) float64 {
	if n <= 0 {
		return 0
	}
	return n / (n + a)
}

// GammaCDF is P(θ ≤ x) for Ga(a, rate b).
func GammaCDF(a, b, x float64) float64 {
	if x <= 0 {
		return 0
	}
	return mathext.GammaIncReg(a, b*x)
}

// GammaQuantile is the p-quantile of Ga(a, rate b).
func GammaQuantile(a, b, p float64) float64 { return mathext.GammaIncRegInv(a, p) / b }

// RawInterval is the unshrunken interval of a ratio: the quantiles of Ga(o + ½, n).
// With n = 0 nothing is known: 0 and +Inf.
func RawInterval(o, n, confidence float64) (lo, hi float64) {
	if n <= 0 {
		return 0, math.Inf(1)
	}
	tail := (1 - confidence) / 2
	return GammaQuantile(o+.5, n, tail), GammaQuantile(o+.5, n, 1-tail)
}

// Garwood is the exact Poisson interval of O/E: Ga(O, E) below and Ga(O+1, E) above.
// With E = 0 nothing is known: 0 and +Inf.
//
// Source: Garwood 1936 Biometrika 28:437.
func Garwood(o, e, confidence float64) (lo, hi float64) {
	if e <= 0 {
		return 0, math.Inf(1)
	}
	tail := (1 - confidence) / 2
	if o > 0 {
		lo = GammaQuantile(o, e, tail)
	}
	return lo, GammaQuantile(o+1, e, 1-tail)
}
