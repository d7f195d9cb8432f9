package ingest

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
)

// observe shows the cells of the rows taken to the profiles, as survey.observe does for
// other rows. What a memo answered for is only counted, and observed so many times when
// the file is settled.
func (l *lane) observe(b *raw.Block, n int) {
	good := l.good[:n]
	for k := range l.steps {
		switch x := &l.steps[k]; {
		case !x.profiled && !x.named:
		case x.memo == nil:
			for i := range good {
				if good[i] {
					at := b.First[i] + uint32(x.cell)
					l.profiles[x.slot][0].Observe(b.Data[b.Start[at]:b.End[at]], hint(b, at))
				}
			}
		default:
			l.count(b, x, good)
		}
	}
	for k, s := range [...]*slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s == nil || s.fixed {
			continue
		}
		p := &l.profiles[l.prices.at[k]][0]
		var shapes cell.Shapes
		for i := range good {
			switch {
			case !good[i]:
			case k < len(l.shapes) && l.shapes[k][i] != cell.Unshaped:
				shapes[l.shapes[k][i]]++
			default:
				at := b.First[i] + uint32(s.cells[0])
				p.ObserveAmount(b.Data[b.Start[at]:b.End[at]], hint(b, at))
			}
		}
		p.ObserveShapes(&shapes)
	}
	if l.c.id.kind == noIdentity {
		return
	}
	for i := range n {
		if l.good[i] {
			l.prints.add(l.print(b, i))
		}
	}
}

// count counts the texts of a column with a memo.
func (l *lane) count(b *raw.Block, x *step, good []bool) {
	counts, last := x.memo.counts, int32(unkept)
	for i, h := range x.hits[:len(good)] {
		switch {
		case !good[i] || h == last && !x.profiled: // of a name it is enough that it was met
		case h >= 0:
			counts[h]++
			last = h
		default:
			at := b.First[i] + uint32(x.cell)
			l.profiles[x.slot][0].Observe(b.Data[b.Start[at]:b.End[at]], hint(b, at))
		}
	}
}

// print returns the fingerprint of a row's identity, put together from its cells where
// that is all there is to do.
func (l *lane) print(b *raw.Block, i int) uint64 {
	c := l.c
	if l.identity == idDocument || c.id.kind == ownID {
		text := c.id.buf[:0]
		for n, s := range c.id.slots {
			if n > 0 {
				text = append(text, '-')
			}
			at := b.First[i] + uint32(s.cells[0])
			text = append(text, b.Data[b.Start[at]:b.End[at]]...)
		}
		if c.id.buf = text; clean(text) {
			return fingerprint(text)
		}
	}
	c.cur.stand(b, i)
	return c.id.print(c.cur)
}

// profile adds to all what the lane has seen of each column.
func (l *lane) profile(all [][]cell.Profile) {
	mergeProfiles(all, l.profiles)
	for k := range l.steps {
		x := &l.steps[k]
		if !x.profiled || x.memo == nil {
			continue
		}
		for n := range x.memo.entries {
			if times := x.memo.counts[n]; times > 0 {
				h := x.hint
				if x.memo.entries[n].size == 0 {
					h = raw.Plain
				}
				all[x.slot][0].ObserveTimes(x.memo.text(n), h, times)
			}
		}
	}
}
