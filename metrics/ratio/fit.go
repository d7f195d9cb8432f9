package ratio

import "math"

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
	r := rows(y, n)
	if len(r.o) == 0 {
		return One{7, 1}
	}
	p := minimise(r.one(true))
	return One{math.Min(math.Exp(p[0]), maxOne), math.Exp(p[1])}
}

// one is the mean of the negative log-likelihood of one gamma in (ln a, ln m), with its
// gradient and start; with the log-priors, or without (that is the intercept-only
// negative binomial).
func (r evidence) one(priors bool) (f func([]float64) float64, g func(grad, p []float64), start []float64) {
	count, start := float64(len(r.o)), []float64{math.Log(7), 0}
	f = func(p []float64) float64 {
		c := newComponent(math.Exp(p[0]), math.Exp(p[0]-p[1]))
		sum := r.base
		for i, o := range r.o {
			sum += c.log(gammaLog(c.a+o), o, math.Log(c.b+r.n[i]))
		}
		if !priors {
			return -sum / count
		}
		return (-sum + penalty(p[0], start[0], .7) + penalty(p[1], start[1], .5)) / count
	}
	g = func(grad, p []float64) {
		a, b := math.Exp(p[0]), math.Exp(p[0]-p[1])
		psi := Digamma(a)
		var da, db float64
		for i, o := range r.o {
			da += Digamma(a+o) - psi - math.Log1p(r.n[i]/b)
			db += slope(a, b, o, r.n[i])
		}
		grad[0] = -float64(da*a) - float64(db*b)
		grad[1] = float64(db * b)
		if priors {
			grad[0] += (p[0] - start[0]) / (.7 * .7)
			grad[1] += p[1] / (.5 * .5)
		}
		grad[0] /= count
		grad[1] /= count
	}
	return f, g, start
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
	r := rows(y, n)
	if len(r.o) == 0 {
		return d.Modes()
	}
	f, g, start := r.two(d)
	best := minimise(f, g, start)
	if p := minimise(f, g, []float64{math.Log(4), 0, start[2], start[3]}); f(p) < f(best)-1e-9 {
		best = p
	}
	return d.unpack(best)
}

// two is the mean of the penalised negative log-likelihood of two gammas in
// (ln a, ln m, ln(|ln κ| − ln 1.3), logit π), with its gradient and the prior modes.
func (r evidence) two(d Direction) (f func([]float64) float64, g func(grad, p []float64), start []float64) {
	count := float64(len(r.o))
	start = []float64{math.Log(12), 0, math.Log(math.Log(2) - math.Log(1.3)), logit(.1)}
	sd := [4]float64{.7, .5, .5, .7}
	six := make([]float64, len(r.o)) // lnΓ(6 + o) does not depend on the parameters
	for i, o := range r.o {
		six[i] = gammaLog(captured + o)
	}
	// split are the two components' ln(weight·density) of row i, up to the common o·ln n
	split := func(c1, c2 component, l1, l2 float64, i int) (x1, x2 float64) {
		o, n := r.o[i], r.n[i]
		return l1 + c1.log(gammaLog(c1.a+o), o, math.Log(c1.b+n)), l2 + c2.log(six[i], o, math.Log(c2.b+n))
	}
	f = func(p []float64) float64 {
		h := d.unpack(p)
		c1, c2 := newComponent(h.A, h.A/h.M), newComponent(captured, captured/(h.M*h.Kappa))
		l1, l2 := math.Log1p(-h.Pi), math.Log(h.Pi)
		sum := r.base
		for i := range r.o {
			sum += logSum(split(c1, c2, l1, l2, i))
		}
		v := -sum
		for k := range p {
			v += penalty(p[k], start[k], sd[k])
		}
		return v / count
	}
	g = func(grad, p []float64) {
		h := d.unpack(p)
		c1, c2 := newComponent(h.A, h.A/h.M), newComponent(captured, captured/(h.M*h.Kappa))
		l1, l2 := math.Log1p(-h.Pi), math.Log(h.Pi)
		psi := Digamma(h.A)
		var ga, gb1, gb2, gpi float64
		for i, o := range r.o {
			x1, x2 := split(c1, c2, l1, l2, i)
			w := 1 / (1 + math.Exp(x1-x2))
			ga += float64((1 - w) * (Digamma(h.A+o) - psi - math.Log1p(r.n[i]/c1.b)))
			gb1 += float64((1 - w) * slope(h.A, c1.b, o, r.n[i]))
			gb2 += float64(w * slope(captured, c2.b, o, r.n[i]))
			gpi += w - h.Pi // d/d logit π of ln[(1−π)·+π·]
		}
		grad[0] = -(float64(ga*h.A) + float64(gb1*c1.b))
		grad[1] = float64(gb1*c1.b) + float64(gb2*c2.b)
		grad[2] = float64(gb2 * c2.b * float64(d) * math.Exp(p[2]))
		grad[3] = -gpi
		for k := range p {
			grad[k] = (grad[k] + (p[k]-start[k])/(sd[k]*sd[k])) / count
		}
	}
	return f, g, start
}

// unpack maps the unconstrained parameters to the prior.
func (d Direction) unpack(p []float64) Two {
	return Two{math.Exp(p[0]), math.Exp(p[1]), math.Exp(float64(d) * (math.Log(1.3) + math.Exp(p[2]))), 1 / (1 + math.Exp(-p[3]))}
}

// evidence are the rows of a fit as counts o = y·n with exposures n, and base = Σ o·ln n,
// the part of the likelihood that no prior changes.
type evidence struct {
	o, n []float64
	base float64
}

// rows keeps the rows with evidence.
func rows(y, n []float64) (r evidence) {
	for i := range y {
		if n[i] > 0 {
			o := float64(y[i] * n[i])
			r.o, r.n = append(r.o, o), append(r.n, n[i])
			r.base += float64(o * math.Log(n[i]))
		}
	}
	return r
}

// component is a gamma Ga(a, rate b) with what does not change from row to row.
type component struct{ a, b, constant float64 }

func newComponent(a, b float64) component {
	return component{a, b, float64(a*math.Log(b)) - gammaLog(a)}
}

// log is Marginal without its o·ln n, from lnΓ(a+o) and ln(b+n): one logarithm a row
// where Marginal takes two and two lnΓ more, which is what a fit over 20,000 people
// waits for.
func (c component) log(gamma, o, lnBN float64) float64 {
	return gamma + c.constant - float64((c.a+o)*lnBN)
}

// slope is ∂ℓ/∂b of Marginal.
func slope(a, b, o, n float64) float64 { return a/b - (a+o)/(b+n) }

func gammaLog(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
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
