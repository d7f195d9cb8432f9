package team

import (
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/progress"
)

// Two first sections under two managers, one of whom sells too. Each seller has ten lines;
// those of m1's give away .2 a line, m2's .02, the manager's own .4.
//
//	m1: Σy/(n·τ) = 4/(20·.05) = 4      m2: .4/(20·.05) = .4
func TestOf(t *testing.T) {
	people := []assessment.Person{{ID: "a", Team: "first", Manager: "m1"}, {ID: "b", Team: "first", Manager: "m1"}, {ID: "c", Team: "first", Manager: "m2"}, {ID: "d", Team: "first", Manager: "m2"}, {ID: "m1", Team: "first"}}
	var deals []concession.Deals
	for i, y := range []float64{2, 2, .2, .2, 4} {
		deals = append(deals, concession.Deals{Person: i, N: 10, Y: y, Y2: y * y / 10, X: 1000 * y, List: 10_000, List2: 1e7})
	}
	fit := func() *concession.Axis {
		c := concession.New(deals, len(people))
		c.Fit(false)
		return c
	}
	l := progress.New(nil, nil, len(people), assessment.Options{}, false)
	l.Fit()
	rows := Of(people, fit(), fit(), l, .05, true)
	if len(rows) != 2 || rows[0].Manager != "m1" || rows[1].Manager != "m2" || rows[0].People != 2 || rows[1].People != 2 {
		t.Fatalf("%+v", rows)
	}
	for k, want := range []float64{4, .4} {
		if x := rows[k].RatioPolicy; x == nil || *x < want-1e-9 || *x > want+1e-9 {
			t.Errorf("%s: %v against policy, want %v", rows[k].Manager, x, want)
		}
	}
	for _, r := range Of(people, fit(), fit(), l, .05, false) {
		if r.RatioPolicy != nil || r.Lo != nil || r.RatioPeers == nil {
			t.Errorf("without a policy: %+v", r)
		}
	}
}
