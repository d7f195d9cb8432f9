package metrics

import (
	"fmt"
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/count"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// By hand, one kind, persons 0…4 with ten days each, person 0 with 2 events, the others 4:
// without person 0 r = (16 + 8)/(40 + 8/.4) = .4, so E₀ = 4; without person 1
// r = 14/40 = .35 and (14 + 8)/(40 + 8/.35) = .35, E₁ = 3.5.
func TestCompareCountsByHand(t *testing.T) {
	var rows []count.Row
	for i := range 5 {
		events := 4.
		if i == 0 {
			events = 2
		}
		rows = append(rows, count.Row{Person: i, Pair: i, Events: events, Exposure: 10})
	}
	c := count.Compare(rows, 6, 1, false)
	for i, want := range []float64{4, 3.5} {
		if math.Abs(c[i].Expected-want) > 1e-12 {
			t.Errorf("person %d: E = %v, want %v", i, c[i].Expected, want)
		}
	}
	if c[0].Observed != 2 || *c[0].Ratio >= *c[1].Ratio || *c[0].Lo > *c[0].Ratio || *c[0].Hi < *c[0].Ratio {
		t.Errorf("%+v beside %+v", c[0], c[1])
	}
	if c[5].Ratio != nil || c[5].Expected != 0 || c[5].Said() {
		t.Errorf("nothing was counted of person 5: %+v", c[5])
	}
	// an update more never makes anybody look quieter
	rows[0].Events++
	if more := count.Compare(rows, 6, 1, false); *more[0].Ratio < *c[0].Ratio {
		t.Errorf("an event more: %v, before %v", *more[0].Ratio, *c[0].Ratio)
	}
	// and the order of rows changes nothing but the last digits
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
	rows[len(rows)-1].Events--
	for i, x := range count.Compare(rows, 6, 1, false)[:5] {
		if math.Abs(*x.Ratio-*c[i].Ratio) > 1e-9 {
			t.Errorf("person %d: %v in another order, %v", i, *x.Ratio, *c[i].Ratio)
		}
	}
}

// Two peers say nothing about a third.
func TestCompareCountsNeedsPeers(t *testing.T) {
	rows := []count.Row{{Person: 0, Pair: 0, Kind: 0, Events: 1, Exposure: 10}, {Person: 1, Pair: 1, Kind: 0, Events: 4, Exposure: 10}, {Person: 2, Pair: 2, Kind: 0, Events: 4, Exposure: 10}}
	for i, x := range count.Compare(rows, 3, 1, false) {
		if x.Ratio != nil {
			t.Errorf("person %d: %+v", i, x)
		}
	}
}

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
