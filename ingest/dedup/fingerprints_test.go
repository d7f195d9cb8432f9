package dedup

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

// BenchmarkTwice looks for repeated ids among a million.
func BenchmarkTwice(b *testing.B) {
	const n = 1 << 20
	p := &Fingerprints{}
	for i := range n {
		p.Add(Fingerprint(fmt.Appendf(nil, "D%08d-1", i)))
	}
	b.SetBytes(8 * n)
	for b.Loop() {
		var slots []uint64
		for k := range Partitions {
			var found []uint64
			if found, slots, _ = repeats([]*Fingerprints{p}, k, slots); found != nil {
				b.Fatal("found a repeat")
			}
		}
	}
}

// TestSpill: whatever memory may hold, the same fingerprints are found twice, and nothing
// is left behind.
func TestSpill(t *testing.T) {
	const n = 200_000
	find := func(memory int64) (found []uint64, size int64) {
		dir := t.TempDir()
		s := NewSpill(memory, dir)
		all := []*Fingerprints{{Spill: s}, {Spill: s}}
		for i := range n {
			all[i%2].Add(Fingerprint(fmt.Appendf(nil, "D%d", i)))
			if i%9973 == 0 {
				all[(i+1)%2].Add(Fingerprint(fmt.Appendf(nil, "D%d", i)))
			}
		}
		var slots []uint64
		for k := range Partitions {
			some, more, err := repeats(all, k, slots)
			if err != nil {
				t.Fatal(err)
			}
			found, slots = append(found, some...), more
		}
		if s != nil {
			size = s.size
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s is left behind", left[0].Name())
		}
		slices.Sort(found)
		return found, size
	}
	want, _ := find(0)
	if len(want) != n/9973+1 {
		t.Fatalf("%d repeats, want %d", len(want), n/9973+1)
	}
	for _, memory := range []int64{1, 1 << 20, 1 << 30} {
		got, size := find(memory)
		if !slices.Equal(got, want) {
			t.Errorf("memory %d: %d repeats, want %d", memory, len(got), len(want))
		}
		if (size > 0) != (memory <= 1<<20) {
			t.Errorf("memory %d: %d bytes of fingerprints went to the file", memory, size)
		}
	}
}
