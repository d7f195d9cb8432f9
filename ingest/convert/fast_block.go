package convert

import (
	"cmp"
	"encoding/binary"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/intern"
	"tenbin/ingest/table"
)

// take reads the rows of b of which may says yes, column by column, and leaves in l.good
// which of them it took.
func (l *fastPath) take(b *raw.Block, may func(row int64) bool) {
	n := b.Rows()
	l.good = room(l.good, n)
	for i := range n {
		l.good[i] = int(b.First[i+1]-b.First[i]) == l.width && may(b.Row[i])
	}
	for k := range l.steps {
		x := &l.steps[k]
		codes, wanted := codesOf(b, x.cell), l.skip == nil || !l.skip[x.target]
		switch {
		case x.kind == table.Stamp:
			l.stamps(b, x, n)
		case x.interner != nil && wanted && codes != nil:
			l.coded(b, x, codes)
		case x.interner != nil && wanted:
			l.column(b, x, n)
		case codes != nil:
			l.plausible(x, codes)
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

// column reads one column through its interner: first the rows whose text stands in the row
// before, in the part's dictionary or in front, then those that must be looked for.
func (l *fastPath) column(b *raw.Block, x *step, n int) {
	x.hits, x.values = room(x.hits, n), room(x.values, n)
	x.open(b)
	m, same := x.interner, false
	m.Expect(n, cmp.Or(l.c.env.Front, intern.FrontAfter))
	m.Pending = m.Pending[:0]
	front := m.Front
	hits, values, good, data := x.hits[:n], x.values[:n], l.good[:n], b.Data
	var last intern.Key
	lastSize, lastRow := uint32(0), 0
	for i := range good {
		if !good[i] {
			continue
		}
		at := b.First[i] + uint32(x.cell)
		start, end := b.Start[at], b.End[at]
		if start < b.Dict {
			if e := x.entry(start); e > 0 {
				hits[i], values[i] = e-1, m.Entries[e-1].Value
				continue
			}
		}
		if b.Hints != nil && !x.fits(data[start:end], b.Hints[at]) {
			good[i] = false
			continue
		}
		size := end - start
		var w intern.Key
		switch {
		case size <= 8 && uint64(start)+8 <= uint64(len(data)): // cut out of eight bytes
			w.First = binary.LittleEndian.Uint64(data[start:]) & (1<<(8*size) - 1)
		case size > 8 && size <= 16:
			w.First, w.Last = binary.LittleEndian.Uint64(data[start:]), binary.LittleEndian.Uint64(data[end-8:])
		default:
			w = intern.KeyOf(data, start, end)
		}
		if w.First == last.First && w.Last == last.Last && size+1 == lastSize && size <= 32 && w.Second == last.Second && w.Third == last.Third {
			if hits[i], values[i] = hits[lastRow], values[lastRow]; hits[i] == wanted {
				hits[i], same = as-int32(lastRow), true
			}
			continue
		}
		last, lastSize, lastRow = w, size+1, i
		h := intern.Fold128(w.First^intern.HashFirst, w.Last^uint64(size)*intern.HashSize)
		if size > 16 {
			h = w.HashLong(h, data[start:end])
		}
		if front != nil {
			if f := &front[h>>(64-intern.FrontBits)]; f.First == w.First && f.Size == size+1 && f.Last == w.Last && f.Second == w.Second && f.Third == w.Third {
				hits[i], values[i] = f.Entry, f.Value
				continue
			}
		}
		hits[i] = wanted
		m.Pending = append(m.Pending, intern.Pending{Key: w, Hash: h, Row: int32(i), Size: size})
	}
	if len(m.Pending) > 0 {
		l.look(b, x)
	}
	required := x.required
	for i := range good {
		if !good[i] {
			continue
		}
		if same && hits[i] <= as {
			row := as - hits[i]
			hits[i], values[i] = hits[row], values[row]
		}
		if v := values[i]; v < 0 && (v == unusual || required) {
			good[i] = false
		}
	}
}

// What a row's hit may be beside an entry while a column is read.
const (
	wanted = intern.Unkept - 1 - iota // not yet looked for
	as                                // as − n: what row n gets
)

// look finds the texts of the rows that wait and learns those that are new.
func (l *fastPath) look(b *raw.Block, x *step) {
	m := x.interner
	for from := 0; from < len(m.Pending); from += intern.Ahead {
		some := m.Pending[from:min(from+intern.Ahead, len(m.Pending))]
		m.Prefetch(some)
		for n := range some {
			w := &some[n]
			i := int(w.Row)
			at := b.First[i] + uint32(x.cell)
			start := b.Start[at]
			text := b.Data[start:b.End[at]]
			hit := m.Find(&w.Key, w.Hash, w.Size, text)
			if hit >= 0 {
				x.values[i] = m.Entries[hit].Value
			} else {
				hit, x.values[i] = l.intern(x, w, text, hint(b, at))
			}
			x.hits[i] = hit
			if hit >= 0 && start < b.Dict {
				x.byStart[start/raw.DictStep] = hit + 1
			}
		}
	}
}

// intern works out what a text becomes that the interner does not know.
func (l *fastPath) intern(x *step, w *intern.Pending, text []byte, h raw.Hint) (hit int32, v int64) {
	v = l.resolve(x, text, h)
	if hit = x.interner.Put(&w.Key, w.Hash, text, v); hit == intern.Unkept && x.kind == table.Code {
		v = unusual // more text than an interner holds
	}
	return hit, v
}

// open makes room for the dictionary of b.
func (x *step) open(b *raw.Block) {
	if more := int(b.Dict/raw.DictStep) - len(x.byStart); more > 0 {
		x.byStart = append(x.byStart, make([]int32, more)...)
	}
}

// entry is the interner's entry + 1 for a dictionary's text, 0 where none is known.
func (x *step) entry(start uint32) int32 {
	if k := int(start / raw.DictStep); k < len(x.byStart) {
		return x.byStart[k]
	}
	return 0
}

// stamps reads a column of moments, which seldom repeat.
func (l *fastPath) stamps(b *raw.Block, x *step, n int) {
	s := &l.c.s.Layout.Slots[x.slot]
	x.values = room(x.values, n)
	for i := range n {
		if !l.good[i] {
			continue
		}
		at := b.First[i] + uint32(x.cell)
		v, r, ok := cell.Stamp(b.Data[b.Start[at]:b.End[at]], hint(b, at), s.Decision, l.c.env.Location)
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
func (l *fastPath) emit(b *raw.Block, from, to int) {
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
func (l *fastPath) write(b *raw.Block, x *step, w *vector, from, to int) {
	c := l.c
	s := &c.s.Layout.Slots[x.slot]
	n := c.out.n
	w.touch(n)
	for i := from; i < to; i++ {
		at := b.First[i] + uint32(x.cell)
		text := b.Data[b.Start[at]:b.End[at]]
		k := n + i - from
		if cell.Tidy(text) {
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
func (l *fastPath) complete(b *raw.Block, from, to int) {
	c := l.c
	n, id := c.out.n, c.price.iID
	defer func() { c.out.n = n }()
	for i := from; i < to; i++ {
		c.out.n = n + i - from
		if c.env.Accounts != nil {
			c.errs = c.errs[:0]
			c.account()
		}
		if l.identity == idOwn || l.skip != nil && l.skip[id] || c.out.has(id) && !c.s.Layout.Compose {
			continue
		}
		if l.identity == idDocument {
			first := b.First[i]
			document, line := b.Data[b.Start[first+uint32(l.document)]:b.End[first+uint32(l.document)]], b.Data[b.Start[first+uint32(l.line)]:b.End[first+uint32(l.line)]]
			if cell.Tidy(document) && cell.Tidy(line) {
				v := c.out.room(id)
				v.data = append(append(append(v.data, document...), '-'), line...)
				v.ends[c.out.n], v.valid[c.out.n] = int32(len(v.data)), 1
				continue
			}
		}
		c.cur.Seek(b, i)
		c.errs = c.errs[:0]
		c.identify()
	}
}
