package ingest

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// lane converts the plain rows of a deals file: those whose every cell can be read at
// once and whose prices need no weighing. It writes what converter.row would write, cell
// by cell with the same readers, only without asking again what was answered for the
// column or for the same text before; any other row is left to converter.row, which
// finds the errors. A nil lane takes no row.
type lane struct {
	c        *converter
	steps    []step
	width    int
	identity identityForm
	document int // cells of the identity
	line     int
	prices   lanePrices

	observing bool             // the part was not surveyed: its cells are shown to the profiles
	hits      []int            // per step: the entry that answered for this row
	profiles  [][]cell.Profile // per slot, of what no memo counts
	prints    prints           // of the rows that it observed
}

// step reads one cell into one column.
type step struct {
	kind     table.Kind
	profiled bool
	cell     int
	target   int
	slot     int // index in the layout
	required bool
	memo     *memo
}

// identityForm is how a row of the lane gets its id.
type identityForm uint8

const (
	idOwn      identityForm = iota // a column of its own, already among the steps
	idDocument                     // document and line
	idOther                        // as converter.identify does it
)

// lanePrices are the cells that list and net amount come from.
type lanePrices struct {
	list, net         *slot
	perPiece, netEach bool // prices of one piece, not amounts
	cost              *slot
	at                [3]int // the three in the layout's list
}

// Answers of a memo beside codes and values.
const (
	unusual = -3 - iota // converter.row must look
	nothing             // the cell is empty
)

// memoTexts bounds the texts that a column's memo keeps where they are no dictionary.
const memoTexts = 1 << 14

// newLane returns the lane of c's file, nil where its layout needs more than one cell
// for a column: joins, constants, products, records of several rows, prices that
// contradict each other, tax, other currencies.
func newLane(c *converter) *lane {
	s, p := c.s, c.price
	if p == nil || s.form != delimited && s.form != parquet || len(s.joins) > 0 || c.cur.start != nil {
		return nil
	}
	l := &lane{c: c, width: len(s.shape.heads)}
	if !l.priced(p) {
		return nil
	}
	for k := range s.layout.slots {
		slot := &s.layout.slots[k]
		col := s.layout.inputs[slot.input]
		if slot.join != mainRow || slot.constant != nil || slot.product || len(slot.cells) != 1 || slot.parent {
			return nil
		}
		if col.target < 0 || col.Kind == table.Money {
			continue
		}
		x := step{kind: col.Kind, profiled: profiled(col.Kind) && !slot.fixed, cell: slot.cells[0], target: col.target, slot: k, required: col.Required}
		if slot.spelling != nil && col.Kind != table.Code && col.Kind != table.Word {
			return nil
		}
		switch col.Kind {
		case table.Code:
			x.memo = newMemo(1 << 30)
		case table.Rate, table.Date, table.Word, table.Quantity:
			x.memo = newMemo(memoTexts)
		case table.Text, table.Stamp:
		default:
			return nil
		}
		l.steps = append(l.steps, x)
	}
	l.hits, l.profiles = make([]int, len(l.steps)), s.emptyProfiles()
	switch c.id.kind {
	case ownID:
	case documentID:
		l.identity, l.document, l.line = idDocument, c.id.slots[0].cells[0], c.id.slots[1].cells[0]
	default:
		l.identity = idOther
	}
	return l
}

// priced settles the price columns; false where rows need the pricer.
func (l *lane) priced(p *pricer) bool {
	if p.agreed != nil || p.standard != nil || p.rate != nil || p.off != nil || p.currency != nil || p.tax != nil ||
		(p.list == nil) == (p.listPrice == nil) || (p.net == nil) == (p.netPrice == nil) {
		return false
	}
	l.prices = lanePrices{list: p.list, net: p.net, cost: p.cost}
	if p.list == nil {
		l.prices.list, l.prices.perPiece = p.listPrice, true
	}
	if p.net == nil {
		l.prices.net, l.prices.netEach = p.netPrice, true
	}
	for k, s := range [...]*slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s != nil {
			l.prices.at[k] = p.c.s.layout.at[s.input]
		}
	}
	return l.prices.list.tax != "included" && l.prices.net.tax != "included" && (p.cost == nil || p.cost.tax != "included")
}

