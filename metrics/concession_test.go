package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/fixed"
)

// lineOf is a made-up scored line: person, client, category, region, list and y.
type lineOf struct {
	person, client, category, region int32
	list                             int64
	y                                float64
}

// cubeOf puts each line into a cell of its own; band 0 below 1,000.
func cubeOf(people int, lines ...lineOf) *cube.Cube {
	c := &cube.Cube{Categories: []string{"A", "B", "C"}, Regions: []string{"east", "west"}, WindowFrom: table.MonthOf(2026, 10)}
	for i := range people {
		c.People = append(c.People, string(rune('a'+i)))
	}
	for range 9 {
		c.Clients = append(c.Clients, "c"+string(rune('0'+len(c.Clients))))
	}
	strata := map[cube.Stratum]int32{}
	for _, l := range lines {
		s := cube.Stratum{Category: l.category, Region: l.region}
		if l.list >= 1000 {
			s.Band = 1
		}
		k, ok := strata[s]
		if !ok {
			k = int32(len(c.Strata))
			strata[s] = k
			c.Strata = append(c.Strata, s)
		}
		x := int64(math.Round(l.y * float64(l.list)))
		c.Keys = append(c.Keys, cube.CellKey{Person: l.person, Client: l.client, Stratum: k, Month: table.MonthOf(2026, 10)})
		c.Cells = append(c.Cells, cube.Cell{CellSums: cube.CellSums{Lines: 1, List: l.list, Conceded: x, Discount: x, ListSquared: fixed.Square(l.list)}, N: 1, Y: int64(math.Round(l.y * table.RateScale)),
			Y2: int64(math.Round(l.y * l.y * table.RateScale)), ScoredList: l.list, ScoredX: x})
	}
	return c
}

func axisOf(c *cube.Cube, region bool) *concessionAxis {
	person := map[int32]int{}
	for i := range c.People {
		person[int32(i)] = i
	}
	return newConcession(c, person, len(c.People), region)
}

// Six rows by hand. Person a sells A twice; b sells A twice and B once, c sells B once.
// Without a, category A holds 2 deals at 1/10 each, everything 4 deals at 6/40:
//
//	z = 2/(2+8) = 1/5 on each of three levels;  r₃ = 3/20
//	r₂ = 1/5·1/10 + 4/5·3/20 = 7/50;  r₁ = 1/5·1/10 + 4/5·7/50 = 33/250;  r₀ = 157/1250
//
// so E_a = 2·157/1250, of whose weight 1/5, 4/25, 16/125 and 64/125 lie on the levels.
// In yen the others conceded 200/2,000 in A and 500/4,000 in all, by the same chain.
func TestChainByHand(t *testing.T) {
	c := cubeOf(3, lineOf{0, 0, 0, 0, 1000, .05}, lineOf{0, 1, 0, 0, 3000, .15}, lineOf{1, 0, 0, 0, 1000, .1}, lineOf{1, 2, 0, 0, 1000, .1},
		lineOf{1, 2, 1, 0, 1000, .1}, lineOf{2, 3, 1, 0, 1000, .3})
	c.Cells[5].ScoredX = 200
	a := axisOf(c, true)
	a.count()
	parts := newChainParts(a, 3, fill(3, .1))
	rate := a.chain(fill(3, 1), shareValue, countWeight, parts)
	nearly(t, "r", rate[a.byOne[0][0]], 157./1250)
	for l, want := range []float64{1. / 5, 4. / 25, 16. / 125, 64. / 125} {
		nearly(t, "share of E by level", parts.from[0][l], want)
	}
	// V_chain: (1−z)·(Σ n·r·c/E)² with c = 1, 4/5, 16/25 and z = 1/5.
	nearly(t, "V_chain", parts.chain[0], .8*(1+16./25+256./625))
	money := a.chain(fill(3, 1), func(r *stratumRow) float64 { return r.x }, func(r *stratumRow) float64 { return r.list }, nil)
	up := 1. / 8
	for range 3 {
		up = .2*.1 + .8*up
	}
	nearly(t, "r¥", money[a.byOne[0][0]], up)
	// P: b's part of E_a is its Y in A (on all levels) and in B (at the top), c's only at the top.
	low := (.2/2 + .16/2 + .128/2) * .2
	b, d := low+.512/4*.3, .512/4*.3
	parts.finish(a)
	nearly(t, "effective peers", parts.peers[0], (b+d)*(b+d)/(b*b+d*d))
}

