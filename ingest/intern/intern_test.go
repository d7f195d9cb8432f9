package intern

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkDictionary looks clients up: many of them in random order. The same look-ups
// in Go's own map beside it, as a ratio: what both wait for is the memory, and how long
// differs between machines, and on one by what its neighbours do.
func BenchmarkDictionary(b *testing.B) {
	const clients, lookups = 40_000, 1 << 20
	var data []byte
	var ends [clients + 1]uint32
	m, plain := New(1<<30), make(map[string]Entry)
	for i := range clients {
		data = fmt.Appendf(data, "Alder Tooling GmbH %05d", i)
		ends[i+1] = uint32(len(data))
		text := data[ends[i]:]
		key := KeyOf(data, ends[i], ends[i+1])
		m.Put(&key, key.Hash(text), text, int64(i))
		plain[string(text)] = Entry{Value: int64(i)}
	}
	bytes := int64(0)
	for i := range lookups {
		k := i * 7919 % clients
		bytes += int64(ends[k+1] - ends[k])
	}
	b.SetBytes(bytes)
	var ours, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		for i := range lookups {
			k := i * 7919 % clients
			text, key := data[ends[k]:ends[k+1]], KeyOf(data, ends[k], ends[k+1])
			if m.Find(&key, key.Hash(text), uint32(len(text)), text) != int32(k) {
				b.Fatal("another client")
			}
		}
		ours += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for i := range lookups {
			k := i * 7919 % clients
			if plain[string(data[ends[k]:ends[k+1]])].Value != int64(k) {
				b.Fatal("another client")
			}
		}
		theirs += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(ours)/float64(theirs), "of-a-map")
}
