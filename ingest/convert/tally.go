package convert

import (
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// Tally is what became of the rows of one part.
type Tally struct {
	Counts    table.Counts
	Errors    []table.RowError
	NonData   []heading.NonData
	Unmatched []int64 // per join: rows without a partner
}

// nonData notes a row that is no row of the table. A blank tail counts once a file:
// counts leaves it to Counts.
func (t *Tally) nonData(s *rows.Source, b *raw.Block, i int, kind heading.Class) {
	row := b.Row[i]
	if kind != heading.IsTail {
		t.Counts.RowsRead++
		t.Counts.NonData++
	}
	if n := len(t.NonData) - 1; n >= 0 && (kind == heading.IsTail || kind == heading.IsBlank) && t.NonData[n].Kind == heading.ClassNames[kind] && t.NonData[n].Through == row-1 {
		t.NonData[n].Through = row
		return
	}
	f := heading.NonData{Table: s.Layout.Schema.Name, Place: table.Place{File: s.Path, Sheet: s.Found.Sheet.Name, Row: row}, Through: row, Kind: heading.ClassNames[kind]}
	if kind != heading.IsTail && kind != heading.IsBlank {
		f.Text = heading.FirstText(b, i)
	}
	t.NonData = append(t.NonData, f)
}
