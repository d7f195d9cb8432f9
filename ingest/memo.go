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
	last  *memoSlot
}

type memoSlot struct {
	hash  uint64 // 0 = free
	from  uint32
	size  uint32
	value int64
	count int64 // of cells that were observed, for the column's profile
}

func newMemo(most int) *memo { return &memo{slots: make([]memoSlot, 64), most: most} }

// find returns the entry of text, nil where it is not known. The entry is good until
// the next put.
func (m *memo) find(text []byte) *memoSlot {
	if l := m.last; l != nil && int(l.size) == len(text) && string(m.text(l)) == string(text) {
		return l
	}
	h := hashOf(text)
	mask := uint64(len(m.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		s := &m.slots[i]
		if s.hash == 0 {
			return nil
		}
		if s.hash == h && int(s.size) == len(text) && string(m.text(s)) == string(text) {
			m.last = s
			return s
		}
	}
}

// put remembers the value of a text that find did not know; nil when there is no room.
func (m *memo) put(text []byte, value int64) *memoSlot {
	if m.used >= m.most || len(m.texts)+len(text) > 1<<31 {
		return nil
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
	s := memoSlot{hash: hashOf(text), from: uint32(len(m.texts)), size: uint32(len(text)), value: value}
	m.texts = append(m.texts, text...)
	m.used++
	m.last = m.place(s)
	return m.last
}

// text returns what an entry stands for.
func (m *memo) text(s *memoSlot) []byte { return m.texts[s.from : s.from+s.size] }

func (m *memo) place(s memoSlot) *memoSlot {
	mask := uint64(len(m.slots) - 1)
	i := s.hash & mask
	for m.slots[i].hash != 0 {
		i = (i + 1) & mask
	}
	m.slots[i] = s
	return &m.slots[i]
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
