package concession

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
func (a *Axis) gramOf() *gram {
	if a.gram == nil {
		a.gram = newGram(a.Nodes)
		return a.gram
	}
	clear(a.gram.dense)
	clear(a.gram.sparse)
	return a.gram
}

// Release gives the matrices back once the axis is fitted.
func (a *Axis) Release() { a.gram = nil }

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
