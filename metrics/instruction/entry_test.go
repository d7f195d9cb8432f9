package instruction

import (
	"fmt"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Instructions of 2025 written down in October 2026: from the day on which the list was
// kept, never from their issue; a list kept all along, and a row that says when it was
// logged, count as they are.
func TestEntry(t *testing.T) {
	o := assessment.Options{Month: table.MonthOf(2026, 10)}
	no := table.NoDay
	list := func(n int, done ...table.Day) *Tables {
		x := &Tables{}
		for k := range n {
			x.Instructions = append(x.Instructions, Record{ID: fmt.Sprint(k), Issued: table.DayOf(2025, 6, 1) + table.Day(k), LoggedAt: no, Implemented: no, Closed: no})
		}
		for k, d := range done {
			x.Instructions[k].Implemented = d
		}
		return x
	}
	seenLater := func(id string) table.Day {
		if id == "3" {
			return table.DayOf(2026, 7, 1)
		}
		return no
	}
	for _, c := range []struct {
		name string
		t    *Tables
		seen func(string) table.Day
		want table.Day // of the fourth
	}{
		{"nothing was ever done", list(30), nil, table.DayOf(2026, 10, 1)},
		{"kept from the first done on", list(30, table.DayOf(2026, 8, 20), table.DayOf(2026, 9, 1)), nil, table.DayOf(2026, 8, 20)},
		{"kept all along", list(30, table.DayOf(2025, 7, 9)), nil, no},
		{"too few to tell", list(19), nil, no},
		{"not in an earlier publication", list(30, table.DayOf(2025, 7, 9)), seenLater, table.DayOf(2026, 7, 1)},
		{"neither", list(30), seenLater, table.DayOf(2026, 10, 1)},
	} {
		if c.t.enter(c.seen, o); c.t.Instructions[3].SeenFrom != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.t.Instructions[3].SeenFrom, c.want)
		}
	}
	x := list(30)
	x.Updates = []Update{{At: table.DayOf(2025, 6, 20)}}
	if x.enter(nil, o); x.Instructions[3].SeenFrom.Known() {
		t.Error("updates were written all along")
	}
	x = list(30)
	x.Instructions[3].LoggedAt = table.DayOf(2025, 6, 4)
	if x.enter(seenLater, o); x.Instructions[3].SeenFrom.Known() {
		t.Error("the file says when it was logged")
	}
}
