package amounts

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Exact while few amounts differ, buckets when many do; either way merged parts say
// what the whole says.
func TestHistogram(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 6))
	for _, limit := range []int{10_000, 500} {
		var all []int64
		whole, parts := New(), []*Histogram{New(), New(), New()}
		for _, h := range append(parts, whole) {
			h.limit = limit
		}
		for range 5000 {
			v := 1 + draw.Int64N(1<<draw.IntN(40))
			all = append(all, v)
			whole.Add(v, 1)
			parts[draw.IntN(3)].Add(v, 1)
		}
		for _, h := range parts[1:] {
			parts[0].Merge(h)
		}
		slices.Sort(all)
		a, b := whole.Ranked(), parts[0].Ranked()
		if whole.coarse != (limit == 500) || parts[0].coarse != whole.coarse || whole.Total != 5000 || parts[0].Total != 5000 {
			t.Fatalf("limit %d: coarse %v and %v", limit, whole.coarse, parts[0].coarse)
		}
		for _, k := range []int64{1, 1000, 2500, 4999, 5000} {
			got, want := a.Smallest(k), all[k-1]
			if b.Smallest(k) != got || got > want || float64(got) < float64(want)*(1-1./1024) || !whole.coarse && got != want {
				t.Errorf("limit %d: the %d-th smallest = %d, merged %d, sorted %d", limit, k, got, b.Smallest(k), want)
			}
		}
	}
}
