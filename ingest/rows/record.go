package rows

import (
	"context"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
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

// holdsMoney reports whether a slot holds money or a price.
func (c *Cursor) holdsMoney(s *heading.Slot) bool {
	switch c.Layout.Inputs[s.Input].Kind {
	case table.Money, heading.Exact:
		return true
	}
	return false
}

// Continuation reports whether the row only continues a record and says nothing that its
// first row has not said.
func (c *Cursor) Continuation() bool {
	if !c.Continues {
		return false
	}
	for k := range c.Layout.Slots {
		if s := &c.Layout.Slots[k]; s != c.Start && s.Constant == nil && s.Join == heading.MainRow && !s.Parent {
			return false
		}
	}
	return true
}
