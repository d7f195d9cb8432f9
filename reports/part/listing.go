package part

import (
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Listing describes a sheet whose rows are of one type, column by column.
type Listing[T any] struct {
	Reader  *reader.Reader
	Columns []sheet.Column
	Freeze  int // columns that stay in sight
	Screen  int // last columns for the screen only
	cells   []func(T) sheet.Cell
}

// Add appends a column: its heading's key, its width, whether its text breaks into
// lines, and the cell of a row.
func (t *Listing[T]) Add(key string, width float64, wrap bool, f func(T) sheet.Cell) {
	t.Columns = append(t.Columns, sheet.Column{Key: key, Width: width, Wrap: wrap})
	t.cells = append(t.cells, f)
}

// Sheet lays rows out under the title of the sheet key.
func (t *Listing[T]) Sheet(key string, rows []T) sheet.Sheet {
	s := t.frame(key, rows)
	s.Body = t.Rows(rows)
	return s
}

// Rows are the cells of list, row by row.
func (t *Listing[T]) Rows(list []T) []sheet.Row {
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

// Long is sheet for a ledger, whose rows are described as they are written.
func (t *Listing[T]) Long(key string, rows []T) sheet.Sheet {
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
func (t *Listing[T]) frame(key string, rows []T) sheet.Sheet {
	s := sheet.Sheet{Key: key, Columns: t.Columns, Heading: true, Freeze: t.Freeze, Screen: t.Screen, Top: Top(t.Reader, key, len(t.Columns))}
	if len(rows) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(t.Reader.Words.Text("sheet.empty")), len(t.Columns))))
	}
	return s
}
