package cube

import (
	"errors"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/cube/dedup"
	"tenbin/metrics/cube/fixed"
	"tenbin/metrics/cube/hash"
)

// errSumsOnly says that a reduction for sums alone cannot be encoded.
var errSumsOnly = errors.New("a reduction for sums alone cannot be encoded")

// encodedPartial is a Partial for the way between machines: as it stands, with the
// numbers of its own names.
type encodedPartial struct {
	Month      table.Month
	Names      [7][]string // in the order of dealNames
	Cells      []encodedCell
	Exceptions []encodedException
	Evidence   []encodedLine
	Lines      [reasons]int64
	List       [reasons]encodedWide
	Reference  [5]encodedWide
	Counts     table.Counts
	First      table.Day
	Earliest   table.Month
	Unresolved int64
	Prints     []uint64
}

type encodedCell struct {
	Who, What uint64
	Cell      Cell
}

type encodedException struct {
	Who, What uint64
	Approver  int32
	Count     assessment.ExceptionCount
}

type encodedWide struct {
	Hi int64
	Lo uint64
}

// encodedLine is a line of somebody's evidence.
type encodedLine struct {
	Person                                 int32
	File                                   int32
	Row                                    int64
	Date                                   table.Day
	Client, Product, Category, Region      int32
	List, Net, Rate                        int64
	Conceded, Capped, Over, Authorised, Y2 int64
	Y                                      int64
	Scored, After                          bool
	Reason                                 uint8
	ID, Document                           string
}

// MarshalBinary returns the reduction as bytes, for another machine to merge.
func (p *Partial) MarshalBinary() ([]byte, error) {
	if p.o.SumsOnly {
		return nil, errSumsOnly
	}
	p.flushAll()
	if p.err != nil {
		return nil, p.err
	}
	c := encodedPartial{Month: p.o.Month, Lines: p.lines, Counts: p.counts, First: p.first, Earliest: p.earliest, Unresolved: p.unresolved}
	for k, n := range p.shared.names {
		c.Names[k] = n.List
	}
	for part := range p.shared.cells.parts {
		t := &p.shared.cells.parts[part]
		for n := range t.len() {
			c.Cells = append(c.Cells, encodedCell{t.key(n).Who, t.key(n).What, *t.at(n)})
		}
	}
	for k, x := range p.exceptions {
		c.Exceptions = append(c.Exceptions, encodedException{k.cell.Who, k.cell.What, k.approver, *x})
	}
	for n := range p.evidence {
		for _, x := range p.evidence[n].lines() {
			c.Evidence = append(c.Evidence, encodedLineOf(int32(n), x))
		}
	}
	for k, w := range p.list {
		c.List[k] = encodedWide{w.Hi, w.Lo}
	}
	for k, w := range p.reference {
		c.Reference[k] = encodedWide{w.Hi, w.Lo}
	}
	if p.prints != nil {
		for _, part := range p.prints.Parts {
			c.Prints = append(c.Prints, part...)
		}
	}
	return encoded(c)
}

// ReadPartial reads what Partial.MarshalBinary returned, to be merged or made a cube under
// the plan and source that it was counted with. To merge alone an empty plan and source
// will do.
func ReadPartial(b []byte, plan *Plan, src Source, o assessment.Options) (*Partial, error) {
	var c encodedPartial
	if err := decoded(b, &c); err != nil {
		return nil, err
	}
	o.Month = c.Month
	p := NewPartial(plan, src, o)
	var of [7]column.Renumbering
	for k, names := range c.Names {
		of[k] = make(column.Renumbering, len(names))
		for n, s := range names {
			of[k][n] = p.shared.names[k].ID(s)
		}
	}
	p.scan.refresh()
	person, client, product, category, region, approver := of[0], of[1], of[2], of[3], of[4], of[6]
	key := func(who, what uint64) hash.Key {
		k := hash.Key{Who: who, What: what}
		return hash.Pack(person.Of(k.Person()), client.Of(k.Client()), category.Of(k.Category()), region.Of(k.Region()), int(k.Band()), k.Ago())
	}
	for i := range c.Cells {
		x := &c.Cells[i]
		t, n := p.shared.cells.cell(key(x.Who, x.What))
		*t.at(n) = x.Cell
	}
	for i := range c.Exceptions {
		x := &c.Exceptions[i]
		count := x.Count
		p.exceptions[exceptionKey{key(x.Who, x.What), approver.Of(x.Approver)}] = &count
	}
	for i := range c.Evidence {
		l := &c.Evidence[i]
		x := l.line()
		x.client, x.product, x.category, x.region = client.Of(x.client), product.Of(x.product), category.Of(x.category), region.Of(x.region)
		e := p.evidence.of(person.Of(l.Person))
		if x.Conceded > 0 && e.conceded.wants(x.Conceded, x.place) {
			e.conceded.push(x.Conceded, x)
		}
		if e.list.wants(x.list, x.place) {
			e.list.push(x.list, x)
		}
	}
	for k, w := range c.List {
		p.list[k] = fixed.Wide{Hi: w.Hi, Lo: w.Lo}
	}
	for k, w := range c.Reference {
		p.reference[k] = fixed.Wide{Hi: w.Hi, Lo: w.Lo}
	}
	p.lines, p.counts, p.first, p.earliest, p.unresolved = c.Lines, c.Counts, c.First, c.Earliest, c.Unresolved
	for _, h := range c.Prints {
		if p.prints == nil {
			p.prints = &dedup.Fingerprints{}
		}
		p.prints.Parts[h>>56] = append(p.prints.Parts[h>>56], h)
	}
	return p, nil
}

func encodedLineOf(person int32, x *evidenceLine) encodedLine {
	return encodedLine{Person: person, File: x.place.File, Row: x.place.Row, Date: x.date, Client: x.client, Product: x.product, Category: x.category, Region: x.region,
		List: x.list, Net: x.net, Rate: x.rate, Conceded: x.Conceded, Capped: x.Capped, Over: x.Over, Authorised: x.Authorised, Y: x.Y, Y2: x.Y2,
		Scored: x.scored, After: x.after, Reason: uint8(x.reason), ID: x.id, Document: x.document}
}

func (l *encodedLine) line() *evidenceLine {
	return &evidenceLine{place: dedup.At(l.File, l.Row), date: l.Date, client: l.Client, product: l.Product, category: l.Category, region: l.Region, list: l.List, net: l.Net, rate: l.Rate,
		Outcome: fixed.Outcome{Conceded: l.Conceded, Capped: l.Capped, Over: l.Over, Authorised: l.Authorised, Y: l.Y, Y2: l.Y2},
		scored:  l.Scored, after: l.After, reason: leftReason(l.Reason), id: l.ID, document: l.Document}
}
