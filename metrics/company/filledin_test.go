package company

import (
	"math"
	"testing"

	"tenbin/ingest/table"
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
	months, last, share := FilledIn(cube, map[string]int64{"line": 1})
	if months != 2 || last != m-2 || math.Abs(share-.96) > 1e-15 {
		t.Errorf("%d months, the last %v with %v; want 2, %v, .96", months, last, share, m-2)
	}
	if months, _, _ := FilledIn(cube, map[string]int64{"line": 0, "price_list": 5}); months != 0 {
		t.Errorf("%d months although no line has a list price of its own", months)
	}
}
