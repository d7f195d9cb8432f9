package metrics

import (
	"errors"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/hash"
)

// errSumsOnly says that a reduction for sums alone cannot be carried.
var errSumsOnly = errors.New("a reduction for sums alone cannot be carried")

// carriedPartial is a Partial for the way between machines: as it stands, with the
// numbers of its own names.
type carriedPartial struct {
	Month      table.Month
	Names      [7][]string // in the order of dealNames
	Cells      []carriedCell
	Exceptions []carriedException
	Evidence   []carriedLine
	Lines      [reasons]int64
	List       [reasons]carriedWide
	Reference  [5]carriedWide
	Counts     table.Counts
	First      table.Day
	Earliest   table.Month
	Unsettled  int64
	Prints     []uint64
}

type carriedCell struct {
	Who, What uint64
	Cell      Cell
}

type carriedException struct {
	Who, What uint64
	Approver  int32
	Count     assessment.ExceptionCount
}

type carriedWide struct {
	Hi int64
	Lo uint64
}

// carriedLine is a line of somebody's evidence.
type carriedLine struct {
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
	c := carriedPartial{Month: p.o.Month, Lines: p.lines, Counts: p.counts, First: p.first, Earliest: p.earliest, Unsettled: p.unsettled}
	for k, n := range p.together.names {
		c.Names[k] = n.list
	}
	for part := range p.together.cells.parts {
		t := &p.together.cells.parts[part]
		for n := range t.len() {
			c.Cells = append(c.Cells, carriedCell{t.key(n).Who, t.key(n).What, *t.at(n)})
		}
	}
	for k, x := range p.exceptions {
		c.Exceptions = append(c.Exceptions, carriedException{k.cell.Who, k.cell.What, k.approver, *x})
	}
	for n := range p.evidence {
		for _, x := range p.evidence[n].lines() {
			c.Evidence = append(c.Evidence, carriedLineOf(int32(n), x))
		}
	}
	for k, w := range p.list {
		c.List[k] = carriedWide{w.hi, w.lo}
	}
	for k, w := range p.reference {
		c.Reference[k] = carriedWide{w.hi, w.lo}
	}
	if p.prints != nil {
		for _, part := range p.prints.parts {
			c.Prints = append(c.Prints, part...)
		}
	}
	return encoded(c)
}

// ReadPartial reads what Partial.MarshalBinary returned, to be merged or made a cube under
// the plan and data that it was counted with. To merge alone an empty plan and no data
// will do.
func ReadPartial(b []byte, plan *Plan, data Data, o assessment.Options) (*Partial, error) {
	var c carriedPartial
	if err := decoded(b, &c); err != nil {
		return nil, err
	}
	o.Month = c.Month
	p := NewPartial(plan, data, o)
	var of [7]renumbered
	for k, names := range c.Names {
		of[k] = make(renumbered, len(names))
		for n, s := range names {
			of[k][n] = p.together.names[k].of(s)
		}
	}
	p.scan.meet()
	person, client, product, category, region, approver := of[0], of[1], of[2], of[3], of[4], of[6]
	key := func(who, what uint64) hash.Key {
		k := hash.Key{Who: who, What: what}
		return hash.Pack(person.of(k.Person()), client.of(k.Client()), category.of(k.Category()), region.of(k.Region()), int(k.Band()), k.Ago())
	}
	for i := range c.Cells {
		x := &c.Cells[i]
		t, n := p.together.cells.cell(key(x.Who, x.What))
		*t.at(n) = x.Cell
	}
	for i := range c.Exceptions {
		x := &c.Exceptions[i]
		count := x.Count
		p.exceptions[exceptionKey{key(x.Who, x.What), approver.of(x.Approver)}] = &count
	}
	for i := range c.Evidence {
		l := &c.Evidence[i]
		x := l.line()
		x.client, x.product, x.category, x.region = client.of(x.client), product.of(x.product), category.of(x.category), region.of(x.region)
		e := p.evidence.of(person.of(l.Person))
		if x.conceded > 0 && e.conceded.wants(x.conceded, x.place) {
			e.conceded.push(x.conceded, x)
		}
		if e.list.wants(x.list, x.place) {
			e.list.push(x.list, x)
		}
	}
	for k, w := range c.List {
		p.list[k] = wide{w.Hi, w.Lo}
	}
	for k, w := range c.Reference {
		p.reference[k] = wide{w.Hi, w.Lo}
	}
	p.lines, p.counts, p.first, p.earliest, p.unsettled = c.Lines, c.Counts, c.First, c.Earliest, c.Unsettled
	for _, h := range c.Prints {
		if p.prints == nil {
			p.prints = &fingerprints{}
		}
		p.prints.parts[h>>56] = append(p.prints.parts[h>>56], h)
	}
	return p, nil
}

func carriedLineOf(person int32, x *evidenceLine) carriedLine {
	return carriedLine{Person: person, File: x.place.file, Row: x.place.row, Date: x.date, Client: x.client, Product: x.product, Category: x.category, Region: x.region,
		List: x.list, Net: x.net, Rate: x.rate, Conceded: x.conceded, Capped: x.capped, Over: x.over, Authorised: x.authorised, Y: x.y, Y2: x.y2,
		Scored: x.scored, After: x.after, Reason: uint8(x.reason), ID: x.id, Document: x.document}
}

func (l *carriedLine) line() *evidenceLine {
	return &evidenceLine{place: linePlace{l.File, l.Row}, date: l.Date, client: l.Client, product: l.Product, category: l.Category, region: l.Region, list: l.List, net: l.Net, rate: l.Rate,
		lineOutcome: lineOutcome{conceded: l.Conceded, capped: l.Capped, over: l.Over, authorised: l.Authorised, y: l.Y, y2: l.Y2},
		scored:      l.Scored, after: l.After, reason: leftReason(l.Reason), id: l.ID, document: l.Document}
}
