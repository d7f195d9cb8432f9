package cube

import (
	"cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/fixed"
)

// CellKey is where a cell of the cube stands. Person, Client and Stratum are indexes
// into the cube's lists.
type CellKey struct {
	Person, Client, Stratum int32
	Month                   table.Month // data month of the line's date, by the closing day
}

// Stratum is the kind of work a line is compared within. Category and Region are
// indexes into the cube's lists (a column the source lacks is one level, ""), Band is
// 0…len(size bands).
type Stratum struct {
	Category, Region int32
	Band             int32
}

// Cell holds the sums over its lines; all are exact integers, so that merging is
// associative and commutative to the bit.
type Cell struct {
	CellSums
	// Measured lines: won, in the window or the months monitoring reads, with list and net.
	OverPolicy                             int64 // Σ max(0, −X)
	LinesDiscounted, LinesAbove, ListAbove int64
	// Scored lines: not below L_min and with a policy answer.
	N, Y, Y2   int64 // count; Σ and Σ² of y in 10⁻⁹
	ScoredList int64 // ΣL
	ScoredX    int64 // Σ min(x, L/2): yen conceded as capped in y
}

// CellSums are the sums of money of a cell: all that is counted where nothing else is
// wanted.
type CellSums struct {
	Lines, List, Discount, Conceded int64         // of measured lines; Discount = Σ max(0, list − net)
	ListSquared                     fixed.Uint128 // ΣL² of the scored ones
}

// Cube is the reduction of all deal lines: the only thing that grows. People,
// Clients, Categories and Regions are sorted; Keys are sorted by (Person, Client,
// Stratum, Month) and Cells stand parallel to them.
type Cube struct {
	People, Clients, Categories, Regions []string
	Strata                               []Stratum
	Keys                                 []CellKey
	Cells                                []Cell
	Evidence                             []assessment.LedgerLine // per person the largest concessions and list amounts
	Exceptions                           []ExceptionSum          // in the order of the cells, then by approver
	Inputs                               assessment.Inputs       // line counts only: read, measured, scored, left out …
	FirstDay                             table.Day               // of the measured lines in the window
	WindowFrom                           table.Month             // first data month of the window: cells before it are for monitoring only
}

// Sound reports whether the cube's numbers lie inside its lists and its cells stand in
// order.
func (c *Cube) Sound() bool {
	in := func(k int32, n int) bool { return k >= 0 && int(k) < n }
	for _, s := range c.Strata {
		if !in(s.Category, len(c.Categories)) || !in(s.Region, len(c.Regions)) {
			return false
		}
	}
	for i, k := range c.Keys {
		if !in(k.Person, len(c.People)) || !in(k.Client, len(c.Clients)) || !in(k.Stratum, len(c.Strata)) || i > 0 && c.Keys[i-1].Compare(k) >= 0 {
			return false
		}
	}
	for _, x := range c.Exceptions {
		if !in(x.Person, len(c.People)) || !in(x.Client, len(c.Clients)) || !in(x.Stratum, len(c.Strata)) {
			return false
		}
	}
	return true
}

// Compare orders keys as the cube does.
func (k CellKey) Compare(l CellKey) int {
	return cmp.Or(cmp.Compare(k.Person, l.Person), cmp.Compare(k.Client, l.Client), cmp.Compare(k.Stratum, l.Stratum), cmp.Compare(k.Month, l.Month))
}
