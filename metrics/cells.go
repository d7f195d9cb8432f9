package metrics

import (
	"sync"

	"tenbin/metrics/cube/hash"
)

// cellTable holds the cells of all workers of a reduction.
type cellTable struct{ parts [hash.Parts]cellPart }

// cellPart are the cells of the keys whose hashes begin alike.
type cellPart struct {
	mu   sync.Mutex
	lean bool // only sums of money are wanted
	full hash.Table[Cell]
	sums hash.Table[CellSums] // with its key one fills a line of the processor's cache

	_ [64]byte // parts do not share a cache line
}

// prepare makes an empty table ready for cells.
func (t *cellTable) prepare(lean bool) {
	full, sums := new(hash.Memory[Cell]), new(hash.Memory[CellSums])
	for k := range t.parts {
		t.parts[k].lean, t.parts[k].full.Memory, t.parts[k].sums.Memory = lean, full, sums
	}
}

// cell returns where the cell of key k lies, a new one when there is none. Nobody else
// may write.
func (t *cellTable) cell(k hash.Key) (part *cellPart, n int) {
	h := k.Hash()
	part = &t.parts[hash.PartOf(h)]
	if part.lean {
		part.sums.Reserve(1)
		return part, int(part.sums.Find(k, h))
	}
	part.full.Reserve(1)
	return part, int(part.full.Find(k, h))
}

// len returns the number of cells.
func (t *cellTable) len() int {
	n := 0
	for k := range t.parts {
		n += t.parts[k].len()
	}
	return n
}

// rest gives back what only look-ups need; the next one makes it anew.
func (t *cellTable) rest() {
	for k := range t.parts {
		t.parts[k].full.Rest()
		t.parts[k].sums.Rest()
	}
}

func (t *cellPart) len() int { return t.full.Len() + t.sums.Len() }

// at returns the n-th cell, of a part that is not lean.
func (t *cellPart) at(n int) *Cell { return t.full.At(n) }

// sum returns the n-th cell's sums of money.
func (t *cellPart) sum(n int) *CellSums {
	if t.lean {
		return t.sums.At(n)
	}
	return &t.full.At(n).CellSums
}

// key returns the n-th cell's key.
func (t *cellPart) key(n int) *hash.Key {
	if t.lean {
		return t.sums.Key(n)
	}
	return t.full.Key(n)
}
