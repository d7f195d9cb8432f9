package dedup

import "math/bits"

// Partitions is in how many parts fingerprints are kept, by their upper bits: each is
// compared within the processor's cache.
const Partitions = 256

// chunkSize is the number of fingerprints that are stored together.
const chunkSize = 256

// Fingerprints are fingerprints of ids, 8 bytes a line, in chunks that never move; where they
// are more than spill allows, further chunks stand in its file.
type Fingerprints struct {
	Spill *Spill
	open  [Partitions][]uint64
	full  [Partitions][][]uint64
	away  [Partitions][]int64 // where chunks stand in the file
	slab  []uint64            // of which chunks are cut
}

// slabSize is the number of fingerprints for which room is made at once.
const slabSize = 1 << 16

// Add notes a fingerprint; 0 is none.
func (p *Fingerprints) Add(x uint64) {
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
func (p *Fingerprints) close(k int, b []uint64) []uint64 {
	switch {
	case b == nil:
	case p.Spill.room():
		p.full[k] = append(p.full[k], b)
	default:
		if at, err := p.Spill.write(b); err == nil {
			p.away[k] = append(p.away[k], at)
		}
		return b[:0]
	}
	if len(p.slab) < chunkSize {
		p.slab = make([]uint64, slabSize)
	}
	b, p.slab = p.slab[:0:chunkSize], p.slab[chunkSize:]
	return b
}

// len returns the number of fingerprints of one part.
func (p *Fingerprints) len(part int) int {
	return (len(p.full[part])+len(p.away[part]))*chunkSize + len(p.open[part])
}

// each calls f with the fingerprints of one part, several at a time.
func (p *Fingerprints) each(part int, f func([]uint64)) error {
	for _, b := range p.full[part] {
		f(b)
	}
	var chunk []uint64
	for _, at := range p.away[part] {
		var err error
		if chunk, err = p.Spill.read(at, chunk[:0]); err != nil {
			return err
		}
		f(chunk)
	}
	f(p.open[part])
	return nil
}

// repeats returns the fingerprints of one part that occur more than once in all. slots is
// memory for the search and comes back, perhaps larger.
func repeats(all []*Fingerprints, part int, slots []uint64) (out []uint64, memory []uint64, err error) {
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
