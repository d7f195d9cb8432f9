package metrics

import "math"

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

func newChainParts(a *concessionAxis, S int, cv2 []float64) *chainParts {
	return &chainParts{from: make([][4]float64, S), chain: make([]float64, S), peerVariance: make([]float64, S), peers: make([]float64, S), co: make([][]nodeWeight, S), cv2: cv2, slot: make([]int32, a.nodes)}
}

// person walks person i's rows from the finest level up. at returns z and the peers'
// weighted mass of a node without i.
func (p *chainParts) person(a *concessionAxis, i int, rows []int, rate []float64, weight func(*stratumRow) float64, at func(level, node int) (z, w float64)) {
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
		e += float64(weight(&a.rows[k]) * rate[k])
	}
	p.co[i] = make([]nodeWeight, 0, 4*len(rows))
	for l := range 4 {
		nodes, spread := p.co[i][len(p.co[i]):], p.spread[:0]
		for q, k := range rows {
			r := &a.rows[k]
			g := r.node[l]
			t := int(p.slot[g]) - 1
			if t < 0 {
				t = len(nodes)
				nodes = append(nodes, nodeWeight{node: g})
				spread = append(spread, 0)
				p.slot[g] = int32(len(nodes))
			}
			z, w := at(l, g)
			spread[t] += float64(weight(r) * rate[k] * cum[q])
			nodes[t].y += r.y
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
func (p *chainParts) finish(a *concessionAxis) {
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
	sums := make([]float64, a.nodes)
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

// gram holds two symmetric matrices over nodes, Σ_j Y_jg Y_jh and the same weighted by
// cv_j², side by side because they are always asked for together: whole while small,
// else only what is met.
type gram struct {
	n      int
	dense  []gramCell
	sparse map[uint64]gramCell
}

type gramCell struct{ plain, weighted float64 }

// denseNodes is the size up to which the matrices are kept whole (256 MB).
const denseNodes = 4096

// gramOf returns the axis' matrices, empty; their memory is kept between passes.
func (a *concessionAxis) gramOf() *gram {
	if a.gram == nil {
		a.gram = newGram(a.nodes)
		return a.gram
	}
	clear(a.gram.dense)
	clear(a.gram.sparse)
	return a.gram
}

// release gives the matrices back once the axis is fitted.
func (a *concessionAxis) release() { a.gram = nil }

func newGram(n int) *gram {
	if n <= denseNodes {
		return &gram{n: n, dense: make([]gramCell, n*n)}
	}
	return &gram{n: n, sparse: map[uint64]gramCell{}}
}

// add adds v to the first matrix and v·cv2 to the second.
func (m *gram) add(g, h int, v, cv2 float64) {
	if g > h {
		g, h = h, g
	}
	if m.dense != nil {
		x := &m.dense[g*m.n+h]
		x.plain += v
		x.weighted += float64(v * cv2)
		return
	}
	k := uint64(g)<<32 | uint64(h)
	x := m.sparse[k]
	x.plain += v
	x.weighted += float64(v * cv2)
	m.sparse[k] = x
}

func (m *gram) at(g, h int) gramCell {
	if g > h {
		g, h = h, g
	}
	if m.dense != nil {
		return m.dense[g*m.n+h]
	}
	return m.sparse[uint64(g)<<32|uint64(h)]
}

// countParts are the parts of 1/n: φΣw²E/(ΣwE)², ω²Σw²E²/(ΣwE)², V_peer, V_chain.
type countParts struct{ own, clients, peers, chain float64 }
