package ingest

import "math/bits"

// printParts is in how many parts fingerprints are kept, by their upper bits: each is
// compared within the processor's cache.
const printParts = 256

// printChunk is the number of fingerprints that are stored together.
const printChunk = 256

// prints are fingerprints of ids, 8 bytes a line, in chunks that never move.
type prints struct {
	open [printParts][]uint64
	full [printParts][][]uint64
	n    int
}

// add notes a fingerprint; 0 is none.
func (p *prints) add(x uint64) {
	if x == 0 {
		return
	}
	k := x >> 56
	b := p.open[k]
	if len(b) == cap(b) {
		if b != nil {
			p.full[k] = append(p.full[k], b)
		}
		b = make([]uint64, 0, printChunk)
	}
	p.open[k] = append(b, x)
	p.n++
}

// each calls f with the fingerprints of one part, several at a time.
func (p *prints) each(part int, f func([]uint64)) {
	for _, b := range p.full[part] {
		f(b)
	}
	f(p.open[part])
}

// twice returns the fingerprints of one part that occur more than once in all. slots is
// memory for the search and comes back, perhaps larger.
func twice(all []*prints, part int, slots []uint64) (out []uint64, memory []uint64) {
	n := 0
	for _, p := range all {
		p.each(part, func(b []uint64) { n += len(b) })
	}
	size := 1 << bits.Len(uint(2*n+1))
	if size > len(slots) {
		slots = make([]uint64, size)
	}
	set := slots[:size]
	clear(set)
	mask := uint64(size - 1)
	for _, p := range all {
		p.each(part, func(b []uint64) {
			for _, x := range b {
				i := x >> 8 & mask // the upper byte is the part's
				for set[i] != 0 && set[i] != x {
					i = (i + 1) & mask
				}
				if set[i] == x {
					out = append(out, x)
				}
				set[i] = x
			}
		})
	}
	return out, slots
}
