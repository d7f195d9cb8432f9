package company

import (
	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/finding"
)

// FilledIn returns the months of the window in which more than FilledInShare of the
// counted lines have a net price equal to their list price, and the latest of them with
// its share. Nothing is said where list prices come from a price list or a contract alone.
//
//	share = 1 − (lines below list + lines above list) / lines
func FilledIn(c *cube.Cube, referenceYen map[string]int64) (months int, last table.Month, share float64) {
	if referenceYen[table.References.Words[table.ReferenceLine].Name] == 0 {
		return 0, 0, 0
	}
	type lines struct{ all, other int64 }
	by := map[table.Month]*lines{}
	for i, k := range c.Keys {
		if k.Month < c.WindowFrom {
			continue
		}
		m := by[k.Month]
		if m == nil {
			m = &lines{}
			by[k.Month] = m
		}
		x := &c.Cells[i]
		m.all += x.Lines
		m.other += x.LinesDiscounted + x.LinesAbove
	}
	for m, n := range by {
		at := 1 - float64(n.other)/float64(n.all)
		if n.all < finding.FilledInLines || at <= finding.FilledInShare {
			continue
		}
		if months++; m > last || months == 1 {
			last, share = m, at
		}
	}
	return months, last, share
}
