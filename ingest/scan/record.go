package scan

import (
	"bytes"

	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
)

// compare notes which slots of a continuing row say something of their own.
func (p *PartStats) compare(c *rows.Cursor) {
	if !c.Continues {
		return
	}
	p.Continued = true
	for k := range c.Layout.Slots {
		s := &c.Layout.Slots[k]
		if p.Own[k] || s.Join != heading.MainRow || s.Constant != nil || s == c.Start {
			continue
		}
		for _, j := range s.Cells {
			text, _ := c.Cell(heading.MainRow, j)
			first, _ := c.First.Cell(0, j)
			if !heading.Blank(text) && !bytes.Equal(bytes.TrimSpace(text), bytes.TrimSpace(first)) {
				p.Own[k] = true
			}
		}
	}
}

// markParents marks the slots that belong to a record as a whole.
func markParents(l *heading.Layout, parts []PartStats) {
	continued := false
	for _, p := range parts {
		continued = continued || p.Continued
	}
	if !continued {
		return
	}
	for k := range l.Slots {
		l.Slots[k].Parent = l.Slots[k].Join == heading.MainRow
		for _, p := range parts {
			l.Slots[k].Parent = l.Slots[k].Parent && !p.Own[k]
		}
	}
}
