package metrics

import (
	"math/rand/v2"
	"testing"
)

// A table finds what was put into it, also when it rested in between.
func TestGroupTable(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	for _, lean := range []bool{false, true} {
		table := &groupTable{lean: lean}
		where := map[groupKey]uint32{}
		for n := range 20_000 {
			k := packKey(r.Int32N(50), r.Int32N(400), 1, 2, 0, 3)
			table.reserve(1)
			at := table.find(k, k.hash())
			if was, ok := where[k]; ok && was != at || !ok && int(at) != len(where) || *table.key(int(at)) != k {
				t.Fatalf("%v stands at %d, stood at %d", k, at, was)
			}
			where[k] = at
			if n%3000 == 2999 {
				table.slots = nil
			}
		}
		if table.n != len(where) {
			t.Fatalf("%d cells, want %d", table.n, len(where))
		}
	}
}
