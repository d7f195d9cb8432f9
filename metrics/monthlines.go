package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/cube"
)

// linesByMonth counts the measured lines of each data month.
func linesByMonth(c *cube.Cube) map[table.Month]int64 {
	n := map[table.Month]int64{}
	for i, k := range c.Keys {
		n[k.Month] += c.Cells[i].Lines
	}
	return n
}

// Lines is how many lines of a data month were measured.
func (b *Basis) Lines(m table.Month) int64 { return b.lines[m] }
