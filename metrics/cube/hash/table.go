package hash

import "math/bits"

// Table holds the cells of one part by key: open addressing, linear probing. A slot keeps
// the upper half of the hash beside the cell's number, so that a miss seldom touches a key
// and growing none. Where a key stands goes by the bits behind those that chose its part,
// the upper ones first: a table that grows is read and written from its beginning to its
// end. Cells stand in chunks and never move, each beside its key.
//
// It serves one goroutine at a time. Memory must be set before the first key comes.
type Table[V any] struct {
	Memory *Memory[V]

	slots []uint64 // upper 32 bits: of the hash; lower: index + 1; 0 = free
	shift int      // 64 − the number of bits that choose a slot
	n     int      // cells
	cells [][]entry[V]
}

// entry is a cell beside its key.
type entry[V any] struct {
	key   Key
	value V
}

// Len returns the number of cells.
func (t *Table[V]) Len() int { return t.n }

// At returns the n-th cell.
func (t *Table[V]) At(n int) *V { return &t.cells[n>>chunkBits][n&(1<<chunkBits-1)].value }

// Key returns the n-th cell's key.
func (t *Table[V]) Key(n int) *Key { return &t.cells[n>>chunkBits][n&(1<<chunkBits-1)].key }

// Reserve makes room for n more keys.
func (t *Table[V]) Reserve(n int) {
	for 4*(t.n+n) > 3*len(t.slots) {
		t.grow()
	}
}

// Rest gives back what only look-ups need; the next Reserve makes it anew.
func (t *Table[V]) Rest() { t.slots = nil }

// Find returns the number of the cell of key k with hash h, of a new one when there is
// none; there must be room.
func (t *Table[V]) Find(k Key, h uint64) uint32 {
	mask := uint64(len(t.slots) - 1)
	tag := h &^ (1<<32 - 1)
	for i := t.home(h); ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			if t.n&(1<<chunkBits-1) == 0 {
				t.cells = append(t.cells, t.Memory.next())
			}
			n := t.n
			t.n++
			*t.Key(n) = k
			t.slots[i] = tag | uint64(t.n)
			return uint32(n)
		}
		if n := uint32(s) - 1; s&^(1<<32-1) == tag && *t.Key(int(n)) == k {
			return n
		}
	}
}

// home is the slot at which the search for a hash begins; of the hash the upper half is
// enough.
func (t *Table[V]) home(h uint64) uint64 { return h << PartBits >> t.shift }

func (t *Table[V]) grow() {
	old := t.slots
	size := max(1<<10, 2*len(old))
	if size < 1<<14 {
		size = max(1<<10, 4*len(old))
	}
	for 4*t.n > 3*size {
		size *= 2
	}
	t.slots, t.shift = make([]uint64, size), 64-bits.Len(uint(size-1))
	largePages(t.slots)
	if len(old) == 0 { // a table that rested
		for n := range t.n {
			t.place(t.Key(n).Hash()&^(1<<32-1) | uint64(n+1))
		}
	}
	for _, s := range old {
		if s != 0 {
			t.place(s)
		}
	}
}

// place puts a slot where it is looked for.
func (t *Table[V]) place(s uint64) {
	mask := uint64(len(t.slots) - 1)
	i := t.home(s)
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}
