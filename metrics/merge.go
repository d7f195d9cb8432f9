package metrics

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/hash"
)

// Merge adds the counts of q, which must have been made under the same plan. It is
// associative and commutative: every sum is an exact integer, names are matched by
// their text, ledgers keep the largest lines by a total order.
func (p *Partial) Merge(q *Partial) error {
	if err := errors.Join(p.err, q.err); err != nil {
		return err
	}
	p.flushAll()
	q.flushAll()
	var person, client, product, category, region, approver renumbered // nil: the numbers are the same
	if p.together != q.together {
		person, client = p.scan.person.names.all(q.scan.person.names), p.scan.client.names.all(q.scan.client.names)
		category, region = p.scan.category.names.all(q.scan.category.names), p.scan.region.names.all(q.scan.region.names)
		product = p.scan.product.names.all(q.scan.product.names)
		approver = p.scan.approver.names.all(q.scan.approver.names)
		p.scan.meet()
		for part := range q.together.cells.parts {
			t := &q.together.cells.parts[part]
			for n := range t.len() {
				k := *t.key(n)
				into, at := p.together.cells.cell(hash.Pack(person[k.Person()], client[k.Client()], category[k.Category()], region[k.Region()], int(k.Band()), k.Ago()))
				switch who, whom := q.scan.person.names.list[k.Person()], q.scan.client.names.list[k.Client()]; {
				case t.lean && !into.sum(at).merge(t.sum(n)):
					p.err = into.sum(at).overflow(who, whom)
				case !t.lean && !into.at(at).merge(t.at(n)):
					p.err = into.at(at).overflow(who, whom)
				}
				if p.err != nil {
					return p.err
				}
			}
		}
	}
	for k, x := range q.exceptions {
		g := k.cell
		k = exceptionKey{hash.Pack(person.of(g.Person()), client.of(g.Client()), category.of(g.Category()), region.of(g.Region()), int(g.Band()), g.Ago()), approver.of(k.approver)}
		if !p.exceptions.add(k, x) {
			p.err = errManyExceptions
			return p.err
		}
	}
	for n := range q.evidence {
		e := p.evidence.of(person.of(int32(n)))
		for _, x := range q.evidence[n].lines() {
			y := *x
			y.client, y.product, y.category, y.region = client.of(x.client), product.of(x.product), category.of(x.category), region.of(x.region)
			if y.conceded > 0 && e.conceded.wants(y.conceded, y.place) {
				e.conceded.push(y.conceded, &y)
			}
			if e.list.wants(y.list, y.place) {
				e.list.push(y.list, &y)
			}
		}
	}
	for r := range p.lines {
		p.lines[r] += q.lines[r]
		p.list[r].plus(q.list[r])
	}
	for k := range p.reference {
		p.reference[k].plus(q.reference[k])
	}
	p.counts = p.counts.Add(q.counts)
	if p.first == table.NoDay || q.first != table.NoDay && q.first < p.first {
		p.first = q.first
	}
	p.earliest = min(p.earliest, q.earliest)
	p.unsettled += q.unsettled
	if p.prints != nil && q.prints != nil {
		p.prints.merge(q.prints)
	}
	return nil
}

// renumbered maps the numbers of one list of names to those of another.
type renumbered []int32

func (r renumbered) of(k int32) int32 {
	if r == nil {
		return k
	}
	return r[k]
}

// all numbers the texts of m in n and returns n's number of each.
func (n *nameList) all(m *nameList) renumbered {
	out := make([]int32, len(m.list))
	for k, s := range m.list {
		out[k] = n.of(s)
	}
	return out
}

// ledger writes the evidence, by person, then the largest concession, then place.
func (p *Partial) ledger(c *Cube, data Data) {
	people := make([]int32, 0, len(p.evidence))
	for n := range p.evidence {
		people = append(people, int32(n))
	}
	names := p.scan.person.names.list
	slices.SortFunc(people, func(a, b int32) int { return cmp.Compare(names[a], names[b]) })
	lists := make([][]*evidenceLine, len(people))
	p.byPerson(len(people), func(k int) { lists[k] = p.evidence[people[k]].lines() })
	first := make([]int, len(people)+1)
	for k, list := range lists {
		first[k+1] = first[k] + len(list)
	}
	if first[len(people)] == 0 {
		return
	}
	c.Evidence = make([]assessment.LedgerLine, first[len(people)])
	p.byPerson(len(people), func(k int) {
		for i, x := range lists[k] {
			c.Evidence[first[k]+i] = p.scan.ledgerLine(x, names[people[k]], data)
		}
	})
}

// byPerson runs f(0) … f(n−1), which share nothing, on all workers.
func (p *Partial) byPerson(n int, f func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range max(1, p.o.Workers) {
		group.Go(func() {
			for k := int(next.Add(1)) - 1; k < n; k = int(next.Add(1)) - 1 {
				f(k)
			}
		})
	}
	group.Wait()
}

// ledgerLine is x in words.
func (s *dealScan) ledgerLine(x *evidenceLine, person string, data Data) assessment.LedgerLine {
	at := table.Place{Row: x.place.row}
	if k := int(x.place.file); k >= 0 && k < len(data.Files) {
		at.File, at.Sheet = data.Files[k].Path, data.Files[k].Sheet
	}
	return assessment.LedgerLine{Person: person, Client: s.client.names.list[x.client], Product: s.product.names.list[x.product],
		Category: s.category.names.list[x.category], Region: s.region.names.list[x.region], LineID: x.id, Document: x.document, Date: x.date,
		List: x.list, Net: x.net, AuthorisedNet: x.authorised, Conceded: x.conceded, AuthorisedRate: float64(x.rate) / table.RateScale,
		Y: float64(x.y) / table.RateScale, Scored: x.scored, NotScored: reasonNames[x.reason], AfterFact: x.after, Place: at}
}

// inputs fills the line counts. Every reason of the contract's lists has an entry.
func (p *Partial) inputs(in *assessment.Inputs) error {
	in.Counts = p.counts
	in.LinesLeftOut, in.LinesNotScored = map[string]int64{}, map[string]int64{}
	in.ListAmountLeftOut, in.ReferenceYen = map[string]int64{}, map[string]int64{}
	var read, counted wide
	var err error
	amount := func(w wide, what string) int64 {
		v, fits := w.int64()
		if !fits && err == nil {
			err = fmt.Errorf("the sum of the %s exceeds 9.2·10¹⁸ minor units", what)
		}
		return v
	}
	for r := range reasons {
		in.LinesRead += p.lines[r]
		read.plus(p.list[r])
		switch {
		case r > measured && r < noPolicy:
			in.LinesLeftOut[reasonNames[r]] = p.lines[r]
			in.ListAmountLeftOut[reasonNames[r]] = amount(p.list[r], "list amounts left out as "+reasonNames[r])
			continue
		case r == measured:
			in.LinesScored = p.lines[r]
		default:
			in.LinesNotScored[reasonNames[r]] = p.lines[r]
		}
		in.LinesMeasured += p.lines[r]
		counted.plus(p.list[r])
	}
	in.ListAmountRead, in.ListAmountMeasured = amount(read, "list amounts read"), amount(counted, "list amounts measured")
	in.ListAmountWithoutPerson = amount(p.list[noPerson], "list amounts without a person")
	for k, w := range p.reference {
		in.ReferenceYen[table.References.Words[k].Name] = amount(w, "list amounts by reference price")
	}
	return err
}
