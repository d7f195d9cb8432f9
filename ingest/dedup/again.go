package dedup

import (
	"slices"

	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// Again is a row, or a range of rows, that takes no part because the same id stands
// elsewhere: with the same content (repeated) or with newer one (superseded).
type Again struct {
	Table        string
	Place        table.Place // first row of the range
	Through      int64       // its last row
	Superseded   bool        // false = repeated
	Other        table.Place // first row of those that stand instead
	OtherThrough int64
}

// AgainOf appends to list the rows of a file that take no part, of which decisions says what
// becomes. Repeated rows that follow each other in both files are one range; superseded rows
// stand one by one.
func AgainOf(list []Again, s *rows.Source, verdicts map[int64]Decision) []Again {
	rows := make([]int64, 0, len(verdicts))
	for row, v := range verdicts {
		if v.Disposition == Repeated || v.Disposition == Superseded {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	for _, row := range rows {
		v := verdicts[row]
		list = follow(list, Again{Table: s.Layout.Schema.Name, Place: s.Place(row), Through: row, Superseded: v.Disposition == Superseded, Other: v.Other, OtherThrough: v.Other.Row})
	}
	return list
}

// follow adds a to list, into its last range where it continues that.
func follow(list []Again, a Again) []Again {
	if n := len(list) - 1; n >= 0 && !a.Superseded && !list[n].Superseded && list[n].Table == a.Table {
		l := &list[n]
		if l.Place.File == a.Place.File && l.Place.Sheet == a.Place.Sheet && l.Through+1 == a.Place.Row &&
			l.Other.File == a.Other.File && l.Other.Sheet == a.Other.Sheet && l.OtherThrough+1 == a.Other.Row {
			l.Through, l.OtherThrough = a.Through, a.OtherThrough
			return list
		}
	}
	return append(list, a)
}
