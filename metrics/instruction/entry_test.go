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

// Twelve old instructions that somebody wrote down at last into a list that was kept all along:
// their numbers say so, where numbers follow the day of issue.
func TestEntryByNumber(t *testing.T) {
	o := assessment.Options{Month: table.MonthOf(2026, 10)}
	no, start := table.NoDay, table.DayOf(2024, 11, 4)
	const kept, afterwards = 100, 12
	list := func(id func(k int, issued table.Day) string) *Tables {
		x := &Tables{}
		for k := range kept + afterwards {
			r := Record{Issued: start + table.Day(7*k), LoggedAt: no, Implemented: no, Closed: no}
			if r.ID = id(k, r.Issued); k >= kept { // issued from 2025 on
				r.Issued = start + table.Day(100+14*(k-kept))
			}
			x.Instructions = append(x.Instructions, r)
		}
		x.Instructions[0].Implemented = start + 9 // kept all along
		return x
	}
	plain := func(k int, _ table.Day) string { return fmt.Sprint("W-", 100+k) }
	bound := start + 7*(kept-NumberedLater) // the twentieth-latest of those kept
	with := func(x *Tables, change func(x *Tables)) *Tables { change(x); return x }
	for _, c := range []struct {
		name string
		t    *Tables
		want table.Day // of the first that was written down afterwards
	}{
		{"numbered as written", list(plain), bound},
		{"with the month in front", list(func(k int, d table.Day) string { return fmt.Sprintf("W%s-%03d", d.Time().Format("0601"), k%50) }), bound},
		{"a note was written in its time", with(list(plain), func(x *Tables) {
			x.Updates = []Update{{InstructionID: "W-200", At: start + 130}}
		}), start + 130},
		{"the file says when it was logged", with(list(plain), func(x *Tables) { x.Instructions[kept].LoggedAt = start + 101 }), no},
		{"the latest stand on top", list(func(k int, _ table.Day) string { return fmt.Sprint("W-", 900-k) }), no},
		{"numbers that follow nothing", list(func(k int, _ table.Day) string { return fmt.Sprint("W-", 100+k*37%113) }), no},
		{"a client in front", list(func(k int, _ table.Day) string { return fmt.Sprintf("C%03d-%02d", 1+k*37%113, k) }), no},
		{"no numbers", list(func(k int, _ table.Day) string { return fmt.Sprintf("%c%c", 'a'+k/26, 'a'+k%26) }), no},
		{"too few to tell", with(list(plain), func(x *Tables) { x.Instructions = x.Instructions[kept-30:]; x.Instructions[0].Implemented = start + 9 }), no},
		{"another series, or a whole history", with(list(plain), func(x *Tables) { x.Instructions[kept+3].Implemented = start + 200 }), no},
		{"written down within ninety days", with(list(plain), func(x *Tables) {
			for k := kept; k < kept+afterwards; k++ {
				x.Instructions[k].Issued = bound - BackfilledDays
			}
		}), no},
	} {
		c.t.enter(nil, o)
		first := len(c.t.Instructions) - afterwards
		if got := c.t.Instructions[first].SeenFrom; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		for k := range first {
			if d := c.t.Instructions[k].SeenFrom; d.Known() {
				t.Errorf("%s: %s was kept all along and counts from %v", c.name, c.t.Instructions[k].ID, d)
			}
		}
	}
}

// In a list with rows that came more than ninety days late, what stands among them is of the
// batch where it is two weeks old; alone, two weeks say nothing.
func TestEntryByNumberOfABatch(t *testing.T) {
	o := assessment.Options{Month: table.MonthOf(2026, 10)}
	start, bound := table.DayOf(2024, 11, 4), table.DayOf(2024, 11, 4)+7*80
	list := func(old table.Day, rows ...Record) *Tables {
		x := &Tables{}
		rows = append([]Record{{Issued: old, LoggedAt: table.NoDay, Implemented: table.NoDay, Closed: table.NoDay}}, rows...)
		for k := range 100 {
			x.Instructions = append(x.Instructions, Record{ID: fmt.Sprint("W-", 100+k), Issued: start + table.Day(7*k), LoggedAt: table.NoDay, Implemented: table.NoDay, Closed: table.NoDay})
		}
		x.Instructions[0].Implemented = start + 9 // kept all along
		for k, r := range rows {
			r.ID = fmt.Sprint("W-", 200+k)
			x.Instructions = append(x.Instructions, r)
		}
		x.enter(nil, o)
		return x
	}
	open := func(issued table.Day) Record {
		return Record{Issued: issued, LoggedAt: table.NoDay, Implemented: table.NoDay, Closed: table.NoDay}
	}
	finished := open(bound - 30)
	finished.Implemented, finished.Status = bound-5, table.StatusImplemented
	rows := []Record{open(bound - 30), open(bound - 14), finished}
	x := list(start+100, rows...)
	for k, want := range []table.Day{bound, bound, table.NoDay, table.NoDay} {
		if got := x.Instructions[100+k].SeenFrom; got != want {
			t.Errorf("row %d of the batch: %v, want %v", k, got, want)
		}
	}
	for k, r := range list(bound-90, rows...).Instructions {
		if r.SeenFrom.Known() {
			t.Errorf("nothing came so late: row %d counts from %v", k, r.SeenFrom)
		}
	}
}
