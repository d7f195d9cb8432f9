package rank

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"tenbin/metrics/ratio"
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

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

func columns(t *testing.T, name string) (mu, sigma []float64, rows []map[string]string) {
	rows = reference(t, name)
	for _, r := range rows {
		mu, sigma = append(mu, number(t, r, "mu")), append(sigma, number(t, r, "sigma"))
	}
	return
}

// Golden section G3.
func TestRanksAgainstR(t *testing.T) {
	for name, q := range map[string]float64{"rank_five.csv": .2, "rank_intervals.csv": .1} {
		mu, sigma, rows := columns(t, name)
		variance := make([]float64, len(sigma))
		for i, s := range sigma {
			variance[i] = s * s
		}
		ranks, top := ExpectedRanks(mu, variance), Top(mu, sigma, q)
		for i, r := range rows {
			near(t, "expected rank", ranks[i], number(t, r, "expected"), 1e-9)
			near(t, "P(top)", top[i], number(t, r, map[float64]string{.2: "top20", .1: "top10"}[q]), 1e-9)
		}
	}
}

func TestIntervalsAgainstR(t *testing.T) {
	mu, sigma, rows := columns(t, "rank_intervals.csv")
	lo, hi := Intervals(mu, sigma)
	for i, r := range rows {
		if float64(lo[i]) != number(t, r, "lo") || float64(hi[i]) != number(t, r, "hi") {
			t.Errorf("person %d: rank %d … %d, R has %s … %s", i, lo[i], hi[i], r["lo"], r["hi"])
		}
	}
}

// The joint posterior: R takes score, mean and SD by integration of the density.
func TestCombineAgainstR(t *testing.T) {
	hc, hl := ratio.Two{A: 12, M: .95, Kappa: 1.9, Pi: .1}, ratio.Two{A: 20, M: 1.05, Kappa: .5, Pi: .08}
	var c, l []Axis
	axis := func(h ratio.Two, o, n float64) Axis {
		if n > 0 {
			o /= n
		}
		x, b := h.Posterior(o, n)
		return Axis{x, b, h.M}
	}
	rows := reference(t, "rank_joint.csv")
	for _, r := range rows {
		c, l = append(c, axis(hc, number(t, r, "oc"), number(t, r, "nc"))), append(l, axis(hl, number(t, r, "ol"), number(t, r, "nl")))
	}
	p, joints := Combine(c, l)
	for k, r := range reference(t, "rank_classes.csv") {
		near(t, r["class"], p[k], number(t, r, "p"), 1e-10)
	}
	for i, r := range rows {
		j := joints[i]
		lo, hi := j.Interval()
		for column, got := range map[string]float64{"mu": j.Mu, "sigma": j.Sigma, "score": j.Score, "lo": lo, "hi": hi, "w1": j.W[0], "w2": j.W[1], "w3": j.W[2], "w4": j.W[3]} {
			near(t, column, got, number(t, r, column), 1e-9)
		}
	}
	// the order of people changes nothing but the last digits of a sum
	for i, k := 0, len(c)-1; i < k; i, k = i+1, k-1 {
		c[i], c[k], l[i], l[k] = c[k], c[i], l[k], l[i]
	}
	_, back := Combine(c, l)
	for i := range joints {
		near(t, "score in another order", back[len(back)-1-i].Score, joints[i].Score, 1e-13)
	}
	if p, none := Combine(nil, nil); len(none) != 0 || math.Abs(p[0]-.86) > 1e-12 {
		t.Errorf("nobody: %v", p)
	}
}

// More conceded, with everything else the same, never lowers the score.
func TestScoreRisesWithConcessions(t *testing.T) {
	hc, hl := ratio.Two{A: 12, M: .95, Kappa: 1.9, Pi: .1}, ratio.Two{A: 20, M: 1.05, Kappa: .5, Pi: .08}
	l, bl := hl.Posterior(1, 10)
	last := -1.
	for o := 0.; o < 60; o += 3 {
		x, b := hc.Posterior(o/15, 15)
		_, js := Combine([]Axis{{x, b, hc.M}}, []Axis{{l, bl, hl.M}})
		if js[0].Score <= last {
			t.Fatalf("o %g: %g after %g", o, js[0].Score, last)
		}
		last = js[0].Score
	}
}

// The tabulated sums must give the exact intervals: everybody, on sizes at which both
// can be run, with one person far off who stretches the table.
func TestIntervalsTabulatedAgainstExact(t *testing.T) {
	for _, n := range []int{50, 300, 800} {
		mu, sigma := made(n)
		mu[n/2], sigma[n/3] = 3, .02
		at := pairwise(mu, sigma)
		lo, hi := intervals(mu, sigma, at)
		a, b := intervals(mu, sigma, tabulate(mu, sigma, at))
		differ := 0
		for i := range lo {
			d := max(lo[i]-a[i], a[i]-lo[i], hi[i]-b[i], b[i]-hi[i])
			if d > 1 {
				t.Fatalf("%d people, person %d: %d … %d tabulated, %d … %d exact", n, i, a[i], b[i], lo[i], hi[i])
			}
			differ += min(d, 1)
		}
		if differ > n/20 {
			t.Errorf("%d people: %d of the intervals differ by a rank", n, differ)
		}
	}
}

