package concession

import (
	"math"

	"tenbin/metrics/peers"
)

// chain computes the peers' rate of every row, the person's own rows left out:
//
//	ȳ_ℓ = (Y_ℓ − Y_iℓ) / (Σ_j ϑ_j n_jℓ − ϑ_i n_iℓ),  z = n/(n + κ),  r_ℓ = z·ȳ_ℓ + (1−z)·r_{ℓ+1}
//
// top z = 1. value and weight choose what is averaged (y over deals, yen over list).
// When p is not nil it also receives what the variance needs.
func (a *Axis) chain(theta []float64, value, weight func(*Row) float64, p *chainParts) []float64 {
	total, mass, plain := make([]float64, a.Nodes), make([]float64, a.Nodes), make([]float64, a.Nodes)
	for i := range a.Rows {
		r := &a.Rows[i]
		for _, g := range r.Node {
			total[g] += value(r)
			mass[g] += float64(theta[r.Person] * weight(r))
			plain[g] += r.N
		}
	}
	own := make([]struct{ v, w, n float64 }, a.Nodes)
	rate := make([]float64, len(a.Rows))
	var touched []int
	for i, rows := range a.ByOne {
		touched = touched[:0]
		for _, k := range rows {
			r := &a.Rows[k]
			for _, g := range r.Node {
				if own[g].n == 0 {
					touched = append(touched, g)
				}
				own[g].v += value(r)
				own[g].w += float64(theta[i] * weight(r))
				own[g].n += r.N
			}
		}
		for _, k := range rows {
			r := &a.Rows[k]
			x := 0.
			for l := 3; l >= 0; l-- {
				g := r.Node[l]
				z, raw := a.credibility(l, plain[g]-own[g].n), 0.
				if w := peers.Others(mass[g], own[g].w); w > 0 {
					raw = (total[g] - own[g].v) / w
				}
				x = float64(z*raw) + float64((1-z)*x)
			}
			rate[k] = math.Max(x, 0)
		}
		if p != nil {
			p.person(a, i, rows, rate, weight, func(l, g int) (z, w float64) {
				return a.credibility(l, plain[g]-own[g].n), peers.Others(mass[g], own[g].w)
			})
		}
		for _, g := range touched {
			own[g].v, own[g].w, own[g].n = 0, 0, 0
		}
	}
	return rate
}

// credibility is z of a level with n peer deals.
func (a *Axis) credibility(level int, n float64) float64 {
	if level == 3 {
		return 1
	}
	return n / (n + Credibility)
}

// countWeight and shareValue are the deals' own: y over calendar-weighted counts.
func countWeight(r *Row) float64 { return r.f }

func shareValue(r *Row) float64 { return r.Y }

// chainParts collects, person by person, what the credibility chain says of its own
// uncertainty, without ever forming a person × person matrix.
//
// The share of E_i that comes from peer j is linear in the chain,
//
//	P_ij = Σ_g co_ig·Y_jg / Σ_j≠i …,   co_ig = Σ_{s in g} n_is·c_is·z_g / W_g^(−i)
//
// with g over the nodes of all levels, so Σ_j P_ij² v_j is a quadratic form in the
// Gram matrix of the nodes, Γ_gh = Σ_j v_j Y_jg Y_jh. Only pairs of nodes that one
// person has both of are ever asked for, so Γ is kept for those alone.
type chainParts struct {
	from         [][4]float64 // share of E by level
	chain        []float64    // V_chain before its factor φ/(κ r̄)
	peerVariance []float64    // Σ_j P_ij² cv_j²
	peers        []float64    // 1/Σ_j P_ij²
	co           [][]nodeWeight
	cv2          []float64

	slot        []int32 // scratch: where a node stands among a person's, plus one
	cum, spread []float64
}

type nodeWeight struct {
	node int
	w    float64 // co_ig
	y    float64 // Y_ig
}

func newChainParts(a *Axis, S int, cv2 []float64) *chainParts {
	return &chainParts{from: make([][4]float64, S), chain: make([]float64, S), peerVariance: make([]float64, S), peers: make([]float64, S), co: make([][]nodeWeight, S), cv2: cv2, slot: make([]int32, a.Nodes)}
}

