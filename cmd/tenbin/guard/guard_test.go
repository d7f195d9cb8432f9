package guard_test

import (
	"errors"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/guard"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// month is October 2026 with lines of 10,000 each and rows that cannot be used.
func month(lines int64, errs ...table.RowError) *assessment.Assessment {
	return &assessment.Assessment{Month: table.MonthOf(2026, 10), CutOff: table.DayOf(2026, 10, 31), WindowFrom: table.DayOf(2024, 11, 1),
		Inputs: assessment.Inputs{LinesRead: lines, ListAmountRead: 10_000 * lines}, RowErrors: errs, Options: assessment.DefaultOptions()}
}

func bad(n int, day table.Day, list int64) (all []table.RowError) {
	for range n {
		all = append(all, table.RowError{Table: "deals", Place: table.Place{File: "d.csv", Row: 7}, Day: day, ListAmount: list, Cells: []table.CellError{{Reason: table.NotNumber}}})
	}
	return all
}

// TestUnreadable: what blocks is money on rows nobody could read, in the window or in one
// of the last three months; never fewer than three rows, never an id that stands twice,
// never a row that only lacks an optional cell.
func TestUnreadable(t *testing.T) {
	october, march := table.DayOf(2026, 10, 5), table.DayOf(2025, 3, 5)
	twice := bad(50, october, 10_000)
	kept := bad(50, october, 10_000)
	for i := range twice {
		twice[i].Cells[0].Reason = table.DuplicateID
		kept[i].Kept = true
	}
	hundred := func(table.Month) int64 { return 100 }
	for _, c := range []struct {
		name   string
		a      *assessment.Assessment
		blocks bool
	}{
		{"three per cent of the window", month(970, bad(30, march, 10_000)...), true},
		{"one per cent of the window", month(990, bad(10, march, 10_000)...), false},
		{"two rows of two", month(1, bad(2, october, 10_000)...), false},
		{"no price read: an average line each", month(900, bad(30, table.NoDay, 0)...), true},
		{"one large row among three", month(100, append(bad(2, march, 1), bad(1, march, 1_000_000)...)...), true},
		{"little in the window, much of the data month", month(10_000, bad(5, october, 10_000)...), true},
		{"the same in an older month", month(10_000, bad(5, march, 10_000)...), false},
		{"ids that stand twice", month(1000, twice...), false},
		{"an id that tells no row from another", month(100, twice...), true},
		{"optional cells", month(100, kept...), false},
		{"outside the window", month(100, bad(50, table.DayOf(2020, 1, 1), 10_000)...), false},
	} {
		err := guard.Unreadable(c.a, hundred, .02)
		var f *cli.Failure
		if c.blocks != (errors.As(err, &f) && f.Exit == cli.ExitBlocked && strings.Contains(f.Error(), "d.csv:7")) || !c.blocks && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestUnknownWord: one row whose kind nobody knows, and nothing else wrong with it, may take
// a sale back: above the share it is asked what the word means, below it is listed.
func TestUnknownWord(t *testing.T) {
	storno := func(list int64, more ...table.CellError) *assessment.Assessment {
		e := bad(1, table.DayOf(2026, 9, 5), list)
		e[0].Cells = append([]table.CellError{{Name: "kind", Value: "Storno", Reason: table.UnknownWord}}, more...)
		return month(100, e...)
	}
	lines := func(table.Month) int64 { return 30 }
	for _, c := range []struct {
		name string
		a    *assessment.Assessment
		asks bool
	}{
		{"three per cent", storno(30_000), true},
		{"one per cent", storno(10_000), false},
		{"another cell is wrong too", storno(30_000, table.CellError{Name: "date", Reason: table.NotDate}), false},
	} {
		err := guard.Unreadable(c.a, lines, .02)
		var f *cli.Failure
		if c.asks != (errors.As(err, &f) && f.Exit == cli.ExitBlocked && strings.Contains(f.ToDo.EN, "values: {kind: {return: [Storno]}}")) || !c.asks && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
