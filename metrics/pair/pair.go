// Package pair answers: with which client does a salesperson concede, and what of that is
// the salesperson's?
//
// In come the cube, the concession axis and everybody's posterior; out comes one row a
// salesperson and client, and how far everybody's excess is spread over clients.
package pair

import (
	"cmp"
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/ratio"
)

// Input is what pairs are computed from. Index and Level agree with the axis.
type Input struct {
	Cube  *cube.Cube
	Axis  *concession.Axis
	Index map[string]int // their positions
	Level []float64      // E[θ_i] of each
	M     float64        // θ of the ordinary person
	Names table.Names
}

// money is what was measured of a pair in the window.
type money struct {
	lines, list, conceded int64
}

// Of returns the pairs by person and client: θ_ic ~ Ga(α + o, rate α/θ̂_i + n) with
// α = 1/max(ω², .02), n = E/φ, o = O/φ; excess = max(0, E[θ_ic] − m)·E¥. Spread stands in
// the order of people.
func Of(in *Input) (rows []assessment.Pair, spread []Spread) {
	c := in.Axis
	measured := in.measured()
	expected, compared := make([]float64, len(c.Pairs.Owner)), make([]money, len(c.Pairs.Owner))
	for i := range c.Cells {
		x := &c.Cells[i]
		m := &compared[x.Pair]
		m.lines, m.list, m.conceded = m.lines+int64(x.N), m.list+int64(x.List), m.conceded+int64(x.X)
		expected[x.Pair] += float64(x.List * c.MoneyRate[x.Row])
	}
	person := map[int]int32{}
	for k, id := range in.Cube.People {
		if i, ok := in.Index[id]; ok {
			person[i] = int32(k)
		}
	}
	excess := make([]float64, c.S)
	scored := map[[2]int32]bool{}
	for k, i := range c.Pairs.Owner {
		key := [2]int32{person[i], c.Pairs.Client[k]}
		scored[key] = true
		row := in.row(key, measured[key])
		row.Observed, row.Expected, row.ExpectedAmount, row.Weight = c.Pairs.O[k], c.Pairs.E[k], expected[k], c.Pairs.Weight[k]
		row.ComparedLines, row.ComparedList, row.ComparedAmount = compared[k].lines, compared[k].list, compared[k].conceded
		if c.N[i] > 0 && c.Pairs.E[k] > 0 {
			_, A, B := c.Nested(k, in.Level[i])
			row.Ratio, row.N = assessment.Of(A/B/in.M), assessment.Of(c.Pairs.E[k]/c.Phi)
			row.Lo, row.Hi = assessment.Of(ratio.GammaQuantile(A, B, .05)/in.M), assessment.Of(ratio.GammaQuantile(A, B, .95)/in.M)
			x := math.Max(0, A/B-in.M) * expected[k]
			row.ExcessAmount = assessment.Yen(int64(math.RoundToEven(x)))
			excess[i] += x
		}
		rows = append(rows, row)
	}
	for k, i := range c.Pairs.Owner {
		if p := &rows[k]; p.ExcessAmount != nil && excess[i] > 0 {
			p.ShareOfExcess = assessment.Of(float64(*p.ExcessAmount) / excess[i])
		}
	}
	handovers(c, rows)
	spread = spreadOf(rows, in.Index)
	for key, m := range measured {
		if !scored[key] {
			rows = append(rows, in.row(key, m))
		}
	}
	slices.SortFunc(rows, func(x, y assessment.Pair) int {
		return cmp.Or(cmp.Compare(x.Person, y.Person), cmp.Compare(x.Client, y.Client))
	})
	return rows, spread
}

// measured sums the cells of the window by person and client of the cube.
func (in *Input) measured() map[[2]int32]*money {
	sums := map[[2]int32]*money{}
	for i, k := range in.Cube.Keys {
		if k.Month < in.Cube.WindowFrom {
			continue
		}
		key := [2]int32{k.Person, k.Client}
		if sums[key] == nil {
			sums[key] = &money{}
		}
		m := sums[key]
		m.lines += in.Cube.Cells[i].Lines
		m.list += in.Cube.Cells[i].List
		m.conceded += in.Cube.Cells[i].Conceded
	}
	return sums
}

// row is what was measured of a pair.
func (in *Input) row(key [2]int32, m *money) assessment.Pair {
	client := in.Cube.Clients[key[1]]
	return assessment.Pair{Person: table.PersonID(in.Cube.People[key[0]]), Client: table.ClientID(client), ClientName: in.Names.Client(client), Lines: m.lines, ListAmount: m.list, ConcededAmount: m.conceded}
}

// Spread is how far a person's excess is spread over clients: the effective number of
// clients 1/Σ share², and the share of the largest. nil without an excess.
type Spread struct{ Clients, Top assessment.Number }

// spreadOf reads the shares of excess of the rows.
func spreadOf(rows []assessment.Pair, index map[string]int) []Spread {
	square, top, all := make([]float64, len(index)), make([]float64, len(index)), make([]Spread, len(index))
	for k := range rows {
		if p := &rows[k]; p.ShareOfExcess != nil {
			i, s := index[string(p.Person)], *p.ShareOfExcess
			square[i] += float64(s * s)
			top[i] = math.Max(top[i], s)
		}
	}
	for i := range all {
		if square[i] > 0 {
			all[i] = Spread{assessment.Of(1 / square[i]), assessment.Of(top[i])}
		}
	}
	return all
}
