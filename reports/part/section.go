package part

import (
	"tenbin/reports/sheet"
)

// Section begins a part of a sheet of several tables.
func Section(columns int, title string, headings ...string) []sheet.Row {
	rows := []sheet.Row{sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, columns)), sheet.RowAs(sheet.Band, sheet.Span(sheet.String(title), columns))}
	if len(headings) == 0 {
		return rows
	}
	cells := make([]sheet.Cell, columns)
	for k, h := range headings {
		cells[k] = sheet.String(h)
	}
	return append(rows, sheet.Row{Role: sheet.Heading, Cells: cells})
}

// Says is a sentence in place of a table, or below one.
func Says(columns int, s string) sheet.Row {
	return sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(s), columns))
}
