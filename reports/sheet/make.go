package sheet

import (
	"tenbin/ingest/table"
)

func String(s string) Cell { return Cell{Kind: Words, Text: s, Set: s != ""} }

func Toned(s string, t Tone) Cell { return Cell{Kind: Words, Text: s, Set: s != "", Tone: t} }

func Count(v int64) Cell { return Cell{Kind: Integer, Int: v, Set: true} }

func DayCount(v int64) Cell { return Cell{Kind: Days, Int: v, Set: true} }

func DateOf(d table.Day) Cell { return Cell{Kind: Date, Day: d, Set: d.Known()} }

func MoneyOf(v int64) Cell { return Cell{Kind: Money, Int: v, Set: true} }

func Span(c Cell, n int) Cell { c.Span = n; return c }

func Right(c Cell) Cell { c.Right = true; return c }

func RowOf(cells ...Cell) Row { return Row{Cells: cells} }

func RowAs(r Role, cells ...Cell) Row { return Row{Role: r, Cells: cells} }

func Link(c Cell, to string, n int) Cell { c.Annotations = &Annotations{Link: to, Row: n}; return c }

func Choose(c Cell, from []string) Cell { c.Annotations = &Annotations{Entry: from}; return c }

// Amount is money that may be not measurable.
func Amount(v *int64) Cell {
	if v == nil {
		return Cell{Kind: Money}
	}
	return MoneyOf(*v)
}

// Figure is a number of kind k that may be not measurable.
func Figure(k Kind, v *float64) Cell {
	if v == nil {
		return Cell{Kind: k}
	}
	return Cell{Kind: k, Value: *v, Set: true}
}

// CountOf is an integer that may be not measurable.
func CountOf(v *int) Cell {
	if v == nil {
		return Cell{Kind: Integer}
	}
	return Count(int64(*v))
}
