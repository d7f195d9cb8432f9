package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/ratio"
)

// κ is the credibility constant of the chain, in deals: 3 to 20 make no difference.
const credibility = 8

// extraPasses are the passes after the first in which peers' own levels are removed.
const extraPasses = 2

// scoredCell is a cell of the cube inside the window, with scored lines in it.
type scoredCell struct {
	person, pair, row int
	category          int32
	month             table.Month
	n, y              float64
	f                 float64 // calendar factor: what each of the n lines counts
	list, x           float64 // yen
	y2, list2         float64 // Σy², ΣL²
}

// stratumRow is what one person did in one stratum; the units of the chain.
type stratumRow struct {
	person           int
	node             [4]int // the row's node on each level: category×region×band, category×band, category, all
	n, f, y, list, x float64
}

// axisPairs are the person × client pairs of an axis.
type axisPairs struct {
	owner  []int
	client []int32
	o, e   []float64
	weight []float64
}

// concessionAxis is the conceded-discount axis of everybody: METHOD section 1.
type concessionAxis struct {
	S         int
	widest    float64 // the largest own level in the variance of pairs
	cells     []scoredCell
	stratumOf []int32 // of each cell, into the cube's list
	rows      []stratumRow
	byOne     [][]int // rows of each person
	nodes     int     // nodes over all levels; level l's are [start[l], start[l+1])
	start     [5]int
	pairs     axisPairs

	rate          []float64 // r of each row at the end
	O, E          []float64
	Ratio, N      []float64 // client-weighted ratio and effective count
	Peers         []float64
	Phi, Omega2   float64
	Mean          float64 // r̄
	From          [][4]float64
	ExpectedMoney []float64
	moneyRate     []float64 // r¥ of each row
	theta         []float64 // one-gamma posterior means ÷ their mean, at the end

	lin, quad []float64 // the part of 1/n that does not scale with θ, and the part that does
	before    []float64 // ϑ of each person in the last chain and pair weights
	level     []float64 // ϑ of each person in the last effective count
	parts     []countParts
	rated     []bool // has a relative result at all
	gram      *gram
}

// newConcession lays out the window's scored cells for the chain. level0 tells the
// finest stratum of a cell: region can be left out for the absolute reference.
func newConcession(c *cube.Cube, person map[int32]int, people int, region bool) *concessionAxis {
	return newConcessionFrom(c, person, people, region, c.WindowFrom)
}

// newConcessionFrom is newConcession over the months from first on.
func newConcessionFrom(c *cube.Cube, person map[int32]int, people int, region bool, first table.Month) *concessionAxis {
	a := &concessionAxis{S: people, widest: 4}
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
	scored := 0
	for i := range c.Cells {
		if c.Cells[i].N > 0 && c.Keys[i].Month >= first {
			scored++
		}
	}
	a.stratumOf, a.cells = make([]int32, 0, scored), make([]scoredCell, 0, scored)
	for i, k := range c.Keys {
		x := &c.Cells[i]
		p, ok := person[k.Person]
		if x.N == 0 || k.Month < first || !ok {
			continue
		}
		s := c.Strata[k.Stratum]
		reg := s.Region
		if !region {
			reg = -1
		}
		pk := [2]int32{k.Person, k.Client}
		pair, ok := pairIndex[pk]
		if !ok {
			pair = len(a.pairs.owner)
			pairIndex[pk] = pair
			a.pairs.owner = append(a.pairs.owner, p)
			a.pairs.client = append(a.pairs.client, k.Client)
		}
		node := [4]int{id(key{0, s.Category, reg, s.Band}), id(key{1, s.Category, 0, s.Band}), id(key{2, s.Category, 0, 0}), id(key{3, 0, 0, 0})}
		rk := [2]int{p, node[0]}
		row, ok := rowIndex[rk]
		if !ok {
			row = len(a.rows)
			rowIndex[rk] = row
			a.rows = append(a.rows, stratumRow{person: p, node: node})
		}
		a.stratumOf = append(a.stratumOf, k.Stratum)
		a.cells = append(a.cells, scoredCell{person: p, pair: pair, row: row, category: s.Category, month: k.Month,
			n: float64(x.N), f: 1, y: float64(x.Y) / table.RateScale, list: float64(x.ScoredList), x: float64(x.ScoredX),
			y2: float64(x.Y2) / table.RateScale, list2: x.ListSquared.Float()})
	}
	for l := range keys {
		a.start[l+1] = a.start[l] + len(keys[l])
	}
	a.nodes = a.start[4]
	for i := range a.rows {
		for l := range 4 {
			a.rows[i].node[l] += a.start[l]
		}
	}
	a.byOne = make([][]int, people)
	for i, r := range a.rows {
		a.byOne[r.person] = append(a.byOne[r.person], i)
	}
	for _, rows := range a.byOne {
		sort.Ints(rows)
	}
	a.pairs.o, a.pairs.e = make([]float64, len(a.pairs.owner)), make([]float64, len(a.pairs.owner))
	a.pairs.weight = make([]float64, len(a.pairs.owner))
	for i := range a.cells {
		x := &a.cells[i]
		r := &a.rows[x.row]
		r.n += x.n
		r.y += x.y
		r.list += x.list
		r.x += x.x
		a.pairs.o[x.pair] += x.y
	}
	return a
}

