package reports

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/metrics/assessment"
)

// TestMould: a frame cast in a mould is the frame that excelize makes, for cards of all
// people, of any length, under names that XML and page headers write otherwise; and
// what has charts or drop-downs has no mould.
func TestMould(t *testing.T) {
	a := lined(3)
	a.Company = "900000 & <見本> &P 商事"
	for i, name := range []string{`A & B <c> "d" 'e'`, "&R&9 900000", "改\n行\tと\x01制御", "\ufffe長い名前" + fmt.Sprint(1e40), "\xffx"} {
		a.People[i].Name = name
	}
	for _, language := range []string{"ja", "en"} {
		cast := 0
		books := BooksOf(a)
		for i := range a.People {
			var lines []assessment.LedgerLine
			for _, l := range a.Lines {
				if l.Person == a.People[i].ID {
					for range i * i {
						lines = append(lines, l)
					}
				}
			}
			for _, stamp := range []Stamp{read, {Trial: true, Purpose: "目的 & 900000"}} {
				v, err := books.person(a.People[i].ID, lines, stamp, language)
				if err != nil {
					t.Fatal(err)
				}
				b := v.book()
				if _, ok := b.shape(); ok {
					cast++
				}
				want, err := b.frame()
				if err != nil {
					t.Fatal(err)
				}
				got, err := books.press.framed(b)
				if err != nil {
					t.Fatal(err)
				}
				for name, part := range want {
					// excelize's rows and cells are not used: ours come in their place
					if diff := cmp.Diff(rowless(part), rowless(got[name])); diff != "" {
						t.Errorf("%s: %s (-excelize +mould):\n%s", a.People[i].ID, name, diff)
					}
				}
				if len(got) != len(want) {
					t.Errorf("%s: %d parts, want %d", a.People[i].ID, len(got), len(want))
				}
			}
		}
		if cast < len(a.People) {
			t.Errorf("%s: only %d cards were cast", language, cast)
		}
		v, err := books.team("M-101", read, language)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := v.book().shape(); ok {
			t.Error("a book with charts and drop-downs has a mould")
		}
	}
}

// rowless is a part without the rows of its sheet.
func rowless(part []byte) string {
	if head, tail, ok := cut(part); ok {
		return string(head) + string(tail)
	}
	return string(part)
}
