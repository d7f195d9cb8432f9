package metrics

import (
	"math/big"
	"math/bits"
	"strconv"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
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
	Lines, List, Discount, Conceded int64   // of measured lines; Discount = Σ max(0, list − net)
	ListSquared                     Uint128 // ΣL² of the scored ones
}

// Uint128 is an unsigned sum wide enough for squares of minor units.
type Uint128 struct{ Hi, Lo uint64 }

// Float returns the sum as a float64.
func (u Uint128) Float() float64 { return float64(float64(u.Hi)*(1<<64)) + float64(u.Lo) }

// Add returns u + v and whether it fits.
func (u Uint128) Add(v Uint128) (Uint128, bool) {
	lo, carry := bits.Add64(u.Lo, v.Lo, 0)
	hi, over := bits.Add64(u.Hi, v.Hi, carry)
	return Uint128{hi, lo}, over == 0
}

// Square returns x².
func Square(x int64) Uint128 {
	if x < 0 {
		x = -x
	}
	hi, lo := bits.Mul64(uint64(x), uint64(x))
	return Uint128{hi, lo}
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

// Append writes u in decimal digits behind b.
func (u Uint128) Append(b []byte) []byte {
	if u.Hi == 0 {
		return strconv.AppendUint(b, u.Lo, 10)
	}
	v := new(big.Int).SetUint64(u.Hi)
	v.Lsh(v, 64).Or(v, new(big.Int).SetUint64(u.Lo))
	return v.Append(b, 10)
}
