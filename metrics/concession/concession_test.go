package concession

import (
	"math"
	"math/rand/v2"
	"testing"

	"tenbin/metrics/peers"
)

// oneLine is a made-up scored line: person, client, category, region, list and y.
type oneLine struct {
	person, client, category, region int32
	list                             int64
	y                                float64
}

// dealsOf makes Deals of each line by itself; band 0 below 1,000.
func dealsOf(lines ...oneLine) []Deals {
	var deals []Deals
	for _, l := range lines {
		d := Deals{Person: int(l.person), Month: 9, Client: l.client, Category: l.category, Region: l.region, N: 1, Y: math.Round(l.y*1e9) / 1e9, Y2: math.Round(l.y*l.y*1e9) / 1e9,
			List: float64(l.list), List2: float64(l.list) * float64(l.list), X: math.Round(l.y * float64(l.list))}
		if l.list >= 1000 {
			d.Band = 1
		}
		deals = append(deals, d)
	}
	return deals
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
	deals := dealsOf(oneLine{0, 0, 0, 0, 1000, .05}, oneLine{0, 1, 0, 0, 3000, .15}, oneLine{1, 0, 0, 0, 1000, .1}, oneLine{1, 2, 0, 0, 1000, .1},
		oneLine{1, 2, 1, 0, 1000, .1}, oneLine{2, 3, 1, 0, 1000, .3})
	deals[5].X = 200
	a := New(deals, 3)
	a.count()
	parts := newChainParts(a, 3, peers.Fill(3, .1))
	rate := a.chain(peers.Fill(3, 1), shareValue, countWeight, parts)
	nearly(t, "r", rate[a.ByOne[0][0]], 157./1250)
	for l, want := range []float64{1. / 5, 4. / 25, 16. / 125, 64. / 125} {
		nearly(t, "share of E by level", parts.from[0][l], want)
	}
	// V_chain: (1−z)·(Σ n·r·c/E)² with c = 1, 4/5, 16/25 and z = 1/5.
	nearly(t, "V_chain", parts.chain[0], .8*(1+16./25+256./625))
	money := a.chain(peers.Fill(3, 1), func(r *Row) float64 { return r.X }, func(r *Row) float64 { return r.list }, nil)
	up := 1. / 8
	for range 3 {
		up = .2*.1 + .8*up
	}
	nearly(t, "r¥", money[a.ByOne[0][0]], up)
	// P: b's part of E_a is its Y in A (on all levels) and in B (at the top), c's only at the top.
	low := (.2/2 + .16/2 + .128/2) * .2
	b, d := low+.512/4*.3, .512/4*.3
	parts.finish(a)
	nearly(t, "effective peers", parts.peers[0], (b+d)*(b+d)/(b*b+d*d))
}

// A person alone has nobody to be compared with; two peers are too few.
func TestNoPeersNoEvidence(t *testing.T) {
	for people := range 4 {
		var lines []oneLine
		for p := range people + 1 {
			for k := range 6 {
				lines = append(lines, oneLine{int32(p), int32(k % 2), 0, 0, 5000, .02 * float64(k%3)})
			}
		}
		a := New(dealsOf(lines...), people+1)
		a.Fit(false)
		for i, n := range a.N {
			if (n > 0) != (people >= 3) {
				t.Errorf("%d people: person %d has n = %v with %v peers", people+1, i, n, a.Peers[i])
			}
		}
	}
}

// dense computes peers and peer variance from the person × person matrix itself.
func dense(a *Axis, p *chainParts, cv2 []float64) (peers, variance []float64) {
	S := a.S
	peers, variance = make([]float64, S), make([]float64, S)
	y := make([][]float64, S)
	for j := range S {
		y[j] = make([]float64, a.Nodes)
		for _, k := range a.ByOne[j] {
			for _, g := range a.Rows[k].Node {
				y[j][g] += a.Rows[k].Y
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
	var lines []oneLine
	for range 300 {
		lines = append(lines, oneLine{int32(draw.IntN(12)), int32(draw.IntN(9)), int32(draw.IntN(3)), int32(draw.IntN(2)), 500 + 1000*int64(draw.IntN(2)), float64(draw.IntN(30)) / 100})
	}
	a := New(dealsOf(lines...), 12)
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
			a.gram = &gram{n: a.Nodes, sparse: map[uint64]gramCell{}}
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
	var lines []oneLine
	for p := range int32(4) {
		for k := range int32(60) {
			lines = append(lines, oneLine{p, k % 9, 0, 0, 5000, .1})
		}
		for k := range int32(60) {
			lines = append(lines, oneLine{p, k % 9, 0, 0, 5000, .2})
		}
	}
	deals := dealsOf(lines...)
	for i := range deals {
		if deals[i].Y > .1 {
			deals[i].Month++
		}
	}
	a := New(deals, 4)
	a.Passes()
	r := .15 // everybody conceded the same: r̄ and every peers' rate
	before := append([]float64(nil), a.Rate...)
	nearly(t, "r̄", a.Mean, r)
	a.Calendar()
	// Round 1: O = 3·60·.1 = 18 against E = 3·60·.15 = 27, and 36 against 27, with 7.5 added.
	f1, f2 := (18+7.5)/(27+7.5), (36+7.5)/(27+7.5)
	low, high := a.Cells[0].F, a.Cells[60].F
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

func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}
