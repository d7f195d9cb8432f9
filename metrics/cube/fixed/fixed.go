// Package fixed is arithmetic that gives the same bits on every machine and in every order:
// money in minor units, shares in 10⁻⁹, squares and sums of both.
//
// In come integers, out come integers: the concession of one line (Outcome), sums with
// overflow checks (Add, Wide, Uint128), and a whole divided over weights (Apportion). No
// float takes part.
package fixed

import (
	"math/big"
	"math/bits"
	"sort"
	"strconv"

	"tenbin/ingest/table"
)

// MaxAmount bounds the money of a single line, so that differences and doubles of two
// amounts always fit in 63 bits. A line beyond it (10¹⁸ minor units) is refused.
const MaxAmount = 1_000_000_000_000_000_000

// RoundDiv returns (hi·2⁶⁴ + lo)/d rounded half to even; hi must be below d.
func RoundDiv(hi, lo, d uint64) uint64 {
	q, r := bits.Div64(hi, lo, d)
	if r > d-r || r == d-r && q&1 == 1 {
		q++
	}
	return q
}

// AuthorisedNet is the net price that policy allows:
//
//	A = L·(1 − a)
//
// rounded to the minor unit, half to even. L > 0 in minor units, a in 10⁻⁹ of [0, 1].
func AuthorisedNet(list, rate int64) int64 {
	share := uint64(table.RateScale - rate)
	if uint64(list) >= 1<<33 {
		hi, lo := bits.Mul64(uint64(list), share)
		return int64(RoundDiv(hi, lo, table.RateScale))
	}
	// The product fits in one word, which the processor divides much faster by a constant.
	whole := uint64(list) * share
	q := whole / table.RateScale
	if r := whole - q*table.RateScale; r > table.RateScale/2 || r == table.RateScale/2 && q&1 == 1 {
		q++
	}
	return int64(q)
}

// Outcome is what a line says about concession.
type Outcome struct {
	Authorised int64 // A, minor units
	Conceded   int64 // x = max(0, X)
	Over       int64 // max(0, −X): sold above what policy asked
	Capped     int64 // min(x, L/2), half to even
	Y, Y2      int64 // min(x/L, ½) and its square, in 10⁻⁹, half to even
}

// halfScale is the cap of y.
const halfScale = table.RateScale / 2

// OutcomeOf turns list price L > 0, net price N and authorised rate a into
//
//	X = A − N;  |X| < L/1000 counts as 0 (rounding);  y = min(max(0, X)/L, ½)
//
// Credit above policy is kept apart and never nets off a concession.
func OutcomeOf(list, net, rate int64) Outcome {
	o := Outcome{Authorised: AuthorisedNet(list, rate)}
	x := o.Authorised - net
	switch limit := (list - 1) / 1000; {
	case x > limit:
		o.Conceded = x
		if x >= list-x {
			o.Capped, o.Y, o.Y2 = int64(RoundDiv(0, uint64(list), 2)), halfScale, halfScale/2
			return o
		}
		hi, lo := bits.Mul64(uint64(x), table.RateScale)
		o.Capped, o.Y = x, int64(RoundDiv(hi, lo, uint64(list)))
		o.Y2 = int64(RoundDiv(0, uint64(o.Y)*uint64(o.Y), table.RateScale))
	case -x > limit:
		o.Over = -x
	}
	return o
}

// Wide is a signed sum of int64 that cannot overflow in practice (2⁶³ terms): sums
// with both signs, where an overflow on the way would depend on the order.
type Wide struct {
	Hi int64
	Lo uint64
}

func (w *Wide) Add(v int64) {
	var carry uint64
	w.Lo, carry = bits.Add64(w.Lo, uint64(v), 0)
	w.Hi += v>>63 + int64(carry)
}

func (w *Wide) Plus(v Wide) {
	var carry uint64
	w.Lo, carry = bits.Add64(w.Lo, v.Lo, 0)
	w.Hi += v.Hi + int64(carry)
}

// Int64 returns the sum and whether it fits.
func (w Wide) Int64() (int64, bool) { return int64(w.Lo), w.Hi == int64(w.Lo)>>63 }

// Apportion divides total over weights (each ≥ 0, sum > 0) in whole units, by the largest
// remainder; of equal remainders the earlier entry gets the unit.
//
//	share_k = ⌊total·w_k/Σw⌋ + (0 or 1),  Σ share = total
func Apportion(total int64, weights []int64) []int64 {
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

// Uint128 is an unsigned sum wide enough for squares of minor units.
type Uint128 struct{ Hi, Lo uint64 }

// Float returns the sum as a float64.
func (u Uint128) Float() float64 { return float64(float64(u.Hi)*(1<<64)) + float64(u.Lo) }

// Add returns u + v and whether it fits.
func (u Uint128) Add(v Uint128) (Uint128, bool) {
	lo, carry := bits.Add64(u.Lo, v.Lo, 0)
	hi, over := bits.Add64(u.Hi, v.Hi, carry)
	return Uint128{hi, lo}, over == 0
}

// Square returns x².
func Square(x int64) Uint128 {
	if x < 0 {
		x = -x
	}
	hi, lo := bits.Mul64(uint64(x), uint64(x))
	return Uint128{hi, lo}
}

// Append writes u in decimal digits behind b.
func (u Uint128) Append(b []byte) []byte {
	if u.Hi == 0 {
		return strconv.AppendUint(b, u.Lo, 10)
	}
	v := new(big.Int).SetUint64(u.Hi)
	v.Lsh(v, 64).Or(v, new(big.Int).SetUint64(u.Lo))
	return v.Append(b, 10)
}

// Add adds v to s; the result is negative when the sum no longer fits.
func Add(s *int64, v int64) int64 {
	was := *s
	t := was + v
	*s = t
	return (t ^ was) & (t ^ v)
}
