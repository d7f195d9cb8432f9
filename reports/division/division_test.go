package division

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestDivision: numbers by team against a count of the lists themselves, in both
// languages; every team of the division and no other; the playing manager's own figures.
func TestDivision(t *testing.T) {
	a := reporttest.Company()
	tier := map[table.PersonID]assessment.Tier{}
	for i := range a.People {
		tier[a.People[i].ID] = a.People[i].Tier
	}
	reviews := map[assessment.Tier]bool{} // one for somebody in step in, one for somebody who is not
	for i := range a.StepIn {
		if of := tier[a.StepIn[i].Person]; !reviews[of] {
			a.StepIn[i].Action, reviews[of] = table.ActionDealReview, true
		}
	}
	if !reviews[assessment.StepIn] || len(reviews) < 2 {
		t.Fatal("no deal review to tell apart")
	}
	for _, l := range words.Languages {
		v, err := reader.IndexOf(a).Division(reporttest.WholeCompany, reporttest.Stamp, l)
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
		s := teamSheet(v)
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
			if part.Late(r) {
				past++
				stake += *r.AmountAtStake
			}
		}
		var got [11]int64
		for _, r := range openSheet(v).Body {
			for k := 2; k < 11; k++ {
				got[k] += r.Cells[k].Int
			}
		}
		if got[2] != open || got[9] != past || got[10] != stake || got[3]+got[4]+got[9] != open || got[5]+got[6]+got[7]+got[8] != past {
			t.Errorf("open instructions %v, want %d open, %d past due, %d at stake", got, open, past, stake)
		}
		asked := 0
		for i := range a.StepIn {
			if f := &a.StepIn[i]; f.Action == table.ActionSeniorVisit || f.Action == table.ActionDealReview && tier[f.Person] == assessment.StepIn {
				asked++
			}
		}
		if n := len(visitSheet(v).Body); n != asked || n == 0 {
			t.Errorf("%d findings ask for a visit, %d stand on the sheet", asked, n)
		}
		p := playerSheet(v)
		if len(p.Body) != 1 || !strings.HasPrefix(p.Body[0].Cells[0].Text, "三浦") {
			t.Errorf("playing managers: %v", reporttest.Texts(v.Reader, p))
		}
	}
}

// TestDivisionWithoutDates: without a due date anywhere nothing is said of past due.
func TestDivisionWithoutDates(t *testing.T) {
	a := reporttest.Company()
	for i := range a.Instructions {
		a.Instructions[i].Due, a.Instructions[i].OverdueDays = table.NoDay, nil
	}
	v, err := reader.IndexOf(a).Division(reporttest.WholeCompany, reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range openSheet(v).Body {
		if !r.Cells[2].Set || r.Cells[9].Set || r.Cells[3].Set || r.Cells[10].Set {
			t.Errorf("row %v", r.Cells)
		}
	}
}