// A person alone has nobody to be compared with; two peers are too few.
func TestNoPeersNoEvidence(t *testing.T) {
	for people := range 4 {
		var lines []lineOf
		for p := range people + 1 {
			for k := range 6 {
				lines = append(lines, lineOf{int32(p), int32(k % 2), 0, 0, 5000, .02 * float64(k%3)})
			}
		}
		a := axisOf(cubeOf(people+1, lines...), true)
		a.fit(false)
		for i, n := range a.N {
			if (n > 0) != (people >= 3) {
				t.Errorf("%d people: person %d has n = %v with %v peers", people+1, i, n, a.Peers[i])
			}
		}
	}
}

// dense computes peers and peer variance from the person × person matrix itself.
func dense(a *concessionAxis, p *chainParts, cv2 []float64) (peers, variance []float64) {
	S := a.S
	peers, variance = make([]float64, S), make([]float64, S)
	y := make([][]float64, S)
	for j := range S {
		y[j] = make([]float64, a.nodes)
		for _, k := range a.byOne[j] {
			for _, g := range a.rows[k].node {
				y[j][g] += a.rows[k].y
			}
		}
	}
	for i := range S {
		row, sum := make([]float64, S), 0.
		for j := range S {
			if j != i {
				for _, g := range p.co[i] {
					row[j] += g.w * y[j][g.node]
				}
				sum += row[j]
			}
		}
		square := 0.
		for j := range row {
			square += row[j] / sum * row[j] / sum
			variance[i] += row[j] / sum * row[j] / sum * cv2[j]
		}
		peers[i] = 1 / square
	}
	return peers, variance
}

// The Gram matrices, kept whole or sparse, and the direct sum give what the person ×
// person matrix gives.
func TestPeersWithoutTheMatrix(t *testing.T) {
	draw := rand.New(rand.NewPCG(7, 7))
	var lines []lineOf
	for range 300 {
		lines = append(lines, lineOf{int32(draw.IntN(12)), int32(draw.IntN(9)), int32(draw.IntN(3)), int32(draw.IntN(2)), 500 + 1000*int64(draw.IntN(2)), float64(draw.IntN(30)) / 100})
	}
	a := axisOf(cubeOf(12, lines...), true)
	cv2 := make([]float64, 12)
	for i := range cv2 {
		cv2[i] = .05 + draw.Float64()/5
	}
	theta := make([]float64, 12)
	for i := range theta {
		theta[i] = .5 + draw.Float64()
	}
	for _, sparse := range []bool{false, true} {
		a.count()
		p := newChainParts(a, 12, cv2)
		a.chain(theta, shareValue, countWeight, p)
		if sparse {
			a.gram = &gram{n: a.nodes, sparse: map[uint64]gramCell{}}
		}
		p.finish(a)
		peers, variance := dense(a, p, cv2)
		for i := range peers {
			near9(t, "effective peers", p.peers[i], peers[i])
			near9(t, "peer variance", p.peerVariance[i], variance[i])
			total := 0.
			for j := range p.co {
				if j != i {
					for _, g := range p.co[i] {
						for _, h := range p.co[j] {
							if g.node == h.node {
								total += g.w * h.y
							}
						}
					}
				}
			}
			square, squareCV := p.direct(i)
			near9(t, "direct peers", total*total/square, peers[i])
			near9(t, "direct variance", squareCV/(total*total), variance[i])
		}
	}
}

