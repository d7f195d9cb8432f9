package inspect

import "testing"

func cellsOf(texts ...string) []field {
	list := make([]field, len(texts))
	for i, s := range texts {
		list[i].text = s
	}
	return list
}

// A heading is a row of short, different words above cells that are something else;
// rows of values, a title and a row of repeated words are none.
func TestLikelyHeading(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]field
		want int
	}{
		{"first row", [][]field{cellsOf("Date", "Rep", "Amount"), cellsOf("2026-10-01", "Abe", "1200")}, 0},
		{"below a title", [][]field{cellsOf("Sales report"), nil, cellsOf("日付", "担当者", "金額"), cellsOf("2026/10/01", "津田", "1200")}, 2},
		{"numbers alone", [][]field{cellsOf("1", "2"), cellsOf("3", "4")}, -1},
		{"the same word twice", [][]field{cellsOf("Amount", "Amount", "Amount"), cellsOf("1", "2", "3")}, -1},
	} {
		if at, _ := likelyHeading(c.rows); at != c.want {
			t.Errorf("%s: row %d, want %d", c.name, at, c.want)
		}
	}
}

// Rows that are no part of the table are told by what they hold and where they stand.
func TestRowsOutsideTheTable(t *testing.T) {
	g := &grid{header: 2, heads: []string{"Date", "Rep", "Amount"}, written: []string{"Date", "Rep", "Amount"}, lastFull: 9}
	for _, c := range []struct {
		row   int64
		cells []field
		want  outside
	}{
		{1, cellsOf("Sales report"), above}, {3, cellsOf("2026-10-01", "Abe", "1200"), inTable}, {4, cellsOf("", " ", ""), blankRow},
		{5, cellsOf("Date", "Rep", "Amount"), headAgain}, {6, cellsOf("合計", "", "2000"), totalRow}, {7, cellsOf("Total", "Abe", "1200"), inTable}, // a client called Total
		{8, cellsOf("", "Abe"), inTable}, {10, cellsOf("printed on 2026-11-01"), footerRow},
	} {
		if got := g.of(c.row, c.cells); got != c.want {
			t.Errorf("row %d %v: %d, want %d", c.row, c.cells, got, c.want)
		}
	}
}

// Foreign text never becomes a formula, while a negative number stays one.
func TestCellText(t *testing.T) {
	for s, want := range map[string]string{"=SUM(A1)": "'=SUM(A1)", "-5": "'-5", "@x": "'@x", "plain": "plain", "": ""} {
		if got := CellText(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]bool{"-5": true, "+3.5%": true, "1,200": true, "-x": false, "0x1p4": false, "": false} {
		if got := numberText(s); got != want {
			t.Errorf("%q is a number: %v", s, got)
		}
	}
}
