package convert

import (
	"context"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// Totals are the sums of the deal lines of a file under one way to understand it.
type Totals struct {
	Rows, Errors   int64 // lines, and those of them that cannot be read so
	Measured       int64 // won sales with list and net
	List, Discount int64 // of the measured lines, minor units; the discount is list − net where positive
}

// TotalsUnder reads a whole file of deals under a layout that differs from its own: what
// would the figures be if the columns were understood so? It costs a reading; ask only
// where something is open.
func TotalsUnder(ctx context.Context, s *rows.Source, l *heading.Layout, env *Environment) (Totals, error) {
	other := *s
	other.Layout = l
	c := New(&other, env, nil)
	var t Totals
	for part := range max(1, s.Found.Sheet.Parts) {
		err := s.Found.Sheet.Read(ctx, part, func(b *raw.Block) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			for i := range b.Rows() {
				if b.Row[i] <= s.Found.Row || s.Shape.Class(b, i) != heading.IsRow {
					continue
				}
				if s.Marks[b.Row[i]].Class != heading.IsRow {
					continue
				}
				t.Rows++
				if !c.row(b, i) {
					t.Errors++
				} else {
					t.count(c)
				}
				c.out.drop()
			}
			return nil
		})
		if err != nil {
			return t, format.Unreadable(s.Path, err)
		}
	}
	return t, nil
}

// count adds the current row of c.
func (t *Totals) count(c *Converter) {
	list, hasList := c.out.int(c.at["list_amount"])
	net, hasNet := c.out.int(c.at["net_amount"])
	if !hasList || !hasNet || c.out.byte(c.at["stage"]) != table.Won || c.out.byte(c.at["kind"]) != table.Sale {
		return
	}
	t.Measured++
	t.List += list
	t.Discount += max(0, list-net)
}
