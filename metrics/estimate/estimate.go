// Package estimate answers: what is known of everybody on both axes, and together?
//
// In come the cube and the records of instructions; out come both fitted axes with their
// priors and posteriors, and the joint posterior of everybody (METHOD sections 1, 2, 4).
package estimate

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// Estimates is everything sections 1, 2 and 4 of METHOD say about everybody.
type Estimates struct {
	People     []string // ids, sorted
	Index      map[string]int
	Concession *concession.Axis
	Lag        *progress.Axis
	C, L       ratio.Two       // priors
	PC, PL     []ratio.Mixture // posteriors
	LC, LL     []float64       // log Bayes factors
	Classes    [4]float64
	Joint      []rank.Joint
}

// New lists the people: all who have a measured line in the window or an
// instruction.
func New(c *cube.Cube, records []instruction.Record) *Estimates {
	e := &Estimates{Index: map[string]int{}}
	seen := map[string]bool{}
	for i, k := range c.Keys {
		if k.Month >= c.WindowFrom && c.Cells[i].Lines > 0 {
			seen[c.People[k.Person]] = true
		}
	}
	for i := range records {
		if records[i].Person != "" {
			seen[records[i].Person] = true
		}
	}
	for id := range seen {
		e.People = append(e.People, id)
	}
	sort.Strings(e.People)
	for i, id := range e.People {
		e.Index[id] = i
	}
	return e
}

// Fit runs the axes.
func (e *Estimates) Fit(c *cube.Cube, records []instruction.Record, o assessment.Options) {
	e.Concession = NewConcession(c, e.Places(c), len(e.People), true)
	e.Concession.Fit(o.CalendarFactor)
	e.Lag = progress.New(records, e.Index, len(e.People), o, true)
	e.Lag.Fit()
	e.suspend(o)
	e.Combine()
}

// Places maps the cube's person numbers to positions.
func (e *Estimates) Places(c *cube.Cube) map[int32]int {
	m := map[int32]int{}
	for k, id := range c.People {
		if i, ok := e.Index[id]; ok {
			m[int32(k)] = i
		}
	}
	return m
}

// Combine fits the two-gamma priors and the joint posterior.
func (e *Estimates) Combine() {
	n := len(e.People)
	e.C = ratio.FitTwo(e.Concession.Ratio, e.Concession.N, ratio.Higher)
	e.L = ratio.FitTwo(e.Lag.Ratio, e.Lag.N, ratio.Lower)
	e.PC, e.PL = make([]ratio.Mixture, n), make([]ratio.Mixture, n)
	e.LC, e.LL = make([]float64, n), make([]float64, n)
	ac, al := make([]rank.Axis, n), make([]rank.Axis, n)
	for i := range n {
		e.PC[i], e.LC[i] = e.C.Posterior(e.Concession.Ratio[i], e.Concession.N[i])
		e.PL[i], e.LL[i] = e.L.Posterior(e.Lag.Ratio[i], e.Lag.N[i])
		ac[i] = rank.Axis{Posterior: e.PC[i], LogBayes: e.LC[i], M: e.C.M}
		al[i] = rank.Axis{Posterior: e.PL[i], LogBayes: e.LL[i], M: e.L.M}
	}
	e.Classes, e.Joint = rank.Combine(ac, al)
}

// suspend takes the evidence of suspended people and factors out before anything is
// combined: n = 0, so that the posterior is the prior, as for somebody without any. Their
// rows go on standing among the peers of the others; what they sold was sold.
func (e *Estimates) suspend(o assessment.Options) {
	for i, id := range e.People {
		whole := o.Suspends(table.PersonID(id))
		if whole || o.SuspendsFactor(table.FactorConcession) {
			e.Concession.N[i] = 0
		}
		if whole || o.SuspendsFactor(table.FactorLag) {
			e.Lag.N[i] = 0
		}
	}
}

// WithoutPauses computes everybody's score as if no wait for the buyer counted; nil
// when nobody recorded one.
func (e *Estimates) WithoutPauses(records []instruction.Record, o assessment.Options) []float64 {
	some := false
	for i := range records {
		some = some || records[i].UnprovenPaused > 0 || len(records[i].BuyerPaused) > 0
	}
	if !some {
		return nil
	}
	other := *e
	other.Lag = progress.New(records, e.Index, len(e.People), o, false)
	other.Lag.Fit()
	other.Combine()
	scores := make([]float64, len(other.Joint))
	for i := range scores {
		scores[i] = 100 * other.Joint[i].Score
	}
	return scores
}
