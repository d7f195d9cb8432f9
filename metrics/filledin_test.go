package metrics

import (
	"context"
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// TestFilledIn: only months of the window with enough lines, of which more than 95 in a
// hundred stand at list, and only where lines bring their own list price.
func TestFilledIn(t *testing.T) {
	month := func(m table.Month, lines, below, above int64) (cube.CellKey, cube.Cell) {
		return cube.CellKey{Month: m}, cube.Cell{CellSums: cube.CellSums{Lines: lines}, LinesDiscounted: below, LinesAbove: above}
	}
	m := table.MonthOf(2026, 10)
	cube := &cube.Cube{WindowFrom: m - 11}
	for _, x := range []struct {
		month               table.Month
		lines, below, above int64
	}{
		{m - 12, 100, 0, 0}, // before the window
		{m - 5, 40, 2, 0},   // 95 %: not more
		{m - 4, 20, 0, 0}, {m - 4, 20, 1, 0},
		{m - 3, 19, 0, 0}, // too few
		{m - 2, 50, 1, 1}, // 96 %
		{m - 1, 50, 2, 1}, // 94 %, of which a third is above list
	} {
		k, c := month(x.month, x.lines, x.below, x.above)
		cube.Keys, cube.Cells = append(cube.Keys, k), append(cube.Cells, c)
	}
	a := &assessor{Assessment: &assessment.Assessment{Month: m, Inputs: assessment.Inputs{ReferenceYen: map[string]int64{"line": 1}}}, cube: cube}
	months, last, share := a.filledIn()
	if months != 2 || last != m-2 || math.Abs(share-.96) > 1e-15 {
		t.Errorf("%d months, the last %v with %v; want 2, %v, .96", months, last, share, m-2)
	}
	a.Inputs.ReferenceYen = map[string]int64{"line": 0, "price_list": 5}
	if months, _, _ := a.filledIn(); months != 0 {
		t.Errorf("%d months although no line has a list price of its own", months)
	}
}

// TestFilledInSaid: the warning reaches the assessment, in both languages.
func TestFilledInSaid(t *testing.T) {
	var rows []row
	for range 30 {
		rows = append(rows, row{"net_amount": int64(100_000), "reference": table.ReferenceLine})
	}
	o := october()
	a, _, err := Run(context.Background(), Data{Tables: map[string][]table.Shard{"deals": {deals(t, 0, rows...)}}}, o)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, w := range a.Warnings {
		if w.Code == table.WarnFilledInList {
			found = true
			if got := says(w.Evidence); got != "warn_filled_in_list(1 2026-09 100%)" {
				t.Error(got)
			}
		}
	}
	if !found {
		t.Error("30 lines at list and no word of it")
	}
}
