package ratio

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// One is a fitted one-gamma prior Ga(A, rate A/M).
type One struct{ A, M float64 }

// Posterior returns the parameters of Ga(a, rate b) for a person with ratio y and
// effective count n.
func (p One) Posterior(y, n float64) (a, b float64) { return p.A + float64(y*n), p.A/p.M + n }

// maxOne caps the one-gamma shape: beyond it people do not differ.
const maxOne = 200

// FitOne maximises the marginal likelihood of ratios y with effective counts n under
// one gamma prior, with the weak log-priors
//
//	ln a ~ N(ln 7, .7²),   ln m ~ N(0, .5²)
//
// starting at (ln 7, 0); rows with n = 0 take no part; a ≤ 200. Without any row the
// prior modes a 7, m 1 stand.
func FitOne(y, n []float64) One {
	o, m := rows(y, n)
	if len(o) == 0 {
		return One{7, 1}
	}
	count := float64(len(o))
	f := func(p []float64) float64 {
		a, b := math.Exp(p[0]), math.Exp(p[0]-p[1])
		sum := 0.
		for i := range o {
			sum += Marginal(a, b, o[i], m[i])
		}
		return (-sum + penalty(p[0], math.Log(7), .7) + penalty(p[1], 0, .5)) / count
	}
	g := func(grad, p []float64) {
		a, b := math.Exp(p[0]), math.Exp(p[0]-p[1])
		var da, db float64
		psi := Digamma(a)
		for i := range o {
			x, z := partials(a, b, psi, o[i], m[i])
			da += x
			db += z
		}
		grad[0] = (-float64(da*a) - float64(db*b) + (p[0]-math.Log(7))/(.7*.7)) / count
		grad[1] = (float64(db*b) + p[1]/(.5*.5)) / count
	}
	p := minimise(f, g, []float64{math.Log(7), 0})
	return One{math.Min(math.Exp(p[0]), maxOne), math.Exp(p[1])}
}

// captured is the shape of the captured component.
const captured = 6

// Two is a fitted two-gamma prior: healthy Ga(A, rate A/M) with weight 1−Pi, captured
// Ga(6, rate 6/(M·Kappa)) with weight Pi.
type Two struct{ A, M, Kappa, Pi float64 }

// Direction says on which side of the healthy the captured stand.
type Direction float64

// Higher: captured people concede more. Lower: captured people are slower.
const (
	Higher Direction = 1
	Lower  Direction = -1
)

// Modes are the prior modes: what stands when nobody has evidence on the axis.
func (d Direction) Modes() Two { return Two{12, 1, math.Pow(2, float64(d)), .1} }

