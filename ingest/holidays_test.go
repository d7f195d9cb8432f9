package ingest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a text file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// The golden list is what the calendar counts with; the years in which the law moved
// days are checked one by one in TestIrregularHolidays.
func TestHolidays(t *testing.T) {
	var b strings.Builder
	for _, d := range Holidays(2015, 2030) {
		b.WriteString(d.Time().Format("2006-01-02 Mon\n"))
	}
	golden(t, "holidays.txt", b.String())
}

// The years in which the law moved holidays are the ones that lists get wrong.
func TestIrregularHolidays(t *testing.T) {
	is := map[string]bool{}
	for _, d := range Holidays(2004, 2036) {
		is[d.String()] = true
	}
	for _, c := range []struct {
		day  string
		want bool
	}{
		{"2019-04-30", true}, {"2019-05-01", true}, {"2019-05-02", true}, {"2019-05-06", true}, {"2019-10-22", true}, {"2019-12-23", false}, {"2019-02-23", false},
		{"2020-07-20", false}, {"2020-07-23", true}, {"2020-07-24", true}, {"2020-08-10", true}, {"2020-08-11", false}, {"2020-10-12", false},
		{"2021-07-19", false}, {"2021-07-22", true}, {"2021-07-23", true}, {"2021-08-08", true}, {"2021-08-09", true}, {"2021-08-11", false}, {"2021-10-11", false},
		{"2015-09-22", true}, {"2026-09-22", true}, {"2026-05-06", true}, {"2009-05-06", true}, {"2008-05-06", true}, {"2018-12-24", true}, {"2022-10-22", false},
	} {
		if is[c.day] != c.want {
			t.Errorf("%s a holiday: %v, want %v", c.day, is[c.day], c.want)
		}
	}
}

func TestBusinessCalendar(t *testing.T) {
	closing := table.DayOf(2026, time.August, 13)
	c := BusinessCalendar([]table.Day{closing})
	for _, d := range []string{"2026-08-11", "2026-08-13", "2026-08-15", "2026-09-22"} {
		day, _ := table.ParseDay(d)
		if c.Open(day) {
			t.Errorf("%s counts as a business day", d)
		}
	}
	if c.Covers(table.DayOf(2003, time.December, 31), closing) || c.Covers(closing, table.DayOf(2037, time.January, 1)) {
		t.Error("years without known holidays are not refused")
	}
	if got := c.Days(table.DayOf(2026, time.August, 7), table.DayOf(2026, time.August, 14)); got != 3 {
		t.Errorf("business days after 7 to 14 August 2026 = %d, want 3 (10, 12, 14)", got)
	}
}
