package metrics

import (
	"fmt"
	"math/bits"
	"sync"

	"tenbin/ingest/table"
)

// groupKey is a cell's place in integers: person and client, then category (24 bits),
// region (20), band (8) and months before the data month (12).
type groupKey struct{ who, what uint64 }

// Limits of the packed key.
const (
	maxCategories = 1 << 24
	maxRegions    = 1 << 20
	maxBands      = 1 << 8
	maxMonths     = 1 << 12
)

func packKey(person, client, category, region int32, band int, ago table.Month) groupKey {
	return groupKey{uint64(person)<<32 | uint64(client), uint64(category)<<40 | uint64(region)<<20 | uint64(band)<<12 | uint64(ago)}
}

func (k groupKey) person() int32    { return int32(k.who >> 32) }
func (k groupKey) client() int32    { return int32(uint32(k.who)) }
func (k groupKey) category() int32  { return int32(k.what >> 40) }
func (k groupKey) region() int32    { return int32(k.what >> 20 & (maxRegions - 1)) }
func (k groupKey) band() int32      { return int32(k.what >> 12 & (maxBands - 1)) }
func (k groupKey) ago() table.Month { return table.Month(k.what & (maxMonths - 1)) }
func (k groupKey) hash() uint64 {
	h := k.who*0x9e3779b97f4a7c15 ^ bits.RotateLeft64(k.what*0xd6e8feb86659fd93, 31)
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>29
}

// cellParts is in how many parts the cells are kept, by the upper bits of the key's hash:
// few enough to lock, many enough that workers seldom meet.
const (
	cellPartBits = 6
	cellParts    = 1 << cellPartBits
)

// cellTable holds the cells of all workers of a reduction.
type cellTable struct {
	parts [cellParts]struct {
		mu sync.Mutex
		groupTable
		_ [64]byte // parts do not share a cache line
	}
}

// cell returns where the cell of key k lies, a new one when there is none. Nobody else
// may write.
func (t *cellTable) cell(k groupKey) (part *groupTable, n int) {
	part = &t.parts[k.hash()>>(64-cellPartBits)].groupTable
	part.reserve(1)
	return part, int(part.find(k, k.hash()))
}

// len returns the number of cells.
func (t *cellTable) len() int {
	n := 0
	for k := range t.parts {
		n += t.parts[k].n
	}
	return n
}

// groupTable holds the cells by key: open addressing, linear probing. A slot keeps the
// upper half of the hash beside the cell's number, so that a miss seldom touches a key and
// growing none. Where a key stands goes by the bits behind those that chose its part, the
// upper ones first: a table that grows is read and written from its beginning to its end.
// Cells stand in chunks and never move, each beside its key.
type groupTable struct {
	slots []uint64 // upper 32 bits: of the hash; lower: index + 1; 0 = free
	shift int      // 64 − the number of bits that choose a slot
	n     int      // cells
	cells [][]keyedCell
	lean  bool // only sums of money are wanted
	sums  [][]keyedSums

	memory *cellMemory
}

// cellMemory is where the parts of a table have their chunks from.
type cellMemory struct {
	cells chunks[keyedCell]
	sums  chunks[keyedSums]
}

type keyedCell struct {
	key groupKey
	Cell
}

// keyedSums fill one line of the processor's cache.
type keyedSums struct {
	key groupKey
	CellSums
}

// at returns the n-th cell, of a table that is not lean.
func (t *groupTable) at(n int) *Cell { return &t.cells[n>>chunkBits][n&(1<<chunkBits-1)].Cell }

// sum returns the n-th cell's sums of money.
func (t *groupTable) sum(n int) *CellSums {
	if t.lean {
		return &t.sums[n>>chunkBits][n&(1<<chunkBits-1)].CellSums
	}
	return &t.at(n).CellSums
}

// key returns the n-th cell's key.
func (t *groupTable) key(n int) *groupKey {
	if t.lean {
		return &t.sums[n>>chunkBits][n&(1<<chunkBits-1)].key
	}
	return &t.cells[n>>chunkBits][n&(1<<chunkBits-1)].key
}

// reserve makes room for n more keys.
func (t *groupTable) reserve(n int) {
	for 4*(t.n+n) > 3*len(t.slots) {
		t.grow()
	}
}

// find returns the number of the cell of key k with hash h, of a new one when there is
// none; there must be room.
func (t *groupTable) find(k groupKey, h uint64) uint32 {
	mask := uint64(len(t.slots) - 1)
	tag := h &^ (1<<32 - 1)
	for i := t.home(h); ; i = (i + 1) & mask {
		s := t.slots[i]
		if s == 0 {
			switch {
			case t.n&(1<<chunkBits-1) > 0:
			case t.lean:
				t.sums = append(t.sums, t.memory.sums.next())
			default:
				t.cells = append(t.cells, t.memory.cells.next())
			}
			n := t.n
			t.n++
			*t.key(n) = k
			t.slots[i] = tag | uint64(t.n)
			return uint32(n)
		}
		if n := uint32(s) - 1; s&^(1<<32-1) == tag && *t.key(int(n)) == k {
			return n
		}
	}
}

