package concession

import (
	"sort"

	"tenbin/metrics/peers"
)

// κ is the credibility constant of the chain, in deals: 3 to 20 make no difference.
const Credibility = 8

// scoredCell is what the axis keeps of Deals.
type Cell struct {
	Person, Pair, Row int
	Category          int32
	Month             int
	N, Y              float64
	F                 float64 // calendar factor: what each of the n lines counts
	List, X           float64 // yen
	Y2, List2         float64 // Σy², ΣL²
}

// stratumRow is what one person did in one stratum; the units of the chain.
type Row struct {
	Person           int
	Node             [4]int // the row's node on each level: category×region×band, category×band, category, all
	N, f, Y, list, X float64
}

// concessionAxis is the conceded-discount axis of everybody: METHOD section 1.
type Axis struct {
	S         int
	widest    float64 // the largest own level in the variance of pairs
	Cells     []Cell
	StratumOf []int32 // of each cell, into the cube's list
	Rows      []Row
	ByOne     [][]int // rows of each person
	Nodes     int     // nodes over all levels; level l's are [start[l], start[l+1])
	start     [5]int
	Pairs     peers.Pairs

	Rate          []float64 // r of each row at the end
	O, E          []float64
	Ratio, N      []float64 // client-weighted ratio and effective count
	Peers         []float64
	Phi, Omega2   float64
	Mean          float64 // r̄
	From          [][4]float64
	ExpectedMoney []float64
	MoneyRate     []float64 // r¥ of each row
	Theta         []float64 // one-gamma posterior means ÷ their mean, at the end

	Lin, quad []float64 // the part of 1/n that does not scale with θ, and the part that does
	Before    []float64 // ϑ of each person in the last chain and pair weights
	Level     []float64 // ϑ of each person in the last effective count
	Parts     []countParts
	rated     []bool // has a relative result at all
	gram      *gram
}

// Deals are the scored lines of one person with one client, in one stratum and month.
type Deals struct {
	Person, Month                  int
	Client, Category, Region, Band int32
	Stratum                        int32   // the caller's own number of category × region × band
	N, Y, Y2                       float64 // lines; Σ of the conceded shares y, of their squares
	List, List2, X                 float64 // money: Σ list, Σ list², Σ conceded with y at most ½
}

// newAxis lays out the deals of so many people for the chain. Where all regions are one
// the chain has no region.
func New(deals []Deals, people int) *Axis {
	a := &Axis{S: people, widest: 4}
	type key struct {
		level          int
		cat, reg, band int32
	}
	index, pairIndex, rowIndex := map[key]int{}, map[[2]int32]int{}, map[[2]int]int{}
	var keys [4][]key
	id := func(k key) int {
		i, ok := index[k]
		if !ok {
			i = len(keys[k.level])
			index[k] = i
			keys[k.level] = append(keys[k.level], k)
		}
		return i
	}
	a.StratumOf, a.Cells = make([]int32, 0, len(deals)), make([]Cell, 0, len(deals))
	for i := range deals {
		x := &deals[i]
		pk := [2]int32{int32(x.Person), x.Client}
		pair, ok := pairIndex[pk]
		if !ok {
			pair = len(a.Pairs.Owner)
			pairIndex[pk] = pair
			a.Pairs.Owner = append(a.Pairs.Owner, x.Person)
			a.Pairs.Client = append(a.Pairs.Client, x.Client)
		}
		node := [4]int{id(key{0, x.Category, x.Region, x.Band}), id(key{1, x.Category, 0, x.Band}), id(key{2, x.Category, 0, 0}), id(key{3, 0, 0, 0})}
		rk := [2]int{x.Person, node[0]}
		row, ok := rowIndex[rk]
		if !ok {
			row = len(a.Rows)
			rowIndex[rk] = row
			a.Rows = append(a.Rows, Row{Person: x.Person, Node: node})
		}
		a.StratumOf = append(a.StratumOf, x.Stratum)
		a.Cells = append(a.Cells, Cell{Person: x.Person, Pair: pair, Row: row, Category: x.Category, Month: x.Month,
			N: x.N, F: 1, Y: x.Y, List: x.List, X: x.X, Y2: x.Y2, List2: x.List2})
	}
	for l := range keys {
		a.start[l+1] = a.start[l] + len(keys[l])
	}
	a.Nodes = a.start[4]
	for i := range a.Rows {
		for l := range 4 {
			a.Rows[i].Node[l] += a.start[l]
		}
	}
	a.ByOne = make([][]int, people)
	for i, r := range a.Rows {
		a.ByOne[r.Person] = append(a.ByOne[r.Person], i)
	}
	for _, rows := range a.ByOne {
		sort.Ints(rows)
	}
	a.Pairs.O, a.Pairs.E = make([]float64, len(a.Pairs.Owner)), make([]float64, len(a.Pairs.Owner))
	a.Pairs.Weight = make([]float64, len(a.Pairs.Owner))
	for i := range a.Cells {
		x := &a.Cells[i]
		r := &a.Rows[x.Row]
		r.N += x.N
		r.Y += x.Y
		r.list += x.List
		r.X += x.X
		a.Pairs.O[x.Pair] += x.Y
	}
	return a
}

// LevelsUpTo sets the largest own level in the variance of pairs, 4 where it is not set.
func (a *Axis) LevelsUpTo(widest float64) { a.widest = widest }

// count sums the calendar-weighted counts of the cells into their rows.
func (a *Axis) count() {
	for i := range a.Rows {
		a.Rows[i].f = 0
	}
	for i := range a.Cells {
		x := &a.Cells[i]
		a.Rows[x.Row].f += float64(x.N * x.F)
	}
}
