package metrics

import (
	"math"
	"testing"

	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// expectation of g over Gamma(a, rate b) by the midpoint rule: the second source for
// the closed form of the forecast.
func expectation(a, b float64, g func(float64) float64) float64 {
	const steps = 200_000
	top := (a + 20*math.Sqrt(a) + 40) / b
	sum, h := 0., top/steps
	lg, _ := math.Lgamma(a)
	for k := range steps {
		x := (float64(k) + .5) * h
		sum += g(x) * math.Exp(a*math.Log(b)+(a-1)*math.Log(x)-b*x-lg) * h
	}
	return sum
}

// The chance of being carried out in the next 20 business days (28 calendar days) is
// the mean of 1 − e^(−θΛ) over the posterior, times what other endings leave.
func TestForecastIsThePosteriorMean(t *testing.T) {
	x, y := open("1", "a", "x", 0, 12), open("2", "a", "y", 0, 200)
	w := open("3", "a", "z", 0, 30)
	w.closed, w.status = 10, 2 // withdrawn
	records, person := recordsOf(x, y, w, done("4", "a", "v", 0, 40, 3))
	l := progress.New(records, person, 1, referenceOptions(), true)
	l.Hazard = [][]float64{{.05, .04, .03, .02, .01, .004}}
	post := ratio.Mixture{W: .3, A1: 9, B1: 8, A2: 6.5, B2: 11}
	a := &assessor{cube: &cube.Cube{}, records: records, o: referenceOptions(), e: &estimate.Estimates{Lag: l, L: ratio.Two{A: 8, M: .9, Kappa: .5, Pi: .1}, PL: []ratio.Mixture{post}}}
	a.forecasts()
	other := 1. / (12 + 200 + 10 + 3) * 28
	for i, big := range []float64{2*.04 + 16*.03 + 10*.02, 28 * .004} {
		mean := expectation(post.A1, post.B1, func(th float64) float64 { return -math.Expm1(-th * big) })*(1-post.W) +
			expectation(post.A2, post.B2, func(th float64) float64 { return -math.Expm1(-th * big) })*post.W
		e := ((1-post.W)*post.A1/post.B1 + post.W*post.A2/post.B2) * big
		q := (1 - math.Exp(-e-other)) * e / (e + other) / (1 - math.Exp(-e))
		if f := a.forward[i]; !f.open || math.Abs(f.p-mean*q) > 1e-6 {
			t.Errorf("%s: p = %.8f, want %.8f", records[i].ID, f.p, mean*q)
		}
		pe := .9 * big
		if f := a.forward[i]; math.Abs(f.peers-(1-math.Exp(-pe-other))*pe/(pe+other)) > 1e-12 {
			t.Errorf("%s: peers' chance %.8f", records[i].ID, f.peers)
		}
	}
	if a.forward[2].open || a.forward[3].open {
		t.Error("what has ended has a forecast")
	}
}

// Yen at stake: target increase × what the client bought of the category in the last
// six months; nothing where nothing was bought.
func TestStakes(t *testing.T) {
	c := cubeOf(1, lineOf{0, 0, 0, 0, 5000, .1}, lineOf{0, 0, 1, 0, 7000, 0}, lineOf{0, 1, 0, 0, 9000, 0})
	c.Keys[2].Month -= 6
	raise := func(id, client, category string) instruction.Record {
		o := open(id, "a", client, 0, 30)
		o.target = .05
		r := o.record()
		r.Category = category
		return r
	}
	records := []instruction.Record{raise("1", "c0", "A"), raise("2", "c0", ""), raise("3", "c1", "A"), raise("4", "c0", "C")}
	a := &assessor{cube: c, records: records, o: referenceOptions(), forward: make([]forecast, len(records))}
	a.stakes()
	for i, want := range []float64{.05 * 4500, .05 * 11500, 0, 0} {
		if f := a.forward[i]; math.Abs(f.stake-want) > 1e-9 || f.hasStake != (want > 0) {
			t.Errorf("%s: stake %v, want %v", records[i].ID, f.stake, want)
		}
	}
}
