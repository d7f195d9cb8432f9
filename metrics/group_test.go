package metrics

import (
	"math/rand/v2"
	"testing"
)

// A table finds what was put into it, also when it rested in between.
func TestGroupTable(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	for _, lean := range []bool{false, true} {
		table := &groupTable{lean: lean, memory: new(cellMemory)}
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

// Nobody gets a chunk that another one has, and every chunk is empty.
func TestChunks(t *testing.T) {
	var c chunks[uint64]
	var taken [][]uint64
	for n := range 3*chunksAtOnce + 1 {
		chunk := c.next()
		for k, v := range chunk {
			if v != 0 {
				t.Fatalf("chunk %d holds %d at %d", n, v, k)
			}
			chunk[k] = uint64(n + 1)
		}
		_ = append(chunk, 7) // goes elsewhere
		taken = append(taken, chunk)
	}
	for n, chunk := range taken {
		if len(chunk) != 1<<chunkBits || chunk[0] != uint64(n+1) || chunk[len(chunk)-1] != uint64(n+1) {
			t.Fatalf("chunk %d was written by another", n)
		}
	}
}