// home is the slot at which the search for a hash begins; of the hash the upper half is
// enough.
func (t *groupTable) home(h uint64) uint64 { return h << cellPartBits >> t.shift }

func (t *groupTable) grow() {
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
			t.settle(t.key(n).hash()&^(1<<32-1) | uint64(n+1))
		}
	}
	for _, s := range old {
		if s != 0 {
			t.settle(s)
		}
	}
}

// settle puts a slot where it is looked for.
func (t *groupTable) settle(s uint64) {
	mask := uint64(len(t.slots) - 1)
	i := t.home(s)
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

// rest gives back what only look-ups need; the next one makes it anew.
func (t *cellTable) rest() {
	for k := range t.parts {
		t.parts[k].slots = nil
	}
}

// plus adds v to s; the result is negative when the sum no longer fits.
func plus(s *int64, v int64) int64 {
	was := *s
	t := was + v
	*s = t
	return (t ^ was) & (t ^ v)
}

// count adds a measured line. The result is false when a sum no longer fits.
func (c *CellSums) count(list, net int64, o *lineOutcome) bool {
	bad := plus(&c.Lines, 1) | plus(&c.List, list) | plus(&c.Conceded, o.conceded)
	if net < list {
		bad |= plus(&c.Discount, list-net)
	}
	return bad >= 0
}

// square adds a scored line to ΣL².
func (c *CellSums) square(list int64) (fits bool) {
	c.ListSquared, fits = c.ListSquared.Add(Square(list))
	return fits
}

// credit adds a line that is only shown.
func (c *CellSums) credit(list int64) bool { return plus(&c.Lines, 1)|plus(&c.List, list) >= 0 }

// count adds a measured line. The result is false when a sum no longer fits.
func (c *Cell) count(list, net int64, o *lineOutcome) bool {
	fits, bad := c.CellSums.count(list, net, o), plus(&c.OverPolicy, o.over)
	switch {
	case net < list:
		c.LinesDiscounted++
	case net > list:
		bad |= plus(&c.ListAbove, list)
		c.LinesAbove++
	}
	return fits && bad >= 0
}

// score adds a scored line.
func (c *Cell) score(list int64, o *lineOutcome) bool {
	bad := plus(&c.N, 1) | plus(&c.Y, o.y) | plus(&c.Y2, o.y2) | plus(&c.ScoredList, list) | plus(&c.ScoredX, o.capped)
	return c.square(list) && bad >= 0
}

// merge adds the sums of d.
func (c *CellSums) merge(d *CellSums) bool {
	bad := plus(&c.Lines, d.Lines) | plus(&c.List, d.List) | plus(&c.Discount, d.Discount) | plus(&c.Conceded, d.Conceded)
	var fits bool
	c.ListSquared, fits = c.ListSquared.Add(d.ListSquared)
	return bad >= 0 && fits
}

// merge adds the sums of d.
func (c *Cell) merge(d *Cell) bool {
	bad := plus(&c.OverPolicy, d.OverPolicy) |
		plus(&c.LinesDiscounted, d.LinesDiscounted) | plus(&c.LinesAbove, d.LinesAbove) | plus(&c.ListAbove, d.ListAbove) |
		plus(&c.N, d.N) | plus(&c.Y, d.Y) | plus(&c.Y2, d.Y2) | plus(&c.ScoredList, d.ScoredList) | plus(&c.ScoredX, d.ScoredX)
	return c.CellSums.merge(&d.CellSums) && bad >= 0
}

// overflow names the sum of c that no longer fits.
func (c *CellSums) overflow(person, client string) error {
	return overflowOf([]sumName{{c.List, "list amounts"}, {c.Discount, "discounts"}, {c.Conceded, "conceded amounts"}}, person, client)
}

// overflow names the sum of c that no longer fits.
func (c *Cell) overflow(person, client string) error {
	return overflowOf([]sumName{{c.List, "list amounts"}, {c.Discount, "discounts"}, {c.Conceded, "conceded amounts"}, {c.OverPolicy, "amounts above policy"},
		{c.ListAbove, "list amounts of lines above list"}, {c.Y, "conceded shares"}, {c.ScoredList, "scored list amounts"}, {c.ScoredX, "scored concessions"}}, person, client)
}

type sumName struct {
	v    int64
	name string
}

func overflowOf(sums []sumName, person, client string) error {
	name := "squared list amounts"
	for _, s := range sums {
		if s.v < 0 {
			name = s.name
			break
		}
	}
	return fmt.Errorf("the sum of %s of %s with %s in one month exceeds 9.2·10¹⁸ minor units", name, person, client)
}
