package guard_test

import (
	"strings"
	"testing"

	"tenbin/cmd/tenbin/guard"
	"tenbin/ingest/table"
)

// TestEndsEarly: deals that stop in the middle of the data month are said where the pauses of
// this firm are known and none was as long; a quiet end of a month is none.
func TestEndsEarly(t *testing.T) {
	every := func(step int, to table.Day) (days []table.Day) {
		for d := table.DayOf(2026, 6, 1); d <= to; d += table.Day(step) {
			days = append(days, d)
		}
		return days
	}
	for _, c := range []struct {
		name string
		days []table.Day
		says string // "" = nothing
	}{
		{"up to the end", every(1, table.DayOf(2026, 10, 31)), ""},
		{"made on the twelfth", every(1, table.DayOf(2026, 10, 12)), "the deals end on 2026-10-12 and there are none for 19 days up to 2026-10-31 (the longest pause before was 1 days)"},
		{"a week of rest", every(1, table.DayOf(2026, 10, 24)), ""},
		{"eight days", every(1, table.DayOf(2026, 10, 23)), "for 8 days"},
		{"a pause as long as others", append(every(1, table.DayOf(2026, 8, 1)), every(1, table.DayOf(2026, 10, 15))[80:]...), ""},
		{"a firm that sells twice a month", every(14, table.DayOf(2026, 10, 12)), ""},
		{"few days known", every(1, table.DayOf(2026, 6, 19)), ""},
		{"deals of the next month too", append(every(1, table.DayOf(2026, 10, 12)), table.DayOf(2026, 11, 2)), ""},
		{"days before the window say nothing", append([]table.Day{table.DayOf(2019, 1, 1)}, every(1, table.DayOf(2026, 10, 12))...), "for 19 days"},
	} {
		w := guard.EndsEarly(month(100), c.days)
		if (w == nil) != (c.says == "") || w != nil && !strings.Contains(w.EN, c.says) {
			t.Errorf("%s: %v, want %q", c.name, w, c.says)
		}
	}
}
