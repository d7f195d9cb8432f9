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

var goldenO = []float64{4, 9, 0, 15, 7, 22, 3, 11, 5, 30}
var goldenE = []float64{11.2, 8.1, 2.5, 14, 9.3, 12.4, 6.6, 10, 7.7, 13.9}

// G1, R 4.2.2: f <- glm.nb(O ~ 1 + offset(log(E))); theta, exp(coef); A/B, exp(digamma(A))/B,
// qgamma(.05, A, B), qgamma(.95, A, B). The marginal likelihood must peak where glm.nb says.
func TestGoldenG1(t *testing.T) {
	const a, m = 4.155186811, 1.013337059
	at := func(a, m float64) (s float64) {
		for i := range goldenO {
			s += Marginal(a, a/m, goldenO[i], goldenE[i])
		}
		return
	}
	for _, d := range [][2]float64{{1e-3, 0}, {-1e-3, 0}, {0, 1e-3}, {0, -1e-3}} {
		if at(a+d[0], m+d[1]) > at(a, m) {
			t.Errorf("the marginal likelihood is higher at a %+g, m %+g than where glm.nb puts it", d[0], d[1])
		}
	}
	for i, want := range [][4]float64{{0.53300136, 0.50067749, 0.26734684, 0.87245077}, {1.07824999, 1.03753766, 0.64007103, 1.60922903}, {0.62952619, 0.55548219, 0.22072962, 1.20810936}} {
		A, B := a+goldenO[i], a/m+goldenE[i]
		near(t, "mean", A/B, want[0], 1e-7)
		near(t, "geometric mean", math.Exp(Digamma(A))/B, want[1], 1e-7)
		near(t, "5 %", GammaQuantile(A, B, .05), want[2], 1e-7)
		near(t, "95 %", GammaQuantile(A, B, .95), want[3], 1e-7)
	}
	for i, want := range [][2]float64{{0.12199271, 0.81727848}, {0.57965772, 1.93891561}, {0, 1.19829291}} {
		lo, hi := Garwood(goldenO[i], goldenE[i], .9)
		near(t, "Garwood low", lo, want[0], 1e-7)
		near(t, "Garwood high", hi, want[1], 1e-7)
	}
}

// G2, R: two gammas with pi .1, Ga(12, 12/.95) and Ga(6, 6/1.9): w, mean, E log, 5 %, 95 %.
func TestGoldenG2(t *testing.T) {
	two := Two{12, .95, 2, .1}
	for i, want := range [][5]float64{
		{0.017608072, 0.67182010, -0.4296909434, 0.42034259, 0.97150387},
		{0.056626018, 1.03103668, 0.0038384504, 0.68239808, 1.45539598},
		{0.028495629, 0.80066383, -0.2670784234, 0.45767776, 1.22704337},
		{0.046599359, 1.02362416, 0.0036321441, 0.71814443, 1.38087169},
		{0.028042513, 0.87129939, -0.1651648450, 0.56817618, 1.23100439},
		{0.293693150, 1.48793367, 0.3731581806, 1.03014478, 2.12722485},
		{0.022790046, 0.78321162, -0.2789076470, 0.48079539, 1.14800539},
		{0.053095542, 1.03091862, 0.0065822662, 0.69781193, 1.42995198},
		{0.026296813, 0.84079094, -0.2040462900, 0.53337583, 1.20871726},
		{0.658499685, 1.93033864, 0.6354301435, 1.31863065, 2.63333801},
	} {
		x, _ := two.Posterior(goldenO[i]/goldenE[i], goldenE[i])
		near(t, "w", x.W, want[0], 1e-8)
		near(t, "mean", x.Mean(), want[1], 1e-8)
		near(t, "mean log", x.MeanLog(), want[2], 1e-9)
		near(t, "5 %", x.Quantile(.05), want[3], 1e-7)
		near(t, "95 %", x.Quantile(.95), want[4], 1e-7)
	}
}

// G7, R: exp(c(-1,1)*z*sqrt(1/10 + tau2)).
func TestGoldenG7(t *testing.T) {
	for _, c := range [][6]float64{{1.959964, 0.5380547075, 1.85854707, 0.4802966343, 2.082046653, 0}, {3.090232, 0.3763569835, 2.657051799, 0.3146611483, 3.178021836, 0}} {
		lo, hi := Funnel(c[0], 10, 1, 0)
		near(t, "lo", lo, c[1], 1e-9)
		near(t, "hi", hi, c[2], 1e-9)
		lo, hi = Funnel(c[0], 10, 1, .04)
		near(t, "lo with τ²", lo, c[3], 1e-9)
		near(t, "hi with τ²", hi, c[4], 1e-9)
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

func BenchmarkFitTwo20000(b *testing.B) {
	y, n := make([]float64, 20000), make([]float64, 20000)
	for i := range y {
		y[i], n[i] = .5+float64(i%97)/60, 5+float64(i%31)
	}
	for b.Loop() {
		FitTwo(y, n, Higher)
	}
}