// count sums the calendar-weighted counts of the cells into their rows.
func (a *concessionAxis) count() {
	for i := range a.rows {
		a.rows[i].f = 0
	}
	for i := range a.cells {
		x := &a.cells[i]
		a.rows[x.row].f += float64(x.n * x.f)
	}
}

// chain computes the peers' rate of every row, the person's own rows left out:
//
//	ȳ_ℓ = (Y_ℓ − Y_iℓ) / (Σ_j ϑ_j n_jℓ − ϑ_i n_iℓ),  z = n/(n + κ),  r_ℓ = z·ȳ_ℓ + (1−z)·r_{ℓ+1}
//
// top z = 1. value and weight choose what is averaged (y over deals, yen over list).
// When p is not nil it also receives what the variance needs.
func (a *concessionAxis) chain(theta []float64, value, weight func(*stratumRow) float64, p *chainParts) []float64 {
	total, mass, plain := make([]float64, a.nodes), make([]float64, a.nodes), make([]float64, a.nodes)
	for i := range a.rows {
		r := &a.rows[i]
		for _, g := range r.node {
			total[g] += value(r)
			mass[g] += float64(theta[r.person] * weight(r))
			plain[g] += r.n
		}
	}
	own := make([]struct{ v, w, n float64 }, a.nodes)
	rate := make([]float64, len(a.rows))
	var touched []int
	for i, rows := range a.byOne {
		touched = touched[:0]
		for _, k := range rows {
			r := &a.rows[k]
			for _, g := range r.node {
				if own[g].n == 0 {
					touched = append(touched, g)
				}
				own[g].v += value(r)
				own[g].w += float64(theta[i] * weight(r))
				own[g].n += r.n
			}
		}
		for _, k := range rows {
			r := &a.rows[k]
			x := 0.
			for l := 3; l >= 0; l-- {
				g := r.node[l]
				z, raw := a.credibility(l, plain[g]-own[g].n), 0.
				if w := others(mass[g], own[g].w); w > 0 {
					raw = (total[g] - own[g].v) / w
				}
				x = float64(z*raw) + float64((1-z)*x)
			}
			rate[k] = math.Max(x, 0)
		}
		if p != nil {
			p.person(a, i, rows, rate, weight, func(l, g int) (z, w float64) {
				return a.credibility(l, plain[g]-own[g].n), others(mass[g], own[g].w)
			})
		}
		for _, g := range touched {
			own[g].v, own[g].w, own[g].n = 0, 0, 0
		}
	}
	return rate
}

// credibility is z of a level with n peer deals.
func (a *concessionAxis) credibility(level int, n float64) float64 {
	if level == 3 {
		return 1
	}
	return n / (n + credibility)
}

// others is total − own with rounding residue cut off: a person alone has no peers.
func others(total, own float64) float64 {
	if d := total - own; d > 1e-12*total {
		return d
	}
	return 0
}

// countWeight and shareValue are the deals' own: y over calendar-weighted counts.
func countWeight(r *stratumRow) float64 { return r.f }
func shareValue(r *stratumRow) float64  { return r.y }

// fit computes the axis: all passes, the calendar factor where it is asked for, and at
// the end the effective counts and the yen. After it
//
//	O, E, Ratio, N, Peers   of each person: Σy; Σ n·f·r; the client-weighted ratio θ̂; 1/Var; 1/ΣP²
//	Phi, Omega2             of the pair variance e² ≈ φE + ω²E² (points of y; none)
//	From                    share of E by chain level, finest first (0 to 1)
//	rate, ExpectedMoney     peers' rate of each row; E¥ in minor units by the same chain on ΣX/ΣL
//
// N = 0 where nothing relative can be said: no peers (N_peer < 3), E = 0, nobody
// concedes. What breaks the assumptions: a stratum in which the same work differs in
// kind (the chain cannot know), and everybody conceding alike (absolute reference).
//
// Note: yen-weighted O/E was rejected for the score; one huge deal decided it.
//
// Sources: Breslow & Day 1987 (indirect standardisation); Bühlmann & Straub 1970 (chain).
func (a *concessionAxis) fit(calendar bool) {
	a.passes()
	if calendar {
		a.calendar()
	}
	a.settle()
}

