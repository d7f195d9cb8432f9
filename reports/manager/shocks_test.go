package manager

import (
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// Nobody who has an increase open is said to hold when it is hard: the old price is held too.
func TestHoldsWhenItIsHard(t *testing.T) {
	for _, open := range []bool{false, true} {
		a := reporttest.Company()
		var who *assessment.Response
		for i := range a.Responses {
			if r := &a.Responses[i]; r.Person != "" && who == nil && a.People[i].Manager == "M-101" && a.People[i].Tier != assessment.NotEnoughEvidence {
				who = r
			}
		}
		who.In, who.Out, who.Ratio, who.Lo, who.Hi, who.Clear = assessment.Of(.6), assessment.Of(1.), assessment.Of(.6), assessment.Of(.4), assessment.Of(.9), true
		for i := range a.Instructions {
			if in := &a.Instructions[i]; in.Person == who.Person && in.Trigger == who.Trigger && !open {
				in.Implemented, in.Status = in.Issued+30, "implemented"
			}
		}
		v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
		if err != nil {
			t.Fatal(err)
		}
		s := shockSheet(v)
		said := 0
		for _, r := range s.Body {
			for i := range r.Cells {
				if strings.Contains(r.Cells[i].Text, "Holds when it is hard") {
					said++
				}
			}
		}
		if want := map[bool]int{false: 1, true: 0}[open]; said != want {
			t.Errorf("open %v: said %d times, want %d", open, said, want)
		}
	}
}
