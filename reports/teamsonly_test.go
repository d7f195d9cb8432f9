package reports

import (
	"bytes"
	"strings"
	"testing"

	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// TestTeams: the sheets that name nobody add up to the lists they come from, show one
// team to its manager and all to the head, and hold nobody's name.
func TestTeams(t *testing.T) {
	full := reporttest.Company()
	a, err := full.TeamsOnly()
	if err != nil {
		t.Fatal(err)
	}
	var conceded, open int64
	for i := range full.People {
		if c := full.People[i].Concession.ComparedAmount; c != nil {
			conceded += *c
		}
	}
	for i := range full.Instructions {
		if full.Instructions[i].Open() {
			open++
		}
	}
	team := full.People[0].Team
	for _, l := range words.Languages {
		b, err := BooksOf(a).TeamsBook("", reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		last := func(s sheet.Sheet) sheet.Row { return s.Body[len(s.Body)-1] }
		if n := len(b.Sheets[0].Body); n != 4 {
			t.Errorf("%s: %d rows, want three teams and all", l, n)
		}
		if all := last(b.Sheets[0]); all.Cells[1].Int != int64(len(full.People)) || all.Cells[2].Int != conceded {
			t.Errorf("%s: all teams are %+v, want %d people and %d", l, all.Cells[:3], len(full.People), conceded)
		}
		if all := last(b.Sheets[1]); all.Cells[1].Int != open {
			t.Errorf("%s: %d open, want %d", l, all.Cells[1].Int, open)
		}
		if b, err = BooksOf(a).TeamsBook(team, reporttest.Stamp, l); err != nil {
			t.Fatal(err)
		}
		if rows := b.Sheets[0].Body; len(rows) != 2 || rows[0].Cells[0].Text != team {
			t.Errorf("%s: the manager's rows are %+v", l, rows)
		}
		var text strings.Builder
		for _, s := range b.Sheets {
			for _, r := range append(append(append([]sheet.Row(nil), s.Top...), s.Body...), s.Notes...) {
				for _, c := range r.Cells {
					text.WriteString(c.Text + "\n")
				}
			}
		}
		for i := range full.People {
			if strings.Contains(text.String(), full.People[i].Name) || strings.Contains(text.String(), string(full.People[i].ID)) {
				t.Errorf("%s: %s is named", l, full.People[i].ID)
			}
		}
	}
	if err := BooksOf(a).Teams(&bytes.Buffer{}, "another", reporttest.Stamp, "ja"); err == nil {
		t.Error("a team that is not there has a workbook")
	}
	var x, y bytes.Buffer
	for _, w := range []*bytes.Buffer{&x, &y} {
		if err := BooksOf(a).Teams(w, team, reporttest.Stamp, "en"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(x.Bytes(), y.Bytes()) {
		t.Error("the same input gives other bytes")
	}
	if h, err := BooksOf(a).HRBook(reporttest.Stamp, "ja"); err != nil || len(h.Sheets) != 1 || h.Sheets[0].Key != "hr_need" || int(h.Sheets[0].Body[0].Cells[1].Int) != a.TeamFigures[0].People {
		t.Errorf("HR's workbook without names: %v", err)
	}
}
