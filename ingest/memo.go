package ingest

import (
	"encoding/binary"
	"math/bits"
)

// memo remembers what the texts of one column became, so that each is worked out once:
// open addressing over the bytes themselves, without a string per look-up. Four words of
// a text stand in its entry: they are all of a text of up to 32 bytes, and tell most
// longer ones apart. Texts met lately stand in front, where one look is enough.
type memo struct {
	front   *[memoFront]frontEntry // nil where few asked
	asked   int
	index   []uint64 // upper half: of the hash; lower: entry + 1; 0 = free
	entries []memoEntry
	counts  []int64 // by entry: cells that were observed, for the column's profile
	texts   []byte
	most    int // entries that are kept; beyond them nothing is learned
	waits   []waiting
	touched uint64 // of no meaning: see warm
}

// memoFront is the number of texts that stand in front: all of a column of few values, the
// days of some years among them, and little enough for the processor's nearer memory.
const (
	memoFrontBits = 11
	memoFront     = 1 << memoFrontBits
)

type frontEntry struct {
	quad
	size  uint32 // length + 1; 0 = free
	entry int32
	value int64
}

type memoEntry struct {
	quad
	size, from uint32 // of the text in texts
	value      int64
}

// waiting is a row, or a code, whose text must be looked for.
type waiting struct {
	quad
	hash uint64
	row  int32
	size uint32
}

func newMemo(most int) *memo { return &memo{index: make([]uint64, 64), most: most} }

// frontAfter is how many cells a column must have had before its memo gets a front: those
// of small files, of which there may be many, take no such room.
const frontAfter = 1 << 15

// ask notes that n texts will be looked up. after is frontAfter but in tests.
func (m *memo) ask(n, after int) {
	if m.front == nil {
		if m.asked += n; m.asked > after {
			m.front = new([memoFront]frontEntry)
		}
	}
}

// find returns the number of the entry of a text, −1 where it is not known, and puts it
// in front. Of a text of up to 32 bytes the words and the size are enough.
func (m *memo) find(w *quad, h uint64, size uint32, text []byte) int32 {
	mask := uint64(len(m.index) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		x := m.index[i]
		if x == 0 {
			return -1
		}
		n := int32(uint32(x)) - 1
		if e := &m.entries[n]; x>>32 == h>>32 && e.same(w) && e.size == size && (size <= 32 || m.between(e, text)) {
			if e.size <= 32 && m.front != nil {
				m.front[h>>(64-memoFrontBits)] = frontEntry{e.quad, e.size + 1, n, e.value}
			}
			return n
		}
	}
}

// between compares what lies between the words.
func (m *memo) between(e *memoEntry, text []byte) bool {
	return string(m.texts[e.from+16:e.from+e.size-16]) == string(text[16:len(text)-16])
}

// put remembers the value of a text that find did not know and returns the number of its
// entry; unkept when there is no room.
func (m *memo) put(w *quad, h uint64, text []byte, value int64) int32 {
	if len(m.entries) >= m.most || len(m.texts)+len(text) > 1<<31 {
		return unkept
	}
	if 2*(len(m.entries)+1) > len(m.index) {
		m.index = make([]uint64, 2*len(m.index))
		for n := range m.entries {
			m.settle(m.entries[n].hash(m.text(n)), n)
		}
	}
	n := len(m.entries)
	m.entries = append(m.entries, memoEntry{*w, uint32(len(text)), uint32(len(m.texts)), value})
	m.counts = append(m.counts, 0)
	m.texts = append(m.texts, text...)
	m.settle(h, n)
	return int32(n)
}

// text returns what the n-th entry stands for.
func (m *memo) text(n int) []byte {
	e := &m.entries[n]
	return m.texts[e.from : e.from+e.size]
}

func (m *memo) settle(h uint64, n int) {
	mask := uint64(len(m.index) - 1)
	i := h & mask
	for m.index[i] != 0 {
		i = (i + 1) & mask
	}
	m.index[i] = h&^(1<<32-1) | uint64(n+1)
}

// memoAhead is how many texts are looked for together: their loads do not depend on each
// other, so that the processor waits for many at once.
const memoAhead = 32

// warm touches what find will look at for the texts of w.
func (m *memo) warm(w []waiting) {
	var at [memoAhead]uint64
	mask := uint64(len(m.index) - 1)
	for k := range w {
		at[k] = m.index[w[k].hash&mask]
	}
	for k := range w {
		if at[k] != 0 {
			m.touched ^= m.entries[uint32(at[k])-1].first
		}
	}
}

// quad are four words of a text: its first and its last eight bytes, and those beside
// them where it has more than 16. Of a text of up to eight bytes the first word is all.
type quad struct{ first, last, second, third uint64 }

// quadOf returns the words of data[from:to].
func quadOf(data []byte, from, to uint32) quad {
	switch size := to - from; {
	case size > 16:
		return quad{binary.LittleEndian.Uint64(data[from:]), binary.LittleEndian.Uint64(data[to-8:]),
			binary.LittleEndian.Uint64(data[min(from+8, to-8):]), binary.LittleEndian.Uint64(data[to-16:])}
	case size > 8:
		return quad{first: binary.LittleEndian.Uint64(data[from:]), last: binary.LittleEndian.Uint64(data[to-8:])}
	}
	var x uint64
	for n, c := range data[from:to] {
		x |= uint64(c) << (8 * n)
	}
	return quad{first: x}
}

// same compares words. (Of structures the compiler would compare the memory.)
func (w *quad) same(v *quad) bool {
	return w.first == v.first && w.last == v.last && w.second == v.second && w.third == v.third
}

// hash digests a text of which the words are known.
func (w *quad) hash(text []byte) uint64 {
	h := fold128(w.first^hashFirst, w.last^uint64(len(text))*hashSize)
	if len(text) > 16 {
		h = w.hashLong(h, text)
	}
	return h
}

const (
	hashFirst = 0xe7037ed1a0b428db
	hashSize  = 0x9e3779b97f4a7c15
	hashNext  = 0xa0761d6478bd642f
)

// hashLong goes on with what h lacks of a text of more than 16 bytes.
func (w *quad) hashLong(h uint64, text []byte) uint64 {
	h = fold128(h^w.second, w.third^hashNext)
	for ; len(text) > 32; text = text[8:] {
		h = fold128(h^binary.LittleEndian.Uint64(text[16:]), hashNext)
	}
	return h
}

// hashOf digests a text; never 0.
func hashOf(b []byte) uint64 {
	w := quadOf(b, 0, uint32(len(b)))
	return w.hash(b) | 1
}

// fold128 multiplies to 128 bits and folds them into 64.
func fold128(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
