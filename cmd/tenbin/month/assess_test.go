package month

import (
	"errors"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// watchOf has noticed one deal line on each of days.
func watchOf(t *testing.T, days ...table.Day) *dataset.Watch {
	t.Helper()
	b := table.NewBuilder(table.Deals, 0)
	for _, d := range days {
		b.Set("date", d).EndRow()
	}
	w := dataset.NewWatch(0)
	for _, s := range w.Over(table.Deals, "date", "salesperson", []table.Shard{b.Shard()}) {
		if err := s.Records(t.Context(), func(table.Record) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// TestDecide: a month is published unless its rows are missing, too much of its money has
// no salesperson, or nothing of it can be measured.
func TestDecide(t *testing.T) {
	now, before, longAgo := table.DayOf(2026, 10, 2), table.DayOf(2026, 8, 2), table.DayOf(2020, 8, 2)
	measured := assessment.Inputs{LinesRead: 2, LinesMeasured: 2, ListAmountRead: 1000}
	nobody := measured
	nobody.ListAmountWithoutPerson = 21
	barely := measured
	barely.ListAmountWithoutPerson = 20
	open := []assessment.Instruction{{Implemented: table.NoDay, Ended: table.NoDay}}
	done := []assessment.Instruction{{Implemented: table.DayOf(2026, 9, 1), Ended: table.NoDay}}
	for _, c := range []struct {
		name         string
		in           assessment.Inputs
		instructions []assessment.Instruction
		days         []table.Day
		why          string // "" = published
	}{
		{"as it should be", measured, nil, []table.Day{before, now}, ""},
		{"nothing in the window", measured, nil, []table.Day{longAgo}, "no row falls in the window"},
		{"nothing in the month", measured, nil, []table.Day{before}, "no row falls in the data month"},
		{"instructions that wait", assessment.Inputs{InstructionsRead: 1}, open, []table.Day{before}, ""},
		{"instructions that waited", assessment.Inputs{InstructionsRead: 1}, done, []table.Day{before}, "no row falls in the data month"},
		{"money without a person", nobody, nil, []table.Day{now}, "2.1 % of the money lacks a person, the limit is 2.0 %"},
		{"at the limit", barely, nil, []table.Day{now}, ""},
		{"nothing measurable", assessment.Inputs{LinesRead: 2}, nil, []table.Day{now}, "neither discounts nor instructions can be measured"},
	} {
		a := &assessment.Assessment{Month: table.MonthOf(2026, 10), Inputs: c.in, Instructions: c.instructions, Options: assessment.DefaultOptions()}
		a.Options.Month = a.Month
		err := decide(Scored{Assessment: a, Watch: watchOf(t, c.days...), Basis: &metrics.Basis{}}, .02)
		var f *cli.Failure
		switch {
		case c.why == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.why != "" && (!errors.As(err, &f) || f.Exit != cli.ExitBlocked || !strings.HasPrefix(f.Error(), c.why+" (2026-10): ")):
			t.Errorf("%s: %v, want %s", c.name, err, c.why)
		}
	}
}

// TestFolder: an id that is a plain word is its own folder; every other has a hash, so that
// no name and no way out of the directory stands in a path.
func TestFolder(t *testing.T) {
	for id, plain := range map[string]bool{"E1005": true, "a.b-c_d": true, "佐藤": false, "../x": false, "..": false, "a b": false, strings.Repeat("x", 41): false} {
		if got := Folder(id, "nobody"); (got == id) != plain || strings.ContainsAny(got, `/\ `) || got == ".." {
			t.Errorf("%q lies in %q", id, got)
		}
	}
	if got := Folder("", "nobody"); got != "nobody" {
		t.Errorf("nobody lies in %q", got)
	}
}
