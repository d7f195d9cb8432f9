package metrics

import (
	"fmt"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// A company of eight: s0 acknowledges at once, is silent and writes vaguely, puts dates
// off, and carries out after 80 days; the others write every ten days with dates and
// carry out after 20 to 30.
func TestProgress(t *testing.T) {
	o := referenceOptions()
	cut := o.CutOff()
	var records []instruction.Record
	small := &instruction.Tables{}
	for i := range 8 {
		for k := range 12 {
			issued := cut - table.Day(300-20*k)
			r := instruction.Record{ID: fmt.Sprintf("%d-%02d", i, k), Person: fmt.Sprintf("s%d", i), Client: fmt.Sprintf("c%d", k%4), Trigger: table.OtherTrigger, Issued: issued, Due: table.NoDay,
				LoggedAt: table.NoDay, Acknowledged: issued + 2, ClientContacted: table.NoDay, Closed: table.NoDay, AgreedOn: table.NoDay, EffectiveFrom: table.NoDay, Reported: table.NoDay, HeldFrom: table.NoDay}
			took, gap := table.Day(20+k), table.Day(10)
			if i == 0 {
				took, gap, r.Acknowledged = 80, 38, issued+1
			}
			if r.Implemented = issued + took; r.Implemented > cut {
				r.Implemented = table.NoDay
			} else {
				r.Status = table.StatusImplemented
			}
			for d := issued + gap; d <= min(r.End(cut), cut); d += gap {
				u := instruction.Update{InstructionID: r.ID, Person: r.Person, At: d, Text: "次回 10/3 に回答", PromisedDate: d + 5}
				if i == 0 || (i+k)%5 == 0 {
					u.Text, u.PromisedDate, u.Vague = "先方検討中", table.NoDay, true
				}
				small.Updates = append(small.Updates, u)
			}
			records = append(records, r)
		}
	}
	a, err := Assess(&cube.Cube{}, records, Data{Small: small}, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Progress) != 8 {
		t.Fatalf("%d people, want 8", len(a.Progress))
	}
	p, q := a.Progress[0], a.Progress[1]
	if p.Index == nil || *p.Index < 1.5 || *q.Index > 1.1 {
		t.Errorf("index %v of the quiet one, %v of another", *p.Index, *q.Index)
	}
	for name, x := range map[string][2]assessment.Counted{"stall": {p.Stall, q.Stall}, "silence": {p.Silence, q.Silence}, "vague": {p.Vague, q.Vague}} {
		if !x[0].Said() || *x[0].Ratio <= 1.2 || x[1].Ratio != nil && *x[1].Ratio > 1.2 {
			t.Errorf("%s: %+v, of another %+v", name, x[0], x[1])
		}
	}
	if p.AckFirst == nil || *p.AckFirst <= 1 || *p.DoneDays <= *p.DonePeers {
		t.Errorf("acknowledges at once and carries out late: %v; %v days, peers %v", p.AckFirst, p.DoneDays, p.DonePeers)
	}
	if len(p.Worst) != 2 || len(q.Worst) != 0 || p.Worst[0].Kind == assessment.SaysNothing {
		t.Errorf("sentences %v and %v", p.Worst, q.Worst)
	}
	if p.Vague.Observed != p.Vague.Exposure || q.Vague.Observed == q.Vague.Exposure {
		t.Errorf("vague %v of %v, and %v", p.Vague.Observed, p.Vague.Exposure, q.Vague.Observed)
	}
	// without updates nothing is said of silence, vagueness or dates
	a, err = Assess(&cube.Cube{}, records, Data{Small: &instruction.Tables{}}, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range a.Progress {
		if x.HasSilence || x.HasMoved || x.Silence.Exposure != 0 || x.Vague.Exposure != 0 || x.Quiet != -1 {
			t.Errorf("%s without a table of updates: %+v", x.Person, x)
		}
	}
}