// FitTwo maximises Σ ln[(1−π)e^ℓ₁ + πe^ℓ₂] with the weak log-priors
//
//	ln a ~ N(ln 12, .7²), ln m ~ N(0, .5²), logit π ~ N(logit .1, .7²),
//	ln(|ln κ| − ln 1.3) ~ N(ln(ln 2 − ln 1.3), .5²)
//
// from the prior modes, and again from a wide healthy component (a = 4); the higher
// likelihood is taken. The second start matters where one person stands far off on the
// good side: the likelihood then has two peaks, and the nearer one can be the lower.
// Without the log-priors the fit runs off below about 50 people.
func FitTwo(y, n []float64, d Direction) Two {
	o, m := rows(y, n)
	if len(o) == 0 {
		return d.Modes()
	}
	count := float64(len(o))
	start := []float64{math.Log(12), 0, math.Log(math.Log(2) - math.Log(1.3)), logit(.1)}
	sd := []float64{.7, .5, .5, .7}
	f := func(p []float64) float64 {
		h := d.unpack(p)
		b1, b2 := h.A/h.M, captured/(h.M*h.Kappa)
		l1, l2 := math.Log1p(-h.Pi), math.Log(h.Pi)
		sum := 0.
		for i := range o {
			sum += logSum(l1+Marginal(h.A, b1, o[i], m[i]), l2+Marginal(captured, b2, o[i], m[i]))
		}
		v := -sum
		for k := range p {
			v += penalty(p[k], start[k], sd[k])
		}
		return v / count
	}
	g := func(grad, p []float64) {
		h := d.unpack(p)
		b1, b2 := h.A/h.M, captured/(h.M*h.Kappa)
		l1, l2 := math.Log1p(-h.Pi), math.Log(h.Pi)
		psi1, psi2 := Digamma(h.A), Digamma(captured)
		var ga, gb1, gb2, gpi float64
		for i := range o {
			x1, x2 := l1+Marginal(h.A, b1, o[i], m[i]), l2+Marginal(captured, b2, o[i], m[i])
			w := 1 / (1 + math.Exp(x1-x2))
			da, db1 := partials(h.A, b1, psi1, o[i], m[i])
			_, db2 := partials(captured, b2, psi2, o[i], m[i])
			ga += float64((1 - w) * da)
			gb1 += float64((1 - w) * db1)
			gb2 += float64(w * db2)
			gpi += w - h.Pi // d/d logit π of ln[(1−π)·+π·]
		}
		grad[0] = -(float64(ga*h.A) + float64(gb1*b1))
		grad[1] = float64(gb1*b1) + float64(gb2*b2)
		grad[2] = float64(gb2*b2) * float64(d) * math.Exp(p[2])
		grad[3] = -gpi
		for k := range p {
			grad[k] = (grad[k] + (p[k]-start[k])/(sd[k]*sd[k])) / count
		}
	}
	best := minimise(f, g, start)
	if p := minimise(f, g, []float64{math.Log(4), 0, start[2], start[3]}); f(p) < f(best)-1e-9 {
		best = p
	}
	return d.unpack(best)
}

// unpack maps the unconstrained parameters to the prior.
func (d Direction) unpack(p []float64) Two {
	return Two{math.Exp(p[0]), math.Exp(p[1]), math.Exp(float64(d) * (math.Log(1.3) + math.Exp(p[2]))), 1 / (1 + math.Exp(-p[3]))}
}

// partials are ∂ℓ/∂a and ∂ℓ/∂b of Marginal; psi is ψ(a).
func partials(a, b, psi, o, n float64) (da, db float64) {
	return Digamma(a+o) - psi - math.Log1p(n/b), a/b - (a+o)/(b+n)
}

// rows keeps the rows with evidence, as counts o = y·n.
func rows(y, n []float64) (o, m []float64) {
	for i := range y {
		if n[i] > 0 {
			o = append(o, float64(y[i]*n[i]))
			m = append(m, n[i])
		}
	}
	return o, m
}

func penalty(x, mean, sd float64) float64 { return (x - mean) * (x - mean) / (2 * sd * sd) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// logSum is ln(e^x + e^y) without overflow.
func logSum(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	return x + math.Log1p(math.Exp(y-x))
}

// minimise runs Nelder–Mead from start, then BFGS from its result, and returns the
// better of the two.
func minimise(f func([]float64) float64, g func(grad, p []float64), start []float64) []float64 {
	finite := func(p []float64) float64 {
		if v := f(p); !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
		return 1e10
	}
	settings := func(iterations int) *optimize.Settings {
		return &optimize.Settings{MajorIterations: iterations, Converger: &optimize.FunctionConverge{Relative: 1e-12, Absolute: 1e-14, Iterations: 30}}
	}
	best, value := start, finite(start)
	if r, _ := optimize.Minimize(optimize.Problem{Func: finite}, start, settings(400), &optimize.NelderMead{SimplexSize: .25}); r != nil && r.F <= value {
		best, value = r.X, r.F
	}
	s := settings(500)
	s.GradientThreshold = 1e-12
	if r, _ := optimize.Minimize(optimize.Problem{Func: finite, Grad: g}, best, s, &optimize.BFGS{}); r != nil && r.F <= value {
		best = r.X
	}
	return best
}
