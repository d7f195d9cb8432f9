// Package cubetest makes up rows for the tests of the rooms that read them.
package cubetest

import (
	"fmt"
	"testing"
	"time"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Row is one made-up row by column name; what it leaves out is taken from rowDefaults.
type Row map[string]any

// rowDefaults make an ordinary sale; a row sets a column to nil to empty it.
var rowDefaults = Row{"date": "2026-09-15", "salesperson": "sato", "client": "aoi", "category": "A", "region": "east", "list_amount": int64(100_000), "net_amount": int64(95_000)}

// Deals turns rows into a shard of file; rows are numbered from 2. Dates may be ISO text.
func Deals(t testing.TB, file int32, rows ...Row) table.Shard {
	t.Helper()
	return Piece(t, file, rows, 0, len(rows))
}

// Piece is rows [from, to) of a file as a shard of their own, numbered as in the whole.
func Piece(t testing.TB, file int32, rows []Row, from, to int) table.Shard {
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

// October is the run most tests ask for: data month 2026-10, 24 months, one band, L_min 1.
func October() assessment.Options {
	least := int64(1)
	month, _ := table.ParseMonth("2026-10")
	return assessment.Options{Month: month, WindowMonths: 24, FiscalYearStart: 4, Currency: "JPY", SizeBands: []int64{}, ListMin: &least, Workers: 1}
}

// JST is Japan's time, without a time zone database.
var JST = time.FixedZone("JST", 9*3600)

// Roster has two people of one team; kato began in April 2026.
var Roster = &table.Roster{People: []table.RosterPerson{
	{ID: "kato", Periods: []table.Period{{Team: "T1", From: MustDay("2026-04-01"), To: table.NoDay}}},
	{ID: "sato", Periods: []table.Period{{Team: "T1", From: table.NoDay, To: table.NoDay}}},
}}

// Files are three monthly exports; the months in their names run against their order.
var Files = []table.File{{Path: "a.csv", Month: 680}, {Path: "b.csv", Month: 682}, {Path: "c.csv", Month: 681}}

// Small turns rows of a small table into a shard; dates may be ISO text.
func Small(t testing.TB, s table.Schema, file int32, rows ...Row) table.Shard {
	t.Helper()
	b := table.NewBuilder(s, file)
	for _, r := range rows {
		for _, c := range s.Columns {
			v := r[c.Name]
			if text, ok := v.(string); ok && c.Kind == table.Date {
				d, err := table.ParseDay(text)
				if err != nil {
					t.Fatal(err)
				}
				v = d
			}
			b.Set(c.Name, v)
		}
		b.EndRow()
	}
	return b.Shard()
}

// MustDay reads a day that is right.
func MustDay(s string) table.Day {
	d, err := table.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Tokyo is the microsecond of a wall clock in Tokyo.
func Tokyo(day string, hour int64) int64 {
	return int64(MustDay(day))*86400e6 + (hour-9)*3600e6
}

// Hundredths is a rate of whole per cents in 10⁻⁹.
func Hundredths(n int64) int64 { return n * table.RateScale / 100 }

// AskingRows are lines of people, one kind of work; asks tells on which an exception was
// granted before the order.
func AskingRows(people, lines int, asks func(p, k int) bool) (rows []Row) {
	for p := range people {
		for k := range lines {
			r := Row{"salesperson": fmt.Sprintf("p%d", p), "client": fmt.Sprintf("c%d", (k+p)%4), "date": table.DayOf(2026, 1, 5) + table.Day(k*9%270), "net_amount": 100_000, "authorised_rate": int64(0)}
			if asks(p, k) {
				r["approved_rate"], r["approved_at"], r["approved_by"] = Hundredths(4), table.DayOf(2025, 12, 1), fmt.Sprintf("m%d", p%2)
			}
			rows = append(rows, r)
		}
	}
	return rows
}
