package intern

import (
	"encoding/binary"
	"math/bits"
)

// Interner remembers what the texts of one column became, so that each is worked out once:
// open addressing over the bytes themselves, without a string per look-up. Four words of
// a text stand in its entry: they are all of a text of up to 32 bytes, and tell most
// longer ones apart. Texts met lately stand in front, where one look is enough.
type Interner struct {
	Front   *[FrontSize]frontEntry // nil where few asked
	asked   int
	index   []uint64 // upper half: of the hash; lower: entry + 1; 0 = free
	Entries []Entry
	Counts  []int64 // by entry: cells that were observed, for the column's profile
	Texts   []byte
	most    int // entries that are kept; beyond them nothing is learned
	Pending []Pending
	touched uint64 // of no meaning: see warm
}

// FrontSize is the number of texts that stand in front: all of a column of few values, the
// days of some years among them, and little enough for the processor's nearer memory.
const (
	FrontBits = 11
	FrontSize = 1 << FrontBits
)

type frontEntry struct {
	Key
	Size  uint32 // length + 1; 0 = free
	Entry int32
	Value int64
}

// Entry is a text that was met, and what it became.
type Entry struct {
	Key
	Size, from uint32 // of the text in texts
	Value      int64
}

// Pending is a row, or a code, whose text must be looked for.
type Pending struct {
	Key
	Hash uint64
	Row  int32
	Size uint32
}

// Unkept is what put returns when there is no room.
const Unkept = -1

// New returns an interner that keeps up to most texts.
func New(most int) *Interner { return &Interner{index: make([]uint64, 64), most: most} }

// FrontAfter is how many cells a column must have had before its interner gets a front: those
// of small files, of which there may be many, take no such room.
const FrontAfter = 1 << 15

// Expect notes that n texts will be looked up. after is FrontAfter but in tests.
func (m *Interner) Expect(n, after int) {
	if m.Front == nil {
		if m.asked += n; m.asked > after {
			m.Front = new([FrontSize]frontEntry)
		}
	}
}

// Find returns the number of the entry of a text, −1 where it is not known, and puts it
// in front. Of a text of up to 32 bytes the words and the size are enough.
func (m *Interner) Find(w *Key, h uint64, size uint32, text []byte) int32 {
	mask := uint64(len(m.index) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		x := m.index[i]
		if x == 0 {
			return -1
		}
		n := int32(uint32(x)) - 1
		if e := &m.Entries[n]; x>>32 == h>>32 && e.Same(w) && e.Size == size && (size <= 32 || m.between(e, text)) {
			if e.Size <= 32 && m.Front != nil {
				m.Front[h>>(64-FrontBits)] = frontEntry{e.Key, e.Size + 1, n, e.Value}
			}
			return n
		}
	}
}

// between compares what lies between the words.
func (m *Interner) between(e *Entry, text []byte) bool {
	return string(m.Texts[e.from+16:e.from+e.Size-16]) == string(text[16:len(text)-16])
}

// Put remembers the value of a text that find did not know and returns the number of its
// entry; unkept when there is no room.
func (m *Interner) Put(w *Key, h uint64, text []byte, value int64) int32 {
	if len(m.Entries) >= m.most || len(m.Texts)+len(text) > 1<<31 {
		return Unkept
	}
	if 2*(len(m.Entries)+1) > len(m.index) {
		m.index = make([]uint64, 2*len(m.index))
		for n := range m.Entries {
			m.place(m.Entries[n].Hash(m.Text(n)), n)
		}
	}
	n := len(m.Entries)
	m.Entries = append(m.Entries, Entry{*w, uint32(len(text)), uint32(len(m.Texts)), value})
	m.Counts = append(m.Counts, 0)
	m.Texts = append(m.Texts, text...)
	m.place(h, n)
	return int32(n)
}

// Text returns what the n-th entry stands for.
func (m *Interner) Text(n int) []byte {
	e := &m.Entries[n]
	return m.Texts[e.from : e.from+e.Size]
}

func (m *Interner) place(h uint64, n int) {
	mask := uint64(len(m.index) - 1)
	i := h & mask
	for m.index[i] != 0 {
		i = (i + 1) & mask
	}
	m.index[i] = h&^(1<<32-1) | uint64(n+1)
}

// Ahead is how many texts are looked for together: their loads do not depend on each
// other, so that the processor waits for many at once.
const Ahead = 32

// Prefetch touches what find will look at for the texts of w.
func (m *Interner) Prefetch(w []Pending) {
	var at [Ahead]uint64
	mask := uint64(len(m.index) - 1)
	for k := range w {
		at[k] = m.index[w[k].Hash&mask]
	}
	for k := range w {
		if at[k] != 0 {
			m.touched ^= m.Entries[uint32(at[k])-1].First
		}
	}
}

// Key are four words of a text: its first and its last eight bytes, and those beside
// them where it has more than 16. Of a text of up to eight bytes the first word is all.
type Key struct{ First, Last, Second, Third uint64 }

// KeyOf returns the words of data[from:to].
func KeyOf(data []byte, from, to uint32) Key {
	switch size := to - from; {
	case size > 16:
		return Key{binary.LittleEndian.Uint64(data[from:]), binary.LittleEndian.Uint64(data[to-8:]),
			binary.LittleEndian.Uint64(data[min(from+8, to-8):]), binary.LittleEndian.Uint64(data[to-16:])}
	case size > 8:
		return Key{First: binary.LittleEndian.Uint64(data[from:]), Last: binary.LittleEndian.Uint64(data[to-8:])}
	}
	var x uint64
	for n, c := range data[from:to] {
		x |= uint64(c) << (8 * n)
	}
	return Key{First: x}
}

// Same compares words. (Of structures the compiler would compare the memory.)
func (w *Key) Same(v *Key) bool {
	return w.First == v.First && w.Last == v.Last && w.Second == v.Second && w.Third == v.Third
}

// Hash digests a text of which the words are known.
func (w *Key) Hash(text []byte) uint64 {
	h := Fold128(w.First^HashFirst, w.Last^uint64(len(text))*HashSize)
	if len(text) > 16 {
		h = w.HashLong(h, text)
	}
	return h
}

const (
	HashFirst = 0xe7037ed1a0b428db
	HashSize  = 0x9e3779b97f4a7c15
	hashNext  = 0xa0761d6478bd642f
)

// HashLong goes on with what h lacks of a text of more than 16 bytes.
func (w *Key) HashLong(h uint64, text []byte) uint64 {
	h = Fold128(h^w.Second, w.Third^hashNext)
	for ; len(text) > 32; text = text[8:] {
		h = Fold128(h^binary.LittleEndian.Uint64(text[16:]), hashNext)
	}
	return h
}

// Hash digests a text; never 0.
func Hash(b []byte) uint64 {
	w := KeyOf(b, 0, uint32(len(b)))
	return w.Hash(b) | 1
}

// Fold128 multiplies to 128 bits and folds them into 64.
func Fold128(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
