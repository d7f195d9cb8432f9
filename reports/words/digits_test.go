package words

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestDigits: what cells hold is the shortest decimal of the float64 that they stand
// for, as strconv writes it.
func TestDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	check := func(got []byte, v float64) {
		t.Helper()
		if want := ">" + strconv.FormatFloat(v, 'f', -1, 64); string(got) != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
	values := []float64{0, math.Copysign(0, -1), 1, -1, .1, -.075, 1e-9, 123456789, 1234567895, 99999999.95, 999999999.5, 1e22, 1e300, 1e-300, 3e301, 7e-301,
		math.MaxFloat64, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 2.2e-308, 1e9, 1e8, 1e7, 0.06933193, 1. / 3, 100, 120000}
	for range 200_000 {
		values = append(values, math.Float64frombits(random.Uint64()), random.NormFloat64(), random.Float64()*1e7)
	}
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		check(AppendNine([]byte(">"), v), Round9(v))
	}
	for places := range 4 {
		c := Currency{Places: places}
		for _, v := range []int64{0, 1, -1, 5, 10, -10, 99, 100, 101, 1050, 123450, -7, 1e15 - 1, 1 - 1e15, 1e15, math.MaxInt64, math.MinInt64} {
			check(c.AppendMajor([]byte(">"), v), c.Major(v))
		}
		for range 50_000 {
			v := random.Int64N(2e15) - 1e15
			v >>= random.IntN(50)
			check(c.AppendMajor([]byte(">"), v), c.Major(v))
		}
	}
}
