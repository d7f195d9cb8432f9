package company

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/concession"
)

// The question about a campaign: two months in a row above 1.5, for all or one category.
func TestCampaigns(t *testing.T) {
	month := table.MonthOf(2026, 1)
	cell := func(category int32, m int, n, f float64) concession.Cell {
		return concession.Cell{Category: category, Month: int(month) + m, N: n, F: f}
	}
	for _, c := range []struct {
		name  string
		cells []concession.Cell
		want  []Campaign
	}{
		{"one month", []concession.Cell{cell(0, 0, 5, 1), cell(0, 1, 5, 1.9), cell(0, 2, 5, 1)}, nil},
		{"two months", []concession.Cell{cell(0, 0, 5, 1), cell(0, 1, 5, 1.9), cell(0, 2, 5, 1.6)}, []Campaign{{"", month + 1, month + 2}}},
		{"exactly 1.5", []concession.Cell{cell(0, 1, 5, 1.5), cell(0, 2, 5, 1.5)}, nil},
		{"one category of two", []concession.Cell{cell(0, 0, 50, 1), cell(0, 1, 50, 1), cell(1, 0, 5, 1.7), cell(1, 1, 5, 1.7)}, []Campaign{{"B", month, month + 1}}},
		{"weighed by deals", []concession.Cell{cell(0, 0, 1, 9), cell(0, 0, 99, 1.2), cell(0, 1, 9, 1.2)}, nil},
		{"a month without deals parts them", []concession.Cell{cell(0, 0, 5, 2), cell(0, 2, 5, 2)}, nil},
	} {
		got := Campaigns(&concession.Axis{Cells: c.cells}, []string{"A", "B"})
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for k := range got {
			if got[k] != c.want[k] {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	}
}
