package ingest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"tenbin/ingest/table"
)

// BenchmarkConvert takes deal lines from bytes to record batches on one goroutine:
// surveyed while they are read, surveyed before, and each row by the converter.
func BenchmarkConvert(b *testing.B) {
	const lines = 300_000
	var text strings.Builder
	text.WriteString("document,line,date,salesperson,client,product,category,region,quantity,list_price,net_price,authorised_rate\n")
	for i := range lines {
		n := i*7919 + 13
		fmt.Fprintf(&text, "D%07d,%d,2026-%02d-%02d,Smith Anna #%04d,Alder Tooling %05d,SKU-%04d Pump model A,Spare Parts %02d,EMEA North %d,%d,%d.50,%d.25,0.05\n",
			i/4, i%4+1, 1+n%12, 1+n%28, i/4%500, i/4%9000, n%300, n%12, n%8, 1+n%40, 1000+n%5000, 900+n%4000)
	}
	dir := files(b, map[string]string{"d.csv": text.String()})
	for _, c := range []struct {
		name string
		s    Sources
	}{{"once", Sources{OnePass: true}}, {"surveyed", Sources{}}, {"converter", Sources{slow: true}}} {
		b.Run(c.name, func(b *testing.B) {
			c.s.Base, c.s.Currency, c.s.MinorUnits, c.s.NoDigests = dir, "EUR", 2, true
			c.s.Tables = map[string][]Source{"deals": {{Files: []string{"d.csv"}}}}
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				in, err := Open(context.Background(), c.s, 1)
				if err != nil {
					b.Fatal(err)
				}
				readAll(b, in)
				if again, err := in.Settle(context.Background()); again || err != nil {
					b.Fatal(again, err)
				}
				if got := in.TableCounts("deals"); got != (table.Counts{RowsRead: lines, Records: lines}) {
					b.Fatalf("%+v", got)
				}
				in.Close()
			}
		})
	}
}

// BenchmarkDictionary looks clients up: many of them in random order. The same look-ups
// in Go's own map beside it, as a ratio: what both wait for is the memory, and how long
// differs between machines, and on one by what its neighbours do.
func BenchmarkDictionary(b *testing.B) {
	const clients, lookups = 40_000, 1 << 20
	var data []byte
	var ends [clients + 1]uint32
	m, plain := newMemo(1<<30), make(map[string]memoEntry)
	for i := range clients {
		data = fmt.Appendf(data, "Alder Tooling GmbH %05d", i)
		ends[i+1] = uint32(len(data))
		text := data[ends[i]:]
		key := quadOf(data, ends[i], ends[i+1])
		m.put(&key, key.hash(text), text, int64(i))
		plain[string(text)] = memoEntry{value: int64(i)}
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
			text, key := data[ends[k]:ends[k+1]], quadOf(data, ends[k], ends[k+1])
			if m.find(&key, key.hash(text), uint32(len(text)), text) != int32(k) {
				b.Fatal("another client")
			}
		}
		ours += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for i := range lookups {
			k := i * 7919 % clients
			if plain[string(data[ends[k]:ends[k+1]])].value != int64(k) {
				b.Fatal("another client")
			}
		}
		theirs += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(ours)/float64(theirs), "of-a-map")
}

// BenchmarkTwice looks for repeated ids among a million.
func BenchmarkTwice(b *testing.B) {
	const n = 1 << 20
	p := &prints{}
	for i := range n {
		p.add(fingerprint(fmt.Appendf(nil, "D%08d-1", i)))
	}
	b.SetBytes(8 * n)
	for b.Loop() {
		var slots []uint64
		for k := range printParts {
			var found []uint64
			if found, slots, _ = twice([]*prints{p}, k, slots); found != nil {
				b.Fatal("found a repeat")
			}
		}
	}
}
