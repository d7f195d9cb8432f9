package advocacy

import (
	"slices"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction"
	"tenbin/metrics/retention"
	"tenbin/metrics/verdict"
)

// Clients over 24 months (four halves, three checks), by hand: month 0 is 2024-11.
//
//	x  bought by p in 0, 1, 2, 3, 7, 8, 9, then by q in 12 to 17 (handed over: not lost), then nobody
//	y  bought by p in 1, 3 (¥20) and by q in 5 (¥30): q's, lost at once
//	z  bought by q in 8, 9, 23: too seldom to tell
//	w  bought by p in 8, 9, 10, an increase landed in 8: set aside, lost
func TestClientChecksByHand(t *testing.T) {
	first := table.MonthOf(2024, 11)
	in := &Input{Options: assessment.Options{Month: first + 23}, Estimates: &estimate.Estimates{People: []string{"p", "q"}, Index: map[string]int{"p": 0, "q": 1}}}
	in.Cube = &cube.Cube{People: []string{"p", "q"}, Clients: []string{"", "w", "x", "y", "z"}}
	sold := func(person, client int32, list int64, months ...int) {
		for _, m := range months {
			in.Cube.Keys = append(in.Cube.Keys, cube.CellKey{Person: person, Client: client, Month: first + table.Month(m)})
			in.Cube.Cells = append(in.Cube.Cells, cube.Cell{CellSums: cube.CellSums{Lines: 1, List: list}})
		}
	}
	sold(0, 0, 10, 2, 3, 4) // lines without a client
	sold(0, 1, 10, 8, 9, 10)
	sold(0, 2, 10, 0, 1, 2, 3, 7, 8, 9)
	sold(0, 3, 10, 1, 3)
	sold(1, 2, 10, 12, 13, 14, 15, 16, 17)
	sold(1, 3, 30, 5)
	sold(1, 4, 10, 8, 9, 23)
	r := instruction.Record{ID: "1", Person: "p", Client: "w", Trigger: table.PriceIncrease}
	r.EffectiveFrom, r.Verdict = table.DayOf(2025, 7, 1), &verdict.Result{Word: verdict.Landed}
	in.Records = []instruction.Record{r}
	checks, halves := in.checks()
	want := []retention.Check{
		{Person: 0, Half: 1, Rhythm: 0, Lost: true, SetAside: true},
		{Person: 0, Half: 0, Rhythm: 1}, {Person: 0, Half: 1, Rhythm: 0}, {Person: 1, Half: 2, Rhythm: 2, Lost: true},
		{Person: 1, Half: 0, Rhythm: 0, Lost: true},
	}
	if halves != 4 || !slices.Equal(checks, want) {
		t.Errorf("%d halves\n%+v, want\n%+v", halves, checks, want)
	}
	r.EffectiveFrom = table.DayOf(2025, 2, 1) // eight months before the last purchase
	in.Records[0] = r
	if checks, _ := in.checks(); checks[0].SetAside {
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
