package instruction

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Days that wait for somebody else leave the days past due, and what was reported done waits
// again only from the day on which the contrary could be known.
func TestPastDue(t *testing.T) {
	o, no := assessment.Options{Month: table.DayOf(2026, 10, 1).Month()}, table.NoDay
	cut := o.CutOff()
	open := Record{Issued: cut - 100, Due: cut - 40, Implemented: no, Closed: no, Reported: no, Reopened: no}
	days := func(from, to table.Day) (list []table.Day) {
		for d := from; d <= to; d++ {
			list = append(list, d)
		}
		return list
	}
	for _, c := range []struct {
		name         string
		change       func(*Record)
		late, paused int
		past         bool
		age          int
	}{
		{"without a pause", func(r *Record) {}, 40, 0, true, 100},
		{"a pause after the due date", func(r *Record) { r.Paused = days(cut-30, cut-11) }, 20, 20, true, 80},
		{"a pause before it", func(r *Record) { r.Paused = days(cut-90, cut-71) }, 40, 0, true, 80},
		{"paused ever since", func(r *Record) { r.Paused = days(cut-45, cut) }, 0, 40, false, 54},
		{"due yesterday", func(r *Record) { r.Due = cut - 1 }, 1, 0, true, 100},
		{"due today", func(r *Record) { r.Due = cut }, 0, 0, false, 100},
		{"no due date", func(r *Record) { r.Due = no }, 0, 0, false, 100},
		{"reported and shown otherwise", func(r *Record) {
			r.Implemented = cut - 60
			r.reopen(cut - 10)
		}, 10, 0, true, 51},
	} {
		r := open
		c.change(&r)
		late, paused, past := r.PastDue(cut, o)
		if late != c.late || paused != c.paused || past != c.past || r.Age(o) != c.age {
			t.Errorf("%s: %d late, %d paused, %v, age %d; want %d, %d, %v, %d", c.name, late, paused, past, r.Age(o), c.late, c.paused, c.past, c.age)
		}
	}
	r := open
	r.Implemented = cut - 60
	r.reopen(cut - 10)
	for day, want := range map[table.Day]bool{cut - 61: true, cut - 60: false, cut - 11: false, cut - 10: true, cut: true} {
		if r.OpenOn(day) != want {
			t.Errorf("open %d days before the cut-off: %v, want %v", cut-day, !want, want)
		}
	}
}
