package ingest

import (
	"encoding/binary"
	"math/bits"

	"tenbin/ingest/raw"
)

// memo remembers what the texts of one column became, so that each is worked out once:
// open addressing over the bytes themselves, without a string per look-up. The first and
// the last eight bytes of a text stand in its entry: they are all of a text of up to
// sixteen, and tell most longer ones apart. Texts met lately stand in front, where one
// look is enough.
type memo struct {
	front   [memoFront]frontEntry
	index   []uint64 // upper half: of the hash; lower: entry + 1; 0 = free
	entries []memoEntry
	texts   []byte
	most    int // entries that are kept; beyond them nothing is learned
	ahead   []uint64
	touched byte // of no meaning: see warm
}

// memoFront is the number of texts that stand in front: all of a column of few values,
// and little enough for the fastest memory of the processor.
const memoFront = 256

type frontEntry struct {
	head, tail uint64
	size       uint32 // length + 1; 0 = free
	entry      int32
}

func frontOf(head, tail uint64) uint64 {
	return (head ^ tail*0x9e3779b97f4a7c15) * 0xd6e8feb86659fd93 >> 56
}

type memoEntry struct {
	head, tail uint64 // first and last bytes, see ends
	size, from uint32 // of the text in texts
	value      int64
	count      int64 // of cells that were observed, for the column's profile
}

func newMemo(most int) *memo { return &memo{index: make([]uint64, 64), most: most} }

// ends returns the first and the last eight bytes of text; of a shorter one all bytes in
// head. Together with the length they are the text where it has up to sixteen.
func ends(b []byte) (head, tail uint64) {
	if n := len(b); n >= 8 {
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	}
	for k, c := range b {
		head |= uint64(c) << (8 * k)
	}
	return head, 0
}

// endsIn is ends of data[from:to]. Where eight bytes can be loaded from there on, a short
// text is cut out of them, without a branch on its length.
func endsIn(data []byte, from, to uint32) (head, tail uint64) {
	n := to - from
	if n < 8 {
		if uint64(from)+8 <= uint64(len(data)) {
			return binary.LittleEndian.Uint64(data[from:]) & (1<<(8*n) - 1), 0
		}
		return ends(data[from:to])
	}
	return binary.LittleEndian.Uint64(data[from:]), binary.LittleEndian.Uint64(data[to-8:])
}

// is reports whether e stands for text, which has these ends.
func (m *memo) is(e *memoEntry, head, tail uint64, text []byte) bool {
	return e.head == head && e.tail == tail && int(e.size) == len(text) && (len(text) <= 16 || string(m.texts[e.from+8:e.from+e.size-8]) == string(text[8:len(text)-8]))
}

// find returns the number of the entry of the text data[from:to], −1 where it is not
// known.
func (m *memo) find(data []byte, from, to uint32) int {
	head, tail := endsIn(data, from, to)
	text := data[from:to]
	f := &m.front[frontOf(head, tail)]
	if f.head == head && f.tail == tail && int(f.size) == len(text)+1 && (len(text) <= 16 || m.is(&m.entries[f.entry], head, tail, text)) {
		return int(f.entry)
	}
	h := hashText(head, tail, text)
	mask := uint64(len(m.index) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		x := m.index[i]
		if x == 0 {
			return -1
		}
		if n := int(uint32(x)) - 1; x>>32 == h>>32 && m.is(&m.entries[n], head, tail, text) {
			*f = frontEntry{head, tail, uint32(len(text)) + 1, int32(n)}
			return n
		}
	}
}

// put remembers the value of a text that find did not know and returns the number of its
// entry; −1 when there is no room.
func (m *memo) put(text []byte, value int64) int {
	if len(m.entries) >= m.most || len(m.texts)+len(text) > 1<<31 {
		return -1
	}
	if 2*(len(m.entries)+1) > len(m.index) {
		m.index = make([]uint64, 2*len(m.index))
		for n := range m.entries {
			e := &m.entries[n]
			m.settle(hashText(e.head, e.tail, m.text(n)), n)
		}
	}
	e := memoEntry{size: uint32(len(text)), from: uint32(len(m.texts)), value: value}
	e.head, e.tail = ends(text)
	m.texts = append(m.texts, text...)
	n := len(m.entries)
	m.entries = append(m.entries, e)
	m.settle(hashText(e.head, e.tail, text), n)
	return n
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

// hashText digests a text of which the ends are known.
func hashText(head, tail uint64, text []byte) uint64 {
	h := fold128(head^0xe7037ed1a0b428db, tail^uint64(len(text))*0x9e3779b97f4a7c15)
	for b := text; len(b) > 16; b = b[8:] {
		h = fold128(h^binary.LittleEndian.Uint64(b[8:]), 0xa0761d6478bd642f)
	}
	return h
}

// hashOf digests a text; never 0.
func hashOf(b []byte) uint64 {
	head, tail := ends(b)
	return hashText(head, tail, b) | 1
}

// fold128 multiplies to 128 bits and folds them into 64.
func fold128(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// memoWarm is from how many entries on a memo no longer stays in the processor's cache.
const memoWarm = 2048

// warm touches what find will look at for one column of a block. The loads of one step
// do not depend on each other, so that the processor waits for many at once.
func (m *memo) warm(b *raw.Block, x *step, good []bool) {
	if len(m.entries) < memoWarm {
		return
	}
	m.ahead = m.ahead[:0]
	var before [2]uint64
	for i := range good {
		if !good[i] {
			continue
		}
		at := b.First[i] + uint32(x.cell)
		from, to := b.Start[at], b.End[at]
		if x.entry(from) > 0 {
			continue
		}
		head, tail := endsIn(b.Data, from, to)
		if f := &m.front[frontOf(head, tail)]; head == before[0] && tail == before[1] || f.head == head && f.tail == tail && f.size == to-from+1 {
			continue
		}
		before = [2]uint64{head, tail}
		m.ahead = append(m.ahead, hashText(head, tail, b.Data[from:to]))
	}
	mask := uint64(len(m.index) - 1)
	for k, h := range m.ahead {
		m.ahead[k] = m.index[h&mask]
	}
	for k, x := range m.ahead {
		if x != 0 {
			m.ahead[k] = uint64(m.entries[uint32(x)-1].from)
		}
	}
	touched := byte(0)
	for _, from := range m.ahead {
		if from < uint64(len(m.texts)) {
			touched ^= m.texts[from]
		}
	}
	m.touched = touched
}
