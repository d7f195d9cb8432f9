package convert

import (
	"encoding/binary"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/intern"
	"tenbin/ingest/scan"
)

// observe shows the cells of the rows taken to the profiles, as scan.observe does for
// other rows. What an interner answered for is only counted, and observed so many times when
// the file is resolved.
func (l *fastPath) observe(b *raw.Block, n int) {
	good := l.good[:n]
	for k := range l.steps {
		switch x := &l.steps[k]; {
		case !x.profiled && !x.named:
		case x.interner == nil:
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
	for k, s := range [...]*heading.Slot{l.prices.list, l.prices.net, l.prices.cost} {
		if s == nil || s.Fixed {
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
				p.ObserveAmount(textOf(b, i, s.Cells[0]))
			}
		}
		p.ObserveShapes(&shapes)
	}
	if l.c.id.Kind == dedup.NoIdentity {
		return
	}
	if l.identity == idDocument {
		l.lines(b, good)
		return
	}
	for i := range good {
		if good[i] {
			l.fingerprints.Add(l.fingerprint(b, i))
		}
	}
}

// count counts the texts of a column with an interner.
func (l *fastPath) count(b *raw.Block, x *step, good []bool) {
	counts, last := x.interner.Counts, int32(intern.Unkept)
	for i, h := range x.hits[:len(good)] {
		switch {
		case !good[i] || h == last && !x.profiled: // of a name it is enough that it was met
		case h >= 0:
			counts[h]++
			last = h
		default:
			l.profiles[x.slot][0].Observe(textOf(b, i, x.cell))
		}
	}
}

// fingerprint returns the fingerprint of a row's identity, put together from its cells where
// that is all there is to do.
func (l *fastPath) fingerprint(b *raw.Block, i int) uint64 {
	c := l.c
	if l.identity == idDocument || c.id.Kind == dedup.OwnID {
		text := c.id.Buf[:0]
		for n, s := range c.id.Slots {
			if n > 0 {
				text = append(text, '-')
			}
			at := b.First[i] + uint32(s.Cells[0])
			text = append(text, b.Data[b.Start[at]:b.End[at]]...)
		}
		if c.id.Buf = text; cell.Tidy(text) {
			return dedup.Fingerprint(text)
		}
	}
	c.cur.Seek(b, i)
	return c.id.Fingerprint(c.cur)
}

// lines adds the fingerprints of rows that are known by document and line.
func (l *fastPath) lines(b *raw.Block, good []bool) {
	for i := range good {
		if !good[i] {
			continue
		}
		document, line := b.First[i]+uint32(l.document), b.First[i]+uint32(l.line)
		if x, ok := fingerprintOf(b.Data, b.Start[document], b.End[document], b.Start[line], b.End[line]); ok {
			l.fingerprints.Add(x)
		} else {
			l.fingerprints.Add(l.fingerprint(b, i))
		}
	}
}

// fingerprintOf is the fingerprint of document and line with a dash between, for texts of which
// both are short and clean; ok is false for any other.
func fingerprintOf(data []byte, from, to, first, last uint32) (x uint64, ok bool) {
	d, size := to-from, to-from+1+last-first
	if d < 5 || d > 16 || last-first > 8 || size > 24 || int(from)+16 > len(data) || int(first)+8 > len(data) {
		return 0, false
	}
	var text [24]byte
	binary.LittleEndian.PutUint64(text[:], binary.LittleEndian.Uint64(data[from:]))
	binary.LittleEndian.PutUint64(text[8:], binary.LittleEndian.Uint64(data[from+8:]))
	binary.LittleEndian.PutUint64(text[min(d+1, 16):], binary.LittleEndian.Uint64(data[first:]))
	text[d] = '-'
	if d == 16 {
		copy(text[17:], data[first:last])
	}
	var odd uint64
	for k := uint32(0); k < size; k += 8 {
		word := binary.LittleEndian.Uint64(text[k:])
		if left := size - k; left < 8 {
			within := uint64(1)<<(8*left) - 1
			word = word&within | ones*'0'&^within
		}
		odd |= oddBytes(word)
	}
	if c := text[0]; odd != 0 || c == '-' || c == '(' || c == '<' || c == '#' {
		return 0, false
	}
	return intern.Hash(text[:size]), true
}

const ones = 0x0101010101010101

// oddBytes sets the high bits of the bytes at which clean stumbles anywhere in a text.
func oddBytes(x uint64) uint64 {
	const low = ones * 0x7f
	is := func(c uint64) uint64 { // the high bit of each byte of x that is not c
		y := x ^ c*ones
		return y&low + low | y
	}
	space := (x | ones*0x80) - ones*0x21 // its high bit: not up to a space
	return (x | ^(space & is(0x7f) & is('&') & is('_') & is('?'))) & (ones * 0x80)
}

// profile adds to all what the fast path has seen of each column.
func (l *fastPath) profile(all [][]cell.Profile) {
	scan.MergeProfiles(all, l.profiles)
	for k := range l.steps {
		x := &l.steps[k]
		if !x.profiled || x.interner == nil {
			continue
		}
		for n := range x.interner.Entries {
			if times := x.interner.Counts[n]; times > 0 {
				h := x.hint
				if x.interner.Entries[n].Size == 0 {
					h = raw.Plain
				}
				all[x.slot][0].ObserveTimes(x.interner.Text(n), h, times)
			}
		}
	}
}

// Learned adds to a part what the converter's fast path has seen since it was made: profiles and
// names. The rows' fingerprints are apart.
func (c *Converter) Learned(part *scan.PartStats) {
	c.fast.profile(part.Profiles)
	for k := range c.fast.steps {
		x := &c.fast.steps[k]
		if !x.named {
			continue
		}
		var names map[string]struct{}
		column := c.s.Layout.Inputs[c.s.Layout.Slots[x.slot].Input].Name
		switch heading.RoleOf("deals", column) {
		case heading.Person:
			if names = part.People; column != "salesperson" {
				names = part.Others
			}
		case heading.Client:
			names = part.Clients
		default:
			if part.Products == nil {
				part.Products = map[string]struct{}{}
			}
			names = part.Products
		}
		for n := range x.interner.Entries {
			if x.interner.Counts[n] > 0 {
				names[string(x.interner.Text(n))] = struct{}{}
			}
		}
	}
}

// Fingerprints are the fingerprints of the rows that the fast path observed.
func (c *Converter) Fingerprints() *dedup.Fingerprints { return c.fast.fingerprints }
