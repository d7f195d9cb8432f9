package metrics

import (
	"cmp"
	"errors"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/hash"
)

// ExceptionSum counts the lines of a cell on which a discount beyond policy was asked for
// as an exception, by who approved it. Exact integers: they merge as the cells do.
type ExceptionSum struct {
	Person, Client, Stratum int32 // into the cube's lists
	Month                   table.Month
	Approver                string // id, "" where none is recorded
	assessment.ExceptionCount
}

// addExceptions adds y to x; false when a sum no longer fits.
func addExceptions(x, y *assessment.ExceptionCount) bool {
	return plus(&x.Asked, y.Asked)|plus(&x.Granted, y.Granted)|plus(&x.After, y.After)|plus(&x.Scored, y.Scored)|plus(&x.Amount, y.Amount) >= 0
}

// errManyExceptions stops a run whose approved yen no longer fit.
var errManyExceptions = errors.New("the sum of approved exceptions of one salesperson and client exceeds 9.2·10¹⁸ minor units")

// exceptionKey is where a sum stands while it is counted, in the reader's numbers.
type exceptionKey struct {
	cell     hash.Key
	approver int32
}

// exceptionSums are the sums of one partial; most lines ask for nothing.
type exceptionSums map[exceptionKey]*assessment.ExceptionCount

// add adds a count; false when a sum no longer fits.
func (s exceptionSums) add(k exceptionKey, c *assessment.ExceptionCount) bool {
	x := s[k]
	if x == nil {
		x = new(assessment.ExceptionCount)
		s[k] = x
	}
	return addExceptions(x, c)
}

// except counts a measured line on which an exception was asked for: a rate beyond
// policy was approved, or the line carries a request's date or number. Without a table of
// requests those that were refused are not on record, and only approvals are counted.
func (p *Partial) except(b *dealBatch, i int, l *dealLine, q *queuedLine) {
	approved := int64(0)
	if b.approved.set(i) {
		approved = min(b.approved.v[i], table.RateScale)
	}
	granted := approved > l.policy
	if !granted && !b.requestedAt.set(i) && b.request(i) == "" {
		return
	}
	c := assessment.ExceptionCount{Asked: 1}
	if q.scored {
		c.Scored = 1
	}
	k := exceptionKey{hash.Pack(l.person, l.client, l.category, l.region, p.plan.band(l.list), p.o.Month-l.month), b.approver.at(i)}
	if granted {
		c.Granted, c.Amount = 1, authorisedNet(l.list, l.policy)-authorisedNet(l.list, approved)
		if l.after {
			c.After = 1
		}
	}
	if !p.exceptions.add(k, &c) && p.err == nil {
		p.err = errManyExceptions
	}
}

// exceptionsOf lists the sums in the order of the cube: person, client, stratum, month,
// approver.
func (p *Partial) exceptionsOf(c *Cube) []ExceptionSum {
	if len(p.exceptions) == 0 {
		return nil
	}
	index := func(list []string) map[string]int32 {
		m := make(map[string]int32, len(list))
		for k, s := range list {
			m[s] = int32(k)
		}
		return m
	}
	people, clients, categories, regions := index(c.People), index(c.Clients), index(c.Categories), index(c.Regions)
	strata := make(map[Stratum]int32, len(c.Strata))
	for k, s := range c.Strata {
		strata[s] = int32(k)
	}
	s := p.scan
	out := make([]ExceptionSum, 0, len(p.exceptions))
	for k, x := range p.exceptions {
		g := k.cell
		kind := Stratum{categories[s.category.names.list[g.Category()]], regions[s.region.names.list[g.Region()]], g.Band()}
		out = append(out, ExceptionSum{Person: people[s.person.names.list[g.Person()]], Client: clients[s.client.names.list[g.Client()]], Stratum: strata[kind],
			Month: p.o.Month - g.Ago(), Approver: s.approver.names.list[k.approver], ExceptionCount: *x})
	}
	slices.SortFunc(out, func(a, b ExceptionSum) int {
		return cmp.Or(compareCells(a.key(), b.key()), cmp.Compare(a.Approver, b.Approver))
	})
	return out
}

// key is the cell that the sum belongs to.
func (x *ExceptionSum) key() CellKey { return CellKey{x.Person, x.Client, x.Stratum, x.Month} }

// compareCells is the order of the cube.
func compareCells(a, b CellKey) int {
	return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Client, b.Client), cmp.Compare(a.Stratum, b.Stratum), cmp.Compare(a.Month, b.Month))
}
