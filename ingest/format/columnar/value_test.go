package columnar

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// TestAppendFloat holds the short way for prices against strconv.
func TestAppendFloat(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 4))
	values := []float64{0, math.Copysign(0, -1), 0.01, -0.01, 0.1, 99.99, -1234.5, 1e15 / 100, 9999999999999.99, 10000000000000.01, 1e14, 0.005, 0.015, 1.005, 123456789.125, 1e-7, 4.35, 1.1}
	for range 100_000 {
		v := math.Round(draw.NormFloat64()*math.Pow(10, float64(draw.IntN(14)))) / 100
		values = append(values, v, math.Nextafter(v, 0), math.Nextafter(v, math.Inf(1)), v/10)
	}
	for _, v := range values {
		if a := math.Abs(v); a != 0 && a < 1e-7 {
			continue // with an exponent
		}
		if got, _ := appendFloat(nil, v, 64); string(got) != strconv.FormatFloat(v, 'f', -1, 64) {
			t.Fatalf("%v is written %s", v, got)
		}
	}
}

// TestAppendDay holds the days of the years 1 to 9999 and beyond against package time.
func TestAppendDay(t *testing.T) {
	first, last := time.Date(0, 12, 1, 0, 0, 0, 0, time.UTC).Unix()/86400, time.Date(10000, 1, 31, 0, 0, 0, 0, time.UTC).Unix()/86400
	for d := first; d <= last; d++ {
		if d > first+800 && d < last-800 && d%13 != 0 {
			continue
		}
		if got, want := string(appendDay(nil, d)), time.Unix(d*86400, 0).UTC().Format(time.DateOnly); got != want {
			t.Fatalf("day %d is written %s, want %s", d, got, want)
		}
	}
}
