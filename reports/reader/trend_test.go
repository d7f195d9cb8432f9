package reader

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// A manager's headline sums his people: neither his own lines nor those of another team
// that has the same name.
func TestTrendIsOfTheReadersPeople(t *testing.T) {
	a := &assessment.Assessment{}
	sums := map[string]int64{"": 63}
	for k, x := range [...][2]string{{"a", "m1"}, {"b", "m1"}, {"c", "m2"}, {"m1", ""}, {"m2", "m2"}, {"d", "m2"}} {
		a.People = append(a.People, assessment.Person{ID: table.PersonID(x[0]), Manager: table.ManagerID(x[1]), Team: "first"})
		sums[x[0]] = 1 << k
	}
	a.Trend = []assessment.TrendMonth{{Conceded: sums}}
	for manager, want := range map[string]int64{"m1": 1 + 2, "m2": 4 + 32} {
		v, err := IndexOf(a).Team(manager, Stamp{}, "ja")
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := v.Trend(&a.Trend[0], func(m *assessment.TrendMonth) map[string]int64 { return m.Conceded }); !ok || got != want {
			t.Errorf("%s reads %b, want %b", manager, got, want)
		}
	}
}
