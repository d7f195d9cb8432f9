package cube

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/cube/fixed"
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
	var person, client, product, category, region, approver column.Renumbering // nil: the numbers are the same
	if p.shared != q.shared {
		person, client = p.scan.person.Names.Renumber(q.scan.person.Names), p.scan.client.Names.Renumber(q.scan.client.Names)
		category, region = p.scan.category.Names.Renumber(q.scan.category.Names), p.scan.region.Names.Renumber(q.scan.region.Names)
		product = p.scan.product.Names.Renumber(q.scan.product.Names)
		approver = p.scan.approver.Names.Renumber(q.scan.approver.Names)
		p.scan.refresh()
		for part := range q.shared.cells.parts {
			t := &q.shared.cells.parts[part]
			for n := range t.len() {
				k := *t.key(n)
				into, at := p.shared.cells.cell(hash.Pack(person[k.Person()], client[k.Client()], category[k.Category()], region[k.Region()], int(k.Band()), k.Ago()))
				switch who, whom := q.scan.person.Names.List[k.Person()], q.scan.client.Names.List[k.Client()]; {
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
		k = exceptionKey{hash.Pack(person.Of(g.Person()), client.Of(g.Client()), category.Of(g.Category()), region.Of(g.Region()), int(g.Band()), g.Ago()), approver.Of(k.approver)}
		if !p.exceptions.add(k, x) {
			p.err = errManyExceptions
			return p.err
		}
	}
	for n := range q.evidence {
		e := p.evidence.of(person.Of(int32(n)))
		for _, x := range q.evidence[n].lines() {
			y := *x
			y.client, y.product, y.category, y.region = client.Of(x.client), product.Of(x.product), category.Of(x.category), region.Of(x.region)
			if y.Conceded > 0 && e.conceded.wants(y.Conceded, y.place) {
				e.conceded.push(y.Conceded, &y)
			}
			if e.list.wants(y.list, y.place) {
				e.list.push(y.list, &y)
			}
		}
	}
	for r := range p.lines {
		p.lines[r] += q.lines[r]
		p.list[r].Plus(q.list[r])
	}
	for k := range p.reference {
		p.reference[k].Plus(q.reference[k])
	}
	p.counts = p.counts.Add(q.counts)
	if p.first == table.NoDay || q.first != table.NoDay && q.first < p.first {
		p.first = q.first
	}
	p.earliest = min(p.earliest, q.earliest)
	p.unresolved += q.unresolved
	if p.prints != nil && q.prints != nil {
		p.prints.Merge(q.prints)
	}
	return nil
}

// ledger writes the evidence, by person, then the largest concession, then place.
func (p *Partial) ledger(c *Cube, files []table.File) {
	people := make([]int32, 0, len(p.evidence))
	for n := range p.evidence {
		people = append(people, int32(n))
	}
	names := p.scan.person.Names.List
	slices.SortFunc(people, func(a, b int32) int { return cmp.Compare(names[a], names[b]) })
	lists := make([][]*evidenceLine, len(people))
	each(p.o.Workers, len(people), func(k int) { lists[k] = p.evidence[people[k]].lines() })
	first := make([]int, len(people)+1)
	for k, list := range lists {
		first[k+1] = first[k] + len(list)
	}
	if first[len(people)] == 0 {
		return
	}
	c.Evidence = make([]assessment.LedgerLine, first[len(people)])
	each(p.o.Workers, len(people), func(k int) {
		for i, x := range lists[k] {
			c.Evidence[first[k]+i] = p.scan.ledgerLine(x, names[people[k]], files)
		}
	})
}

// ledgerLine is x in words.
func (s *dealScan) ledgerLine(x *evidenceLine, person string, files []table.File) assessment.LedgerLine {
	return assessment.LedgerLine{Person: table.PersonID(person), Client: table.ClientID(s.client.Names.List[x.client]), Product: s.product.Names.List[x.product],
		Category: s.category.Names.List[x.category], Region: s.region.Names.List[x.region], LineID: x.id, Document: x.document, Date: x.date,
		List: x.list, Net: x.net, AuthorisedNet: x.Authorised, Conceded: x.Conceded, AuthorisedRate: float64(x.rate) / table.RateScale,
		Y: float64(x.Y) / table.RateScale, Scored: x.scored, NotScored: reasonNames[x.reason], AfterFact: x.after, Place: x.place.In(files)}
}

// inputs fills the line counts. Every reason of the contract's lists has an entry.
func (p *Partial) inputs(in *assessment.Inputs) error {
	in.Counts = p.counts
	in.LinesLeftOut, in.LinesNotScored = map[string]int64{}, map[string]int64{}
	in.ListAmountLeftOut, in.ReferenceYen = map[string]int64{}, map[string]int64{}
	var read, counted fixed.Wide
	var err error
	amount := func(w fixed.Wide, what string) int64 {
		v, fits := w.Int64()
		if !fits && err == nil {
			err = fmt.Errorf("the sum of the %s exceeds 9.2·10¹⁸ minor units", what)
		}
		return v
	}
	for r := range reasons {
		in.LinesRead += p.lines[r]
		read.Plus(p.list[r])
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
		counted.Plus(p.list[r])
	}
	in.ListAmountRead, in.ListAmountMeasured = amount(read, "list amounts read"), amount(counted, "list amounts measured")
	in.ListAmountWithoutPerson = amount(p.list[noPerson], "list amounts without a person")
	for k, w := range p.reference {
		in.ReferenceYen[table.References.Words[k].Name] = amount(w, "list amounts by reference price")
	}
	return err
}
