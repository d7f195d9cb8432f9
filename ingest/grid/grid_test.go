package grid

import "testing"

func cellsOf(texts ...string) []cell {
	list := make([]cell, len(texts))
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
		rows [][]cell
		want int
	}{
		{"first row", [][]cell{cellsOf("Date", "Rep", "Amount"), cellsOf("2026-10-01", "Abe", "1200")}, 0},
		{"below a title", [][]cell{cellsOf("Sales report"), nil, cellsOf("日付", "担当者", "金額"), cellsOf("2026/10/01", "津田", "1200")}, 2},
		{"numbers alone", [][]cell{cellsOf("1", "2"), cellsOf("3", "4")}, -1},
		{"the same word twice", [][]cell{cellsOf("Amount", "Amount", "Amount"), cellsOf("1", "2", "3")}, -1},
	} {
		if at, _ := likelyHeading(c.rows); at != c.want {
			t.Errorf("%s: row %d, want %d", c.name, at, c.want)
		}
	}
}

// Rows that are no part of the table are told by what they hold and where they stand.
func TestRowsOutsideTheTable(t *testing.T) {
	g := &Table{Header: 2, Heads: []string{"Date", "Rep", "Amount"}, written: []string{"Date", "Rep", "Amount"}, lastFull: 9}
	for _, c := range []struct {
		row   int64
		cells []cell
		want  Outside
	}{
		{1, cellsOf("Sales report"), Above}, {3, cellsOf("2026-10-01", "Abe", "1200"), inTable}, {4, cellsOf("", " ", ""), Blank},
		{5, cellsOf("Date", "Rep", "Amount"), HeadAgain}, {6, cellsOf("合計", "", "2000"), Total}, {7, cellsOf("Total", "Abe", "1200"), inTable}, // a client called Total
		{8, cellsOf("", "Abe"), inTable}, {10, cellsOf("printed on 2026-11-01"), Footer},
	} {
		if got := g.of(c.row, c.cells); got != c.want {
			t.Errorf("row %d %v: %d, want %d", c.row, c.cells, got, c.want)
		}
	}
}