// Laws: ranks add up; the chances of the top tenth add up; the expected rank lies in
// its interval; the largest set is the largest.
func TestLaws(t *testing.T) {
	mu, sigma := made(150)
	variance := make([]float64, len(sigma))
	for i, s := range sigma {
		variance[i] = s * s
	}
	ranks, top := ExpectedRanks(mu, variance), Top(mu, sigma, .1)
	lo, hi := Intervals(mu, sigma)
	sumRank, sumTop := 0., 0.
	for i := range mu {
		sumRank += ranks[i]
		sumTop += top[i]
		if lo[i] < 1 || hi[i] > 150 || ranks[i] < float64(lo[i])-1 || ranks[i] > float64(hi[i])+1 {
			t.Errorf("person %d: expected rank %.1f in %d … %d", i, ranks[i], lo[i], hi[i])
		}
	}
	near(t, "sum of ranks", sumRank, 150*151/2, 1e-9)
	near(t, "sum of P(top tenth)", sumTop, 15, 1e-9)
	if len(Top(nil, nil, .1)) != 0 {
		t.Error("nobody has no chances")
	}
	scores := make([]float64, 40)
	for i := range scores {
		scores[i] = math.Mod(float64(i)*.37, 1)
	}
	for _, q := range []float64{.05, .1, .3} {
		in, flagged, miss := FDR(scores, q), 0, 0.
		best := 0.
		for i, s := range scores {
			if in[i] {
				flagged++
				miss += 1 - s
			} else {
				best = math.Max(best, s)
			}
		}
		if miss > q*float64(flagged) || miss+1-best <= q*float64(flagged+1) {
			t.Errorf("q %g: %d flagged with mean miss %g, next score %g", q, flagged, miss/float64(flagged), best)
		}
	}
}

// Two people far apart: ranks are certain. Two alike: either may be first.
func TestIntervalsByHand(t *testing.T) {
	lo, hi := Intervals([]float64{1, -1}, []float64{.01, .01})
	if lo[0] != 1 || hi[0] != 1 || lo[1] != 2 || hi[1] != 2 {
		t.Errorf("far apart: %v … %v", lo, hi)
	}
	lo, hi = Intervals([]float64{0, 0}, []float64{1, 1})
	if lo[0] != 1 || hi[0] != 2 {
		t.Errorf("alike: %v … %v", lo, hi)
	}
}

func TestFDRByHand(t *testing.T) {
	// mean(1−P): .01, .055, .12: two fit within 10 %.
	in := FDR([]float64{.90, .99, .75, .1}, .10)
	for i, want := range []bool{true, true, false, false} {
		if in[i] != want {
			t.Errorf("flags %v", in)
		}
	}
	// A later person may bring the mean back under q only from above: it cannot, scores fall.
	if in := FDR([]float64{.5}, .10); in[0] {
		t.Error("a score of 50 % alone is flagged at 10 %")
	}
}

// The score is the posterior chance of K > 1.25: numeric integration is the second source.
func TestScoreAgainstIntegration(t *testing.T) {
	two := ratio.Two{A: 12, M: .95, Kappa: 2, Pi: .1}
	slow := ratio.Two{A: 20, M: 1.05, Kappa: .5, Pi: .08}
	c, lc := two.Posterior(1.8, 20)
	l, ll := slow.Posterior(.6, 15)
	_, js := Combine([]Axis{{c, lc, two.M}}, []Axis{{l, ll, slow.M}})
	j := js[0]
	mean, mass := 0., 0.
	const step = 1e-4
	for x := -4.; x < 4; x += step {
		d := j.CDF(x+step) - j.CDF(x)
		mean += d * (x + step/2)
		if x >= math.Log(Worse) {
			mass += d
		}
	}
	if math.Abs(mean-j.Mu) > 1e-4 || math.Abs(mass-j.Score) > 1e-3 {
		t.Errorf("μ %.5f by integration %.5f; score %.4f by integration %.4f", j.Mu, mean, j.Score, mass)
	}
	lo, hi := j.Interval()
	if !(lo < math.Exp(j.Mu) && math.Exp(j.Mu) < hi) {
		t.Errorf("%g … %g does not hold %g", lo, hi, math.Exp(j.Mu))
	}
}

func made(n int) (mu, sigma []float64) {
	for i := range n {
		mu, sigma = append(mu, math.Sin(float64(i)*1.7)*.4), append(sigma, .1+.2*math.Abs(math.Cos(float64(i))))
	}
	return
}

func BenchmarkIntervals20000(b *testing.B) {
	mu, sigma := made(20000)
	for b.Loop() {
		Intervals(mu, sigma)
	}
}

func BenchmarkCombine20000(b *testing.B) {
	c, l := make([]Axis, 20000), make([]Axis, 20000)
	for i := range c {
		x, bc := ratio.Two{A: 12, M: .95, Kappa: 1.9, Pi: .1}.Posterior(.4+float64(i%37)/20, 5+float64(i%23))
		y, bl := ratio.Two{A: 20, M: 1.05, Kappa: .5, Pi: .08}.Posterior(.3+float64(i%41)/30, 3+float64(i%19))
		c[i], l[i] = Axis{x, bc, .95}, Axis{y, bl, 1.05}
	}
	for b.Loop() {
		Combine(c, l)
	}
}
