package scan

import (
	"bytes"

	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
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

// markParents marks the slots that belong to a record as a whole. What all rows of the
// records repeat is the record's own, with one exception: where the lines of a record have
// products, quantities or amounts of their own, a price of a piece is the line's even where
// it happens to be the same on all of them, and so is an amount beside another one that
// differs, unless its heading calls it a total.
func markParents(l *heading.Layout, parts []PartStats) {
	continued := false
	own := make([]bool, len(l.Slots))
	for _, p := range parts {
		continued = continued || p.Continued
		for k := range own {
			own[k] = own[k] || k < len(p.Own) && p.Own[k]
		}
	}
	if !continued {
		return
	}
	lines, sums := false, false
	for k := range l.Slots {
		if !own[k] {
			continue
		}
		switch c := l.Inputs[l.Slots[k].Input]; {
		case c.Kind == heading.Exact, c.Name == "quantity":
			lines, sums = true, true
		case c.Kind == table.Money:
			lines, sums = true, true
		case c.Name == "product", c.Name == "line", c.Name == "line_id":
			lines = true
		}
	}
	for k := range l.Slots {
		s := &l.Slots[k]
		s.Parent = s.Join == heading.MainRow && !own[k]
		switch l.Inputs[s.Input].Kind {
		case heading.Exact:
			s.Parent = s.Parent && !lines
		case table.Money:
			s.Parent = s.Parent && (!sums || s.SaysTotal())
		}
	}
}
