package finding

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction/instructiontest"
	"tenbin/metrics/lag"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
)

// Every rule of the tier table, first that applies. The expected loss is P·gain against
// a visit of 150,000.
func TestTierRules(t *testing.T) {
	above, below := assessment.Of(1.2), assessment.Of(.9)
	for _, c := range []struct {
		name    string
		score   float64
		fdr     bool
		gain    float64
		priced  bool // open instructions with a yen figure
		lagN    float64
		alarm   bool
		rel     float64
		people  bool // 20 or more
		agrees  assessment.Number
		noPeers bool
		want    assessment.Tier
	}{
		{"bad and worth a visit", 90, true, 200_000, true, 3, false, .8, true, nil, false, assessment.StepIn},
		{"bad, not worth a visit", 90, true, 160_000, true, 3, false, .8, true, nil, false, assessment.Coach},
		{"bad, lag without yen: score and FDR alone", 90, true, 0, false, 3, false, .8, true, nil, false, assessment.StepIn},
		{"outside the FDR set", 79, false, 9e6, true, 3, false, .8, true, nil, false, assessment.Coach},
		{"alarm at 50", 50, false, 0, true, 3, true, .8, true, nil, false, assessment.StepIn},
		{"alarm below 50", 49.9, false, 0, true, 3, true, .8, true, nil, false, assessment.Watch},
		{"fifty", 50, false, 0, true, 3, false, .8, true, nil, false, assessment.Coach},
		{"twenty", 20, false, 0, true, 3, false, .8, true, nil, false, assessment.Watch},
		{"below twenty", 19.9, false, 0, true, 3, false, .8, true, nil, false, assessment.Healthy},
		{"alarm only", 1, false, 0, true, 3, true, .8, true, nil, false, assessment.Watch},
		{"not enough evidence", 90, true, 9e6, true, 3, false, .24, true, nil, false, assessment.NotEnoughEvidence},
		{"not enough evidence, alarm", 90, true, 9e6, true, 3, true, .24, true, nil, false, assessment.Watch},
		{"few people, policy silent", 90, true, 9e6, true, 3, false, .8, false, nil, false, assessment.Coach},
		{"few people, policy disagrees", 90, true, 9e6, true, 3, false, .8, false, below, false, assessment.Coach},
		{"few people, policy agrees", 90, true, 9e6, true, 3, false, .8, false, above, false, assessment.StepIn},
		{"few people, alarm", 60, false, 0, true, 3, true, .8, false, nil, false, assessment.Coach},
		{"few peers", 90, true, 9e6, true, 3, false, .8, true, nil, true, assessment.Coach},
	} {
		peers := 9.
		if c.noPeers {
			peers = 2.9
		}
		a := &Company{Cut: table.DayOf(2026, 10, 31), Options: instructiontest.Options(),
			Estimates: &estimate.Estimates{Joint: []rank.Joint{{Score: c.score / 100}},
				Concession: &concession.Axis{ByOne: [][]int{{0}}, Peers: []float64{peers}}, Lag: &progress.Axis{Axis: &lag.Axis{N: []float64{c.lagN}, Peers: []float64{peers}, ByOne: [][]int{{0}}}}}}
		p := &assessment.Person{ID: "a", Score: assessment.Of(c.score), InFDR: c.fdr, ReliabilityC: c.rel, Signal: assessment.Signal{Alarm: c.alarm}, AbsConcession: assessment.Interval{Lo: c.agrees}}
		if got := a.tier(0, p, c.people, c.gain, c.priced); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		a.Roster = &table.Roster{People: []table.RosterPerson{{ID: "a", Periods: []table.Period{{Absence: true, From: a.Cut - 40, To: a.Cut - 5}}}}}
		if got := a.tier(0, p, c.people, c.gain, c.priced); got != assessment.NotEnoughEvidence {
			t.Errorf("%s, after an absence: %s", c.name, got)
		}
	}
}

// For three months after 30 or more days away nobody gets a tier: whatever part of the
// absence lies inside them.
func TestAbsence(t *testing.T) {
	day := func(s string) table.Day {
		d, err := table.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	away := func(days ...string) []table.Period {
		ps := []table.Period{{Team: "t", From: table.NoDay, To: table.NoDay}}
		for i := 0; i < len(days); i += 2 {
			p := table.Period{Absence: true, From: day(days[i]), To: table.NoDay}
			if days[i+1] != "" {
				p.To = day(days[i+1])
			}
			ps = append(ps, p)
		}
		return ps
	}
	for _, c := range []struct {
		name    string
		periods []table.Period
		want    bool
	}{
		{"never", away(), false},
		{"29 days", away("2026-09-01", "2026-09-29"), false},
		{"30 days", away("2026-09-01", "2026-09-30"), true},
		{"30 days, back on the second of August", away("2026-07-03", "2026-08-01"), true},
		{"long, back in August", away("2026-04-01", "2026-08-03"), true},
		{"long, back in July", away("2026-04-01", "2026-07-31"), false},
		{"not back yet", away("2026-10-10", ""), false},
		{"not back since May", away("2026-05-10", ""), true},
		{"in pieces", away("2026-08-03", "2026-08-17", "2026-10-01", "2026-10-15"), true},
		{"two rows, one absence", away("2026-07-10", "2026-07-25", "2026-07-26", "2026-08-09"), true},
		{"after the cut-off", away("2026-11-01", "2026-12-31"), false},
	} {
		a := &Company{Cut: table.DayOf(2026, 10, 31), Options: instructiontest.Options()}
		a.Roster = &table.Roster{People: []table.RosterPerson{{ID: "a", Periods: c.periods}}}
		if got := a.absent("a"); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		if a.absent("b") {
			t.Error("somebody who is not on the roster is absent")
		}
	}
}
