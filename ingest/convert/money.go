package convert

import (
	"math"
	"math/big"
	"math/bits"
)

// micro is the exponent of prices, quantities and amounts on their way to minor
// units: int64 in units of 10⁻⁶.
const micro = 6

// fraction is a number on its way to minor units: the product of its factors, each an
// integer, times 10^-exp, over (10⁹ + tax)/10⁹ and over per. Nothing is rounded before the end.
type fraction struct {
	factors [6]int64
	n       int
	exp     int
	tax     int64 // 10⁻⁹; 0 = without tax
	up      bool  // half is rounded away from zero, not to even
	per     int64 // pieces that it is for; 0 = one
}

// fractionOf starts a fraction with one number in units of 10^-exp.
func fractionOf(v int64, exp int) fraction {
	f := fraction{}
	f.times(v, exp)
	return f
}

// times multiplies f by v·10^-exp.
func (f *fraction) times(v int64, exp int) {
	for exp >= 3 && v%1000 == 0 {
		v, exp = v/1000, exp-3
	}
	if v == 0 {
		exp = 0
	}
	f.factors[f.n] = v
	f.n++
	f.exp += exp
}

// minor returns f in units of 10^-units, rounded half to even or, where f.up says so, half
// away from zero; ok is false when the
// result does not fit.
func (f fraction) minor(units int) (v int64, ok bool) {
	k := f.exp - units
	if f.tax == 0 && f.per == 0 && k >= -18 && k <= 18 {
		if v, ok := f.fast(k); ok {
			return v, true
		}
	}
	return f.slow(k)
}

var tens = func() (t [19]uint64) {
	t[0] = 1
	for i := 1; i < len(t); i++ {
		t[i] = t[i-1] * 10
	}
	return t
}()

// fast computes in 128 bits; ok is false where that is too narrow.
func (f fraction) fast(k int) (int64, bool) {
	neg, hi, lo := false, uint64(0), uint64(1)
	for _, v := range f.factors[:f.n] {
		u := uint64(v)
		if v < 0 {
			neg, u = !neg, -u
		}
		over, upper := bits.Mul64(hi, u)
		carryHi, lower := bits.Mul64(lo, u)
		sum, carry := bits.Add64(upper, carryHi, 0)
		if over != 0 || carry != 0 {
			return 0, false
		}
		hi, lo = sum, lower
	}
	if k < 0 {
		over, lower := bits.Mul64(lo, tens[-k])
		if hi != 0 || over != 0 {
			return 0, false
		}
		lo, k = lower, 0
	}
	d := tens[k]
	if hi >= d {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, d)
	if half := d / 2; k > 0 && (r > half || r == half && (f.up || q&1 == 1)) {
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

// slow computes in any width.
func (f fraction) slow(k int) (int64, bool) {
	num, den := big.NewInt(1), big.NewInt(1)
	for _, v := range f.factors[:f.n] {
		num.Mul(num, big.NewInt(v))
	}
	if f.tax != 0 {
		num.Mul(num, big.NewInt(1e9))
		den.SetInt64(1e9 + f.tax)
	}
	if f.per != 0 {
		den.Mul(den, big.NewInt(f.per))
	}
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(k, -k))), nil)
	if k >= 0 {
		den.Mul(den, power)
	} else {
		num.Mul(num, power)
	}
	neg := num.Sign() < 0
	num.Abs(num)
	q, r := new(big.Int).QuoRem(num, den, new(big.Int))
	switch r.Lsh(r, 1).Cmp(den) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		if f.up || q.Bit(0) == 1 {
			q.Add(q, big.NewInt(1))
		}
	}
	if !q.IsInt64() {
		return 0, false
	}
	if neg {
		return -q.Int64(), true
	}
	return q.Int64(), true
}

// UnitPrice returns an amount in minor units, of so many decimal places, as a price in 10⁻⁶;
// ok is false when it does not fit.
func UnitPrice(amount int64, minorUnits int) (price int64, ok bool) {
	return fractionOf(amount, minorUnits).minor(micro)
}
