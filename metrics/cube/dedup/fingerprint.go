package dedup

import "math/bits"

// printParts is the number of parts in which fingerprints are kept, so that the search
// for repeats stays inside the processor's cache.
const printParts = 256

// Fingerprints are 64-bit digests of line ids, 8 bytes a line. They only find
// candidates: the ids themselves decide.
type Fingerprints struct{ Parts [printParts][]uint64 }

// Fingerprint digests an id; 0 is never a digest.
func Fingerprint(id string) uint64 {
	h := uint64(len(id)) * 0x9e3779b97f4a7c15
	b := id
	for len(b) >= 8 {
		h = mix(h^(uint64(b[0])|uint64(b[1])<<8|uint64(b[2])<<16|uint64(b[3])<<24|uint64(b[4])<<32|uint64(b[5])<<40|uint64(b[6])<<48|uint64(b[7])<<56), 0xd6e8feb86659fd93)
		b = b[8:]
	}
	var tail uint64
	for i := range len(b) {
		tail |= uint64(b[i]) << (8 * i)
	}
	return mix(h^tail, 0xa0761d6478bd642f) | 1
}

// mix folds the 128-bit product of a and b.
func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0xe7037ed1a0b428db, b)
	return hi ^ lo
}

// Add notes the id of a line; a line without an id repeats nothing.
func (f *Fingerprints) Add(id string) {
	if id == "" {
		return
	}
	h := Fingerprint(id)
	k := h >> 56
	f.Parts[k] = append(f.Parts[k], h)
}

// Merge adds the fingerprints of g.
func (f *Fingerprints) Merge(g *Fingerprints) {
	for k := range f.Parts {
		f.Parts[k] = append(f.Parts[k], g.Parts[k]...)
	}
}

// Repeated returns the fingerprints that occur more than once, nil when there are none.
func (f *Fingerprints) Repeated() map[uint64]bool {
	var out map[uint64]bool
	var slots []uint64
	for _, part := range f.Parts {
		size := 1 << bits.Len(uint(2*len(part)+1))
		if size > len(slots) {
			slots = make([]uint64, size)
		}
		set := slots[:size]
		clear(set)
		mask := uint64(size - 1)
		for _, h := range part {
			i := h >> 8 & mask // the top byte is the part's
			for set[i] != 0 && set[i] != h {
				i = (i + 1) & mask
			}
			if set[i] == h {
				if out == nil {
					out = map[uint64]bool{}
				}
				out[h] = true
			}
			set[i] = h
		}
	}
	return out
}
