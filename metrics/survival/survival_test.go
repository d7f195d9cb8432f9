package survival

import (
	"math"
	"testing"
)

var (
	goldenT  = []float64{3, 5, 5, 8, 12, 15, 15, 21, 30, 34, 40, 55, 60, 72, 90, 95, 120, 30, 64, 7}
	goldenEv = []int{1, 1, 0, 1, 1, 2, 1, 1, 0, 1, 2, 1, 0, 1, 1, 0, 0, 1, 1, 1}
)

func done() []bool {
	d := make([]bool, len(goldenEv))
	for i, e := range goldenEv {
		d[i] = e == 1
	}
	return d
}

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if math.Abs(got-want) > tol*math.Max(1, math.Abs(want)) {
		t.Errorf("%s = %.10g, R has %.10g", what, got, want)
	}
}

// G4, R survival 3.5.3: summary(survfit(Surv(tt, ev==1) ~ 1), times=c(7,14,30,60,90), extend=TRUE),
// rmean=90; survfit(Surv(tt, factor(ev, 0:2)) ~ 1); survSplit and glm poisson.
func TestGoldenG4(t *testing.T) {
	km := KaplanMeier(goldenT, done())
	aj := AalenJohansen(goldenT, goldenEv, 2)
	for _, w := range [][5]float64{
		{7, 0.84705882, 0.081388320, 0.15294118, 0}, {14, 0.74117647, 0.099881876, 0.25882353, 0},
		{30, 0.57352941, 0.115166319, 0.41764706, 0.052941176}, {60, 0.43697479, 0.122056205, 0.53529412, 0.111764706}, {90, 0.17478992, 0.107466689, 0.74705882, 0.111764706}} {
		near(t, "KM", km.Value(w[0], 1), w[1], 1e-8)
		near(t, "KM se", Curve{Time: km.Time, At: km.SE}.Value(w[0], 0), w[2], 1e-7)
		near(t, "AJ done", aj[0].Value(w[0], 0), w[3], 1e-8)
		near(t, "AJ withdrawn", aj[1].Value(w[0], 0), w[4], 1e-8)
	}
	near(t, "RMST90", km.RestrictedMean(90), 47.20315126, 1e-9)
	cut := []float64{0, 7, 14, 30, 60, math.Inf(1)}
	h, d, w := Hazards(goldenT, done(), cut)
	for k, want := range [][3]float64{{3, 132, 0.0227272727}, {2, 104, 0.0192307692}, {3, 185, 0.0162162162}, {2, 219, 0.0091324201}, {3, 141, 0.0212765957}} {
		near(t, "events", d[k], want[0], 0)
		near(t, "exposure", w[k], want[1], 1e-12)
		near(t, "hazard", h[k], want[2], 1e-9)
	}
	near(t, "RML(1)", RestrictedMeanLag(cut, h, 1, 90), 47.3529007, 1e-8)
	near(t, "RML(.5)", RestrictedMeanLag(cut, h, .5, 90), 64.18297481, 1e-9)
}

// With no hazard nothing happens before the horizon; a huge one is done at once.
func TestRestrictedMeanLagEnds(t *testing.T) {
	cut := []float64{0, 10, math.Inf(1)}
	near(t, "no hazard", RestrictedMeanLag(cut, []float64{0, 0}, 1, 90), 90, 1e-12)
	near(t, "huge hazard", RestrictedMeanLag(cut, []float64{1e6, 1e6}, 1, 90), 0, 1e-5)
	last := 0.
	for theta := 4.; theta > .05; theta /= 1.3 {
		m := RestrictedMeanLag(cut, []float64{.02, .01}, theta, 90)
		if m <= last {
			t.Fatalf("slower people must have longer lags: %v after %v", m, last)
		}
		last = m
	}
}
