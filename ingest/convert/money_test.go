package convert

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestFractionByHand(t *testing.T) {
	for _, c := range []struct {
		factors [][2]int64 // value, exponent
		tax     int64
		units   int
		want    int64
		ok      bool
	}{
		{[][2]int64{{14_000_000, 6}, {12_000_000, 6}}, 0, 2, 16800, true},                          // 14.00 × 12
		{[][2]int64{{14_000_000, 6}, {12_000_000, 6}, {950_000_000, 9}}, 0, 2, 15960, true},        // less 5 %
		{[][2]int64{{500_000, 6}}, 0, 0, 0, true},                                                  // 0.5 → 0
		{[][2]int64{{1_500_000, 6}}, 0, 0, 2, true},                                                // 1.5 → 2
		{[][2]int64{{2_500_000, 6}}, 0, 0, 2, true},                                                // 2.5 → 2
		{[][2]int64{{-2_500_000, 6}}, 0, 0, -2, true},                                              // −2.5 → −2
		{[][2]int64{{-3_500_000, 6}}, 0, 0, -4, true},                                              // −3.5 → −4
		{[][2]int64{{1_100_000_000, 6}}, 100_000_000, 0, 1000, true},                               // 1100 with 10 %
		{[][2]int64{{1_000_000_000, 6}}, 80_000_000, 0, 926, true},                                 // 1000 / 1.08 = 925.93
		{[][2]int64{{math.MaxInt64, 0}, {1_000_000, 6}}, 0, 0, math.MaxInt64, true},                // fits exactly
		{[][2]int64{{math.MaxInt64, 0}, {2, 0}}, 0, 0, 0, false},                                   // does not
		{[][2]int64{{math.MinInt64, 0}, {1, 0}}, 0, 0, 0, false},                                   // the range is symmetric
		{[][2]int64{{math.MaxInt64, 6}, {math.MaxInt64, 6}, {1, 9}, {1, 9}}, 0, 0, 85070592, true}, // 85 070 591.73
		{[][2]int64{{0, 6}, {math.MaxInt64, 6}}, 0, 2, 0, true},                                    // nothing
		{[][2]int64{{2, 0}}, 0, 3, 2000, true},                                                     // dinars have three places
	} {
		f := fraction{tax: c.tax}
		for _, x := range c.factors {
			f.times(x[0], int(x[1]))
		}
		if got, ok := f.minor(c.units); got != c.want || ok != c.ok {
			t.Errorf("%v with tax %d in 10^-%d = %d, %v, want %d, %v", c.factors, c.tax, c.units, got, ok, c.want, c.ok)
		}
	}
}

// big.Rat is the second source.
func TestFractionAgainstRat(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	exps := []int{0, 6, 9}
	for range 20000 {
		f, want := fraction{}, big.NewRat(1, 1)
		for range 1 + draw.IntN(3) {
			v, e := draw.Int64N(1<<uint(1+draw.IntN(62)))-1<<uint(draw.IntN(40)), exps[draw.IntN(3)]
			f.times(v, e)
			want.Mul(want, new(big.Rat).SetFrac(big.NewInt(v), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(e)), nil)))
		}
		if draw.IntN(4) == 0 {
			f.tax = 80_000_000
			want.Quo(want, big.NewRat(108, 100))
		}
		units := draw.IntN(4)
		want.Mul(want, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(units)), nil)))
		got, ok := f.minor(units)
		twice := new(big.Rat).Sub(want, new(big.Rat).SetInt64(got))
		distance := twice.Abs(twice).Cmp(big.NewRat(1, 2))
		if ok && (distance > 0 || distance == 0 && got&1 == 1) {
			t.Fatalf("%v in 10^-%d = %d, exact %s", f, units, got, want.FloatString(4))
		}
		limit := new(big.Rat).SetInt64(math.MaxInt64)
		if !ok && new(big.Rat).Abs(want).Cmp(limit) < 0 {
			t.Fatalf("%v in 10^-%d refused, exact %s", f, units, want.FloatString(4))
		}
	}
}
