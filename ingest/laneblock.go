package ingest

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// take reads the rows of b of which may says yes, column by column, and leaves in l.good
// which of them it took.
func (l *lane) take(b *raw.Block, may func(row int64) bool) {
	n := b.Rows()
	l.good = room(l.good, n)
	for i := range n {
		l.good[i] = int(b.First[i+1]-b.First[i]) == l.width && may(b.Row[i])
	}
	for k := range l.steps {
		switch x := &l.steps[k]; {
		case x.kind == table.Stamp:
			l.stamps(b, x, n)
		case x.memo != nil && (l.skip == nil || !l.skip[x.target]):
			l.column(b, x, n)
		case b.Hints != nil:
			for i := range n {
				l.good[i] = l.good[i] && b.Hints[b.First[i]+uint32(x.cell)] < raw.Error
			}
		}
	}
	l.money(b, n)
	if l.observing {
		l.observe(b, n)
	}
}

// room returns a slice of n elements, s itself where it is long enough.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// column reads one column through its memo.
func (l *lane) column(b *raw.Block, x *step, n int) {
	x.hits, x.values = room(x.hits, n), room(x.values, n)
	m, required := x.memo, x.required
	x.open(b)
	m.warm(b, x, l.good[:n])
	for i := range n {
		if !l.good[i] {
			continue
		}
		at := b.First[i] + uint32(x.cell)
		start := b.Start[at]
		if e := x.entry(start); e > 0 {
			v := m.entries[e-1].value
			if v < 0 && (v == unusual || required) {
				l.good[i] = false
				continue
			}
			x.hits[i], x.values[i] = e-1, v
			continue
		}
		text := b.Data[start:b.End[at]]
		h := raw.Plain
		if b.Hints != nil {
			if h = b.Hints[at]; !x.fits(text, h) {
				l.good[i] = false
				continue
			}
		}
		hit := m.find(b.Data, b.Start[at], b.End[at])
		v := int64(0)
		if hit < 0 {
			l.c.cur.stand(b, i)
			l.c.errs = l.c.errs[:0]
			v = l.learn(x, text, h)
			l.c.out.drop() // what learning wrote
			if hit = m.put(text, v); hit < 0 && x.kind == table.Code {
				v = unusual // more text than a memo holds
			}
		} else {
			v = m.entries[hit].value
		}
		if k := start / raw.DictStep; hit >= 0 && start < b.Dict {
			x.byStart[k] = int32(hit) + 1
		}
		if v < 0 && (v == unusual || required) {
			l.good[i] = false
			continue
		}
		x.hits[i], x.values[i] = int32(hit), v
	}
}

// open makes room for the dictionary of b.
func (x *step) open(b *raw.Block) {
	if more := int(b.Dict/raw.DictStep) - len(x.byStart); more > 0 {
		x.byStart = append(x.byStart, make([]int32, more)...)
	}
}

// entry is the memo's entry + 1 for a dictionary's text, 0 where none is known.
func (x *step) entry(start uint32) int32 {
	if k := int(start / raw.DictStep); k < len(x.byStart) {
		return x.byStart[k]
	}
	return 0
}

// stamps reads a column of moments, which seldom repeat.
func (l *lane) stamps(b *raw.Block, x *step, n int) {
	s := &l.c.s.layout.slots[x.slot]
	x.values = room(x.values, n)
	for i := range n {
		if !l.good[i] {
			continue
		}
		at := b.First[i] + uint32(x.cell)
		v, r, ok := cell.Stamp(b.Data[b.Start[at]:b.End[at]], hint(b, at), s.decision, l.c.in.zone.loc)
		if !ok {
			v = nothing
		}
		x.values[i], l.good[i] = v, v >= 0 || !ok && r == table.Empty
	}
}

// fits reports whether a cell has the hint of its column. An empty cell is Plain, as
// readers write null.
func (x *step) fits(text []byte, h raw.Hint) bool {
	if len(text) == 0 {
		return h == raw.Plain
	}
	if !x.hinted {
		x.hint, x.hinted = h, true
	}
	return h == x.hint && h < raw.Error
}

