package cube

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/cube/amounts"
)

// manyDeals makes n ordinary lines: people × 20 clients each, 8 categories, 4 regions,
// 24 months, a policy rate on each line.
func manyDeals(n, people int) []table.Shard {
	draw := rand.New(rand.NewPCG(1, 2))
	b := table.NewBuilder(table.Deals, 0)
	last := mustDay("2026-10-31")
	for i := range n {
		p := draw.IntN(people)
		list := int64(10_000 * (1 + draw.IntN(1000)))
		b.Set("line_id", fmt.Sprintf("L%08d-%03d", i, i%7)).Set("document", fmt.Sprintf("L%08d", i)).
			Set("date", last-table.Day(draw.IntN(720))).Set("salesperson", fmt.Sprintf("p%05d", p)).
			Set("client", fmt.Sprintf("c%06d", p*20+draw.IntN(20)*draw.IntN(20)/20)).Set("product", fmt.Sprintf("g%04d", draw.IntN(2000))).
			Set("category", string(rune('A'+draw.IntN(8)))).Set("region", string(rune('a'+p%4))).
			Set("list_amount", list).Set("net_amount", list-list*int64(draw.IntN(30))/100).Set("authorised_rate", int64(50_000_000)).
			EndRow()
	}
	return []table.Shard{b.Shard()}
}

// The bytes are those of the Arrow columns that the reduction reads: about 60 a line.
const bytesPerLine = 60

func BenchmarkReduce(b *testing.B) {
	// 10 people make few cells, 100 every second line its own, 5000 nearly every line.
	for _, people := range []int{10, 100, 5000} {
		b.Run(fmt.Sprintf("rows=1M/people=%d", people), func(b *testing.B) {
			const n = 1_000_000
			shards, o := manyDeals(n, people), october()
			o.SizeBands = []int64{100_000, 400_000, 1_600_000, 6_400_000}
			plan := &Plan{}
			plan.freeze(amounts.New(), o)
			b.SetBytes(n * bytesPerLine)
			cells := 0
			for b.Loop() {
				p, err := reduceAll(context.Background(), Source{Shards: shards}, plan, o)
				if err != nil {
					b.Fatal(err)
				}
				cells = p.shared.cells.len()
			}
			b.ReportMetric(float64(cells), "cells")
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}

func BenchmarkSurvey(b *testing.B) {
	const n = 1_000_000
	shards, o := manyDeals(n, 5000), october()
	b.SetBytes(n * bytesPerLine)
	for b.Loop() {
		s, err := SurveyOf(context.Background(), Source{}.Of(shards), o)
		if err != nil || s.prints.Repeated() != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
