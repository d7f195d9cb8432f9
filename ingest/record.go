package ingest

import (
	"bytes"
	"context"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// kintone writes a record with a table in it as several rows and marks the first with
// "*" (レコードの開始行). What belongs to the record as a whole is then the same on all of
// its rows, or empty on all but the first: such columns are the record's own (parent),
// and their amounts count once.

// inOnePiece makes one part of a sheet, so that no record is cut.
func inOnePiece(s *raw.Sheet) *raw.Sheet {
	whole := *s
	whole.Parts = 1
	whole.Read = func(ctx context.Context, _ int, f func(*raw.Block) error) error {
		for part := range max(1, s.Parts) {
			if err := s.Read(ctx, part, f); err != nil {
				return err
			}
		}
		return nil
	}
	return &whole
}

// compare notes which slots of a continuing row say something of their own.
func (c *cursor) compare(p *partSurvey) {
	if !c.continues {
		return
	}
	p.continued = true
	for k := range c.l.slots {
		s := &c.l.slots[k]
		if p.own[k] || s.join != mainRow || s.constant != nil || s == c.start {
			continue
		}
		for _, j := range s.cells {
			text, _ := c.cell(mainRow, j)
			first, _ := c.first.cell(0, j)
			if !blank(text) && !bytes.Equal(bytes.TrimSpace(text), bytes.TrimSpace(first)) {
				p.own[k] = true
			}
		}
	}
}

// parents marks the slots that belong to a record as a whole.
func (l *layout) parents(parts []partSurvey) {
	continued := false
	for _, p := range parts {
		continued = continued || p.continued
	}
	if !continued {
		return
	}
	for k := range l.slots {
		l.slots[k].parent = l.slots[k].join == mainRow
		for _, p := range parts {
			l.slots[k].parent = l.slots[k].parent && !p.own[k]
		}
	}
}

// amount reports whether a slot holds money or a price.
func (c *cursor) amount(s *slot) bool {
	switch c.l.inputs[s.input].Kind {
	case table.Money, exact:
		return true
	}
	return false
}

// helps reports whether the row only continues a record and says nothing that its
// first row has not said.
func (c *cursor) helps() bool {
	if !c.continues {
		return false
	}
	for k := range c.l.slots {
		if s := &c.l.slots[k]; s != c.start && s.constant == nil && s.join == mainRow && !s.parent {
			return false
		}
	}
	return true
}
