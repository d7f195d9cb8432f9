package metrics

import (
	"context"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// A suspended person is not rated, found or watched; everybody else keeps a rating. A
// suspended factor counts for nobody.
func TestSuspend(t *testing.T) {
	setting := simulate.Base
	setting.People = 24
	o := october()
	c := simulate.New(setting, o.Month, simulate.Source(simulate.Seed("suspend", 1)))
	o.SizeBands, o.ListMin, o.Tolerance = nil, nil, .005
	run := func(o assessment.Options) *assessment.Assessment {
		t.Helper()
		a, _, err := Run(context.Background(), Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true}, o)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	before := run(o)
	who := before.People[0].ID
	if before.People[0].Tier == assessment.NotEnoughEvidence || before.People[0].Rank == nil {
		t.Fatal("nobody is rated")
	}
	o.SuspendedPeople = []table.PersonID{who}
	after := run(o)
	rated := 0
	for i := range after.People {
		p := &after.People[i]
		if p.ID == who {
			if p.Tier != assessment.NotEnoughEvidence || p.Rank != nil || p.MoneyFlag || p.Signal.Alarm || *p.Concession.N != 0 || *p.Lag.N != 0 || p.Concession.Ratio != nil {
				t.Errorf("the suspended person: %+v", p)
			}
			if p.Concession.Lines == 0 {
				t.Error("the lines of the suspended person are gone")
			}
		} else if p.Rank != nil {
			rated++
		}
	}
	if rated < 15 {
		t.Errorf("only %d others are rated", rated)
	}
	for _, f := range after.StepIn {
		if f.Person == who {
			t.Errorf("a finding about the suspended person: %+v", f)
		}
	}
	if !warned(after, "suspended_people") || warned(before, "suspended_people") {
		t.Error("the suspension is not said, or said without one")
	}
	o.SuspendedPeople, o.SuspendedFactors = nil, []table.Factor{table.FactorConcession, table.FactorSignal}
	without := run(o)
	for i := range without.People {
		p := &without.People[i]
		if *p.Concession.N != 0 || p.MoneyFlag || p.Signal.Alarm || p.Signal.Chart != nil {
			t.Errorf("%s: discounts or signal still count", p.ID)
		}
	}
	for _, f := range without.StepIn {
		if f.Action == table.ActionDealReview || f.Action == table.ActionCoach {
			t.Errorf("a finding about discounts: %+v", f)
		}
	}
	if len(without.Charts) > 0 || !warned(without, "suspended_factor") {
		t.Error("charts stand, or the suspension is not said")
	}
}

func warned(a *assessment.Assessment, code table.WarningCode) bool {
	for _, w := range a.Warnings {
		if w.Code == code && w.Evidence.Kind != assessment.SaysNothing {
			return true
		}
	}
	return false
}
