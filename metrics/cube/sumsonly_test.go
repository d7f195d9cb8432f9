package cube

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/fixed"
)

// TestPlainSales: lines that are counted in one go give the cells that each line by itself
// gives, whatever their dates, amounts and rates, and so does the full cube.
func TestPlainSales(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 44))
	b := table.NewBuilder(table.Deals, 0)
	last := mustDay("2026-10-31")
	for k := range 20_000 {
		list := 1 + r.Int64N(1<<(1+r.IntN(42)))
		switch r.IntN(40) {
		case 0:
			list = -list
		case 1:
			list = 0
		}
		net := list - r.Int64N(max(list, 1)/3+2) + r.Int64N(3)
		day := last + 5 - table.Day(r.IntN(900))
		b.Set("line_id", fmt.Sprint("L", k)).Set("date", day).Set("list_amount", list).Set("net_amount", net).Set("authorised_rate", int64(r.IntN(5))*50_000_000)
		for column, n := range map[string]int{"salesperson": 4, "client": 6, "category": 2, "region": 2} {
			if v := r.IntN(n + 1); v > 0 {
				b.Set(column, fmt.Sprint(column[:1], v))
			} else if column != "salesperson" {
				b.Set(column, "none")
			}
		}
		b.EndRow()
	}
	shards, o, least := []table.Shard{b.Shard()}, october(), int64(500)
	o.SizeBands, o.ListMin, o.WindowMonths = []int64{10_000, 1 << 34}, &least, assessment.All
	var want string
	for n, judged := range []bool{false, true} { // ids that were judged before leave the quick way open
		s, _, err := ReduceSums(context.Background(), Source{HasPolicy: true, Deduplicated: judged}.Of(shards), o)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := s.WriteCSV(&got, table.Names{}, 1); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			want = got.String()
		} else if got.String() != want {
			t.Fatalf("in one go:\n%.1500s\nline by line:\n%.1500s", got.String(), want)
		}
	}
	c, _, err := Reduce(context.Background(), Source{HasPolicy: true}.Of(shards), o)
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := ReduceSums(context.Background(), Source{HasPolicy: true, Deduplicated: true}.Of(shards), o)
	if err != nil || s.Len() != len(c.Cells) || s.Len() < 1000 {
		t.Fatalf("%d cells, the cube has %d: %v", s.Len(), len(c.Cells), err)
	}
	for i := range c.Cells {
		if s.Key(i) != c.Keys[i] || *s.Sum(i) != c.Cells[i].CellSums {
			t.Fatalf("cell %d: %+v %+v, the cube says %+v %+v", i, s.Key(i), *s.Sum(i), c.Keys[i], c.Cells[i].CellSums)
		}
	}
}

// TestPlainSalesOverflow: a sum that does not fit is an error, not another number.
func TestPlainSalesOverflow(t *testing.T) {
	b := table.NewBuilder(table.Deals, 0)
	for k := range 12 {
		b.Set("line_id", fmt.Sprint(k)).Set("date", mustDay("2026-10-01")).Set("salesperson", "p").Set("client", "c").Set("list_amount", int64(fixed.MaxAmount)).Set("net_amount", int64(fixed.MaxAmount)).Set("authorised_rate", int64(0)).EndRow()
	}
	o := october()
	o.SizeBands, o.ListMin = []int64{math.MaxInt64}, new(int64)
	if _, _, err := ReduceSums(context.Background(), Source{HasPolicy: true, Deduplicated: true}.Of([]table.Shard{b.Shard()}), o); err == nil {
		t.Fatal("a sum beyond 9.2·10¹⁸ passed")
	}
}
