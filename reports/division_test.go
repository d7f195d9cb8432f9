package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// wholeCompany is the division of all three managers; the third, P-023, sells too.
var wholeCompany = DivisionOf{Managers: []string{"M-101", "M-102", "P-023"}}

// TestDivision: numbers by team against a count of the lists themselves, in both
// languages; every team of the division and no other; the playing manager's own figures.
func TestDivision(t *testing.T) {
	a := reporttest.Company()
	a.StepIn[0].Action = table.ActionDealReview
	for _, l := range words.Languages {
		v, err := IndexOf(a).Division(wholeCompany, read, l)
		if err != nil {
			t.Fatal(err)
		}
		tiers, people := map[assessment.Tier]int64{}, int64(0)
		for i := range a.People {
			if p := &a.People[i]; p.ID != "P-023" {
				tiers[p.Tier]++
				people++
			}
		}
		s := v.teamSheet()
		if len(s.Body) != 3 {
			t.Errorf("%d teams", len(s.Body))
		}
		sum := make([]int64, 8)
		for _, r := range s.Body {
			for k := 2; k < 8; k++ {
				sum[k] += r.Cells[k].Int
			}
		}
		if sum[2] != people || sum[3] != tiers[assessment.StepIn] || sum[4] != tiers[assessment.Coach] || sum[5] != tiers[assessment.Watch] || sum[6] != tiers[assessment.Healthy] || sum[7] != tiers[assessment.NotEnoughEvidence] {
			t.Errorf("people and groups %v, want %d %v", sum[2:], people, tiers)
		}
		if c := s.Body[0].Cells[8]; !c.Set || c.Value != *a.Teams[0].RatioPolicy {
			t.Errorf("the policy ratio of %s is %v", s.Body[0].Cells[0].Text, c.Value)
		}
		var open, past, stake int64
		for i := range a.Instructions {
			r := &a.Instructions[i]
			if r.Person == "P-023" || !r.Open() {
				continue
			}
			open++
			if late(r) {
				past++
				stake += *r.AmountAtStake
			}
		}
		var got [11]int64
		for _, r := range v.openSheet().Body {
			for k := 2; k < 11; k++ {
				got[k] += r.Cells[k].Int
			}
		}
		if got[2] != open || got[9] != past || got[10] != stake || got[3]+got[4]+got[9] != open || got[5]+got[6]+got[7]+got[8] != past {
			t.Errorf("open instructions %v, want %d open, %d past due, %d at stake", got, open, past, stake)
		}
		asked := 0
		for i := range a.StepIn {
			if f := &a.StepIn[i]; f.Action == table.ActionSeniorVisit || f.Action == table.ActionDealReview {
				asked++
			}
		}
		if n := len(v.visitSheet().Body); n != asked || n == 0 {
			t.Errorf("%d findings ask for a visit, %d stand on the sheet", asked, n)
		}
		p := v.playerSheet()
		if len(p.Body) != 1 || !strings.HasPrefix(p.Body[0].Cells[0].Text, "三浦") {
			t.Errorf("playing managers: %v", texts(v.Reader, p))
		}
	}
}

// TestDivisionOwnOnly: one manager's division holds nobody of the others, and a lead
// without managers gets no workbook.
func TestDivisionOwnOnly(t *testing.T) {
	a := reporttest.Company()
	f, _ := reporttest.Open(t, func(w io.Writer) error {
		return Division(w, a, DivisionOf{Lead: "D-001", Managers: []string{"P-023"}}, Stamp{Version: 1}, "ja")
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
	if err := Division(&bytes.Buffer{}, a, DivisionOf{Lead: "D-9", Managers: []string{"M-9"}}, Stamp{}, "ja"); err == nil {
		t.Error("a division of nobody gets a workbook")
	}
}

// TestDivisionRanksNobody: no score, rank or reason, and no column of them.
func TestDivisionRanksNobody(t *testing.T) {
	a := reporttest.Company()
	for _, l := range words.Languages {
		f, raw := reporttest.Open(t, func(w io.Writer) error { return Division(w, a, wholeCompany, Stamp{Version: 1}, l) })
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
		if err := Division(&again, a, wholeCompany, Stamp{Version: 1}, l); err != nil || !bytes.Equal(raw, again.Bytes()) {
			t.Errorf("%s: two runs differ (%v)", l, err)
		}
	}
}

// TestDivisionWithoutDates: without a due date anywhere nothing is said of past due.
func TestDivisionWithoutDates(t *testing.T) {
	a := reporttest.Company()
	for i := range a.Instructions {
		a.Instructions[i].Due, a.Instructions[i].OverdueDays = table.NoDay, nil
	}
	v, err := IndexOf(a).Division(wholeCompany, read, "ja")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range v.openSheet().Body {
		if !r.Cells[2].Set || r.Cells[9].Set || r.Cells[3].Set || r.Cells[10].Set {
			t.Errorf("row %v", r.Cells)
		}
	}
}

// TestDivisionGolden compares every cell with a readable dump.
func TestDivisionGolden(t *testing.T) {
	for _, l := range words.Languages {
		f, _ := reporttest.Open(t, func(w io.Writer) error { return Division(w, reporttest.Company(), wholeCompany, read, l) })
		reporttest.Golden(t, "division-"+l+".txt", reporttest.Dump(t, f))
	}
}
