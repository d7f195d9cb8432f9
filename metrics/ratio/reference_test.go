package ratio

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
)

// reference reads a table that an R script wrote: a comment line with the versions,
// headings, rows.
func reference(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("../../testdata/reference/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for k, h := range rows[0] {
			m[h] = row[k]
		}
		out = append(out, m)
	}
	return out
}

func number(t *testing.T, row map[string]string, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		t.Fatalf("column %s: %v", column, err)
	}
	return v
}

// fits are the numbers of ratio_fits.csv by name.
func fits(t *testing.T) map[string]float64 {
	m := map[string]float64{}
	for _, r := range reference(t, "ratio_fits.csv") {
		m[r["name"]] = number(t, r, "value")
	}
	return m
}

// Golden section G1: the marginal likelihood without log-priors is the intercept-only
// negative binomial, so its optimum is MASS::glm.nb's.
func TestOneGammaIsNegativeBinomial(t *testing.T) {
	want := fits(t)
	var y, n []float64
	for _, r := range reference(t, "ratio_onegamma.csv") {
		o, e := number(t, r, "o"), number(t, r, "e")
		y, n = append(y, o/e), append(n, e)
	}
	p := minimise(rows(y, n).one(false))
	near(t, "a", math.Exp(p[0]), want["nb.a"], 1e-8)
	near(t, "m", math.Exp(p[1]), want["nb.m"], 1e-8)
	near(t, "glm.nb's a", math.Exp(p[0]), want["glmnb.a"], 1e-7)
	near(t, "glm.nb's m", math.Exp(p[1]), want["glmnb.m"], 1e-7)
	prior := One{want["nb.a"], want["nb.m"]}
	for i, r := range reference(t, "ratio_onegamma.csv") {
		o, e := number(t, r, "o"), number(t, r, "e")
		A, B := prior.Posterior(y[i], n[i])
		near(t, "mean", A/B, number(t, r, "mean"), 1e-9)
		near(t, "geometric mean", math.Exp(Digamma(A))/B, number(t, r, "geometric"), 1e-9)
		near(t, "5 %", GammaQuantile(A, B, .05), number(t, r, "q05"), 1e-9)
		near(t, "95 %", GammaQuantile(A, B, .95), number(t, r, "q95"), 1e-9)
		near(t, "P(< .8)", GammaCDF(A, B, .8), number(t, r, "below"), 1e-9)
		lo, hi := Garwood(o, e, .9)
		near(t, "exact low", lo, number(t, r, "exact_lo"), 1e-9)
		near(t, "exact high", hi, number(t, r, "exact_hi"), 1e-9)
		lo, hi = RawInterval(o, e, .9)
		near(t, "raw low", lo, number(t, r, "raw_lo"), 1e-9)
		near(t, "raw high", hi, number(t, r, "raw_hi"), 1e-9)
	}
}

func TestGammaAgainstR(t *testing.T) {
	for _, r := range reference(t, "ratio_gamma.csv") {
		a, p, q := number(t, r, "shape"), number(t, r, "p"), number(t, r, "q")
		if got := GammaQuantile(a, 3, p); math.Abs(got-q) > 1e-9*q {
			t.Errorf("quantile %g of Ga(%g, 3) = %.12g, R has %.12g", p, a, got, q)
		}
		near(t, "probability", GammaCDF(a, 3, q), p, 1e-10)
	}
}

// Golden section G2, every row; mean, mean log and variance by integration in R.
func TestTwoGammaPosterior(t *testing.T) {
	two := Two{12, .95, 2, .1}
	for _, r := range reference(t, "ratio_twogamma.csv") {
		o, n := number(t, r, "o"), number(t, r, "n")
		x, lbf := two.Posterior(o/n, n)
		for _, c := range []struct {
			column   string
			got, tol float64
		}{
			{"w", x.W, 1e-9}, {"logbayes", lbf, 1e-9}, {"mean", x.Mean(), 1e-9}, {"meanlog", x.MeanLog(), 1e-9}, {"varlog", x.VarLog(), 1e-9},
			{"cdf1", x.CDF(1), 1e-9}, {"q05", x.Quantile(.05), 1e-9}, {"q95", x.Quantile(.95), 1e-9},
		} {
			near(t, c.column, c.got, number(t, r, c.column), c.tol)
		}
	}
}

// Golden section G7.
func TestFunnel(t *testing.T) {
	for _, r := range reference(t, "ratio_funnel.csv") {
		lo, hi := Funnel(number(t, r, "z"), number(t, r, "e"), number(t, r, "phi"), number(t, r, "tau2"))
		near(t, "low", lo, number(t, r, "lo"), 1e-9)
		near(t, "high", hi, number(t, r, "hi"), 1e-9)
	}
}

func company(t *testing.T, axis string) (y, n []float64) {
	for _, r := range reference(t, "ratio_company.csv") {
		if r["axis"] != axis {
			continue
		}
		o, e := number(t, r, "o"), number(t, r, "n")
		if e > 0 {
			o /= e
		}
		y, n = append(y, o), append(n, e)
	}
	return y, n
}

// The penalised fits against R's dnbinom, nlminb and Newton steps. The specification
// allows 1e-3.
func TestFitsAgainstR(t *testing.T) {
	want := fits(t)
	for axis, d := range map[string]Direction{"higher": Higher, "lower": Lower} {
		y, n := company(t, axis)
		one, two := FitOne(y, n), FitTwo(y, n, d)
		near(t, axis+" one a", one.A, want["one."+axis+".a"], 1e-8)
		near(t, axis+" one m", one.M, want["one."+axis+".m"], 1e-8)
		near(t, axis+" a", two.A, want["two."+axis+".a"], 1e-7)
		near(t, axis+" m", two.M, want["two."+axis+".m"], 1e-7)
		near(t, axis+" κ", two.Kappa, want["two."+axis+".kappa"], 1e-7)
		near(t, axis+" π", two.Pi, want["two."+axis+".pi"], 1e-7)
	}
}

func TestVarianceAgainstR(t *testing.T) {
	var o, e, theta, count []float64
	for _, r := range reference(t, "ratio_pairs.csv") {
		o, e, theta = append(o, number(t, r, "o")), append(e, number(t, r, "e")), append(theta, number(t, r, "theta"))
	}
	for _, r := range reference(t, "ratio_counts.csv") {
		count = append(count, number(t, r, "count"))
	}
	want := fits(t)
	phi, omega2 := PairVariance(o, e, theta)
	near(t, "φ", phi, want["phi"], 1e-9)
	near(t, "ω²", omega2, want["omega2"], 1e-9)
	near(t, "ω² of lag", LagVariance(count, e, theta), want["lag_omega2"], 1e-9)
}
