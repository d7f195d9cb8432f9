package cube

import (
	"fmt"
	"sync"

	"tenbin/metrics/cube/fixed"
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

// count adds a measured line. The result is false when a sum no longer fits.
func (c *CellSums) count(list, net int64, o *fixed.Outcome) bool {
	bad := fixed.Add(&c.Lines, 1) | fixed.Add(&c.List, list) | fixed.Add(&c.Conceded, o.Conceded)
	if net < list {
		bad |= fixed.Add(&c.Discount, list-net)
	}
	return bad >= 0
}

// square adds a scored line to ΣL².
func (c *CellSums) square(list int64) (fits bool) {
	c.ListSquared, fits = c.ListSquared.Add(fixed.Square(list))
	return fits
}

// credit adds a line that is only shown.
func (c *CellSums) credit(list int64) bool {
	return fixed.Add(&c.Lines, 1)|fixed.Add(&c.List, list) >= 0
}

// count adds a measured line. The result is false when a sum no longer fits.
func (c *Cell) count(list, net int64, o *fixed.Outcome) bool {
	fits, bad := c.CellSums.count(list, net, o), fixed.Add(&c.OverPolicy, o.Over)
	switch {
	case net < list:
		c.LinesDiscounted++
	case net > list:
		bad |= fixed.Add(&c.ListAbove, list)
		c.LinesAbove++
	}
	return fits && bad >= 0
}

// score adds a scored line.
func (c *Cell) score(list int64, o *fixed.Outcome) bool {
	bad := fixed.Add(&c.N, 1) | fixed.Add(&c.Y, o.Y) | fixed.Add(&c.Y2, o.Y2) | fixed.Add(&c.ScoredList, list) | fixed.Add(&c.ScoredX, o.Capped)
	return c.square(list) && bad >= 0
}

// merge adds the sums of d.
func (c *CellSums) merge(d *CellSums) bool {
	bad := fixed.Add(&c.Lines, d.Lines) | fixed.Add(&c.List, d.List) | fixed.Add(&c.Discount, d.Discount) | fixed.Add(&c.Conceded, d.Conceded)
	var fits bool
	c.ListSquared, fits = c.ListSquared.Add(d.ListSquared)
	return bad >= 0 && fits
}

// merge adds the sums of d.
func (c *Cell) merge(d *Cell) bool {
	bad := fixed.Add(&c.OverPolicy, d.OverPolicy) |
		fixed.Add(&c.LinesDiscounted, d.LinesDiscounted) | fixed.Add(&c.LinesAbove, d.LinesAbove) | fixed.Add(&c.ListAbove, d.ListAbove) |
		fixed.Add(&c.N, d.N) | fixed.Add(&c.Y, d.Y) | fixed.Add(&c.Y2, d.Y2) | fixed.Add(&c.ScoredList, d.ScoredList) | fixed.Add(&c.ScoredX, d.ScoredX)
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
