package validate

import (
	"math"

	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
	"tenbin/metrics/simulate"
)

// oracleScores ranks people with the true baseline rates known and the same shrinkage:
// what no method could beat that does not know the people.
func oracleScores(c *simulate.Company) []float64 {
	conc := newOracleAxis(len(c.People))
	lag := newOracleAxis(len(c.People))
	for _, l := range c.Lines {
		conc.add(l.Person, l.Client, l.Conceded(), c.Baseline(l))
	}
	for _, o := range c.Orders {
		done := 0.
		if o.Done.Known() {
			done = 1
		}
		lag.add(o.Person, o.Client, done, c.BaselineHazard(o))
	}
	ratios := conc.ratios(.3)
	phi, omega2 := ratio.PairVariance(conc.po, conc.pe, ratios)
	yc, nc := conc.evidence(phi, omega2)
	lagOmega := ratio.LagVariance(lag.po, lag.pe, lag.ratios(.2))
	yl, nl := lag.evidence(1, lagOmega)
	for i := range yl {
		yl[i] = math.Min(yl[i], 3)
	}
	hc, hl := ratio.FitTwo(yc, nc, ratio.Higher), ratio.FitTwo(yl, nl, ratio.Lower)
	ac, al := make([]rank.Axis, len(yc)), make([]rank.Axis, len(yc))
	for i := range ac {
		p, b := hc.Posterior(yc[i], nc[i])
		ac[i] = rank.Axis{Posterior: p, LogBayes: b, M: hc.M}
		p, b = hl.Posterior(yl[i], nl[i])
		al[i] = rank.Axis{Posterior: p, LogBayes: b, M: hl.M}
	}
	_, joint := rank.Combine(ac, al)
	scores := make([]float64, len(joint))
	for i, j := range joint {
		scores[i] = j.Score + 1e-6*j.Mu
	}
	return scores
}

// oracleAxis sums observed and truly expected by person and by pair.
type oracleAxis struct {
	o, e   []float64
	pair   map[[2]int]int
	owner  []int
	po, pe []float64
}

func newOracleAxis(n int) *oracleAxis {
	return &oracleAxis{o: make([]float64, n), e: make([]float64, n), pair: map[[2]int]int{}}
}

func (a *oracleAxis) add(person, client int, o, e float64) {
	k, ok := a.pair[[2]int{person, client}]
	if !ok {
		k = len(a.owner)
		a.pair[[2]int{person, client}] = k
		a.owner, a.po, a.pe = append(a.owner, person), append(a.po, 0), append(a.pe, 0)
	}
	a.o[person] += o
	a.e[person] += e
	a.po[k] += o
	a.pe[k] += e
}

// ratios are the clamped O/E of each pair's person.
func (a *oracleAxis) ratios(lo float64) []float64 {
	r := make([]float64, len(a.owner))
	for k, i := range a.owner {
		r[k] = math.Min(math.Max(a.o[i]/math.Max(a.e[i], 1e-9), lo), 4)
	}
	return r
}

// evidence is O/E and 1/n = φ/E + ω²·H with E known without error.
func (a *oracleAxis) evidence(phi, omega2 float64) (y, n []float64) {
	y, n = make([]float64, len(a.o)), make([]float64, len(a.o))
	square := make([]float64, len(a.o))
	for k, i := range a.owner {
		square[i] += a.pe[k] * a.pe[k]
	}
	for i := range y {
		if a.e[i] > 0 {
			y[i] = a.o[i] / a.e[i]
			n[i] = 1 / (phi/a.e[i] + omega2*square[i]/(a.e[i]*a.e[i]))
		}
	}
	return y, n
}
