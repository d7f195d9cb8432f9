package progress

import (
	"maps"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// Curves draws the curve of every manager's people and of every person with enough
// instructions: managers by id, then people by id.
func (l *Axis) Curves(people []string, manager map[string]table.ManagerID, records []instruction.Record, cut table.Day, says func(id string) bool) (curves []assessment.LagCurve) {
	byManager := map[table.ManagerID][]int{}
	for i, id := range people { // rows of one manager stand in the order of his people
		if m, ok := manager[id]; ok && m != table.ManagerID(id) && says(id) {
			byManager[m] = append(byManager[m], l.ByOne[i]...)
		}
	}
	for _, m := range slices.Sorted(maps.Keys(byManager)) {
		if c, ok := l.Curve(byManager[m], records, cut, false); ok {
			c.Manager = m
			curves = append(curves, c)
		}
	}
	for i, id := range people {
		m, ok := manager[id]
		if !ok || !says(id) {
			continue
		}
		if c, ok := l.Curve(l.ByOne[i], records, cut, true); ok {
			c.Manager, c.Person = m, table.PersonID(id)
			curves = append(curves, c)
		}
	}
	return curves
}
