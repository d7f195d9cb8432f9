package month

import (
	"testing"

	"tenbin/ingest/table"
)

// What a publication lists for the first time came after the cut-off of the one before;
// what the first one lists was not seen to come; months from the asked one on say nothing.
func TestSeenFrom(t *testing.T) {
	m := table.MonthOf(2026, 5)
	ids := func(list ...string) map[string]bool {
		x := map[string]bool{}
		for _, id := range list {
			x[id] = true
		}
		return x
	}
	p := past{listed: []publishedList{{m, ids("a")}, {m + 1, ids("a", "b")}, {m + 3, ids("a", "b", "P c")}}}
	asPublished := func(id string) string {
		if id == "c" {
			return "P c"
		}
		return id
	}
	for _, c := range []struct {
		month table.Month
		id    string
		want  table.Day
	}{
		{m + 4, "a", table.NoDay}, {m + 4, "b", table.DayOf(2026, 6, 1)}, {m + 4, "c", table.DayOf(2026, 7, 1)}, {m + 4, "new", table.DayOf(2026, 9, 1)},
		{m + 1, "b", table.DayOf(2026, 6, 1)}, {m + 2, "c", table.DayOf(2026, 7, 1)},
	} {
		if got := p.seenFrom(c.month, 0, asPublished)(c.id); got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.id, c.month, got, c.want)
		}
	}
	if p.seenFrom(m, 0, asPublished) != nil {
		t.Error("nothing was published before the first month")
	}
}