// person walks person i's rows from the finest level up. at returns z and the peers'
// weighted mass of a node without i.
func (p *chainParts) person(a *Axis, i int, rows []int, rate []float64, weight func(*Row) float64, at func(level, node int) (z, w float64)) {
	if len(rows) == 0 {
		return
	}
	p.cum = p.cum[:0]
	for range rows {
		p.cum = append(p.cum, 1)
	}
	cum := p.cum
	e := 0.
	for _, k := range rows {
		e += float64(weight(&a.Rows[k]) * rate[k])
	}
	p.co[i] = make([]nodeWeight, 0, 4*len(rows))
	for l := range 4 {
		nodes, spread := p.co[i][len(p.co[i]):], p.spread[:0]
		for q, k := range rows {
			r := &a.Rows[k]
			g := r.Node[l]
			t := int(p.slot[g]) - 1
			if t < 0 {
				t = len(nodes)
				nodes = append(nodes, nodeWeight{node: g})
				spread = append(spread, 0)
				p.slot[g] = int32(len(nodes))
			}
			z, w := at(l, g)
			spread[t] += float64(weight(r) * rate[k] * cum[q])
			nodes[t].y += r.Y
			if w > 0 {
				nodes[t].w += float64(weight(r) * cum[q] * z / w)
			}
			p.from[i][l] += float64(weight(r) * cum[q] * z)
			cum[q] *= 1 - z
		}
		for t, n := range nodes {
			z, _ := at(l, n.node)
			x := spread[t] / math.Max(e, 1e-300)
			p.chain[i] += float64((1 - z) * x * x)
			p.slot[n.node] = 0
		}
		p.co[i], p.spread = p.co[i][:len(p.co[i])+len(nodes)], spread
	}
	sum := 0.
	for l := range 4 {
		sum += p.from[i][l]
	}
	for l := range 4 {
		p.from[i][l] /= math.Max(sum, 1e-300)
	}
}

// finish turns the node weights into peers and peer variance.
func (p *chainParts) finish(a *Axis) {
	both := a.gramOf()
	for j := range p.co {
		for s, g := range p.co[j] {
			if g.y == 0 {
				continue
			}
			for _, h := range p.co[j][s:] {
				if h.y != 0 {
					both.add(g.node, h.node, float64(g.y*h.y), p.cv2[j])
				}
			}
		}
	}
	sums := make([]float64, a.Nodes)
	for j := range p.co {
		for _, g := range p.co[j] {
			sums[g.node] += g.y
		}
	}
	for i := range p.co {
		var total, own, square, squareCV float64
		for _, g := range p.co[i] {
			total += float64(g.w * (sums[g.node] - g.y))
			own += float64(g.w * g.y)
		}
		if total <= 0 {
			continue
		}
		for s, g := range p.co[i] {
			x := both.at(g.node, g.node)
			square += float64(g.w * g.w * x.plain)
			squareCV += float64(g.w * g.w * x.weighted)
			for _, h := range p.co[i][s+1:] {
				x := both.at(g.node, h.node)
				square += 2 * float64(g.w*h.w*x.plain)
				squareCV += 2 * float64(g.w*h.w*x.weighted)
			}
		}
		square -= float64(own * own)
		squareCV -= float64(own*own) * p.cv2[i]
		if square < 1e-7*own*own {
			square, squareCV = p.direct(i) // too much cancelled: sum over the peers themselves
		}
		square /= total * total
		squareCV /= total * total
		if square > 0 {
			p.peers[i] = 1 / square
			p.peerVariance[i] = math.Max(squareCV, 0)
		}
	}
}

// direct sums P_ij² over the peers one by one.
func (p *chainParts) direct(i int) (square, squareCV float64) {
	w := map[int]float64{}
	for _, g := range p.co[i] {
		w[g.node] = g.w
	}
	for j := range p.co {
		if j == i {
			continue
		}
		x := 0.
		for _, g := range p.co[j] {
			if c, ok := w[g.node]; ok {
				x += float64(c * g.y)
			}
		}
		square += float64(x * x)
		squareCV += float64(x*x) * p.cv2[j]
	}
	return
}

// countParts are the parts of 1/n: φΣw²E/(ΣwE)², ω²Σw²E²/(ΣwE)², V_peer, V_chain.
type countParts struct{ Own, Clients, Peers, Chain float64 }

// chainSums are the sums of the chain by node: over everybody, and of the one person
// who is looked at.
type chainSums struct{ theta, total, mass, plain, ownY, ownMass, ownN []float64 }

func (a *Axis) Sums(theta []float64) *chainSums {
	n := a.Nodes
	s := &chainSums{theta, make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
	for i := range a.Rows {
		r := &a.Rows[i]
		for _, g := range r.Node {
			s.total[g] += r.Y
			s.mass[g] += float64(theta[r.Person] * r.f)
			s.plain[g] += r.N
		}
	}
	return s
}

// look sums the rows of one person; its nodes are set back first.
func (s *chainSums) Own(a *Axis, rows []int) {
	for _, k := range rows {
		for _, g := range a.Rows[k].Node {
			s.ownY[g], s.ownMass[g], s.ownN[g] = 0, 0, 0
		}
	}
	for _, k := range rows {
		r := &a.Rows[k]
		for _, g := range r.Node {
			s.ownY[g] += r.Y
			s.ownMass[g] += float64(s.theta[r.Person] * r.f)
			s.ownN[g] += r.N
		}
	}
}

// Rate is the chain's rate of a row at a level, as chain computes it at level 0.
func (s *chainSums) Rate(a *Axis, r *Row, level int) float64 {
	x := 0.
	for l := 3; l >= level; l-- {
		g := r.Node[l]
		z, raw := a.credibility(l, s.plain[g]-s.ownN[g]), 0.
		if w := peers.Others(s.mass[g], s.ownMass[g]); w > 0 {
			raw = (s.total[g] - s.ownY[g]) / w
		}
		x = float64(z*raw) + float64((1-z)*x)
	}
	return math.Max(x, 0)
}
