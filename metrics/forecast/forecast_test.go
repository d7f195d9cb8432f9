package forecast

import (
	"math"
	"testing"

	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/instruction/instructiontest"
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
	x, y := instructiontest.Open("1", "a", "x", 0, 12), instructiontest.Open("2", "a", "y", 0, 200)
	w := instructiontest.Open("3", "a", "z", 0, 30)
	w.Closed, w.Status = 10, 2 // withdrawn
	records, person := instructiontest.Records(x, y, w, instructiontest.Done("4", "a", "v", 0, 40, 3))
	l := progress.New(records, person, 1, instructiontest.Options(), true)
	l.Hazard = [][]float64{{.05, .04, .03, .02, .01, .004}}
	post := ratio.Mixture{W: .3, A1: 9, B1: 8, A2: 6.5, B2: 11}
	forecasts := Of(l, []ratio.Mixture{post}, .9, records, &cube.Cube{}, instructiontest.Options())
	other := 1. / (12 + 200 + 10 + 3) * 28
	for i, big := range []float64{2*.04 + 16*.03 + 10*.02, 28 * .004} {
		mean := expectation(post.A1, post.B1, func(th float64) float64 { return -math.Expm1(-th * big) })*(1-post.W) +
			expectation(post.A2, post.B2, func(th float64) float64 { return -math.Expm1(-th * big) })*post.W
		e := ((1-post.W)*post.A1/post.B1 + post.W*post.A2/post.B2) * big
		q := (1 - math.Exp(-e-other)) * e / (e + other) / (1 - math.Exp(-e))
		if f := forecasts[i]; !f.Open || math.Abs(f.P-mean*q) > 1e-6 {
			t.Errorf("%s: p = %.8f, want %.8f", records[i].ID, f.P, mean*q)
		}
		pe := .9 * big
		if f := forecasts[i]; math.Abs(f.Peers-(1-math.Exp(-pe-other))*pe/(pe+other)) > 1e-12 {
			t.Errorf("%s: peers' chance %.8f", records[i].ID, f.Peers)
		}
	}
	if forecasts[2].Open || forecasts[3].Open {
		t.Error("what has ended has a forecast")
	}
}

// Yen at stake: target increase × what the client bought of the category in the last
// six months; nothing where nothing was bought.
func TestStakes(t *testing.T) {
	month := instructiontest.Options().Month
	c := &cube.Cube{Clients: []string{"c0", "c1"}, Categories: []string{"A", "B"}, Strata: []cube.Stratum{{Category: 0}, {Category: 1}},
		Keys:  []cube.CellKey{{Client: 0, Stratum: 0, Month: month}, {Client: 0, Stratum: 1, Month: month}, {Client: 1, Stratum: 0, Month: month - 6}},
		Cells: []cube.Cell{{CellSums: cube.CellSums{List: 5000, Discount: 500}}, {CellSums: cube.CellSums{List: 7000}}, {CellSums: cube.CellSums{List: 9000}}}}
	raise := func(id, client, category string) instruction.Record {
		o := instructiontest.Open(id, "a", client, 0, 30)
		o.Target = .05
		r := o.Record()
		r.Category = category
		return r
	}
	records := []instruction.Record{raise("1", "c0", "A"), raise("2", "c0", ""), raise("3", "c1", "A"), raise("4", "c0", "C")}
	forecasts := make([]Forecast, len(records))
	stakes(forecasts, records, c, month)
	for i, want := range []float64{.05 * 4500, .05 * 11500, 0, 0} {
		if f := forecasts[i]; math.Abs(f.Stake-want) > 1e-9 || f.HasStake != (want > 0) {
			t.Errorf("%s: stake %v, want %v", records[i].ID, f.Stake, want)
		}
	}
}
