package convert

import (
	"fmt"
	"math"
	"time"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/lookup"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// Environment is what rows are read with beside their file: the same for all files of a run.
// The lists are filled in the order in which one needs the other, each before a file is read
// that needs it.
type Environment struct {
	Location        *time.Location // business time zone
	Currency        string
	MinorUnits      int
	TaxRate         int64 // 10⁻⁹, where a line says nothing
	People, Clients *lookup.Resolver
	Accounts        *lookup.Accounts  // nil = none
	Prices          *lookup.PriceList // nil = none
	Rates           map[lookup.RateKey]int64
	Workers         int  // readings of a file at a time
	Slow            bool // every row by the converter, in tests
	Front           int  // cells of a column before its interner gets a front, in tests; 0 = the usual
}

// Converter turns the rows of one part of a file into canonical rows.
type Converter struct {
	env       *Environment
	s         *rows.Source
	cur       *rows.Cursor
	out       *batch
	id        *dedup.Identity
	price     *pricer   // deals only
	fast      *fastPath // of plain rows, or nil
	errs      []table.CellError
	minor     []table.CellError        // of optional columns: listed, the row counts
	cached    []map[string]int32       // per slot of a Code column: as written → its word, noWord or homonym
	words     []*cell.Matcher          // per slot of a Word column: its vocabulary with the source's spellings
	at        map[string]int           // schema position by name, of the columns that rules need
	spoken    []spokenDate             // cells of the row that say a date in words
	decisions map[int64]dedup.Decision // of the rows that stand in several places
}

// New returns a converter of s; fingerprints go to memory.
func New(s *rows.Source, env *Environment, memory *dedup.Spill) *Converter {
	c := &Converter{env: env, s: s, cur: rows.NewCursor(s.Layout, s.Joins), out: newBatch(s.Layout.Schema, int32(s.Number)), id: dedup.NewIdentity(s.Layout),
		cached: make([]map[string]int32, len(s.Layout.Slots)), words: make([]*cell.Matcher, len(s.Layout.Slots)), at: map[string]int{}}
	for i, col := range s.Layout.Schema.Columns {
		c.at[col.Name] = i
	}
	for k, slot := range s.Layout.Slots {
		switch col := s.Layout.Inputs[slot.Input]; col.Kind {
		case table.Code:
			c.cached[k] = map[string]int32{}
		case table.Word:
			c.words[k] = cell.NewMatcher(col.Words, slot.Spelling)
		}
	}
	if s.Layout.Schema.Name == "deals" {
		c.price = newPricer(c)
	}
	if c.fast = newFastPath(c); c.fast != nil {
		c.fast.fingerprints.Spill = memory
	}
	return c
}

// Fast reports whether plain rows of the file go column by column.
func (c *Converter) Fast() bool { return c.fast != nil }

// row converts row i of b into the current row of the batch. ok is false when it is a
// row error; c.errs then says why. The row is not committed here.
func (c *Converter) row(b *raw.Block, i int) (ok bool) {
	c.cur.Seek(b, i)
	c.errs, c.minor, c.spoken = c.errs[:0], c.minor[:0], c.spoken[:0]
	c.shape(b, i)
	if k, rows := c.cur.Doubles(); rows != nil {
		for _, r := range rows[:2] {
			c.errs = append(c.errs, table.CellError{Reason: table.JoinTwice, Other: c.s.Joins[k].Rows.Place[r]})
		}
	}
	for k := range c.s.Layout.Slots {
		if slot := &c.s.Layout.Slots[k]; c.s.Layout.Inputs[slot.Input].Target >= 0 {
			c.slot(k, slot)
		}
	}
	switch c.s.Layout.Schema.Name {
	case "deals":
		c.deal()
	case "instructions":
		c.instruction()
	default:
		c.period("from", "to")
		c.period("owner_from", "owner_to")
	}
	c.required()
	return len(c.errs) == 0
}

// shape reports rows that are wider or, in delimited text, narrower than the heading.
func (c *Converter) shape(b *raw.Block, i int) {
	for _, bad := range b.Bad {
		if bad == i {
			c.errs = append(c.errs, table.CellError{Reason: table.BadQuote})
			return
		}
	}
	width, heads := b.Width(i), len(c.s.Shape.Heads)
	if width < heads && c.s.Traits.Separated {
		c.errs = append(c.errs, table.CellError{Reason: table.FieldCount})
		return
	}
	for j := heads; j < width; j++ {
		if text, _ := b.Cell(i, j); !heading.Blank(text) && c.s.Traits.Separated {
			c.errs = append(c.errs, table.CellError{Column: j + 1, Value: heading.Cut(string(text)), Reason: table.FieldCount})
			return
		}
	}
}

// fault notes a cell that cannot be used.
func (c *Converter) fault(s *heading.Slot, column string, text []byte, r table.Reason) {
	e := table.CellError{Name: column, Value: heading.Cut(cell.Clean(string(text))), Reason: r}
	if s != nil {
		e.Column = s.Column()
		if s.Join != heading.MainRow {
			if p := c.cur.Find(s.Join); p >= 0 {
				e.Other = c.s.Joins[s.Join].Rows.Place[p]
				e.Other.Column = s.Cells[0] + 1
			}
		}
	}
	if optional[c.s.Layout.Schema.Name+"."+column] {
		c.minor = append(c.minor, e)
		return
	}
	c.errs = append(c.errs, e)
}

// slot reads one bound canonical column into the batch. Money is left to the pricer.
func (c *Converter) slot(k int, s *heading.Slot) {
	col := c.s.Layout.Inputs[s.Input]
	i := col.Target
	switch col.Kind {
	case table.Text, table.Code:
		c.word(k, s, col)
		return
	case table.Money:
		if c.price == nil {
			c.amount(s, col)
		}
		return
	}
	text, h := c.cur.Value(s)
	if s.Spelling != nil && col.Kind != table.Word {
		if w, ok := s.Spelling[name.Plain(string(text))]; ok {
			text, h = []byte(w), raw.Plain
		}
	}
	var r table.Reason
	var ok bool
	if unit := durationUnit(c.s.Layout.Schema.Name, col.Name); unit > 0 && (h == raw.Plain || h == raw.String) {
		if v, ok := cell.Minutes(text); ok {
			c.out.setInt(i, int64(math.Round(v*unit)))
			return
		}
	}
	switch col.Kind {
	case table.Rate:
		var v int64
		if v, r, ok = rate(text, h, s, col.Name); ok {
			c.out.setInt(i, v)
		}
	case table.Quantity:
		var v int64
		v, r, ok = c.counted(text, h, s)
		if ok {
			c.out.setInt(i, v)
		}
	case heading.Exact: // an exchange rate: a number of any size in the unit of a rate
		var v int64
		if v, r, ok = cell.Decimal(text, h, s.Decision, 9); ok {
			c.out.setInt(i, v)
		}
	case table.Int:
		var v int64
		if v, r, ok = cell.Decimal(text, h, s.Decision, 0); ok {
			c.out.setInt(i, v)
		}
	case table.Date:
		var d table.Day
		if d, r, ok = cell.Date(text, h, s.Decision, c.env.Location); ok {
			c.out.setDay(i, d)
		}
	case table.Stamp:
		var v int64
		if v, r, ok = cell.Stamp(text, h, s.Decision, c.env.Location); ok {
			c.out.setInt(i, v)
		}
	case table.Bool:
		var v bool
		if v, r, ok = cell.Bool(text, h); ok {
			c.out.setByte(i, map[bool]uint8{true: 1}[v])
		}
	case table.Word:
		r, ok = c.closed(k, s, i, text, h)
	}
	if !ok && r != table.Empty && !(r == table.NotDate && col.Kind == table.Date && inWords(c, s, col, text)) {
		c.fault(s, col.Name, text, r)
	}
}

// rate reads a rate; of a range of what was allowed the upper end, of what was asked for the
// lower.
func rate(text []byte, h raw.Hint, s *heading.Slot, column string) (int64, table.Reason, bool) {
	v, r, ok := cell.Rate(text, h, s.Decision)
	if ok || r != table.NotRate {
		return v, r, ok
	}
	low, high, is := cell.RateRange(text, h, s.Decision)
	switch {
	case is && (column == "authorised_rate" || column == "approved_rate"):
		return high, 0, true
	case is && column == "target_increase":
		return low, 0, true
	}
	return v, r, ok
}

// closed reads a word of a closed list into column i.
func (c *Converter) closed(k int, s *heading.Slot, i int, text []byte, h raw.Hint) (r table.Reason, ok bool) {
	if h >= raw.Error {
		_, r, _ = cell.Decimal(text, h, s.Decision, 0)
		return r, false
	}
	if h == raw.Percent { // a state such as 80 %, which a sheet stores as 0.8
		if v, _, is := cell.Rate(text, h, s.Decision); is {
			text = fmt.Appendf(nil, "%d%%", v/1e7)
		}
	}
	w, ok := c.words[k].Find(text)
	if ok {
		c.out.setByte(i, uint8(w))
		if cell.Null(text) {
			c.out.unset(i)
		}
	}
	return table.UnknownWord, ok
}

// counted reads a quantity in 10⁻⁶, also one that carries its unit: 10個.
func (c *Converter) counted(text []byte, h raw.Hint, s *heading.Slot) (int64, table.Reason, bool) {
	v, r, ok := c.number(text, h, s, micro)
	if !ok && r == table.NotNumber {
		if digits, has := cell.Counted(text); has {
			return c.number(digits, h, s, micro)
		}
	}
	return v, r, ok
}

// number reads a decimal in 10^-scale and multiplies it by the column's unit.
func (c *Converter) number(text []byte, h raw.Hint, s *heading.Slot, scale int) (int64, table.Reason, bool) {
	v, r, ok := cell.Decimal(text, h, s.Decision, scale)
	if !ok || s.Unit <= 1 {
		return v, r, ok
	}
	if p := v * s.Unit; p/s.Unit == v {
		return p, 0, true
	}
	return 0, table.TooLarge, false
}

// amount reads a money column of a table without a pricer.
func (c *Converter) amount(s *heading.Slot, col heading.InputColumn) {
	text, h := c.cur.Value(s)
	v, r, ok := c.number(text, h, s, micro)
	if ok {
		if v, ok = fractionOf(v, micro).minor(c.env.MinorUnits); ok {
			c.out.setInt(col.Target, v)
			return
		}
		r = table.TooLarge
	}
	if r != table.Empty {
		c.fault(s, col.Name, text, r)
	}
}

// word reads a column of text: names become ids, spellings the configured word.
func (c *Converter) word(k int, s *heading.Slot, col heading.InputColumn) {
	text, h := c.cur.Value(s)
	if h >= raw.Error && !cell.Null(text) || h == raw.NoCache || h == raw.Invalid {
		r := map[raw.Hint]table.Reason{raw.Error: table.ErrorCell, raw.NoCache: table.NoCache, raw.Invalid: table.Undecodable}[h]
		c.fault(s, col.Name, text, r)
		return
	}
	if col.Name == "salesperson" && len(c.decisions) > 0 {
		if owner := c.decisions[c.cur.Row()].Owner; owner != "" {
			text = []byte(owner) // whose the line was when it was first exported
		}
	}
	cached := c.cached[k]
	if code, ok := cached[string(text)]; ok && code != homonym {
		if code != noWord {
			c.out.setCode(col.Target, code)
		}
		return
	}
	role := heading.RoleOf(c.s.Layout.Schema.Name, col.Name)
	if cached == nil && role == heading.Anyone && s.Spelling == nil && cell.Tidy(text) {
		c.out.setBytes(col.Target, text)
		return
	}
	kept, double := c.kept(s, role, text)
	if double {
		c.fault(s, col.Name, text, nobodys(c, s, role, text))
	} else if role == heading.Person && c.stranger(s, col.Name, text) {
		return
	}
	switch {
	case cached == nil && kept != "":
		c.out.setText(col.Target, kept)
	case cached != nil:
		code := c.code(col, kept, double)
		if code >= 0 {
			c.out.setCode(col.Target, code)
		}
		cached[string(text)] = code
	}
}

// kept returns the text that is kept of a cell, "" for none, and whether nobody can be meant
// by it: two people of the list carry the name, or the firm itself sold.
func (c *Converter) kept(s *heading.Slot, role heading.Role, text []byte) (kept string, double bool) {
	if role == heading.Anyone {
		return c.clean(s, text), false
	}
	w := c.someone(s, role, text)
	if w.Several && c.s.Layout.Schema.Name != table.Instructions.Name {
		w.ID = "" // a sale of two people is nobody's
	}
	return w.ID, w.Homonym || w.House && c.price != nil && role == heading.Person
}

// code returns the word of a Code column's dictionary for what kept returned, noWord or
// homonym.
func (c *Converter) code(col heading.InputColumn, kept string, double bool) int32 {
	switch {
	case double:
		return homonym
	case kept == "":
		return noWord
	}
	return c.out.cols[col.Target].words.of(kept)
}

// What a written name may be instead of a word of the dictionary.
const (
	noWord  = -1
	homonym = -2
)

// clean is the displayed form of a text cell, "" for a null one.
func (c *Converter) clean(s *heading.Slot, text []byte) string {
	if s.Spelling != nil {
		if w, ok := s.Spelling[name.Plain(string(text))]; ok {
			return w
		}
	}
	if cell.Null(text) {
		return ""
	}
	return cell.Clean(string(text))
}

// someone resolves a person's or a client's name.
func (c *Converter) someone(s *heading.Slot, role heading.Role, text []byte) lookup.Who {
	if s.Spelling != nil {
		if w, ok := s.Spelling[name.Plain(string(text))]; ok {
			text = []byte(w)
		}
	}
	if role == heading.Client {
		return c.env.Clients.ID(text)
	}
	return c.env.People.ID(text)
}
