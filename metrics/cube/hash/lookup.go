package hash

// QueueLines is the number of places of one part that are looked up together. The look-ups
// of a queue do not depend on each other, so the processor waits for many cache misses at
// once instead of for one after the other, and the part's lock is taken once for all of
// them.
const QueueLines = 64

// Placed is a key with its hash.
type Placed struct {
	Key  Key
	Hash uint64
}

// Place returns k with its hash.
func Place(k Key) Placed { return Placed{k, k.Hash()} }

// Lookup are places of one part that are looked up together, and the numbers of their
// cells.
type Lookup struct {
	Places [QueueLines]Placed
	At     [QueueLines]uint32
}

// Locate finds the cells of the first n places. What it returns has no meaning: it keeps
// the loads that fetch slots and keys ahead of their use.
func (t *Table[V]) Locate(l *Lookup, n int) (touched int64) {
	t.Reserve(n)
	places, at := l.Places[:n], l.At[:n]
	for k := range places {
		at[k] = uint32(t.slots[t.home(places[k].Hash)])
	}
	for k := range places {
		if at[k] > 0 {
			touched += int64(t.Key(int(at[k] - 1)).Who)
		}
	}
	for k := range places {
		at[k] = t.Find(places[k].Key, places[k].Hash)
	}
	return touched
}
