package ingest

import (
	"bytes"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
)

// observe shows the cells of the row just taken to the profiles, as survey.observe does
// for other rows. What a memo answered for is only counted, and observed so many times
// when the file is settled.
func (l *lane) observe(b *raw.Block, i int, start, end []uint32) {
	for k := range l.steps {
		x := &l.steps[k]
		switch {
		case !x.profiled:
		case x.memo != nil && l.hits[k] >= 0:
			x.memo.entries[l.hits[k]].count++
		default:
			l.profiles[x.slot][0].Observe(b.Data[start[x.cell]:end[x.cell]], raw.Plain)
		}
	}
	for k, s := range [...]*slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s != nil && !s.fixed {
			l.profiles[l.prices.at[k]][0].ObserveAmount(b.Data[start[s.cells[0]]:end[s.cells[0]]])
		}
	}
	c := l.c
	switch {
	case c.id.kind == noIdentity:
		return
	case l.identity == idDocument && c.id.kind == documentID || c.id.kind == ownID:
		var text []byte
		for n, s := range c.id.slots {
			part := bytes.TrimSpace(b.Data[start[s.cells[0]]:end[s.cells[0]]])
			if len(c.id.slots) == 1 {
				text = part
				break
			}
			if n > 0 {
				c.id.buf = append(c.id.buf, '-')
			} else {
				c.id.buf = c.id.buf[:0]
			}
			c.id.buf = append(c.id.buf, part...)
			text = c.id.buf
		}
		if !clean(text) {
			c.cur.stand(b, i)
			text = c.id.text(c.cur)
		}
		if len(text) > 0 {
			l.prints.add(fingerprint(text))
		}
	default:
		c.cur.stand(b, i)
		l.prints.add(c.id.print(c.cur))
	}
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
			if times := x.memo.entries[n].count; times > 0 {
				all[x.slot][0].ObserveTimes(x.memo.text(n), raw.Plain, times)
			}
		}
	}
}
