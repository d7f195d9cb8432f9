package ingest

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/name"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// converter turns the rows of one part of a file into canonical rows.
type converter struct {
	in     *Input
	s      *survey
	cur    *cursor
	out    *batch
	id     *identity
	price  *pricer // deals only
	lane   *lane   // of plain rows, or nil
	errs   []table.CellError
	cached []map[string]int32 // per slot of a Code column: as written → its word, noWord or homonym
	words  []*cell.Matcher    // per slot of a Word column: its vocabulary with the source's spellings
	at     map[string]int     // schema position by name, of the columns that rules need
}

func newConverter(in *Input, s *survey) *converter {
	c := &converter{in: in, s: s, cur: newCursor(s.layout, s.joins), out: newBatch(s.layout.schema, int32(s.file)), id: newIdentity(s.layout),
		cached: make([]map[string]int32, len(s.layout.slots)), words: make([]*cell.Matcher, len(s.layout.slots)), at: map[string]int{}}
	for i, col := range s.layout.schema.Columns {
		c.at[col.Name] = i
	}
	for k, slot := range s.layout.slots {
		switch col := s.layout.inputs[slot.input]; col.Kind {
		case table.Code:
			c.cached[k] = map[string]int32{}
		case table.Word:
			c.words[k] = cell.NewMatcher(col.Words, slot.spelling)
		}
	}
	if s.layout.schema.Name == "deals" {
		c.price = newPricer(c)
	}
	return c
}

