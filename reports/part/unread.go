package part

import (
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Unread are the rows that give back to an audience what could not be read of its last file:
// each cell with what was written in it; nil where everything was read.
func Unread(v reader.Base, s reader.Stamp, audience, table string, columns int) []sheet.Row {
	var rows []sheet.Row
	for _, u := range s.Unread[audience] {
		if u.Table != table {
			continue
		}
		if rows == nil {
			rows = append(rows, sheet.RowAs(sheet.Lead, sheet.Span(sheet.Toned(v.Words.Text("unread.lead"), sheet.Urgent), columns)))
		}
		name, ok := v.Words.Find("quality.column." + u.Column)
		if !ok {
			name = u.Column
		}
		rows = append(rows, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(v.Words.Text("unread.cell", u.Cell, name, u.Value)), columns)))
	}
	return rows
}
