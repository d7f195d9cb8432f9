package assessment

import "tenbin/ingest/table"

import "sort"

// FewestAtRisk is how many instructions must be watched at an age for a curve to be
// drawn there.
const FewestAtRisk = 5

// LagCurve is how the instructions of a manager's people, or of one person, came to an
// end with age. It begins at From, the first age from which FewestAtRisk of them were
// watched, and speaks of those still open there; it ends where fewer are watched.
type LagCurve struct {
	Manager      table.ManagerID
	Person       table.PersonID // Person is empty where the curve is of all of the manager's people
	Instructions int64
	From         float64
	Points       []CurvePoint
}

// CurvePoint are the shares at one age, in days of the clock.
type CurvePoint struct {
	Age float64
	// Open is the share not yet carried out (Kaplan–Meier, every other end censored), with
	// 90 % limits; Peers what it would be at the peers' rates for the same kinds, nil where
	// they may not be shown.
	Open, Lo, Hi float64
	Peers        Number
	// Done, Waited and Left add to 1 (Aalen–Johansen): carried out, waited out, still open.
	Done, Waited, Left float64
	AtRisk             int // watched just before Age
}

// At is the last point at or before age; nil where the curve begins later.
func (c *LagCurve) At(age float64) *CurvePoint {
	k := sort.Search(len(c.Points), func(i int) bool { return c.Points[i].Age > age })
	if k == 0 {
		return nil
	}
	return &c.Points[k-1]
}
