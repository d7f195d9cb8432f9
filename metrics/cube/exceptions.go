package cube

import (
	"cmp"
	"errors"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/fixed"
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

// AddExceptions adds y to x; false when a sum no longer fits.
func AddExceptions(x, y *assessment.ExceptionCount) bool {
	return fixed.Add(&x.Asked, y.Asked)|fixed.Add(&x.Granted, y.Granted)|fixed.Add(&x.After, y.After)|fixed.Add(&x.Scored, y.Scored)|fixed.Add(&x.Amount, y.Amount) >= 0
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
	return AddExceptions(x, c)
}

// except counts a measured line on which an exception was asked for: a rate beyond
// policy was approved, or the line carries a request's date or number. Without a table of
// requests those that were refused are not on record, and only approvals are counted.
func (p *Partial) except(b *dealBatch, i int, l *dealLine, q *queuedLine) {
	approved := int64(0)
	if b.approved.Set(i) {
		approved = min(b.approved.Values[i], table.RateScale)
	}
	granted := approved > l.policy
	if !granted && !b.requestedAt.Set(i) && b.request(i) == "" {
		return
	}
	c := assessment.ExceptionCount{Asked: 1}
	if q.scored {
		c.Scored = 1
	}
	k := exceptionKey{hash.Pack(l.person, l.client, l.category, l.region, p.plan.band(l.list), p.o.Month-l.month), b.approver.At(i)}
	if granted {
		c.Granted, c.Amount = 1, fixed.AuthorisedNet(l.list, l.policy)-fixed.AuthorisedNet(l.list, approved)
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
		kind := Stratum{categories[s.category.Names.List[g.Category()]], regions[s.region.Names.List[g.Region()]], g.Band()}
		out = append(out, ExceptionSum{Person: people[s.person.Names.List[g.Person()]], Client: clients[s.client.Names.List[g.Client()]], Stratum: strata[kind],
			Month: p.o.Month - g.Ago(), Approver: s.approver.Names.List[k.approver], ExceptionCount: *x})
	}
	slices.SortFunc(out, func(a, b ExceptionSum) int {
		return cmp.Or(a.Key().Compare(b.Key()), cmp.Compare(a.Approver, b.Approver))
	})
	return out
}

// Key is the cell that the sum belongs to.
func (x *ExceptionSum) Key() CellKey { return CellKey{x.Person, x.Client, x.Stratum, x.Month} }
