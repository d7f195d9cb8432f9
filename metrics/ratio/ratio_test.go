package ratio

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
)

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g (± %g)", what, got, want, tol)
	}
}

// ψ′ by its defining recurrence and by known values: ψ′(1) = π²/6, ψ′(½) = π²/2.
func TestTrigamma(t *testing.T) {
	near(t, "ψ′(1)", Trigamma(1), math.Pi*math.Pi/6, 1e-13)
	near(t, "ψ′(½)", Trigamma(.5), math.Pi*math.Pi/2, 1e-13)
	for x := .1; x < 40; x *= 1.7 {
		near(t, "ψ′(x) − ψ′(x+1) − 1/x²", Trigamma(x)-Trigamma(x+1)-1/(x*x), 0, 1e-11)
		h := 1e-4 * x
		near(t, "ψ′ as a difference of ψ", Trigamma(x), (Digamma(x+h)-Digamma(x-h))/(2*h), 1e-6)
	}
}

// The lag columns of the cross-check are enough to fit its prior: y = min(O/E, 3), n.
func TestCrosscheckLagPrior(t *testing.T) {
	dir := "../../../shared/reference/crosscheck/"
	f, err := os.Open(dir + "expected.csv")
	if err != nil {
		t.Skip("the shared reference folder is not beside this checkout")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var y, n, slow []float64
	for _, r := range rows[1:] {
		v := func(k int) float64 { x, _ := strconv.ParseFloat(r[k], 64); return x }
		y, n, slow = append(y, math.Min(v(6)/v(7), 3)), append(n, v(8)), append(slow, v(9))
	}
	h := FitTwo(y, n, Lower)
	near(t, "a", h.A, 22.96974382, 1e-4)
	near(t, "m", h.M, 1.065334666, 1e-5)
	near(t, "κ", h.Kappa, 0.5168357255, 1e-5)
	near(t, "π", h.Pi, 0.08710272272, 1e-4)
	for i := range y {
		x, _ := h.Posterior(y[i], n[i])
		near(t, "slowness", math.Exp(math.Log(h.M)-x.MeanLog()), slow[i], 1e-5)
	}
}

// Laws: the order of people does not matter; people without evidence do not matter.
func TestFitLaws(t *testing.T) {
	y, n := []float64{.5, 1.2, 3, .8, 1.1, .2, 2.2}, []float64{5, 20, 9, 0, 14, 7, 30}
	a := FitTwo(y, n, Higher)
	r, m := []float64{}, []float64{}
	for i := len(y) - 1; i >= 0; i-- {
		if n[i] > 0 {
			r, m = append(r, y[i]), append(m, n[i])
		}
	}
	b := FitTwo(r, m, Higher)
	near(t, "a", b.A, a.A, 1e-6)
	near(t, "π", b.Pi, a.Pi, 1e-6)
	if got := FitTwo([]float64{1}, []float64{0}, Lower); got != (Two{12, 1, .5, .1}) {
		t.Errorf("nobody with evidence: %+v, want the prior modes", got)
	}
	if got := FitOne(nil, nil); got != (One{7, 1}) {
		t.Errorf("nobody with evidence: %+v", got)
	}
}

// Planted φ = .1, ω² = .08 are found again in exact second moments.
func TestPairVarianceRecoversExactMoments(t *testing.T) {
	var o, e, theta []float64
	for i := 1; i <= 200; i++ {
		x := float64(i) / 20
		d := math.Sqrt(.1*x + .08*x*x)
		o, e, theta = append(o, x+d), append(e, x), append(theta, 1)
	}
	phi, omega2 := PairVariance(o, e, theta)
	near(t, "φ", phi, .1, 1e-9)
	near(t, "ω²", omega2, .08, 1e-9)
	if phi, omega2 := PairVariance([]float64{1}, []float64{0}, []float64{1}); phi != 1e-9 || omega2 != 0 {
		t.Errorf("no pair with E: φ %g, ω² %g", phi, omega2)
	}
}

// Where people do not differ at all, the one-gamma shape stops at 200.
func TestFitOneIsCapped(t *testing.T) {
	y, n := make([]float64, 3000), make([]float64, 3000)
	for i := range y {
		y[i], n[i] = 1, 100
	}
	if got := FitOne(y, n); got.A != 200 || math.Abs(got.M-1) > 1e-3 {
		t.Errorf("everybody alike: %+v", got)
	}
}

// The edge table of the specification: fewer than three pairs, and pairs that are all
// alike (a singular system), give finite numbers and no error.
func TestPairVarianceEdges(t *testing.T) {
	if phi, omega2 := PairVariance([]float64{1, 3}, []float64{2, 1}, []float64{1, 1}); phi != 1e-9 || omega2 != 0 {
		t.Errorf("two pairs: φ %g, ω² %g, want the floors", phi, omega2)
	}
	phi, omega2 := PairVariance([]float64{1, 3, 4, 2}, []float64{2, 2, 2, 2}, []float64{1, 1, 1, 1})
	if !(phi >= 1e-9 && omega2 >= 0) {
		t.Fatalf("all expectations alike: φ %g, ω² %g", phi, omega2)
	}
	near(t, "fit at E = 2", 2*phi+4*omega2, 6./4, 1e-3) // the mean of (1, 1, 4, 0)
	phi, omega2 = PairVariance([]float64{1, 2, 3}, []float64{1, 2, 3}, []float64{1, 1, 1})
	if !(phi >= 1e-9 && phi < 1e-6 && omega2 >= 0 && omega2 < 1e-6) {
		t.Errorf("all exactly as expected: φ %g, ω² %g", phi, omega2)
	}
}

// At the fitted prior the slope is nil to rounding, from either start: that is what
// makes the figures equal on other machines.
func TestFitEndsAtTheSummit(t *testing.T) {
	y, n := company(t, "higher")
	f, g, start := rows(y, n).two(Higher)
	grad := make([]float64, 4)
	for _, s := range [][]float64{start, {math.Log(4), 0, start[2], start[3]}} {
		if g(grad, minimise(f, g, s)); largest(grad) > 1e-12 {
			t.Errorf("slope %g from %v", grad, s)
		}
	}
	// the slope itself, against differences of the function
	p := []float64{2.1, -.1, -1.2, -1.5}
	g(grad, p)
	for k := range p {
		up, down := append([]float64(nil), p...), append([]float64(nil), p...)
		up[k] += 1e-5
		down[k] -= 1e-5
		near(t, "slope", grad[k], (f(up)-f(down))/2e-5, 1e-8)
	}
}

// The sum that the fit takes is Marginal's, so that what is published is what was fitted.
func TestFitUsesMarginal(t *testing.T) {
	o, n, a, b := 7.3, 5.1, 12., 12/.95
	r := rows([]float64{o / n}, []float64{n})
	near(t, "ℓ", r.base+newComponent(a, b).log(gammaLog(a+o), o, math.Log(b+n)), Marginal(a, b, o, n), 1e-13)
	if Marginal(a, b, 0, 0) != 0 {
		t.Error("without exposure a prior has nothing to say")
	}
}

// Laws of a posterior: more conceded raises everything; an interval holds its median;
// without evidence the prior stands; nothing conceded is a number like any other.
func TestPosteriorLaws(t *testing.T) {
	two := Two{12, .95, 2, .1}
	for _, n := range []float64{.3, 4, 60, 2000} {
		last := -1.
		for o := 0.; o <= 3*n; o += n / 8 {
			x, _ := two.Posterior(o/n, n)
			lo, mid, hi := x.Quantile(.05), x.Quantile(.5), x.Quantile(.95)
			if !(lo < mid && mid < hi) || !(lo < math.Exp(x.MeanLog()) && x.Mean() < hi) {
				t.Fatalf("o %g, n %g: %g … %g … %g around %g", o, n, lo, mid, hi, x.Mean())
			}
			if !(x.Mean() > last) {
				t.Fatalf("o %g, n %g: mean %g after %g", o, n, x.Mean(), last)
			}
			last = x.Mean()
			near(t, "CDF of the quantile", x.CDF(hi), .95, 1e-9)
			if low, high := RawInterval(o, n, .9); !(low < high) || o > 0 && !(low < o/n && o/n < high) {
				t.Fatalf("raw interval %g … %g of %g", low, high, o/n)
			}
			if low, high := Garwood(o, n, .9); !(low <= o/n && o/n < high) {
				t.Fatalf("exact interval %g … %g of %g", low, high, o/n)
			}
		}
	}
	x, lbf := two.Posterior(0, 0)
	if lbf != 0 || math.Abs(x.W-.1) > 1e-15 || x.A1 != 12 || x.A2 != 6 {
		t.Errorf("no evidence: %+v, %g", x, lbf)
	}
	if lo, hi := Garwood(0, 0, .9); lo != 0 || !math.IsInf(hi, 1) {
		t.Errorf("no exposure: %g … %g", lo, hi)
	}
	if lo, hi := Funnel(2, 0, 1, .04); lo != 0 || !math.IsInf(hi, 1) {
		t.Errorf("funnel without exposure: %g … %g", lo, hi)
	}
	if Reliability(0, 12) != 0 || Reliability(12, 12) != .5 {
		t.Error("reliability is n/(n+a)")
	}
}

func BenchmarkFitTwo20000(b *testing.B) {
	y, n := make([]float64, 20000), make([]float64, 20000)
	for i := range y {
		y[i], n[i] = .5+float64(i%97)/60, 5+float64(i%31)
	}
	for b.Loop() {
		FitTwo(y, n, Higher)
	}
}