// row converts row i of b into the current row of the batch. ok is false when it is a
// row error; c.errs then says why. The row is not committed here.
func (c *converter) row(b *raw.Block, i int) (ok bool) {
	c.cur.stand(b, i)
	c.errs = c.errs[:0]
	c.shape(b, i)
	if k, rows := c.cur.doubles(); rows != nil {
		for _, r := range rows[:2] {
			c.errs = append(c.errs, table.CellError{Reason: table.JoinTwice, Other: c.s.joins[k].rows.place[r]})
		}
	}
	for k := range c.s.layout.slots {
		if slot := &c.s.layout.slots[k]; c.s.layout.inputs[slot.input].target >= 0 {
			c.slot(k, slot)
		}
	}
	switch c.s.layout.schema.Name {
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
func (c *converter) shape(b *raw.Block, i int) {
	for _, bad := range b.Bad {
		if bad == i {
			c.errs = append(c.errs, table.CellError{Reason: table.BadQuote})
			return
		}
	}
	width, heads := b.Width(i), len(c.s.shape.heads)
	if width < heads && c.s.form == delimited {
		c.errs = append(c.errs, table.CellError{Reason: table.FieldCount})
		return
	}
	for j := heads; j < width; j++ {
		if text, _ := b.Cell(i, j); !blank(text) && c.s.form == delimited {
			c.errs = append(c.errs, table.CellError{Column: j + 1, Value: cut(string(text)), Reason: table.FieldCount})
			return
		}
	}
}

// fault notes a cell that cannot be used.
func (c *converter) fault(s *slot, column string, text []byte, r table.Reason) {
	e := table.CellError{Name: column, Value: cut(cell.Clean(string(text))), Reason: r}
	if s != nil {
		e.Column = s.column()
		if s.join != mainRow {
			if p := c.cur.find(s.join); p >= 0 {
				e.Other = c.s.joins[s.join].rows.place[p]
				e.Other.Column = s.cells[0] + 1
			}
		}
	}
	c.errs = append(c.errs, e)
}

// slot reads one bound canonical column into the batch. Money is left to the pricer.
func (c *converter) slot(k int, s *slot) {
	col := c.s.layout.inputs[s.input]
	i := col.target
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
	text, h := c.cur.value(s)
	if s.spelling != nil && col.Kind != table.Word {
		if w, ok := s.spelling[name.Plain(string(text))]; ok {
			text, h = []byte(w), raw.Plain
		}
	}
	var r table.Reason
	var ok bool
	switch col.Kind {
	case table.Rate:
		var v int64
		if v, r, ok = cell.Rate(text, h, s.decision); ok {
			c.out.setInt(i, v)
		}
	case table.Quantity:
		var v int64
		if v, r, ok = c.number(text, h, s, micro); ok {
			c.out.setInt(i, v)
		}
	case exact: // an exchange rate: a number of any size in the unit of a rate
		var v int64
		if v, r, ok = cell.Decimal(text, h, s.decision, 9); ok {
			c.out.setInt(i, v)
		}
	case table.Int:
		var v int64
		if v, r, ok = cell.Decimal(text, h, s.decision, 0); ok {
			c.out.setInt(i, v)
		}
	case table.Date:
		var d table.Day
		if d, r, ok = cell.Date(text, h, s.decision, c.in.zone.loc); ok {
			c.out.setDay(i, d)
		}
	case table.Stamp:
		var v int64
		if v, r, ok = cell.Stamp(text, h, s.decision, c.in.zone.loc); ok {
			c.out.setInt(i, v)
		}
	case table.Bool:
		var v bool
		if v, r, ok = cell.Bool(text, h); ok {
			c.out.setByte(i, map[bool]uint8{true: 1}[v])
		}
	case table.Word:
		if h >= raw.Error {
			_, r, _ = cell.Decimal(text, h, s.decision, 0)
			break
		}
		var w int
		if w, ok = c.words[k].Find(text); ok {
			c.out.setByte(i, uint8(w))
			if cell.Null(text) {
				c.out.unset(i)
			}
		}
		r = table.UnknownWord
	}
	if !ok && r != table.Empty {
		c.fault(s, col.Name, text, r)
	}
}

// number reads a decimal in 10^-scale and multiplies it by the column's unit.
func (c *converter) number(text []byte, h raw.Hint, s *slot, scale int) (int64, table.Reason, bool) {
	v, r, ok := cell.Decimal(text, h, s.decision, scale)
	if !ok || s.unit <= 1 {
		return v, r, ok
	}
	if p := v * s.unit; p/s.unit == v {
		return p, 0, true
	}
	return 0, table.TooLarge, false
}

// amount reads a money column of a table without a pricer.
func (c *converter) amount(s *slot, col inputColumn) {
	text, h := c.cur.value(s)
	v, r, ok := c.number(text, h, s, micro)
	if ok {
		if v, ok = fractionOf(v, micro).minor(c.in.sources.MinorUnits); ok {
			c.out.setInt(col.target, v)
			return
		}
		r = table.TooLarge
	}
	if r != table.Empty {
		c.fault(s, col.Name, text, r)
	}
}

// word reads a column of text: names become ids, spellings the configured word.
func (c *converter) word(k int, s *slot, col inputColumn) {
	text, h := c.cur.value(s)
	if h >= raw.Error && !cell.Null(text) || h == raw.NoCache || h == raw.Invalid {
		r := map[raw.Hint]table.Reason{raw.Error: table.ErrorCell, raw.NoCache: table.NoCache, raw.Invalid: table.Undecodable}[h]
		c.fault(s, col.Name, text, r)
		return
	}
	cached := c.cached[k]
	if code, ok := cached[string(text)]; ok && code != homonym {
		if code != noWord {
			c.out.setCode(col.target, code)
		}
		return
	}
	role := roleOf(c.s.layout.schema.Name, col.Name)
	if cached == nil && role == plain && s.spelling == nil && clean(text) {
		c.out.setBytes(col.target, text)
		return
	}
	kept, double := c.kept(s, role, text)
	if double {
		c.fault(s, col.Name, text, table.Homonym)
	}
	switch {
	case cached == nil && kept != "":
		c.out.setText(col.target, kept)
	case cached != nil:
		code := c.code(col, kept, double)
		if code >= 0 {
			c.out.setCode(col.target, code)
		}
		cached[string(text)] = code
	}
}

// kept returns the text that is kept of a cell, "" for none, and whether two people of
// the list carry the name.
func (c *converter) kept(s *slot, role role, text []byte) (kept string, double bool) {
	if role == plain {
		return c.clean(s, text), false
	}
	w := c.someone(s, role, text)
	return w.id, w.homonym
}

// code returns the word of a Code column's dictionary for what kept returned, noWord or
// homonym.
func (c *converter) code(col inputColumn, kept string, double bool) int32 {
	switch {
	case double:
		return homonym
	case kept == "":
		return noWord
	}
	return c.out.cols[col.target].words.of(kept)
}

// What a written name may be instead of a word of the dictionary.
const (
	noWord  = -1
	homonym = -2
)

// clean reports whether a text is kept as it is: plain ASCII without anything that
// cell.Clean or cell.Null would look at.
func clean(text []byte) bool {
	if len(text) < 5 && (len(text) == 0 || text[0] < '0' || text[0] > '9') {
		return false
	}
	for _, c := range text {
		if c <= ' ' || c >= 0x7f || c == '&' || c == '_' || c == '?' {
			return false
		}
	}
	return text[0] != '-' && text[0] != '(' && text[0] != '<' && text[0] != '#'
}

// clean is the displayed form of a text cell, "" for a null one.
func (c *converter) clean(s *slot, text []byte) string {
	if s.spelling != nil {
		if w, ok := s.spelling[name.Plain(string(text))]; ok {
			return w
		}
	}
	if cell.Null(text) {
		return ""
	}
	return cell.Clean(string(text))
}

// someone resolves a person's or a client's name.
func (c *converter) someone(s *slot, role role, text []byte) who {
	if s.spelling != nil {
		if w, ok := s.spelling[name.Plain(string(text))]; ok {
			text = []byte(w)
		}
	}
	if role == client {
		return c.in.clients.id(text)
	}
	return c.in.people.id(text)
}

// required reports required columns that are empty. A line without a salesperson stays
// (its owner, or nobody), an instruction without one is meant for several, and an open
// or lost deal may lack date and client: it is counted and left out.
func (c *converter) required() {
	unsold := c.s.layout.schema.Name == "deals" && c.out.byte(c.at["stage"]) != table.Won
	for i, col := range c.s.layout.schema.Columns {
		if !col.Required {
			continue
		}
		if c.out.has(i) {
			continue
		}
		switch {
		case col.Name == "salesperson" && (c.s.layout.schema.Name == "deals" || c.s.layout.schema.Name == "instructions"):
			continue
		case unsold && (col.Name == "date" || col.Name == "client"):
			continue
		case c.faulted(col.Name):
			continue
		}
		var text []byte
		s := c.s.layout.named(col.Name)
		if s != nil {
			text, _ = c.cur.value(s)
		}
		c.fault(s, col.Name, text, table.Empty)
	}
}

func (c *converter) faulted(column string) bool {
	for _, e := range c.errs {
		if e.Name == column {
			return true
		}
	}
	return false
}

// instruction checks the order of an instruction's days. A task list often has one date
// for every end: on a row whose status says implemented it is the day of that.
func (c *converter) instruction() {
	if closed := c.out.day(c.at["closed"]); closed.Known() && !c.out.has(c.at["implemented"]) && c.out.byte(c.at["status"]) == table.StatusImplemented {
		c.out.setDay(c.at["implemented"], closed)
	}
	issued := c.out.day(c.at["issued"])
	for _, end := range []string{"implemented", "closed"} {
		if d := c.out.day(c.at[end]); d.Known() && issued.Known() && d < issued {
			s := c.s.layout.named(end)
			text, _ := c.cur.value(s)
			c.fault(s, end, text, table.EndsBeforeStart)
		}
	}
}

// period checks that a stretch of days does not end before it begins.
func (c *converter) period(from, to string) {
	i, ok := c.at[from]
	j, also := c.at[to]
	if !ok || !also {
		return
	}
	if a, b := c.out.day(i), c.out.day(j); a.Known() && b.Known() && b < a {
		s := c.s.layout.named(to)
		text, _ := c.cur.value(s)
		c.fault(s, to, text, table.EndsBeforeStart)
	}
}
