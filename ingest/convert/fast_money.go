package convert

import (
	"encoding/binary"
	"math"
	"math/bits"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// money derives list, net amount and cost of the rows of a block; rows at which the
// pricer must look are no longer good.
func (l *fastPath) money(b *raw.Block, n int) {
	var pieces *step
	if q := l.c.price.quantity; q != nil {
		for k := range l.steps {
			if x := &l.steps[k]; x.target == l.c.price.iQuantity {
				pieces = x
			}
		}
	}
	l.list, l.net = room(l.list, n), room(l.net, n)
	for k := range l.shapes {
		l.shapes[k] = room(l.shapes[k], n)
	}
	l.amounts(b, l.prices.list, l.prices.perPiece, pieces, l.list, 0)
	l.amounts(b, l.prices.net, l.prices.netEach, pieces, l.net, 1)
	s := l.prices.cost
	if s == nil {
		return
	}
	l.cost, l.hasCost = room(l.cost, n), room(l.hasCost, n)
	for i := range n {
		if !l.good[i] {
			continue
		}
		at := b.First[i] + uint32(s.Cells[0])
		text := b.Data[b.Start[at]:b.End[at]]
		v, r, ok := l.c.number(text, hint(b, at), s, micro)
		if ok {
			v, ok = minorOf(v, 1, micro-l.c.price.minor)
		}
		l.cost[i], l.hasCost[i] = v, ok
		l.good[i] = ok || r == table.Empty && hint(b, at) < raw.Error && cell.Null(text)
	}
}

// amounts reads amounts, or prices of one piece times pieces (10⁻⁶), in minor units: the
// list ones (n = 0) or the net ones (1).
func (l *fastPath) amounts(b *raw.Block, s *heading.Slot, each bool, pieces *step, into []int64, n int) {
	minor, shapes := l.c.price.minor, l.shapes[n]
	if codes := codesOf(b, s.Cells[0]); codes != nil {
		l.codedAmounts(codes, s, each, pieces, into, shapes, n)
		return
	}
	if b.Coded != nil && b.Coded[s.Cells[0]].Hundredths != nil {
		l.numbers(b.Coded[s.Cells[0]].Hundredths, each, pieces, into, shapes)
		return
	}
	written := s.Decision.Locale == cell.Point && !s.Decision.Mixed
	column := uint32(s.Cells[0])
	for i := range into {
		if !l.good[i] {
			continue
		}
		at := b.First[i] + column
		start, end := b.Start[at], b.End[at]
		h := hint(b, at)
		shapes[i] = cell.Unshaped
		if size := end - start; size <= 8 && s.Unit <= 1 && (h == raw.Number || h == raw.Plain && written) && int(start)+8 <= len(b.Data) {
			v, shape, ok := cell.Short(binary.LittleEndian.Uint64(b.Data[start:])&(1<<(8*size)-1), int(size), minor)
			if ok {
				if v, ok = whole(v, each, pieces, i); ok && v >= 0 {
					if h == raw.Number {
						shape = cell.Typed
					}
					into[i], shapes[i] = v, shape
					continue
				}
			}
		}
		v, _, ok := l.c.number(b.Data[start:end], h, s, micro)
		if ok {
			into[i], ok = l.amount(v, each, pieces, i)
		}
		ok = ok && v >= 0 && cell.IsCurrency(cell.CurrencyOf(b.Data[start:end]), l.c.env.Currency)
		l.good[i] = ok
	}
}

// amount returns v (10⁻⁶), or v for each of the pieces of row i, in minor units.
func (l *fastPath) amount(v int64, each bool, pieces *step, i int) (int64, bool) {
	down, times := micro-l.c.price.minor, int64(1) // digits behind the minor unit
	if each {
		down += micro
		if times = 1e6; pieces != nil && pieces.values[i] >= 0 {
			times = pieces.values[i]
		}
	}
	return minorOf(v, times, down)
}

// whole returns v for the pieces of row i, false where they are no whole number or the
// amount is large.
func whole(v int64, each bool, pieces *step, i int) (int64, bool) {
	if !each || pieces == nil || pieces.values[i] < 0 {
		return v, true
	}
	n := pieces.values[i] / 1e6
	return v * n, n*1e6 == pieces.values[i] && n < 1<<32 && v < 1<<31
}

// minorOf returns a·b·10^−down, exact in 128 bits and rounded once, half to even, as
// fraction.minor rounds; false where it does not fit.
func minorOf(a, b int64, down int) (int64, bool) {
	if down < 0 || down > 18 {
		return 0, false
	}
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	d := tens[down]
	if hi >= d {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, d)
	if r > d-r || r == d-r && q&1 == 1 {
		q++
	}
	switch {
	case q > math.MaxInt64:
		return 0, false
	case (a < 0) != (b < 0):
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
