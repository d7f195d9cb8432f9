package metrics

import (
	"math/bits"
	"sort"

	"tenbin/ingest/table"
)

// maxAmount bounds the money of a single line, so that differences and doubles of two
// amounts always fit in 63 bits. A line beyond it (10¹⁸ minor units) is refused.
const maxAmount = 1_000_000_000_000_000_000

// roundDiv returns (hi·2⁶⁴ + lo)/d rounded half to even; hi must be below d.
func roundDiv(hi, lo, d uint64) uint64 {
	q, r := bits.Div64(hi, lo, d)
	if r > d-r || r == d-r && q&1 == 1 {
		q++
	}
	return q
}

// authorisedNet is the net price that policy allows:
//
//	A = L·(1 − a)
//
// rounded to the minor unit, half to even. L > 0 in minor units, a in 10⁻⁹ of [0, 1].
func authorisedNet(list, rate int64) int64 {
	share := uint64(table.RateScale - rate)
	if uint64(list) >= 1<<33 {
		hi, lo := bits.Mul64(uint64(list), share)
		return int64(roundDiv(hi, lo, table.RateScale))
	}
	// The product fits in one word, which the processor divides much faster by a constant.
	whole := uint64(list) * share
	q := whole / table.RateScale
	if r := whole - q*table.RateScale; r > table.RateScale/2 || r == table.RateScale/2 && q&1 == 1 {
		q++
	}
	return int64(q)
}

// lineOutcome is what a line says about concession.
type lineOutcome struct {
	authorised int64 // A, minor units
	conceded   int64 // x = max(0, X)
	over       int64 // max(0, −X): sold above what policy asked
	capped     int64 // min(x, L/2), half to even
	y, y2      int64 // min(x/L, ½) and its square, in 10⁻⁹, half to even
}

// halfScale is the cap of y.
const halfScale = table.RateScale / 2

// outcomeOf turns list price L > 0, net price N and authorised rate a into
//
//	X = A − N;  |X| < L/1000 counts as 0 (rounding);  y = min(max(0, X)/L, ½)
//
// Credit above policy is kept apart and never nets off a concession.
func outcomeOf(list, net, rate int64) lineOutcome {
	o := lineOutcome{authorised: authorisedNet(list, rate)}
	x := o.authorised - net
	switch limit := (list - 1) / 1000; {
	case x > limit:
		o.conceded = x
		if x >= list-x {
			o.capped, o.y, o.y2 = int64(roundDiv(0, uint64(list), 2)), halfScale, halfScale/2
			return o
		}
		hi, lo := bits.Mul64(uint64(x), table.RateScale)
		o.capped, o.y = x, int64(roundDiv(hi, lo, uint64(list)))
		o.y2 = int64(roundDiv(0, uint64(o.y)*uint64(o.y), table.RateScale))
	case -x > limit:
		o.over = -x
	}
	return o
}

// wide is a signed sum of int64 that cannot overflow in practice (2⁶³ terms): sums
// with both signs, where an overflow on the way would depend on the order.
type wide struct {
	hi int64
	lo uint64
}

func (w *wide) add(v int64) {
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, uint64(v), 0)
	w.hi += v>>63 + int64(carry)
}

func (w *wide) plus(v wide) {
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, v.lo, 0)
	w.hi += v.hi + int64(carry)
}

// int64 returns the sum and whether it fits.
func (w wide) int64() (int64, bool) { return int64(w.lo), w.hi == int64(w.lo)>>63 }

// apportion divides total over weights (each ≥ 0, sum > 0) in whole units, by the largest
// remainder; of equal remainders the earlier entry gets the unit.
//
//	share_k = ⌊total·w_k/Σw⌋ + (0 or 1),  Σ share = total
func apportion(total int64, weights []int64) []int64 {
	var sum uint64
	for _, w := range weights {
		sum += uint64(w)
	}
	out, rest := make([]int64, len(weights)), make([]uint64, len(weights))
	left := total
	for k, w := range weights {
		hi, lo := bits.Mul64(uint64(total), uint64(w))
		q, r := bits.Div64(hi, lo, sum)
		out[k], rest[k] = int64(q), r
		left -= int64(q)
	}
	for _, k := range largest(rest, int(left)) {
		out[k]++
	}
	return out
}

// largest returns the positions of the n largest values, the earlier of equal ones.
func largest(v []uint64, n int) []int {
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return v[order[a]] > v[order[b]] })
	return order[:n]
}
