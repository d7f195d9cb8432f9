// Package linerate answers: what do peers concede on a single line of a person's?
//
// In come the concession axis and the words behind the cube's numbers; out come the rates
// of the people asked for, ready to be put beside their lines.
package linerate

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
)

// Rates answers what peers concede on a scored line: the chain's rate of the
// person's kind of work times the calendar factor of the person, category and month.
type Rates struct {
	Axis    *concession.Axis
	cube    cubeNames
	people  []string
	bands   []int64
	closing int
}

// New keeps what the rates of single lines are looked up in; people are the ids in the
// order of the axis.
func New(axis *concession.Axis, c *cube.Cube, people []string, o assessment.Options) *Rates {
	return &Rates{Axis: axis, cube: cubeNames{c.Categories, c.Regions, c.Strata}, people: people, bands: o.SizeBands, closing: o.ClosingDay}
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

// People are the rates of some people, ready to be looked up.
type People struct {
	*Rates
	rate   map[workKey]assessment.LineRate
	own    map[workKey]float64
	factor map[monthKey]float64
}

// Of returns the rates of the people wanted; nil wants everybody.
func (p *Rates) Of(wanted map[string]bool) *People {
	r := &People{Rates: p, rate: map[workKey]assessment.LineRate{}, own: map[workKey]float64{}, factor: map[monthKey]float64{}}
	levels := lineRates(p.Axis, wanted, p.people)
	for i := range p.Axis.Cells {
		x := &p.Axis.Cells[i]
		person := p.people[x.Person]
		if wanted != nil && !wanted[person] {
			continue
		}
		k := p.cube.strata[p.Axis.StratumOf[i]]
		category := p.cube.categories[k.Category]
		w := workKey{person, category, p.cube.regions[k.Region], int(k.Band)}
		if _, ok := r.own[w]; !ok {
			r.own[w], r.rate[w] = p.Axis.Rate[x.Row], levels[x.Row]
		}
		r.factor[monthKey{person, category, table.Month(x.Month)}] = x.F
	}
	return r
}

// Fill sets the peers' rate of a line; 0 where no scored line of the person is of its
// kind.
func (r *People) Fill(l *assessment.LedgerLine) {
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

// FillAll gives each line its peers' rate, the calendar factor of its month included, so
// that the rates of a person's scored lines sum to E.
func (p *Rates) FillAll(lines []assessment.LedgerLine) {
	r := p.Of(nil)
	for i := range lines {
		r.Fill(&lines[i])
	}
}

// lineRates says of every row of the people wanted how much of its rate may be shown. A
// rate is shown where at least FewestOthers others have lines of the kind, else that of
// the nearest wider level that has. When a single kind of a person's would be left to
// the sum, which would give it away, the kind with the fewest lines beside it joins it.
func lineRates(a *concession.Axis, wanted map[string]bool, people []string) map[int]assessment.LineRate {
	s := a.Sums(a.Before)
	behind, last := make([]int, a.Nodes), make([]int, a.Nodes) // people at a node, and the last one counted, plus one
	for i, rows := range a.ByOne {
		for _, k := range rows {
			for _, g := range a.Rows[k].Node {
				if last[g] != i+1 {
					last[g] = i + 1
					behind[g]++
				}
			}
		}
	}
	all := map[int]assessment.LineRate{}
	for i, rows := range a.ByOne {
		if wanted != nil && !wanted[people[i]] {
			continue
		}
		s.Own(a, rows)
		hidden, fewest := 0, -1
		for _, k := range rows {
			r := &a.Rows[k]
			x := assessment.LineRate{Others: behind[r.Node[0]] - 1, Money: a.MoneyRate[k]}
			if x.Shown = x.Others >= assessment.FewestOthers; !x.Shown {
				hidden++
				x.Level = 4
				for l := 3; l >= 1; l-- {
					if behind[r.Node[l]]-1 >= assessment.FewestOthers {
						x.Level = l
					}
				}
				if x.Level < 4 {
					x.Parent = s.Rate(a, r, x.Level)
				}
			} else if fewest < 0 || r.N < a.Rows[fewest].N {
				fewest = k
			}
			all[k] = x
		}
		if hidden == 1 && fewest >= 0 {
			x := all[fewest]
			x.Shown, x.Level, x.Parent = false, 1, s.Rate(a, &a.Rows[fewest], 1)
			all[fewest] = x
		}
	}
	return all
}
