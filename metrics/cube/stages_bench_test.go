package cube

import (
	"context"
	"io"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/amounts"
)

// reducedMillion is a million lines in half a million cells, and the options they were reduced
// under.
func reducedMillion(b *testing.B) (*Partial, *Plan, []table.Shard, assessment.Options) {
	b.Helper()
	shards, o := manyDeals(1_000_000, 5000), october()
	o.SizeBands = []int64{100_000, 400_000, 1_600_000, 6_400_000}
	plan := &Plan{}
	plan.freeze(amounts.New(), o)
	p, err := reduceAll(context.Background(), Source{Shards: shards}, plan, o)
	if err != nil {
		b.Fatal(err)
	}
	return p, plan, shards, o
}

// cellBytes is the size of a cell with its key.
const cellBytes = 136

// BenchmarkMerge merges the partial of another machine.
func BenchmarkMerge(b *testing.B) {
	q, plan, _, o := reducedMillion(b)
	b.SetBytes(int64(q.shared.cells.len()) * cellBytes)
	for b.Loop() {
		if err := NewPartial(plan, Source{}, o).Merge(q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSums sorts the cells.
func BenchmarkSums(b *testing.B) {
	p, _, _, _ := reducedMillion(b)
	b.SetBytes(int64(p.shared.cells.len()) * cellBytes)
	for b.Loop() {
		if _, err := p.Sums(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriteCSV writes the cells as text.
func BenchmarkWriteCSV(b *testing.B) {
	p, _, _, o := reducedMillion(b)
	s, err := p.Sums()
	if err != nil {
		b.Fatal(err)
	}
	var n counted
	if err := s.WriteCSV(&n, table.Names{}, 1); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		if err := s.WriteCSV(io.Discard, table.Names{}, o.Resolved().Workers); err != nil {
			b.Fatal(err)
		}
	}
}

// counted counts what is written to it.
type counted int64

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return len(p), nil
}