func near9(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// The calendar factor: four people with 60 deals each of .1 in one month and of .2 in the
// next. The first round gives, from the three others,
//
//	(18 + 50·.15)/(27 + 50·.15)  and  (36 + 50·.15)/(27 + 50·.15)
//
// and the rounds after it go on towards the months' own 2/3 and 4/3.
func TestCalendarFactorLevels(t *testing.T) {
	var lines []lineOf
	for p := range int32(4) {
		for k := range int32(60) {
			lines = append(lines, lineOf{p, k % 9, 0, 0, 5000, .1})
		}
		for k := range int32(60) {
			lines = append(lines, lineOf{p, k % 9, 0, 0, 5000, .2})
		}
	}
	c := cubeOf(4, lines...)
	for i := range c.Keys {
		if c.Cells[i].Y > 1e8 {
			c.Keys[i].Month++
		}
	}
	a := axisOf(c, true)
	a.passes()
	r := .15 // everybody conceded the same: r̄ and every peers' rate
	before := append([]float64(nil), a.rate...)
	nearly(t, "r̄", a.Mean, r)
	a.calendar()
	// Round 1: O = 3·60·.1 = 18 against E = 3·60·.15 = 27, and 36 against 27, with 7.5 added.
	f1, f2 := (18+7.5)/(27+7.5), (36+7.5)/(27+7.5)
	low, high := a.cells[0].f, a.cells[60].f
	if math.Abs(before[0]-r) > 1e-9 || !(low < f1 && high > f2) {
		t.Errorf("factors %.4f and %.4f must go beyond the first round's %.4f and %.4f", low, high, f1, f2)
	}
	if math.Abs(low-2./3) > .01 || math.Abs(high-4./3) > .01 {
		t.Errorf("after three rounds the factors are %.4f and %.4f, the months' own 2/3 and 4/3", low, high)
	}
	for k := range a.O {
		near9(t, "E is O where all months are explained", a.E[k]/a.O[k], a.E[0]/a.O[0])
	}
}

// The question about a campaign: two months in a row above 1.5, for all or one category.
func TestCampaigns(t *testing.T) {
	month := table.MonthOf(2026, 1)
	cell := func(category int32, m int, n, f float64) scoredCell {
		return scoredCell{category: category, month: month + table.Month(m), n: n, f: f}
	}
	for _, c := range []struct {
		name  string
		cells []scoredCell
		want  []campaign
	}{
		{"one month", []scoredCell{cell(0, 0, 5, 1), cell(0, 1, 5, 1.9), cell(0, 2, 5, 1)}, nil},
		{"two months", []scoredCell{cell(0, 0, 5, 1), cell(0, 1, 5, 1.9), cell(0, 2, 5, 1.6)}, []campaign{{"", month + 1, month + 2}}},
		{"exactly 1.5", []scoredCell{cell(0, 1, 5, 1.5), cell(0, 2, 5, 1.5)}, nil},
		{"one category of two", []scoredCell{cell(0, 0, 50, 1), cell(0, 1, 50, 1), cell(1, 0, 5, 1.7), cell(1, 1, 5, 1.7)}, []campaign{{"B", month, month + 1}}},
		{"weighed by deals", []scoredCell{cell(0, 0, 1, 9), cell(0, 0, 99, 1.2), cell(0, 1, 9, 1.2)}, nil},
		{"a month without deals parts them", []scoredCell{cell(0, 0, 5, 2), cell(0, 2, 5, 2)}, nil},
	} {
		a := &assessor{o: assessment.Options{CalendarFactor: true}, cube: &cube.Cube{Categories: []string{"A", "B"}}, e: &estimates{concession: &concessionAxis{cells: c.cells}}}
		got := a.campaigns()
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for k := range got {
			if got[k] != c.want[k] {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	}
}
