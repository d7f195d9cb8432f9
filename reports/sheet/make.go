package sheet

import (
	"tenbin/ingest/table"
)

// String is a cell of text.
func String(s string) Cell { return Cell{Kind: Words, Text: s, Set: s != ""} }

// Toned is a cell of text in a tone.
func Toned(s string, t Tone) Cell { return Cell{Kind: Words, Text: s, Set: s != "", Tone: t} }

// Count is a whole number.
func Count(v int64) Cell { return Cell{Kind: Integer, Int: v, Set: true} }

// DayCount is a number of days.
func DayCount(v int64) Cell { return Cell{Kind: Days, Int: v, Set: true} }

// DateOf is a date; one that is not known is not set.
func DateOf(d table.Day) Cell { return Cell{Kind: Date, Day: d, Set: d.Known()} }

// MoneyOf is an amount in minor units.
func MoneyOf(v int64) Cell { return Cell{Kind: Money, Int: v, Set: true} }

// Span is c over n columns.
func Span(c Cell, n int) Cell { c.Span = n; return c }

// Right is c aligned right.
func Right(c Cell) Cell { c.Right = true; return c }

// RowOf is a row of the body.
func RowOf(cells ...Cell) Row { return Row{Cells: cells} }

// RowAs is a row in a role.
func RowAs(r Role, cells ...Cell) Row { return Row{Role: r, Cells: cells} }

// Link is c leading to row n of the sheet with the key to.
func Link(c Cell, to string, n int) Cell { c.Annotations = &Annotations{Link: to, Row: n}; return c }

// Choose is c with the words that a reader may choose from.
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
