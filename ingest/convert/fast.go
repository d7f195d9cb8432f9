package convert

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/intern"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// fastPath converts the plain rows of a deals file: those whose every cell can be read at
// once and whose prices need no weighing. It writes what Converter.row would write, with
// the same readers, only column by column, a block at a time, and without asking again
// what was answered for the column or for the same text before; any other row is left to
// Converter.row, which finds the errors. A nil fast path takes no row.
type fastPath struct {
	c        *Converter
	steps    []step
	width    int
	identity identityForm
	document int // cells of the identity
	line     int
	prices   fastPrices
	skip     []bool // columns that nobody wants, by target; nil = none

	observing    bool                // the part was not scanned: its cells are shown to the profiles
	profiles     [][]cell.Profile    // per slot, of what no interner counts
	fingerprints *dedup.Fingerprints // of the rows that it observed

	// Of the block under way, by row.
	good            []bool
	list, net, cost []int64
	shapes          [2][]cell.Shape // of list and net
	byCode          [2][]codePrice  // of list and net: what the codes of the part became
	hasCost         []bool
}

// step reads one cell into one column.
type step struct {
	kind     table.Kind
	profiled bool
	named    bool // its texts are names that the file's scan gathers
	cell     int
	target   int
	slot     int // index in the layout
	required bool
	hint     raw.Hint // of its cells that are not empty; another one is for Converter.row
	hinted   bool
	interner *intern.Interner
	byStart  []int32      // entry + 1 of the texts of the part's dictionary, by where they start
	byCode   []codeAnswer // what the codes of the part became, behind that of the empty cell
	hits     []int32      // of the block under way: the entry that answered, −1 = none
	values   []int64      // what it answered
}

// identityForm is how a row of the fast path gets its id.
type identityForm uint8

const (
	idOwn      identityForm = iota // a column of its own, already among the steps
	idDocument                     // document and line
	idOther                        // as converter.identify does it
)

// fastPrices are the cells that list and net amount come from.
type fastPrices struct {
	list, net         *heading.Slot
	perPiece, netEach bool // prices of one piece, not amounts
	cost              *heading.Slot
	at                [3]int // the three in the layout's list
}

// Answers of an interner beside codes and values.
const (
	unusual = -3 - iota // Converter.row must look
	nothing             // the cell is empty
)

// internedTexts bounds the texts that a column's interner keeps where they are no dictionary.
const internedTexts = 1 << 14

// newFastPath returns the fast path of c's file, nil where its layout needs more than one cell
// for a column: joins, constants, products, records of several rows, prices that
// contradict each other, tax, other currencies.
func newFastPath(c *Converter) *fastPath {
	s, p := c.s, c.price
	if p == nil || p.split != nil || s.Layout.RowUnit != nil || c.env.Slow || !s.Traits.Uniform || len(s.Joins) > 0 || c.cur.Start != nil {
		return nil
	}
	l := &fastPath{c: c, fingerprints: &dedup.Fingerprints{}, width: len(s.Shape.Heads)}
	if !l.priced(p) {
		return nil
	}
	for k := range s.Layout.Slots {
		slot := &s.Layout.Slots[k]
		col := s.Layout.Inputs[slot.Input]
		if slot.Join != heading.MainRow || slot.Constant != nil || slot.Product || len(slot.Cells) != 1 || slot.Parent {
			return nil
		}
		if col.Target < 0 || col.Kind == table.Money {
			continue
		}
		x := step{kind: col.Kind, profiled: scan.Profiled(col.Kind) && !slot.Fixed, cell: slot.Cells[0], target: col.Target, slot: k, required: col.Required}
		if slot.Spelling != nil && col.Kind != table.Code && col.Kind != table.Word {
			return nil
		}
		switch col.Kind {
		case table.Code:
			x.named = heading.RoleOf(s.Layout.Schema.Name, col.Name) != heading.Anyone || s.Listed && col.Name == "product"
			x.interner = intern.New(1 << 30)
		case table.Rate, table.Date, table.Word, table.Quantity:
			x.interner = intern.New(internedTexts)
		case table.Text, table.Stamp:
		default:
			return nil
		}
		l.steps = append(l.steps, x)
	}
	l.profiles = scan.EmptyProfiles(s.Layout)
	switch c.id.Kind {
	case dedup.OwnID:
	case dedup.DocumentID:
		l.identity, l.document, l.line = idDocument, c.id.Slots[0].Cells[0], c.id.Slots[1].Cells[0]
	default:
		l.identity = idOther
	}
	return l
}

// reset ends what was known of the dictionary of a part.
func (l *fastPath) reset() {
	for k := range l.steps {
		x := &l.steps[k]
		clear(x.byCode)
		x.byStart, x.byCode = x.byStart[:0], x.byCode[:0]
	}
	for k, t := range l.byCode {
		clear(t)
		l.byCode[k] = t[:0]
	}
}

// priced resolves the price columns; false where rows need the pricer.
func (l *fastPath) priced(p *pricer) bool {
	if p.agreed != nil || p.standard != nil || p.rate != nil || p.off != nil || p.currency != nil || p.tax != nil || p.taxKind != nil ||
		(p.list == nil) == (p.listPrice == nil) || (p.net == nil) == (p.netPrice == nil) {
		return false
	}
	l.prices = fastPrices{list: p.list, net: p.net, cost: p.cost}
	if p.list == nil {
		l.prices.list, l.prices.perPiece = p.listPrice, true
	}
	if p.net == nil {
		l.prices.net, l.prices.netEach = p.netPrice, true
	}
	for k, s := range [...]*heading.Slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s != nil {
			l.prices.at[k] = p.c.s.Layout.At[s.Input]
		}
	}
	return l.prices.list.Tax != "included" && l.prices.net.Tax != "included" && (p.cost == nil || p.cost.Tax != "included")
}

// resolve works out what a text of a column becomes.
func (l *fastPath) resolve(x *step, text []byte, h raw.Hint) int64 {
	c := l.c
	s := &c.s.Layout.Slots[x.slot]
	col := c.s.Layout.Inputs[s.Input]
	v, ok, r := int64(unusual), false, table.Reason(0)
	switch x.kind {
	case table.Code:
		if h >= raw.Error {
			return unusual
		}
		kept, double := c.kept(s, heading.RoleOf(c.s.Layout.Schema.Name, col.Name), text)
		if v = int64(c.code(col, kept, double)); v == homonym || heading.MayTotal(text) && heading.TotalWord(text) {
			v = unusual
		}
		return v
	case table.Date:
		var d table.Day
		d, r, ok = cell.Date(text, h, s.Decision, c.env.Location)
		v = int64(d)
	case table.Rate:
		v, r, ok = rate(text, h, s, col.Name)
	case table.Quantity:
		v, r, ok = c.number(text, h, s, micro)
	case table.Word:
		var w int
		w, ok = c.words[x.slot].Find(text)
		if v = int64(w); ok && cell.Null(text) {
			v = nothing
		} else if ok && col.Name == "kind" && w == table.CreditNote {
			v = unusual // one without a sign takes a sale back
		}
	}
	switch {
	case !ok && r == table.Empty && x.kind == table.Quantity:
		v = unusual // how many it is, the prices of the row may say
	case !ok && r == table.Empty && x.kind != table.Word:
		v = nothing
	case !ok || v < 0 && v != nothing: // no answer may be negative
		v = unusual
	}
	return v
}