// row converts row i of b, which must have as many cells as the heading and no hints.
// false: it is no plain row, and the batch may hold halves of it.
func (l *lane) row(b *raw.Block, i int) bool {
	c := l.c
	first, last := b.First[i], b.First[i+1]
	if int(last-first) != l.width {
		return false
	}
	start, end := b.Start[first:last], b.End[first:last]
	stood := false
	for k := range l.steps {
		x := &l.steps[k]
		text := b.Data[start[x.cell]:end[x.cell]]
		if x.memo == nil {
			if !l.write(x, text) {
				return false
			}
			continue
		}
		var v int64
		hit := x.memo.find(text)
		if hit < 0 {
			if !stood {
				c.cur.stand(b, i)
				c.errs, stood = c.errs[:0], true
			}
			v = l.learn(x, text)
			hit = x.memo.put(text, v)
		} else {
			v = x.memo.entries[hit].value
		}
		l.hits[k] = hit
		switch {
		case v == unusual, v < 0 && x.required:
			return false
		case v == nothing || v == noWord && x.kind == table.Code:
			continue
		}
		w := &c.out.cols[x.target]
		if !w.on {
			w.touch(c.out.n)
		}
		switch x.kind {
		case table.Code, table.Date:
			w.small[c.out.n] = int32(v)
		case table.Word:
			w.bytes[c.out.n] = uint8(v)
		default:
			w.wide[c.out.n] = v
		}
		w.valid[c.out.n] = 1
	}
	c.account()
	if !l.money(b.Data, start, end) {
		return false
	}
	if !c.out.has(c.price.iPerson) || !l.identify(b, i, start, end) {
		return false
	}
	if l.observing {
		l.observe(b, i, start, end)
	}
	return true
}

// write reads a cell that no memo is kept for.
func (l *lane) write(x *step, text []byte) bool {
	c := l.c
	s := &c.s.layout.slots[x.slot]
	if x.kind == table.Stamp {
		v, r, ok := cell.Stamp(text, raw.Plain, s.decision, c.in.zone.loc)
		if ok {
			c.out.setInt(x.target, v)
		}
		return ok || r == table.Empty
	}
	if clean(text) {
		c.out.setBytes(x.target, text)
	} else if kept := c.clean(s, text); kept != "" {
		c.out.setText(x.target, kept)
	}
	return true
}

// learn works out what a text of a column becomes.
func (l *lane) learn(x *step, text []byte) int64 {
	c := l.c
	s := &c.s.layout.slots[x.slot]
	col := c.s.layout.inputs[s.input]
	v, ok, r := int64(unusual), false, table.Reason(0)
	switch x.kind {
	case table.Code:
		c.word(x.slot, s, col)
		code, known := c.cached[x.slot][string(text)]
		if v = int64(code); !known || code == homonym || mayTotal(text) && totalWord(text) {
			v = unusual
		}
		return v
	case table.Date:
		var d table.Day
		d, r, ok = cell.Date(text, raw.Plain, s.decision, c.in.zone.loc)
		v = int64(d)
	case table.Rate:
		v, r, ok = cell.Rate(text, raw.Plain, s.decision)
	case table.Quantity:
		v, r, ok = c.number(text, raw.Plain, s, micro)
	case table.Word:
		var w int
		w, ok = cell.Word(col.Words, s.spelling, text)
		if v = int64(w); ok && cell.Null(text) {
			v = nothing
		}
	}
	switch {
	case !ok && r == table.Empty && x.kind != table.Word:
		v = nothing
	case !ok || v < 0 && v != nothing: // no answer may be negative
		v = unusual
	}
	return v
}

// identify writes the id of the row.
func (l *lane) identify(b *raw.Block, i int, start, end []uint32) bool {
	c := l.c
	switch l.identity {
	case idOwn:
		return true
	case idDocument:
		if c.out.has(c.price.iID) && !c.s.layout.compose {
			return true
		}
		document, line := b.Data[start[l.document]:end[l.document]], b.Data[start[l.line]:end[l.line]]
		if !clean(document) || !clean(line) {
			break
		}
		v := c.out.room(c.price.iID)
		v.data = append(append(append(v.data, document...), '-'), line...)
		v.ends[c.out.n], v.valid[c.out.n] = int32(len(v.data)), 1
		return true
	}
	c.cur.stand(b, i)
	c.errs = c.errs[:0]
	c.identify()
	return true
}
