package metrics

import "tenbin/ingest/table"

// lagCurves draws the curve of every manager's people and of every person with enough
// instructions: managers by id, then people by id.
func (a *assessor) lagCurves() {
	l := a.e.Lag
	byManager := map[string][]int{}
	for i, id := range a.e.People { // rows of one manager stand in the order of his people
		if p := a.person[id]; p != nil && p.Manager != table.ManagerID(id) && a.mayFind(id, string(table.FactorLag)) {
			byManager[string(p.Manager)] = append(byManager[string(p.Manager)], l.ByOne[i]...)
		}
	}
	for _, m := range sortedKeys(byManager) {
		if c, ok := l.Curve(byManager[m], a.records, a.CutOff, false); ok {
			c.Manager = table.ManagerID(m)
			a.LagCurves = append(a.LagCurves, c)
		}
	}
	for i, id := range a.e.People {
		if a.person[id] == nil || !a.mayFind(id, string(table.FactorLag)) {
			continue
		}
		if c, ok := l.Curve(l.ByOne[i], a.records, a.CutOff, true); ok {
			c.Manager, c.Person = a.person[id].Manager, table.PersonID(id)
			a.LagCurves = append(a.LagCurves, c)
		}
	}
}
