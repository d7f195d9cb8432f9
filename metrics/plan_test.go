package metrics

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTwoDigits(t *testing.T) {
	for _, c := range []struct {
		v, d uint64
		want int64
	}{{11_000, 16, 690}, {11_000, 4, 2800}, {11_000, 1, 11_000}, {12_500, 1, 12_000}, {13_500, 1, 14_000}, {12_501, 1, 13_000}, {9_950, 1, 10_000}, {995, 10, 100}, {3, 16, 0}, {40, 16, 2}, {24, 16, 2}} {
		if got := twoDigits(c.v, c.d); got != c.want {
			t.Errorf("%d/%d to two digits = %d, want %d", c.v, c.d, got, c.want)
		}
	}
}

// Exact while few amounts differ, buckets when many do; either way merged parts say
// what the whole says.
func TestHistogram(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 6))
	for _, limit := range []int{10_000, 500} {
		var all []int64
		whole, parts := newHistogram(), []*histogram{newHistogram(), newHistogram(), newHistogram()}
		for _, h := range append(parts, whole) {
			h.limit = limit
		}
		for range 5000 {
			v := 1 + draw.Int64N(1<<draw.IntN(40))
			all = append(all, v)
			whole.add(v, 1)
			parts[draw.IntN(3)].add(v, 1)
		}
		for _, h := range parts[1:] {
			parts[0].merge(h)
		}
		slices.Sort(all)
		a, b := whole.ranked(), parts[0].ranked()
		if whole.coarse != (limit == 500) || parts[0].coarse != whole.coarse || whole.total != 5000 || parts[0].total != 5000 {
			t.Fatalf("limit %d: coarse %v and %v", limit, whole.coarse, parts[0].coarse)
		}
		for _, k := range []int64{1, 1000, 2500, 4999, 5000} {
			got, want := a.smallest(k), all[k-1]
			if b.smallest(k) != got || got > want || float64(got) < float64(want)*(1-1./1024) || !whole.coarse && got != want {
				t.Errorf("limit %d: the %d-th smallest = %d, merged %d, sorted %d", limit, k, got, b.smallest(k), want)
			}
		}
	}
}

// Shares add up to the whole and lie within one unit of the exact part.
func TestApportion(t *testing.T) {
	draw := rand.New(rand.NewPCG(9, 9))
	for range 200 {
		weights := make([]int64, 1+draw.IntN(9))
		sum := new(big.Int)
		for k := range weights {
			weights[k] = 1 + draw.Int64N(1<<draw.IntN(58))
			sum.Add(sum, big.NewInt(weights[k]))
		}
		total := draw.Int64N(1 << draw.IntN(59))
		left := total
		for k, s := range apportion(total, weights) {
			exact := new(big.Int).Mul(big.NewInt(total), big.NewInt(weights[k]))
			low := new(big.Int).Quo(exact, sum).Int64()
			if s < low || s > low+1 {
				t.Fatalf("share %d of %d over %v = %d, exact part %d", k, total, weights, s, low)
			}
			left -= s
		}
		if left != 0 {
			t.Fatalf("%d over %v leaves %d", total, weights, left)
		}
	}
	if got := apportion(2, []int64{1, 1, 1}); !slices.Equal(got, []int64{1, 1, 0}) {
		t.Errorf("two units over three equals = %v, want the earlier ones", got)
	}
}

// The wide sum against big integers, across the borders of 64 bits.
func TestWide(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 9))
	var w, v wide
	exact := new(big.Int)
	for k := range 1000 {
		x := int64(draw.Uint64())
		if k%2 == 0 {
			w.add(x)
		} else {
			v.add(x)
		}
		exact.Add(exact, big.NewInt(x))
		sum := w
		sum.plus(v)
		if got, fits := sum.int64(); fits != exact.IsInt64() || fits && got != exact.Int64() {
			t.Fatalf("after %d terms: %d (%v), exactly %v", k+1, got, fits, exact)
		}
	}
}

// A fingerprint met twice is found wherever it was met.
func TestFingerprints(t *testing.T) {
	var a, b fingerprints
	for i := range 10_000 {
		id := string(rune('a'+i%26)) + string([]byte{byte(i), byte(i >> 8), 'x', 'y', 'z', '1', '2', byte(i >> 4)})
		a.add(id)
		if i == 77 || i == 4711 {
			b.add(id)
		}
	}
	if a.twice() != nil {
		t.Error("repeats where there are none")
	}
	a.add("")
	a.add("")
	a.merge(&b)
	if got := a.twice(); len(got) != 2 {
		t.Errorf("%d repeats, want 2", len(got))
	}
}