// hint returns what the source says of cell at.
func hint(b *raw.Block, at uint32) raw.Hint {
	if b.Hints == nil {
		return raw.Plain
	}
	return b.Hints[at]
}

// emit writes the rows from to to of the block, all of them taken, behind those of the
// batch, which has room for them, and commits them.
func (l *lane) emit(b *raw.Block, from, to int) {
	out := l.c.out
	n, count := out.n, to-from
	for k := range l.steps {
		x := &l.steps[k]
		if l.skip != nil && l.skip[x.target] {
			continue
		}
		w := &out.cols[x.target]
		if x.kind == table.Text {
			l.write(b, x, w, from, to)
			continue
		}
		w.touch(n)
		valid := w.valid[n : n+count]
		for j, v := range x.values[from:to] {
			if v < 0 {
				continue
			}
			valid[j] = 1
			switch x.kind {
			case table.Code, table.Date:
				w.small[n+j] = int32(v)
			case table.Word:
				w.bytes[n+j] = uint8(v)
			default:
				w.wide[n+j] = v
			}
		}
	}
	p := l.c.price
	for _, m := range [...]struct {
		column int
		values []int64
	}{{p.iList, l.list}, {p.iNet, l.net}} {
		w := &out.cols[m.column]
		w.touch(n)
		copy(w.wide[n:n+count], m.values[from:to])
		fill(w.valid[n:n+count], 1)
	}
	w := &out.cols[p.iReference]
	w.touch(n)
	fill(w.bytes[n:n+count], table.ReferenceLine)
	fill(w.valid[n:n+count], 1)
	if l.prices.cost != nil {
		w := &out.cols[p.iCost]
		w.touch(n)
		for j := range count {
			if l.hasCost[from+j] {
				w.wide[n+j], w.valid[n+j] = l.cost[from+j], 1
			}
		}
	}
	l.complete(b, from, to)
	out.row = append(out.row, b.Row[from:to]...)
	out.n = n + count
}

func fill(s []byte, v byte) {
	for i := range s {
		s[i] = v
	}
}

// write reads texts.
func (l *lane) write(b *raw.Block, x *step, w *vector, from, to int) {
	c := l.c
	s := &c.s.layout.slots[x.slot]
	n := c.out.n
	w.touch(n)
	for i := from; i < to; i++ {
		at := b.First[i] + uint32(x.cell)
		text := b.Data[b.Start[at]:b.End[at]]
		k := n + i - from
		if clean(text) {
			w.data = append(w.data, text...)
			w.valid[k] = 1
		} else if kept := c.clean(s, text); kept != "" {
			w.data = append(w.data, kept...)
			w.valid[k] = 1
		}
		if len(w.ends) > k {
			w.ends[k] = int32(len(w.data))
		} else {
			w.ends = append(w.ends, int32(len(w.data)))
		}
	}
}

// complete fills what a row gets from others than its own cells, and ids.
func (l *lane) complete(b *raw.Block, from, to int) {
	c := l.c
	n, id := c.out.n, c.price.iID
	defer func() { c.out.n = n }()
	for i := from; i < to; i++ {
		c.out.n = n + i - from
		if c.in.accounts != nil {
			c.errs = c.errs[:0]
			c.account()
		}
		if l.identity == idOwn || l.skip != nil && l.skip[id] || c.out.has(id) && !c.s.layout.compose {
			continue
		}
		if l.identity == idDocument {
			first := b.First[i]
			document, line := b.Data[b.Start[first+uint32(l.document)]:b.End[first+uint32(l.document)]], b.Data[b.Start[first+uint32(l.line)]:b.End[first+uint32(l.line)]]
			if clean(document) && clean(line) {
				v := c.out.room(id)
				v.data = append(append(append(v.data, document...), '-'), line...)
				v.ends[c.out.n], v.valid[c.out.n] = int32(len(v.data)), 1
				continue
			}
		}
		c.cur.stand(b, i)
		c.errs = c.errs[:0]
		c.identify()
	}
}
