package manager

import (
	"fmt"
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// madeUpAdvocacy are dots for everybody: every third side is clear, every fifth person
// has too few clients.
func madeUpAdvocacy(a *assessment.Assessment) assessment.Advocacy {
	m := assessment.Advocacy{Checks: 5, Clients: 900, Lost: 130, Retention: assessment.Of(.8556), A: 12, M: 1}
	interval := func(x float64) assessment.Interval {
		return assessment.Interval{Value: assessment.Of(x), Lo: assessment.Of(x * .7), Hi: assessment.Of(x * 1.4), Confidence: .9}
	}
	quadrants := []string{assessment.QuadrantBoth, assessment.QuadrantClients, assessment.QuadrantFirm, assessment.QuadrantNeither}
	teams := map[string]bool{}
	for i := range a.People {
		p := &a.People[i]
		d := assessment.AdvocacyPerson{Person: p.ID, Continuity: interval(.7 + .05*float64(i%13)), Firm: interval(.6 + .07*float64(i%11)), Drawn: i%5 != 4 && p.Tier != assessment.NotEnoughEvidence}
		d.Checks, d.Lost, d.Expected, d.SetAsideLost = 40+i, 5+i%4, 6.2, i%2
		if d.Drawn && i%3 == 0 {
			d.Quadrant = quadrants[i/3%4]
		}
		m.People = append(m.People, d)
		if !teams[string(p.Manager)] {
			teams[string(p.Manager)] = true
			m.Teams = append(m.Teams, assessment.AdvocacyTeam{Manager: p.Manager, Checks: 300, Lost: 41, Expected: 45.5, Ratio: interval(41 / 45.5)})
		}
	}
	return m
}

// The map is off by default: the team's line stands alone. Switched on, everybody who
// is drawn is a dark dot where the side is clear, else a grey one with two lines.
func TestAdvocacySheet(t *testing.T) {
	a := reporttest.OneTeam()
	a.Advocacy = madeUpAdvocacy(a)
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := advocacySheet(v)
	all := reporttest.Sentences(&s)
	if len(s.Charts) != 0 || s.Chart != nil || len(s.Body) != 1 || s.Body[0].Cells[2].Int != 41 || !strings.Contains(all, "about one in six") || !strings.Contains(all, "85.6 % of the clients go on buying") {
		t.Errorf("off: %d charts, %d rows\n%s", len(s.Charts), len(s.Body), all)
	}
	a.Options.AdvocacyMap = true
	drawn, dark := 0, 0
	for _, p := range a.Advocacy.People {
		if p.Drawn && v.Members[p.Person] != nil {
			drawn++
			if p.Quadrant != "" {
				dark++
			}
		}
	}
	s = advocacySheet(v)
	all = reporttest.Sentences(&s)
	if len(s.Charts) != 1 || len(s.Charts[0].Segments) != 2*(drawn-dark)+2 || s.Charts[0].Last-s.Charts[0].Heading != drawn {
		t.Fatalf("%d drawn, %d dark: %+v", drawn, dark, s.Charts)
	}
	for _, want := range []string{fmt.Sprintf("Of %d people the %d whose side is clear", drawn, dark), "of 300 half-yearly checks of a client 41 ended in loss; at peers' rates it would be 45.5."} {
		if !strings.Contains(all, want) {
			t.Errorf("missing %q in\n%s", want, all)
		}
	}
	for _, g := range s.Charts[0].Segments { // each line ends in two cells that are set
		r := s.Body[s.Charts[0].Heading+1+g.Row]
		for _, k := range []int{g.X, g.X + 1, g.Y, g.Y + 1} {
			if !r.Cells[k].Set || r.Cells[k].Kind != sheet.Decimal {
				t.Errorf("segment %+v: cell %d is %+v", g, k, r.Cells[k])
			}
		}
	}
	for _, row := range s.Body[s.Charts[0].Heading+1 : s.Charts[0].Last+1] {
		if row.Cells[4].Set == row.Cells[5].Set {
			t.Errorf("%s is both or neither", row.Cells[0].Text)
		}
	}
	a.Advocacy.Without, a.Advocacy.People = assessment.AdvocacyHighRetention, nil
	if s := advocacySheet(v); len(s.Charts) != 0 || !strings.Contains(reporttest.Sentences(&s), "too few are lost to compare people") {
		t.Error("high retention: a map")
	}
	a.Advocacy = assessment.Advocacy{Without: assessment.AdvocacyFewMonths}
	if s := advocacySheet(v); len(s.Body) != 0 {
		t.Error("a few months make a sheet")
	}
}
