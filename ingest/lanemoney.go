package ingest

import (
	"math"
	"math/bits"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// money derives list and net amount of a plain row; false where the pricer must look.
func (l *lane) money(data []byte, start, end []uint32) bool {
	c, p := l.c, l.c.price
	pieces := int64(1e6)
	if q, ok := c.out.int(p.iQuantity); ok {
		pieces = q
	}
	list, ok := l.amount(l.prices.list, l.prices.perPiece, pieces, data, start, end)
	if !ok {
		return false
	}
	net, ok := l.amount(l.prices.net, l.prices.netEach, pieces, data, start, end)
	if !ok {
		return false
	}
	c.out.setInt(p.iList, list)
	c.out.setByte(p.iReference, table.ReferenceLine)
	c.out.setInt(p.iNet, net)
	if l.prices.cost != nil {
		j := l.prices.cost.cells[0]
		text := data[start[j]:end[j]]
		if cell.Null(text) {
			return true
		}
		cost, ok := l.amount(l.prices.cost, false, pieces, data, start, end)
		if !ok {
			return false
		}
		c.out.setInt(p.iCost, cost)
	}
	return true
}

// amount reads an amount, or the price of one piece times pieces (10⁻⁶), in minor units:
// exact in 128 bits and rounded once, half to even, as fraction.minor rounds.
func (l *lane) amount(s *slot, each bool, pieces int64, data []byte, start, end []uint32) (int64, bool) {
	j := s.cells[0]
	v, _, ok := l.c.number(data[start[j]:end[j]], raw.Plain, s, micro)
	if !ok {
		return 0, false
	}
	down := micro - l.c.price.minor // digits behind the minor unit
	if !each {
		pieces = 1
	} else {
		down += micro
	}
	if down < 0 || down > 18 {
		return 0, false
	}
	neg := (v < 0) != (pieces < 0)
	hi, lo := bits.Mul64(magnitude(v), magnitude(pieces))
	d := tens[down]
	if hi >= d {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, d)
	if r > d-r || r == d-r && q&1 == 1 {
		q++
	}
	if q > math.MaxInt64 {
		return 0, false
	}
	if neg {
		return -int64(q), true
	}
	return int64(q), true
}

// magnitude is |v|.
func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}
