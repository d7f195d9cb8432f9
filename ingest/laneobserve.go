package ingest

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
)

// observe shows the cells of the rows taken to the profiles, as survey.observe does for
// other rows. What a memo answered for is only counted, and observed so many times when
// the file is settled.
func (l *lane) observe(b *raw.Block, n int) {
	for k := range l.steps {
		x := &l.steps[k]
		if !x.profiled && !x.named {
			continue
		}
		for i := range n {
			switch {
			case !l.good[i]:
			case x.memo != nil && x.hits[i] >= 0:
				x.memo.counts[x.hits[i]]++
			default:
				at := b.First[i] + uint32(x.cell)
				l.profiles[x.slot][0].Observe(b.Data[b.Start[at]:b.End[at]], hint(b, at))
			}
		}
	}
	for k, s := range [...]*slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s == nil || s.fixed {
			continue
		}
		p := &l.profiles[l.prices.at[k]][0]
		for i := range n {
			if l.good[i] {
				at := b.First[i] + uint32(s.cells[0])
				p.ObserveAmount(b.Data[b.Start[at]:b.End[at]], hint(b, at))
			}
		}
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
