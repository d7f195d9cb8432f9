package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// peerRates answers what peers concede on a scored line: the chain's rate of the
// person's kind of work times the calendar factor of the person, category and month.
type peerRates struct {
	c       *concessionAxis
	cube    cubeNames
	people  []string
	bands   []int64
	closing int
}

// cubeNames are the words behind a cube's numbers.
type cubeNames struct {
	categories, regions []string
	strata              []cube.Stratum
}

type workKey struct {
	person, category, region string
	band                     int
}

type monthKey struct {
	person, category string
	month            table.Month
}

// personRates are the rates of some people, ready to be looked up.
type personRates struct {
	*peerRates
	rate   map[workKey]assessment.LineRate
	own    map[workKey]float64
	factor map[monthKey]float64
}

// of returns the rates of the people wanted; nil wants everybody.
func (p *peerRates) of(wanted map[string]bool) *personRates {
	r := &personRates{peerRates: p, rate: map[workKey]assessment.LineRate{}, own: map[workKey]float64{}, factor: map[monthKey]float64{}}
	levels := p.c.levels(wanted, p.people)
	for i := range p.c.cells {
		x := &p.c.cells[i]
		person := p.people[x.person]
		if wanted != nil && !wanted[person] {
			continue
		}
		k := p.cube.strata[p.c.stratumOf[i]]
		category := p.cube.categories[k.Category]
		w := workKey{person, category, p.cube.regions[k.Region], int(k.Band)}
		if _, ok := r.own[w]; !ok {
			r.own[w], r.rate[w] = p.c.rate[x.row], levels[x.row]
		}
		r.factor[monthKey{person, category, x.month}] = x.f
	}
	return r
}

// fill sets the peers' rate of a line; 0 where no scored line of the person is of its
// kind.
func (r *personRates) fill(l *assessment.LedgerLine) {
	band := 0
	for _, e := range r.bands {
		if l.List >= e {
			band++
		}
	}
	w := workKey{string(l.Person), l.Category, l.Region, band}
	l.Expected = r.own[w] * r.factor[monthKey{string(l.Person), l.Category, l.Date.DataMonth(r.closing)}]
	l.Peers = r.rate[w]
}

// levels says of every row of the people wanted how much of its rate may be shown. A
// rate is shown where at least FewestOthers others have lines of the kind, else that of
// the nearest wider level that has. When a single kind of a person's would be left to
// the sum, which would give it away, the kind with the fewest lines beside it joins it.
func (a *concessionAxis) levels(wanted map[string]bool, people []string) map[int]assessment.LineRate {
	s := a.sums(a.before)
	behind, last := make([]int, a.nodes), make([]int, a.nodes) // people at a node, and the last one counted, plus one
	for i, rows := range a.byOne {
		for _, k := range rows {
			for _, g := range a.rows[k].node {
				if last[g] != i+1 {
					last[g] = i + 1
					behind[g]++
				}
			}
		}
	}
	all := map[int]assessment.LineRate{}
	for i, rows := range a.byOne {
		if wanted != nil && !wanted[people[i]] {
			continue
		}
		s.look(a, rows)
		hidden, fewest := 0, -1
		for _, k := range rows {
			r := &a.rows[k]
			x := assessment.LineRate{Others: behind[r.node[0]] - 1, Money: a.moneyRate[k]}
			if x.Shown = x.Others >= assessment.FewestOthers; !x.Shown {
				hidden++
				x.Level = 4
				for l := 3; l >= 1; l-- {
					if behind[r.node[l]]-1 >= assessment.FewestOthers {
						x.Level = l
					}
				}
				if x.Level < 4 {
					x.Parent = s.rate(a, r, x.Level)
				}
			} else if fewest < 0 || r.n < a.rows[fewest].n {
				fewest = k
			}
			all[k] = x
		}
		if hidden == 1 && fewest >= 0 {
			x := all[fewest]
			x.Shown, x.Level, x.Parent = false, 1, s.rate(a, &a.rows[fewest], 1)
			all[fewest] = x
		}
	}
	return all
}

// chainSums are the sums of the chain by node: over everybody, and of the one person
// who is looked at.
type chainSums struct{ theta, total, mass, plain, ownY, ownMass, ownN []float64 }

func (a *concessionAxis) sums(theta []float64) *chainSums {
	n := a.nodes
	s := &chainSums{theta, make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
	for i := range a.rows {
		r := &a.rows[i]
		for _, g := range r.node {
			s.total[g] += r.y
			s.mass[g] += float64(theta[r.person] * r.f)
			s.plain[g] += r.n
		}
	}
	return s
}

// look sums the rows of one person; its nodes are set back first.
func (s *chainSums) look(a *concessionAxis, rows []int) {
	for _, k := range rows {
		for _, g := range a.rows[k].node {
			s.ownY[g], s.ownMass[g], s.ownN[g] = 0, 0, 0
		}
	}
	for _, k := range rows {
		r := &a.rows[k]
		for _, g := range r.node {
			s.ownY[g] += r.y
			s.ownMass[g] += float64(s.theta[r.person] * r.f)
			s.ownN[g] += r.n
		}
	}
}

// rate is the chain's rate of a row at a level, as chain computes it at level 0.
func (s *chainSums) rate(a *concessionAxis, r *stratumRow, level int) float64 {
	x := 0.
	for l := 3; l >= level; l-- {
		g := r.node[l]
		z, raw := a.credibility(l, s.plain[g]-s.ownN[g]), 0.
		if w := others(s.mass[g], s.ownMass[g]); w > 0 {
			raw = (s.total[g] - s.ownY[g]) / w
		}
		x = float64(z*raw) + float64((1-z)*x)
	}
	return math.Max(x, 0)
}

// fillLedger gives each evidence line its peers' rate, the calendar factor of its month
// included, so that the rates of a person's scored lines sum to E.
func (a *assessor) fillLedger() {
	a.rates = &peerRates{c: a.e.concession, cube: cubeNames{a.cube.Categories, a.cube.Regions, a.cube.Strata}, people: a.e.people, bands: a.o.SizeBands, closing: a.o.ClosingDay}
	r := a.rates.of(nil)
	for i := range a.Lines {
		r.fill(&a.Lines[i])
	}
}
