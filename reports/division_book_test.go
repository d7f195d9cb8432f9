package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestDivisionOwnOnly: one manager's division holds nobody of the others, and a lead
// without managers gets no workbook.
func TestDivisionOwnOnly(t *testing.T) {
	a := reporttest.Company()
	f, _ := reporttest.Open(t, func(w io.Writer) error {
		return BooksOf(a).Division(w, reader.DivisionOf{Lead: "D-001", Managers: []string{"P-023"}}, reader.Stamp{Version: 1}, "ja")
	})
	text := reporttest.Dump(t, f)
	for i := range a.People {
		p := &a.People[i]
		if p.Manager != "P-023" && p.ID != "P-023" && strings.Contains(text, p.Name) {
			t.Errorf("names %s", p.Name)
		}
	}
	if !strings.Contains(text, "tenbin.audience = division:D-001") || !strings.Contains(text, "三浦") {
		t.Errorf("audience or playing manager missing:\n%s", text)
	}
	if err := BooksOf(a).Division(&bytes.Buffer{}, reader.DivisionOf{Lead: "D-9", Managers: []string{"M-9"}}, reader.Stamp{}, "ja"); err == nil {
		t.Error("a division of nobody gets a workbook")
	}
}

// TestDivisionRanksNobody: no score, rank or reason, and no column of them.
func TestDivisionRanksNobody(t *testing.T) {
	a := reporttest.Company()
	for _, l := range words.Languages {
		f, raw := reporttest.Open(t, func(w io.Writer) error {
			return BooksOf(a).Division(w, reporttest.WholeCompany, reader.Stamp{Version: 1}, l)
		})
		text := reporttest.Dump(t, f)
		c, _ := words.Of(l)
		for _, w := range []string{c.Text("col.score"), c.Text("col.rank_lo"), c.Text("col.reason"), c.Text("col.grade")} {
			if strings.Contains(text, " "+w+"\n") {
				t.Errorf("%s: a column %q", l, w)
			}
		}
		for i := range a.People {
			if s := c.Speaker(a).Say(a.People[i].Reason); s != "" && strings.Contains(text, s) && a.People[i].Tier != assessment.NotEnoughEvidence {
				t.Errorf("%s: says %q", l, s)
			}
		}
		var again bytes.Buffer
		if err := BooksOf(a).Division(&again, reporttest.WholeCompany, reader.Stamp{Version: 1}, l); err != nil || !bytes.Equal(raw, again.Bytes()) {
			t.Errorf("%s: two runs differ (%v)", l, err)
		}
	}
}

// TestDivisionGolden compares every cell with a readable dump.
func TestDivisionGolden(t *testing.T) {
	for _, l := range words.Languages {
		f, _ := reporttest.Open(t, func(w io.Writer) error {
			return BooksOf(reporttest.Company()).Division(w, reporttest.WholeCompany, reporttest.Stamp, l)
		})
		reporttest.Golden(t, "division-"+l+".txt", reporttest.Dump(t, f))
	}
}
