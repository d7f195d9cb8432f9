package ingest

import (
	"sort"

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

// Again lists the rows that stand in several exports, by place. Repeated rows that
// follow each other in both files are one range; superseded rows stand one by one.
func (in *Input) Again() []Again {
	var list []Again
	if r := in.sources.Deals; r != nil {
		list = append(list, r.Again...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			verdicts := in.verdicts[s]
			rows := make([]int64, 0, len(verdicts))
			for row, v := range verdicts {
				if v.fate == repeated || v.fate == superseded {
					rows = append(rows, row)
				}
			}
			sort.Slice(rows, func(i, j int) bool { return rows[i] < rows[j] })
			for _, row := range rows {
				v := verdicts[row]
				list = follow(list, Again{schema.Name, table.Place{File: s.path, Sheet: s.found.sheet.Name, Row: row}, row, v.fate == superseded, v.other, v.other.Row})
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Place.Less(list[j].Place) })
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
