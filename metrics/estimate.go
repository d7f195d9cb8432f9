package metrics

import (
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// estimates is everything sections 1, 2 and 4 of METHOD say about everybody.
type estimates struct {
	people     []string // ids, sorted
	index      map[string]int
	concession *concession.Axis
	lag        *progress.Axis
	c, l       ratio.Two
	pc, pl     []ratio.Mixture
	lc, ll     []float64 // log Bayes factors
	classes    [4]float64
	joint      []rank.Joint
}

// newEstimates lists the people: all who have a measured line in the window or an
// instruction.
func newEstimates(c *cube.Cube, records []instruction.Record) *estimates {
	e := &estimates{index: map[string]int{}}
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
		e.people = append(e.people, id)
	}
	sort.Strings(e.people)
	for i, id := range e.people {
		e.index[id] = i
	}
	return e
}

// fit runs the axes.
func (e *estimates) fit(c *cube.Cube, records []instruction.Record, o assessment.Options) {
	e.concession = newConcession(c, e.cubePeople(c), len(e.people), true)
	e.concession.Fit(o.CalendarFactor)
	e.lag = progress.New(records, e.index, len(e.people), o, true)
	e.lag.Fit()
	e.suspend(o)
	e.combine()
}

// cubePeople maps the cube's person numbers to positions.
func (e *estimates) cubePeople(c *cube.Cube) map[int32]int {
	m := map[int32]int{}
	for k, id := range c.People {
		if i, ok := e.index[id]; ok {
			m[int32(k)] = i
		}
	}
	return m
}

// combine fits the two-gamma priors and the joint posterior.
func (e *estimates) combine() {
	n := len(e.people)
	e.c = ratio.FitTwo(e.concession.Ratio, e.concession.N, ratio.Higher)
	e.l = ratio.FitTwo(e.lag.Ratio, e.lag.N, ratio.Lower)
	e.pc, e.pl = make([]ratio.Mixture, n), make([]ratio.Mixture, n)
	e.lc, e.ll = make([]float64, n), make([]float64, n)
	ac, al := make([]rank.Axis, n), make([]rank.Axis, n)
	for i := range n {
		e.pc[i], e.lc[i] = e.c.Posterior(e.concession.Ratio[i], e.concession.N[i])
		e.pl[i], e.ll[i] = e.l.Posterior(e.lag.Ratio[i], e.lag.N[i])
		ac[i] = rank.Axis{Posterior: e.pc[i], LogBayes: e.lc[i], M: e.c.M}
		al[i] = rank.Axis{Posterior: e.pl[i], LogBayes: e.ll[i], M: e.l.M}
	}
	e.classes, e.joint = rank.Combine(ac, al)
}
