package cube

import (
	"cmp"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// The words that a run is sorted by must give the order of its keys, also where they do
// not fit.
func TestRunSort(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	var s runSort
	for n := range 300 {
		clients, strata, months := 1+r.IntN(1<<r.IntN(31)), 1+r.IntN(1<<r.IntN(20)), 1+r.IntN(1<<r.IntN(16))
		run := make([]sumsEntry, r.IntN(300))
		for i := range run {
			run[i] = sumsEntry{7<<32 | uint64(r.IntN(clients)), uint64(r.IntN(strata))<<32 | uint64(1<<31+24000-r.IntN(months)), uint32(i)}
		}
		want := slices.Clone(run)
		slices.SortStableFunc(want, func(a, b sumsEntry) int {
			return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.what, b.what))
		})
		lead := r.IntN(1 << (entryBits + 1)) // the run may go over the end of a chunk
		list := newEntries(lead + len(run))
		for i := range run {
			*list.at(lead + i) = run[i]
		}
		s.sort(&list, lead, lead+len(run), bits.Len(uint(clients)), bits.Len(uint(strata)))
		for i := range run {
			if got := list.at(lead + i); got.who != want[i].who || got.what != want[i].what {
				t.Fatalf("run %d, place %d: %x, want %x", n, i, *got, want[i])
			}
		}
	}
}
