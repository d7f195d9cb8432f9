package ingest

import (
	"bytes"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// cursor stands on one row of a source and gives the cells of its slots, also those
// that come from joined files.
type cursor struct {
	l       *layout
	joins   []*joined
	b       *raw.Block
	i       int
	partner []int32 // per join: row of the joined file, none or unknown
	key     []byte
	text    []byte

	start     *slot      // the column that marks a record's first row, or nil
	first     joinedRows // that row
	continues bool       // the row continues the record of first
}

const (
	none    = -1
	unknown = -2
)

func newCursor(l *layout, joins []*joined) *cursor {
	return &cursor{l: l, joins: joins, partner: make([]int32, len(joins)), start: l.named("record_start")}
}

// stand moves the cursor to row i of b.
func (c *cursor) stand(b *raw.Block, i int) {
	c.b, c.i = b, i
	for k := range c.partner {
		c.partner[k] = unknown
	}
	if c.start == nil {
		return
	}
	if mark, _ := c.cell(mainRow, c.start.cells[0]); bytes.Contains(mark, []byte("*")) {
		c.continues = false
		c.first = joinedRows{}
		c.first.add(b, i, table.Place{})
	} else {
		c.continues = len(c.first.place) > 0
	}
}

// cell returns one cell of the row or of its partner in a join.
func (c *cursor) cell(join, j int) ([]byte, raw.Hint) {
	if join == mainRow {
		return c.b.Cell(c.i, j)
	}
	p := c.find(join)
	if p < 0 {
		return nil, raw.Plain
	}
	return c.joins[join].rows.cell(p, j)
}

// find returns the row of a join that completes this row, or none.
func (c *cursor) find(join int) int32 {
	if c.partner[join] != unknown {
		return c.partner[join]
	}
	c.partner[join] = none
	at := len(c.key) // keys of nested joins stack up in one buffer
	empty := true
	for _, f := range c.l.keys[join].from {
		text, _ := c.cell(f.join, f.cell)
		empty = empty && len(bytes.TrimSpace(text)) == 0
		c.key = appendKey(c.key, text)
	}
	if !empty {
		if p, ok := c.joins[join].index[string(c.key[at:])]; ok {
			c.partner[join] = p
		}
	}
	c.key = c.key[:at]
	return c.partner[join]
}

// doubles returns the first join that finds several rows of different content.
func (c *cursor) doubles() (join int, rows []int32) {
	for k, j := range c.joins {
		if len(j.twice) == 0 || c.find(k) < 0 {
			continue
		}
		c.key = c.key[:0]
		for _, f := range c.l.keys[k].from {
			text, _ := c.cell(f.join, f.cell)
			c.key = appendKey(c.key, text)
		}
		rows = j.twice[string(c.key)]
		c.key = c.key[:0]
		if rows != nil {
			return k, rows
		}
	}
	return 0, nil
}

// value returns the text of a slot: its constant, its cell, or its cells joined with
// "-". The bytes are valid until the next call.
func (c *cursor) value(s *slot) ([]byte, raw.Hint) {
	if s.constant != nil {
		return []byte(*s.constant), raw.Plain
	}
	if c.continues && s.parent {
		if c.amount(s) { // counted once, on the record's first row
			return nil, raw.Plain
		}
		if len(s.cells) == 1 {
			return c.first.cell(0, s.cells[0])
		}
	}
	if len(s.cells) == 1 {
		return c.cell(s.join, s.cells[0])
	}
	c.text = c.text[:0]
	for n, j := range s.cells {
		text, h := c.cell(s.join, j)
		if h >= raw.Error {
			return text, h
		}
		if n > 0 {
			c.text = append(c.text, '-')
		}
		c.text = append(c.text, bytes.TrimSpace(text)...)
	}
	return c.text, raw.Plain
}

// column is the 1-based position in the source that an error of s points to.
func (s *slot) column() int {
	if s.join != mainRow || len(s.cells) == 0 {
		return 0
	}
	return s.cells[0] + 1
}
