package metrics

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/fixed"
	"tenbin/metrics/instruction"
)

// madeCube is a company of that many people with about a hundred cells each: 60
// categories, 12 regions, 5 bands, clients of their own, 24 months.
func madeCube(people int) (*cube.Cube, []instruction.Record) {
	draw := rand.New(rand.NewPCG(1, uint64(people)))
	c := &cube.Cube{WindowFrom: table.MonthOf(2024, 11)}
	for k := range 60 {
		c.Categories = append(c.Categories, fmt.Sprintf("K%02d", k))
	}
	for k := range 12 {
		c.Regions = append(c.Regions, fmt.Sprintf("R%02d", k))
	}
	for k := range 60 {
		for r := range 12 {
			for b := range 5 {
				c.Strata = append(c.Strata, cube.Stratum{Category: int32(k), Region: int32(r), Band: int32(b)})
			}
		}
	}
	var records []instruction.Record
	for i := range people {
		id := fmt.Sprintf("S%06d", i)
		c.People = append(c.People, id)
		region := draw.IntN(12)
		base := draw.IntN(60)
		for k := range 10 {
			c.Clients = append(c.Clients, fmt.Sprintf("C%06d-%d", i, k))
			for q := range 10 {
				x := cube.Cell{CellSums: cube.CellSums{Lines: 3, List: 1_200_000, ListSquared: fixed.Square(700_000)}, N: 3, Y: int64(draw.ExpFloat64() * 6e7), ScoredList: 1_200_000}
				x.Y2, x.ScoredX, x.Conceded = x.Y/8, x.ScoredList*x.Y/3e9, x.ScoredList*x.Y/3e9
				c.Keys = append(c.Keys, cube.CellKey{Person: int32(i), Client: int32(len(c.Clients) - 1), Month: table.MonthOf(2024, 11) + table.Month(draw.IntN(24)),
					Stratum: int32(((base+q%3)%60*12+region)*5 + draw.IntN(5))})
				c.Cells = append(c.Cells, x)
			}
		}
		for q := range 20 {
			r := instruction.Record{ID: fmt.Sprintf("I%06d-%02d", i, q), Person: id, Client: c.Clients[len(c.Clients)-1-q%10], Trigger: q % 6, Issued: table.DayOf(2025, 1, 1) + table.Day(draw.IntN(600)),
				Due: table.NoDay, LoggedAt: table.NoDay, Acknowledged: table.NoDay, ClientContacted: table.NoDay, Implemented: table.NoDay, Closed: table.NoDay, EffectiveFrom: table.NoDay}
			if d := r.Issued + table.Day(draw.ExpFloat64()*60) + 1; d <= table.DayOf(2026, 10, 31) {
				r.Implemented, r.Status = d, table.StatusImplemented
			}
			records = append(records, r)
		}
	}
	return c, records
}

// BenchmarkAssess: the cost per person must stay flat from 1,000 to 20,000 people
// (2,000,000 cells, 400,000 instructions).
func BenchmarkAssess(b *testing.B) {
	for _, people := range []int{1000, 5000, 20000} {
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			c, records := madeCube(people)
			o := referenceOptions()
			o.WindowMonths, o.CalendarFactor = 24, true
			b.ReportAllocs()
			b.ResetTimer()
			for b.Loop() {
				if _, err := Assess(c, records, Data{HasPolicy: true}, o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*people), "µs/person")
		})
	}
}
