package excel_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/excel"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

var read = reader.Stamp{Version: 1, Since: &reader.Since{Compared: true, Resolved: 2, New: 1}, Names: table.Names{People: map[string]string{"M-101": "三浦 健"}}}

// TestTemplate: a frame that a template fills in is the frame that excelize makes, for cards of all
// people, of any length, under names that XML and page headers write otherwise; and
// what has charts or drop-downs has no template.
func TestTemplate(t *testing.T) {
	a := reporttest.Lined(3)
	a.Company = "900000 & <見本> &P 商事"
	for i, name := range []string{`A & B <c> "d" 'e'`, "&R&9 900000", "改\n行\tと\x01制御", "\ufffe長い名前" + fmt.Sprint(1e40), "\xffx"} {
		a.People[i].Name = name
	}
	for _, language := range []string{"ja", "en"} {
		filled := 0
		books, pool := reports.BooksOf(a), new(excel.Pool)
		for i := range a.People {
			var lines []assessment.LedgerLine
			for _, l := range a.Lines {
				if l.Person == a.People[i].ID {
					for range i * i {
						lines = append(lines, l)
					}
				}
			}
			for _, stamp := range []reader.Stamp{read, {Trial: true, Purpose: "目的 & 900000"}} {
				b, err := books.CardBook(string(a.People[i].ID), lines, stamp, language)
				if err != nil {
					t.Fatal(err)
				}
				if _, ok := excel.ShapeOf(b); ok {
					filled++
				}
				want, err := excel.FrameOf(b)
				if err != nil {
					t.Fatal(err)
				}
				got, err := excel.Framed(pool, b)
				if err != nil {
					t.Fatal(err)
				}
				for name, part := range want {
					// excelize's rows and cells are not used: ours come in their place
					if diff := cmp.Diff(rowless(part), rowless(got[name])); diff != "" {
						t.Errorf("%s: %s (-excelize +template):\n%s", a.People[i].ID, name, diff)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%s: %d parts, want %d", a.People[i].ID, len(got), len(want))
				}
			}
		}
		if filled < len(a.People) {
			t.Errorf("%s: only %d cards were made from a template", language, filled)
		}
		b, err := books.ManagerBook("M-101", read, language)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := excel.ShapeOf(b); ok {
			t.Error("a book with charts and drop-downs has a template")
		}
	}
}

// rowless is a part without the rows of its sheet.
func rowless(part []byte) string {
	if head, tail, ok := excel.Cut(part); ok {
		return string(head) + string(tail)
	}
	return string(part)
}
