package hash

import (
	"math/rand/v2"
	"testing"
)

// A table finds what was put into it, also when it rested in between.
func TestTable(t *testing.T) {
	finds[[120]byte](t)
	finds[[48]byte](t)
}

func finds[V any](t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	table := &Table[V]{Memory: new(Memory[V])}
	where := map[Key]uint32{}
	for n := range 20_000 {
		k := Pack(r.Int32N(50), r.Int32N(400), 1, 2, 0, 3)
		table.Reserve(1)
		at := table.Find(k, k.Hash())
		if was, ok := where[k]; ok && was != at || !ok && int(at) != len(where) || *table.Key(int(at)) != k {
			t.Fatalf("%v stands at %d, stood at %d", k, at, was)
		}
		where[k] = at
		if n%3000 == 2999 {
			table.Rest()
		}
	}
	if table.Len() != len(where) {
		t.Fatalf("%d cells, want %d", table.Len(), len(where))
	}
}

// A key gives back what was packed into it.
func TestKey(t *testing.T) {
	k := Pack(1<<31-1, 7, MaxCategories-1, MaxRegions-1, MaxBands-1, MaxMonths-1)
	if k.Person() != 1<<31-1 || k.Client() != 7 || k.Category() != MaxCategories-1 || k.Region() != MaxRegions-1 || k.Band() != MaxBands-1 || k.Ago() != MaxMonths-1 {
		t.Errorf("%v", k)
	}
}

// Nobody gets a chunk that another one has, and every chunk is empty.
func TestMemory(t *testing.T) {
	var c Memory[uint64]
	var taken [][]entry[uint64]
	for n := range 3*chunksAtOnce + 1 {
		chunk := c.next()
		for k, v := range chunk {
			if v != (entry[uint64]{}) {
				t.Fatalf("chunk %d holds %v at %d", n, v, k)
			}
			chunk[k].value = uint64(n + 1)
		}
		_ = append(chunk, entry[uint64]{value: 7}) // goes elsewhere
		taken = append(taken, chunk)
	}
	for n, chunk := range taken {
		if len(chunk) != 1<<chunkBits || chunk[0].value != uint64(n+1) || chunk[len(chunk)-1].value != uint64(n+1) {
			t.Fatalf("chunk %d was written by another", n)
		}
	}
}
