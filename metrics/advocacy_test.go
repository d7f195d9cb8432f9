package metrics

import (
	"math"
	"slices"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction"
	"tenbin/metrics/ratio"
	"tenbin/metrics/retention"
	"tenbin/metrics/verdict"
)

// Three people, one half, by hand. Checks (lost):
//
//	a  rhythm 2: 4 (1), rhythm 0: 2 (1)      b  rhythm 2: 6 (1)      c  rhythm 0: 4 (2), and 2 (1) set aside
//
// Without a: all 10 (3) → .3; rhythm 2: 6 (1) → (1 + 8·.3)/14 = 17/70, and once more
// against itself (1 + 8·17/70)/14 = 206/980; rhythm 0: 4 (2) → (2 + 2.4)/12 = 11/30,
// (2 + 8·11/30)/12 = 74/180. E = 4·206/980 + 2·74/180.
func TestRetentionByHand(t *testing.T) {
	var checks []retention.Check
	add := func(person, rhythm, n, lost int, aside bool) {
		for k := range n {
			checks = append(checks, retention.Check{Person: person, Rhythm: rhythm, Lost: k < lost, SetAside: aside})
		}
	}
	add(0, 2, 4, 1, false)
	add(0, 0, 2, 1, false)
	add(1, 2, 6, 1, false)
	add(2, 0, 4, 2, false)
	add(2, 0, 2, 1, true)
	kept, prior := retention.Compare(checks, 4)
	a := kept[0]
	e := 4*206./980 + 2*74./180
	nearly(t, "E of a", a.Expected, e)
	nearly(t, "n of a", a.N, e/(1-e/6))
	nearly(t, "A", a.A, prior.A+2/e*a.N)
	nearly(t, "B", a.B, prior.A+prior.M*a.N)
	if a.Lost != 2 || a.Checks != 6 || kept[2].Checks != 4 || kept[2].SetAside != 2 || kept[2].SetAsideLost != 1 {
		t.Errorf("%+v %+v", a, kept[2])
	}
	if kept[3].N != 0 || kept[3].Reliability != 0 || kept[3].A != prior.A {
		t.Errorf("somebody without clients: %+v", kept[3])
	}
	x, lo, hi := retention.Continuity(&a)
	if !(lo < x && x < hi) || math.Abs(ratio.GammaCDF(a.A, a.B, 1/lo)-.95) > 1e-9 {
		t.Errorf("%v in %v … %v", x, lo, hi)
	}
}

// Laws: the order of the checks does not matter; one more loss lowers the chance of
// losing fewer than peers, one more that stayed raises it.
func TestRetentionLaws(t *testing.T) {
	var checks []retention.Check
	for i := range 240 {
		checks = append(checks, retention.Check{Person: i % 8, Rhythm: i / 8 % 3, Half: i / 24 % 5, Lost: i*i%7 == 1})
	}
	base, _ := retention.Compare(checks, 8)
	back := make([]retention.Check, len(checks))
	for i := range checks {
		back[len(checks)-1-i] = checks[i]
	}
	again, _ := retention.Compare(back, 8)
	for i := range base {
		if base[i] != again[i] {
			t.Fatalf("the order matters: %+v, %+v", base[i], again[i])
		}
	}
	lost, _ := retention.Compare(append(checks[:len(checks):len(checks)], retention.Check{Person: 3, Rhythm: 1, Half: 2, Lost: true}), 8)
	stayed, _ := retention.Compare(append(checks[:len(checks):len(checks)], retention.Check{Person: 3, Rhythm: 1, Half: 2}), 8)
	if !(retention.Better(&lost[3]) < retention.Better(&base[3]) && retention.Better(&base[3]) < retention.Better(&stayed[3])) {
		t.Errorf("P(fewer) %v with one more lost, %v, %v with one more kept", retention.Better(&lost[3]), retention.Better(&base[3]), retention.Better(&stayed[3]))
	}
}

// Clients over 24 months (four halves, three checks), by hand: month 0 is 2024-11.
//
//	x  bought by p in 0, 1, 2, 3, 7, 8, 9, then by q in 12 to 17 (handed over: not lost), then nobody
//	y  bought by p in 1, 3 (¥20) and by q in 5 (¥30): q's, lost at once
//	z  bought by q in 8, 9, 23: too seldom to tell
//	w  bought by p in 8, 9, 10, an increase landed in 8: set aside, lost
func TestClientChecksByHand(t *testing.T) {
	first := table.MonthOf(2024, 11)
	a := &assessor{Assessment: &assessment.Assessment{}, o: assessment.Options{Month: first + 23}, e: &estimate.Estimates{People: []string{"p", "q"}, Index: map[string]int{"p": 0, "q": 1}}}
	a.cube = &cube.Cube{People: []string{"p", "q"}, Clients: []string{"", "w", "x", "y", "z"}}
	sold := func(person, client int32, list int64, months ...int) {
		for _, m := range months {
			a.cube.Keys = append(a.cube.Keys, cube.CellKey{Person: person, Client: client, Month: first + table.Month(m)})
			a.cube.Cells = append(a.cube.Cells, cube.Cell{CellSums: cube.CellSums{Lines: 1, List: list}})
		}
	}
	sold(0, 0, 10, 2, 3, 4) // lines without a client
	sold(0, 1, 10, 8, 9, 10)
	sold(0, 2, 10, 0, 1, 2, 3, 7, 8, 9)
	sold(0, 3, 10, 1, 3)
	sold(1, 2, 10, 12, 13, 14, 15, 16, 17)
	sold(1, 3, 30, 5)
	sold(1, 4, 10, 8, 9, 23)
	r := open("1", "p", "w", table.PriceIncrease, 0).record()
	r.EffectiveFrom, r.Verdict = table.DayOf(2025, 7, 1), &verdict.Result{Word: verdict.Landed}
	a.records = []instruction.Record{r}
	checks, halves := a.clientChecks()
	want := []retention.Check{
		{Person: 0, Half: 1, Rhythm: 0, Lost: true, SetAside: true},
		{Person: 0, Half: 0, Rhythm: 1}, {Person: 0, Half: 1, Rhythm: 0}, {Person: 1, Half: 2, Rhythm: 2, Lost: true},
		{Person: 1, Half: 0, Rhythm: 0, Lost: true},
	}
	if halves != 4 || !slices.Equal(checks, want) {
		t.Errorf("%d halves\n%+v, want\n%+v", halves, checks, want)
	}
	r.EffectiveFrom = table.DayOf(2025, 2, 1) // eight months before the last purchase
	a.records[0] = r
	if checks, _ := a.clientChecks(); checks[0].SetAside {
		t.Error("a loss eight months after the increase is set aside")
	}
}

// A quadrant is named only where both directions are sure.
func TestQuadrant(t *testing.T) {
	for _, x := range []struct {
		stay, orders float64
		want         string
	}{{.8, .8, assessment.QuadrantBoth}, {.9, .1, assessment.QuadrantClients}, {.2, .95, assessment.QuadrantFirm}, {.05, .2, assessment.QuadrantNeither}, {.79, .99, ""}, {.99, .5, ""}, {.21, .1, ""}} {
		if got := quadrant(x.stay, x.orders); got != x.want {
			t.Errorf("%v, %v: %q, want %q", x.stay, x.orders, got, x.want)
		}
	}
}
