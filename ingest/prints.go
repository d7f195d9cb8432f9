package ingest

import "math/bits"

// printParts is in how many parts fingerprints are kept, by their upper bits: each is
// compared within the processor's cache.
const printParts = 256

// printChunk is the number of fingerprints that are stored together.
const printChunk = 256

// prints are fingerprints of ids, 8 bytes a line, in chunks that never move; where they
// are more than spill allows, further chunks stand in its file.
type prints struct {
	spill *spill
	open  [printParts][]uint64
	full  [printParts][][]uint64
	away  [printParts][]int64 // where chunks stand in the file
	slab  []uint64            // of which chunks are cut
}

// printSlab is the number of fingerprints for which room is made at once.
const printSlab = 1 << 16

// add notes a fingerprint; 0 is none.
func (p *prints) add(x uint64) {
	if x == 0 {
		return
	}
	k := x >> 56
	b := p.open[k]
	if len(b) == cap(b) {
		b = p.close(int(k), b)
	}
	p.open[k] = append(b, x)
}

// close puts a full chunk of part k away and returns an empty one. A chunk that cannot be
// written is lost; the spill knows, and the search fails.
func (p *prints) close(k int, b []uint64) []uint64 {
	switch {
	case b == nil:
	case p.spill.room():
		p.full[k] = append(p.full[k], b)
	default:
		if at, err := p.spill.write(b); err == nil {
			p.away[k] = append(p.away[k], at)
		}
		return b[:0]
	}
	if len(p.slab) < printChunk {
		p.slab = make([]uint64, printSlab)
	}
	b, p.slab = p.slab[:0:printChunk], p.slab[printChunk:]
	return b
}

// len returns the number of fingerprints of one part.
func (p *prints) len(part int) int {
	return (len(p.full[part])+len(p.away[part]))*printChunk + len(p.open[part])
}

// each calls f with the fingerprints of one part, several at a time.
func (p *prints) each(part int, f func([]uint64)) error {
	for _, b := range p.full[part] {
		f(b)
	}
	var chunk []uint64
	for _, at := range p.away[part] {
		var err error
		if chunk, err = p.spill.read(at, chunk[:0]); err != nil {
			return err
		}
		f(chunk)
	}
	f(p.open[part])
	return nil
}

// twice returns the fingerprints of one part that occur more than once in all. slots is
// memory for the search and comes back, perhaps larger.
func twice(all []*prints, part int, slots []uint64) (out []uint64, memory []uint64, err error) {
	n := 0
	for _, p := range all {
		n += p.len(part)
	}
	size := 1 << bits.Len(uint(2*n+1))
	if size > len(slots) {
		slots = make([]uint64, size)
	}
	set := slots[:size]
	clear(set)
	mask := uint64(size - 1)
	for _, p := range all {
		err := p.each(part, func(b []uint64) {
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
		if err != nil {
			return nil, slots, err
		}
	}
	return out, slots, nil
}
