package interpret

import (
	"context"

	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// unitAbove takes what a line above the heading says of unit and tax for every amount whose
// own heading says nothing. Where prices and amounts stand side by side their arithmetic
// tells whether the unit is that of the amounts alone.
func unitAbove(ctx context.Context, f *File) error {
	var unit int64
	tax := ""
	for _, text := range f.Found.Before {
		u, t := heading.Measure(text)
		if u != 0 {
			unit = u
		}
		if t != "" {
			tax = t
		}
	}
	if unit <= 1 && tax == "" {
		return nil
	}
	every := func(amountsOnly bool) func(*heading.Layout) {
		return func(l *heading.Layout) {
			for k := range l.Slots {
				s := &l.Slots[k]
				in := l.Inputs[s.Input]
				if in.Kind != table.Money && in.Kind != heading.Exact || s.Join != heading.MainRow || s.Constant != nil {
					continue
				}
				if s.Unit == 0 && unit > 1 && (!amountsOnly || in.Kind == table.Money) {
					s.Unit = unit
				}
				if s.Tax == "" && tax != "" {
					s.Tax = tax
				}
			}
		}
	}
	all, err := f.totals(ctx, every(false))
	if err != nil {
		return err
	}
	if all.Errors > 0 {
		some, err := f.totals(ctx, every(true))
		if err != nil {
			return err
		}
		if some.Errors < all.Errors {
			every(true)(f.Layout)
			return nil
		}
	}
	every(false)(f.Layout)
	return nil
}
