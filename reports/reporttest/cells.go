package reporttest

import (
	"strings"
	"testing"

	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Texts are the words and figures of the body of a sheet, cell by cell, a row a line.
func Texts(v *reader.Reader, s sheet.Sheet) []string {
	var list []string
	for i := range s.Body {
		var cells []string
		for k := range s.Body[i].Cells {
			cells = append(cells, v.CellText(&s.Body[i].Cells[k]))
		}
		list = append(list, strings.Join(cells, "|"))
	}
	return list
}

// Holds fails where no row of list begins with want.
func Holds(t *testing.T, name string, list []string, want string) {
	t.Helper()
	for _, s := range list {
		if strings.HasPrefix(s, want) {
			return
		}
	}
	t.Errorf("%s: no row %q in\n%s", name, want, strings.Join(list, "\n"))
}

// Sentences is all text of a sheet, a cell a line.
func Sentences(s *sheet.Sheet) string {
	var all []string
	for _, r := range append(s.Top, s.Body...) {
		for _, c := range r.Cells {
			all = append(all, c.Text)
		}
	}
	return strings.Join(all, "\n")
}
