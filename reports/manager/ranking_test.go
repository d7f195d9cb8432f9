package manager

import (
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// TestOrder: ranks first, then people without concern and people not rated, both
// without a rank and in kana order; those not rated show no figure at all.
func TestOrder(t *testing.T) {
	v, err := reader.IndexOf(reporttest.OneTeam()).Team("M-101", reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	s, at := rankingSheet(v)
	last, lastGroup := "", 0
	for k, p := range v.People {
		g := reader.Group(p)
		if g < lastGroup {
			t.Fatalf("%s stands after a later group", p.Name)
		}
		if g == lastGroup && g >= 2 && reader.Reading(p) < last {
			t.Errorf("%s (%s) stands after %s", p.Name, reader.Reading(p), last)
		}
		last, lastGroup = reader.Reading(p), g
		cells := s.Body[k].Cells
		if g >= 2 && cells[0].Set {
			t.Errorf("%s carries rank %d", p.Name, cells[0].Int)
		}
		if p.Tier == assessment.NotEnoughEvidence {
			for j, c := range cells {
				if j != 1 && j != 2 && (c.Set || c.Kind != sheet.Words || c.Text != "") {
					t.Errorf("%s is not rated, and shows %s", p.Name, s.Columns[j].Key)
				}
			}
			if cells[2].Text != "判定対象外(データ不足)" || cells[2].Tone != sheet.Muted {
				t.Errorf("%s: %q", p.Name, cells[2].Text)
			}
		}
		if at[string(p.ID)] != len(s.Top)+2+k {
			t.Errorf("%s stands in row %d, the link says %d", p.Name, len(s.Top)+2+k, at[string(p.ID)])
		}
	}
}
