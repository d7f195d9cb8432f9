package ingest

import (
	"encoding/binary"
	"math/bits"
)

// memo remembers what the texts of one column became, so that each is worked out once:
// open addressing over the bytes themselves, without a string per look-up. Lines of one
// order repeat their neighbours, so the last answer is asked first.
type memo struct {
	slots []memoSlot
	texts []byte
	used  int
	most  int // entries that are kept; beyond them nothing is learned
	last  memoSlot
}

type memoSlot struct {
	hash  uint64 // 0 = free
	from  uint32
	size  uint32
	value int64
}

func newMemo(most int) *memo { return &memo{slots: make([]memoSlot, 64), most: most} }

// find returns the value of text and whether it is known.
func (m *memo) find(text []byte) (int64, bool) {
	if l := &m.last; l.hash != 0 && int(l.size) == len(text) && string(m.texts[l.from:l.from+l.size]) == string(text) {
		return l.value, true
	}
	h := hashOf(text)
	mask := uint64(len(m.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := &m.slots[i]
		if s.hash == 0 {
			return 0, false
		}
		if s.hash == h && int(s.size) == len(text) && string(m.texts[s.from:s.from+s.size]) == string(text) {
			m.last = *s
			return s.value, true
		}
	}
}

// put remembers the value of a text that find did not know.
func (m *memo) put(text []byte, value int64) {
	if m.used >= m.most || len(m.texts)+len(text) > 1<<31 {
		return
	}
	if 2*(m.used+1) > len(m.slots) {
		old := m.slots
		m.slots = make([]memoSlot, 2*len(old))
		for _, s := range old {
			if s.hash != 0 {
				m.place(s)
			}
		}
	}
	s := memoSlot{hashOf(text), uint32(len(m.texts)), uint32(len(text)), value}
	m.texts = append(m.texts, text...)
	m.used++
	m.place(s)
	m.last = s
}

func (m *memo) place(s memoSlot) {
	mask := uint64(len(m.slots) - 1)
	i := s.hash & mask
	for m.slots[i].hash != 0 {
		i = (i + 1) & mask
	}
	m.slots[i] = s
}

// hashOf digests a text eight bytes at a time; never 0.
func hashOf(b []byte) uint64 {
	h := uint64(len(b)) * 0x9e3779b97f4a7c15
	var x, y uint64
	switch n := len(b); {
	case n > 16:
		rest := b
		for ; len(rest) > 16; rest = rest[16:] {
			h = fold128(binary.LittleEndian.Uint64(rest)^0xa0761d6478bd642f, binary.LittleEndian.Uint64(rest[8:])^h)
		}
		x, y = binary.LittleEndian.Uint64(b[n-16:]), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 8:
		x, y = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		x, y = uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		x = uint64(b[0])<<16 | uint64(b[n/2])<<8 | uint64(b[n-1])
	}
	return fold128(x^0xe7037ed1a0b428db, y^h) | 1
}

// fold128 multiplies to 128 bits and folds them into 64.
func fold128(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
