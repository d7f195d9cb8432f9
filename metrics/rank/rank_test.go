package rank

import (
	"math"
	"testing"

	"tenbin/metrics/ratio"
)

// G3, R: P <- outer(…, pnorm((m_i − m_j)/sqrt(v_i + v_j))); 5 + .5 − rowSums(P); and
// t <- uniroot(mean(pnorm((m − t)/sqrt(v))) − .2); pnorm((m − t)/sqrt(v)).
func TestGoldenG3(t *testing.T) {
	m, v := []float64{-.3, 0, .1, .5, .9}, []float64{.04, .09, .01, .16, .04}
	sd := make([]float64, len(v))
	for i := range v {
		sd[i] = math.Sqrt(v[i])
	}
	for i, want := range []float64{4.723660406, 3.661842748, 3.246572909, 2.175915438, 1.192008499} {
		if got := ExpectedRanks(m, v)[i]; math.Abs(got-want) > 1e-9 {
			t.Errorf("expected rank %d = %.10g, want %.10g", i, got, want)
		}
	}
	for i, want := range []float64{4.542126691e-08, 0.005192094733, 1.12889625e-11, 0.2507680434, 0.7440398164} {
		if got := Top(m, sd, .2)[i]; math.Abs(got-want) > 1e-9 {
			t.Errorf("P(top 20 %%) %d = %.10g, want %.10g", i, got, want)
		}
	}
}

// The interpolated sums must give the exact intervals.
func TestIntervalsTabulatedAgainstExact(t *testing.T) {
	mu, sigma := made(1200)
	lo, hi := Intervals(mu, sigma)
	a, b := Intervals(mu[:900], sigma[:900])
	for i := range a {
		if a[i] > b[i] || lo[i] > hi[i] || lo[i] < 1 || hi[i] > 1200 {
			t.Fatalf("interval %d … %d", lo[i], hi[i])
		}
	}
	// exact by brute force for three people of the 1,200
	for _, i := range []int{0, 599, 1199} {
		x := mu[i]
		mean := 1.
		for j := range mu {
			if j != i {
				mean += phi((mu[j] - x) / sigma[j])
			}
		}
		if mean < float64(lo[i])-1 || mean > float64(hi[i])+1 {
			t.Errorf("the rank at the posterior mean, %.1f, lies outside %d … %d", mean, lo[i], hi[i])
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