// passes runs all passes: the first with ϑ = 1, then with everybody's posterior mean of
// the one-gamma fit ÷ their mean, so that peers' own levels are taken out of E.
func (a *concessionAxis) passes() {
	a.count()
	S := a.S
	theta, cv2 := fill(S, 1), fill(S, .1)
	sumY, sumN := 0., 0.
	for i := range a.rows {
		sumY += a.rows[i].y
		sumN += a.rows[i].n
	}
	a.Mean = sumY / math.Max(sumN, 1)
	for pass := 0; pass <= extraPasses; pass++ {
		parts := newChainParts(a, S, cv2)
		a.rate = a.chain(theta, shareValue, countWeight, parts)
		parts.finish(a)
		a.From = parts.from
		a.O, a.E = make([]float64, S), make([]float64, S)
		for k := range a.rows {
			r := &a.rows[k]
			a.O[r.person] += r.y
			a.E[r.person] += float64(r.f * a.rate[k])
		}
		a.expectPairs()
		clamped := make([]float64, len(a.pairs.owner))
		for k, i := range a.pairs.owner {
			clamped[k] = clamp(a.O[i]/math.Max(a.E[i], 1e-9), .3, a.widest)
		}
		a.Phi, a.Omega2 = 1e-9, 0
		if sumY > 0 {
			a.Phi, a.Omega2 = ratio.PairVariance(a.pairs.o, a.pairs.e, clamped)
		}
		a.variance(theta, parts, sumY)
		a.before = theta
		n := make([]float64, S)
		for i := range n {
			if a.rated[i] {
				n[i] = 1 / (a.lin[i] + a.quad[i])
			}
		}
		prior := ratio.FitOne(a.Ratio, n)
		theta, cv2 = levels(prior, a.Ratio, n)
		normalise(theta)
	}
	a.theta = theta
}

// settle finds the effective counts, whose variance grows with θ itself, by four
// fixed-point passes from ϑ = 1, and what peers would have conceded in yen.
func (a *concessionAxis) settle() {
	S := a.S
	t := fill(S, 1)
	for range 4 {
		a.N, a.level = make([]float64, S), t
		for i := range a.N {
			if a.rated[i] {
				a.N[i] = 1 / (a.lin[i] + float64(t[i]*a.quad[i]))
			}
		}
		prior := ratio.FitOne(a.Ratio, a.N)
		t, _ = levels(prior, a.Ratio, a.N)
	}
	money := a.chain(a.theta, func(r *stratumRow) float64 { return r.x }, func(r *stratumRow) float64 { return r.list }, nil)
	a.ExpectedMoney, a.moneyRate = make([]float64, S), money
	for k := range a.rows {
		r := &a.rows[k]
		a.ExpectedMoney[r.person] += float64(r.list * money[k])
	}
}

// expectPairs spreads E over the clients.
func (a *concessionAxis) expectPairs() {
	for k := range a.pairs.e {
		a.pairs.e[k] = 0
	}
	for i := range a.cells {
		x := &a.cells[i]
		a.pairs.e[x.pair] += float64(x.n * x.f * a.rate[x.row])
	}
}

// variance sets the part of 1/n that does not scale with θ and the part that does, and
// whether the person has a relative result at all: E > 0, somebody conceded, and
// at least three effective peers. It also sets the client-weighted ratio:
//
//	w_c = 1/(φ + ϑ_i·ω²·E_ic),   θ̂_i = Σ w_c O_ic / Σ w_c E_ic
//	1/n = φ·Σw²E/(ΣwE)² + ϑ·(ω²·Σw²E²/(ΣwE)² + V_peer + V_chain)
func (a *concessionAxis) variance(theta []float64, p *chainParts, sumY float64) {
	S := a.S
	wE, wO, w2E, w2E2 := make([]float64, S), make([]float64, S), make([]float64, S), make([]float64, S)
	for k, i := range a.pairs.owner {
		e := a.pairs.e[k]
		w := 1 / (a.Phi + float64(theta[i]*a.Omega2*e))
		a.pairs.weight[k] = w
		wE[i] += float64(w * e)
		wO[i] += float64(w * a.pairs.o[k])
		w2E[i] += float64(w * w * e)
		w2E2[i] += float64(w * w * e * e)
	}
	lin, quad, ok := make([]float64, S), make([]float64, S), make([]bool, S)
	a.Ratio, a.Peers, a.parts = make([]float64, S), make([]float64, S), make([]countParts, S)
	for i := range S {
		ok[i] = a.E[i] > 0 && sumY > 0
		chain := float64(a.Phi / (credibility * math.Max(a.Mean, 1e-300)) * p.chain[i])
		peer := p.peerVariance[i] + chain
		d := 1.
		if ok[i] {
			d = wE[i]
			a.Ratio[i] = wO[i] / d
			a.Peers[i] = p.peers[i]
		}
		lin[i] = a.Phi * w2E[i] / (d * d)
		quad[i] = float64(a.Omega2*w2E2[i]/(d*d)) + peer
		a.parts[i] = countParts{own: lin[i], clients: a.Omega2 * w2E2[i] / (d * d), peers: p.peerVariance[i], chain: chain}
		ok[i] = ok[i] && a.Peers[i] >= fewestPeers
	}
	a.lin, a.quad, a.rated = lin, quad, ok
}

// fewestPeers is the number of effective peers below which nothing relative is said.
const fewestPeers = 3
