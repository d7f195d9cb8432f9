package rows

import (
	"bytes"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// Cursor stands on one row of a source and gives the cells of its slots, also those
// that come from joined files.
type Cursor struct {
	Layout  *heading.Layout
	joins   []*Joined
	b       *raw.Block
	i       int
	partner []int32 // per join: row of the joined file, none or unknown
	key     []byte
	text    []byte

	Start     *heading.Slot // the column that marks a record's first row, or nil
	First     Cells         // that row
	Continues bool          // the row continues the record of first
}

const (
	NoPartner = -1
	unsought  = -2
)

// NewCursor returns a cursor that stands nowhere yet.
func NewCursor(l *heading.Layout, joins []*Joined) *Cursor {
	return &Cursor{Layout: l, joins: joins, partner: make([]int32, len(joins)), Start: l.Named("record_start")}
}

// Seek moves the cursor to row i of b.
func (c *Cursor) Seek(b *raw.Block, i int) {
	c.b, c.i = b, i
	for k := range c.partner {
		c.partner[k] = unsought
	}
	if c.Start == nil {
		return
	}
	if mark, _ := c.Cell(heading.MainRow, c.Start.Cells[0]); bytes.Contains(mark, []byte("*")) {
		c.Continues = false
		c.First = Cells{}
		c.First.Add(b, i, table.Place{})
	} else {
		c.Continues = len(c.First.Place) > 0
	}
}

// Cell returns one cell of the row or of its partner in a join.
func (c *Cursor) Cell(join, j int) ([]byte, raw.Hint) {
	if join == heading.MainRow {
		return c.b.Cell(c.i, j)
	}
	p := c.Find(join)
	if p < 0 {
		return nil, raw.Plain
	}
	return c.joins[join].Rows.Cell(p, j)
}

// Find returns the row of a join that completes this row, or none.
func (c *Cursor) Find(join int) int32 {
	if c.partner[join] != unsought {
		return c.partner[join]
	}
	c.partner[join] = NoPartner
	at := len(c.key) // keys of nested joins stack up in one buffer
	empty := true
	for _, f := range c.Layout.Keys[join].From {
		text, _ := c.Cell(f.Join, f.Cell)
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

// Doubles returns the first join that finds several rows of different content.
func (c *Cursor) Doubles() (join int, rows []int32) {
	for k, j := range c.joins {
		if len(j.twice) == 0 || c.Find(k) < 0 {
			continue
		}
		c.key = c.key[:0]
		for _, f := range c.Layout.Keys[k].From {
			text, _ := c.Cell(f.Join, f.Cell)
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

// Value returns the text of a slot: its constant, its cell, or its cells joined with
// "-". The bytes are valid until the next call.
func (c *Cursor) Value(s *heading.Slot) ([]byte, raw.Hint) {
	if s.Constant != nil {
		return []byte(*s.Constant), raw.Plain
	}
	if c.Continues && s.Parent {
		if c.holdsMoney(s) { // counted once, on the record's first row
			return nil, raw.Plain
		}
		if len(s.Cells) == 1 {
			return c.First.Cell(0, s.Cells[0])
		}
	}
	if len(s.Cells) == 1 {
		text, h := c.Cell(s.Join, s.Cells[0])
		if len(text) > 0 && text[0] == '=' {
			text, _ = cell.Unwrapped(text)
		}
		return text, h
	}
	c.text = c.text[:0]
	for n, j := range s.Cells {
		text, h := c.Cell(s.Join, j)
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

// Row is the physical number of the row.
func (c *Cursor) Row() int64 { return c.b.Row[c.i] }
