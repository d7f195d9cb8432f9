package ingest

import (
	"encoding/binary"
	"math/bits"
)

// memo remembers what the texts of one column became, so that each is worked out once:
// open addressing over the bytes themselves, without a string per look-up. The first and
// the last eight bytes of a text stand in its slot: they are all of a text of up to
// sixteen, and tell most longer ones apart. Lines of one order repeat their neighbours,
// so the last answer is asked first.
type memo struct {
	slots []memoSlot
	texts []byte // of the long ones
	used  int
	most  int // entries that are kept; beyond them nothing is learned
	last  *memoSlot
}

type memoSlot struct {
	head, tail uint64 // first and last bytes, see ends
	size       uint32 // length + 1; 0 = free
	from       uint32 // in texts
	value      int64
	count      int64 // of cells that were observed, for the column's profile
}

func newMemo(most int) *memo { return &memo{slots: make([]memoSlot, 64), most: most} }

// ends returns the first and the last eight bytes of text; of a shorter one all bytes in
// head. Together with the length they are the text where it has up to sixteen.
func ends(b []byte) (head, tail uint64) {
	switch n := len(b); {
	case n >= 8:
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32, 0
	case n > 0:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16, 0
	}
	return 0, 0
}

func (m *memo) is(s *memoSlot, head, tail uint64, text []byte) bool {
	return s.head == head && s.tail == tail && int(s.size) == len(text)+1 && (len(text) <= 16 || string(m.texts[int(s.from)+8:int(s.from)+len(text)-8]) == string(text[8:len(text)-8]))
}

// find returns the entry of text, nil where it is not known. The entry is good until
// the next put.
func (m *memo) find(text []byte) *memoSlot {
	head, tail := ends(text)
	if l := m.last; l != nil && m.is(l, head, tail, text) {
		return l
	}
	mask := uint64(len(m.slots) - 1)
	for i := place(head, tail, text) & mask; ; i = (i + 1) & mask {
		s := &m.slots[i]
		if s.size == 0 {
			return nil
		}
		if m.is(s, head, tail, text) {
			m.last = s
			return s
		}
	}
}

// place is where a text is looked for first. Long texts whose ends are alike share it
// with others only if their middles do.
func place(head, tail uint64, text []byte) uint64 {
	h := fold128(head^0xe7037ed1a0b428db, tail^uint64(len(text))*0x9e3779b97f4a7c15)
	if len(text) > 16 {
		for b := text[8:]; len(b) > 8; b = b[min(8, len(b)-8):] {
			h = fold128(h^binary.LittleEndian.Uint64(b), 0xa0761d6478bd642f)
			if len(b) < 16 {
				break
			}
		}
	}
	return h
}

// put remembers the value of a text that find did not know; nil when there is no room.
func (m *memo) put(text []byte, value int64) *memoSlot {
	if m.used >= m.most || len(m.texts)+len(text) > 1<<31 {
		return nil
	}
	if 2*(m.used+1) > len(m.slots) {
		old := m.slots
		m.slots = make([]memoSlot, 2*len(old))
		for k := range old {
			if s := &old[k]; s.size != 0 {
				m.settle(*s, m.text(s))
			}
		}
	}
	s := memoSlot{size: uint32(len(text)) + 1, from: uint32(len(m.texts)), value: value}
	s.head, s.tail = ends(text)
	m.texts = append(m.texts, text...)
	m.used++
	m.last = m.settle(s, text)
	return m.last
}

// text returns what an entry stands for.
func (m *memo) text(s *memoSlot) []byte { return m.texts[s.from : s.from+s.size-1] }

func (m *memo) settle(s memoSlot, text []byte) *memoSlot {
	mask := uint64(len(m.slots) - 1)
	i := place(s.head, s.tail, text) & mask
	for m.slots[i].size != 0 {
		i = (i + 1) & mask
	}
	m.slots[i] = s
	return &m.slots[i]
}

// hashOf digests a text eight bytes at a time; never 0.
func hashOf(b []byte) uint64 {
	h := uint64(len(b)) * 0x9e3779b97f4a7c15
	rest := b
	for ; len(rest) > 16; rest = rest[16:] {
		h = fold128(binary.LittleEndian.Uint64(rest)^0xa0761d6478bd642f, binary.LittleEndian.Uint64(rest[8:])^h)
	}
	if len(b) > 16 {
		rest = b[len(b)-16:]
	}
	head, tail := ends(rest)
	return fold128(head^0xe7037ed1a0b428db, tail^h) | 1
}

// fold128 multiplies to 128 bits and folds them into 64.
func fold128(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
