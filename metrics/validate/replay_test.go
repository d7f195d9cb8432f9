package validate

import (
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// month is an assessment with the scores and alarms of a, b, c, d.
func month(m string, scores [4]float64, alarms string) *assessment.Assessment {
	at, _ := table.ParseMonth(m)
	a := &assessment.Assessment{Month: at}
	for i, id := range []string{"a", "b", "c", "d"} {
		p := assessment.Person{ID: table.PersonID(id), Score: assessment.Of(scores[i]), Tier: assessment.Healthy}
		if scores[i] >= 80 {
			p.Tier = assessment.StepIn
		}
		p.Concession.Share, p.Concession.RawRatio = assessment.Of(float64(i)), assessment.Of(float64(4-i))
		p.Signal.Chart, p.Signal.Alarm = assessment.Of(1), alarms[i] == 'x'
		a.People = append(a.People, p)
	}
	return a
}

// Four people over four months by hand: ranks 1 2 3 4 against 1 2 4 3 are .8; an alarm
// that stood at the start is nobody's new alarm; one that falls is cleared.
func TestReplayByHand(t *testing.T) {
	var r Replay
	for _, a := range []*assessment.Assessment{
		month("2026-01", [4]float64{10, 20, 30, 85}, "x..."),
		month("2026-02", [4]float64{10, 20, 90, 85}, "x.x."),
		month("2026-03", [4]float64{10, 20, 90, 70}, "..x."),
		month("2026-04", [4]float64{10, 20, 40, 70}, "...x"),
	} {
		r.Add(a)
	}
	b := r.Finish()
	if len(b.Steps) != 3 || math.Abs(b.Steps[0].Score-.8) > 1e-12 || b.Steps[0].Share != 1 || b.Steps[0].Raw != 1 {
		t.Errorf("steps %+v", b.Steps)
	}
	if s := b.Steps[1]; s.StepIn != 2 || s.Kept != 1 {
		t.Errorf("two in step in, one stays: %+v", s)
	}
	if math.Abs(b.PersonYears-1) > 1e-12 || b.Raised() != 2 || len(b.Alarms) != 3 {
		t.Fatalf("%.3f person-years, %d raised of %d", b.PersonYears, b.Raised(), len(b.Alarms))
	}
	for i, want := range []Outcome{
		{Person: "a", Months: 2, Inherited: true, Cleared: true, Before: 10, Last: 10},
		{Person: "c", Months: 2, Cleared: true, Before: 90, Last: 40},
		{Person: "d", Months: 1, Before: 70, Last: 70},
	} {
		got := b.Alarms[i]
		if want.Raised = got.Raised; got != want {
			t.Errorf("alarm %d: %+v, want %+v", i, got, want)
		}
	}
}

// Three pairs by hand: what is said exactly has no error; a share in other units is
// scaled to mean 1 first and then ranks and errs the same.
func TestPredictByHand(t *testing.T) {
	p := PredictEven([]metrics.PairHalf{
		{Share: .01, Raw: 1, Nested: .5, LaterO: 1, LaterE: 2},
		{Share: .02, Raw: 0, Nested: 1, LaterO: 2, LaterE: 2},
		{Share: .03, Raw: 2, Nested: 1.5, LaterO: 3, LaterE: 2},
	})
	if p.Pairs != 3 || p.Ours != 1 || p.ErrorOurs != 0 || p.Share != 1 || math.Abs(p.ErrorShare) > 1e-12 || p.Raw != .5 || math.Abs(p.ErrorRaw-.5) > 1e-12 {
		t.Errorf("%+v", p)
	}
	if p := PredictEven(nil); !math.IsNaN(p.Ours) {
		t.Errorf("nobody: %+v", p)
	}
}
