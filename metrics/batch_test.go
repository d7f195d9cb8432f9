package metrics

import (
	"fmt"
	"testing"
	"time"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// row is one made-up row by column name; what it leaves out is taken from rowDefaults.
type row map[string]any

// rowDefaults make an ordinary sale; a row sets a column to nil to empty it.
var rowDefaults = row{"date": "2026-09-15", "salesperson": "sato", "client": "aoi", "category": "A", "region": "east", "list_amount": int64(100_000), "net_amount": int64(95_000)}

// deals turns rows into a shard of file; rows are numbered from 2. Dates may be ISO text.
func deals(t testing.TB, file int32, rows ...row) table.Shard {
	t.Helper()
	return piece(t, file, rows, 0, len(rows))
}

// piece is rows [from, to) of a file as a shard of their own, numbered as in the whole.
func piece(t testing.TB, file int32, rows []row, from, to int) table.Shard {
	t.Helper()
	b := table.NewBuilder(table.Deals, file)
	for range from { // the builder numbers rows from 2
		b.EndRow()
	}
	b.Shard()
	for i := from; i < to; i++ {
		r := rows[i]
		if _, ok := r["line_id"]; !ok {
			b.Set("line_id", fmt.Sprintf("f%d-%d", file, i+2))
		}
		for _, c := range table.Deals.Columns {
			v, ok := r[c.Name]
			if !ok {
				v = rowDefaults[c.Name]
			}
			switch x := v.(type) {
			case string:
				if c.Kind == table.Date {
					d, err := table.ParseDay(x)
					if err != nil {
						t.Fatal(err)
					}
					v = d
				}
			case int:
				if c.Kind != table.Word {
					v = int64(x)
				}
			}
			b.Set(c.Name, v)
		}
		b.EndRow()
	}
	return b.Shard()
}

// october is the run most tests ask for: data month 2026-10, 24 months, one band, L_min 1.
func october() assessment.Options {
	least := int64(1)
	month, _ := table.ParseMonth("2026-10")
	return assessment.Options{Month: month, WindowMonths: 24, FiscalYearStart: 4, Currency: "JPY", SizeBands: []int64{}, ListMin: &least, Workers: 1}
}

// jst is Japan's time, without a time zone database.
var jst = time.FixedZone("JST", 9*3600)
