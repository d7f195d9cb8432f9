package reports

import (
	"tenbin/reports/sheet"
)

// listing describes a sheet whose rows are of one type, column by column.
type listing[T any] struct {
	v       *Reader
	columns []sheet.Column
	freeze  int // columns that stay in sight
	screen  int // last columns for the screen only
	cells   []func(T) sheet.Cell
}

// add appends a column: its heading's key, its width, whether its text breaks into
// lines, and the cell of a row.
func (t *listing[T]) add(key string, width float64, wrap bool, f func(T) sheet.Cell) {
	t.columns = append(t.columns, sheet.Column{Key: key, Width: width, Wrap: wrap})
	t.cells = append(t.cells, f)
}

// sheet lays rows out under the title of the sheet key.
func (t *listing[T]) sheet(key string, rows []T) sheet.Sheet {
	s := t.frame(key, rows)
	s.Body = t.rows(rows)
	return s
}

// rows are the cells of list, row by row.
func (t *listing[T]) rows(list []T) []sheet.Row {
	var rows []sheet.Row
	for _, r := range list {
		cells := make([]sheet.Cell, len(t.cells))
		for k, f := range t.cells {
			cells[k] = f(r)
		}
		rows = append(rows, sheet.Row{Cells: cells})
	}
	return rows
}

// long is sheet for a ledger, whose rows are described as they are written.
func (t *listing[T]) long(key string, rows []T) sheet.Sheet {
	s := t.frame(key, rows)
	s.Long = &sheet.Long{Rows: len(rows), Row: func(k int, to []sheet.Cell) []sheet.Cell {
		for _, f := range t.cells {
			to = append(to, f(rows[k]))
		}
		return to
	}}
	return s
}

// frame is the sheet without its rows.
func (t *listing[T]) frame(key string, rows []T) sheet.Sheet {
	s := sheet.Sheet{Key: key, Columns: t.columns, Heading: true, Freeze: t.freeze, Screen: t.screen, Top: t.v.top(key, len(t.columns))}
	if len(rows) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(t.v.c.Text("sheet.empty")), len(t.columns))))
	}
	return s
}
