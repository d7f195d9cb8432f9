package heading

import (
	"slices"

	"tenbin/ingest/cell"
)

// withoutTax is the heading of those that fold to one which says that tax is excluded, and
// how many say so; none where another of them says nothing of tax.
func withoutTax(heads []Heading, fold string) (at, n int) {
	for i, h := range heads {
		switch {
		case h.Fold != fold:
		case h.tax == "":
			return -1, 0
		case h.tax == "excluded":
			at, n = i, n+1
		}
	}
	return at, n
}

// Rebind takes the cells of one column for another one: an amount that was taken for a rate.
func (l *Layout) Rebind(from, to string) *Slot {
	s := *l.Named(from)
	old, input := l.At[s.Input], columnIndex(l.Inputs, to)
	l.At[s.Input] = -1
	s.Input = input
	s.Decision = cell.Decision{Kind: l.Inputs[input].Kind, Locale: s.Decision.Locale}
	l.Slots[old], l.At[input] = s, old
	return &l.Slots[old]
}

// Bind binds a column that the layout lacks to the cells under a heading of the file's own
// rows and returns its slot.
func (l *Layout) Bind(column string, h Heading, at int) *Slot {
	s := Slot{Input: columnIndex(l.Inputs, column), Join: MainRow, Cells: []int{at}, Factors: make([]cell.Decision, 1)}
	s.note(h)
	l.add(s)
	l.unbound = slices.DeleteFunc(slices.Clone(l.unbound), func(text string) bool { return text == h.Text })
	return l.Named(column)
}
