package reports

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/card"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// madeUpCurve falls by a tenth every five days from age from, one in ten waited out.
func madeUpCurve(manager, person string, from float64, peers bool) assessment.LagCurve {
	c := assessment.LagCurve{Manager: table.ManagerID(manager), Person: table.PersonID(person), Instructions: 24, From: from}
	for k := range 9 {
		open := 1 - .1*float64(k)
		p := assessment.CurvePoint{Age: from + 5*float64(k), Open: open, Lo: open * .8, Hi: 1 - (1-open)*.8, Done: (1 - open) * .9, Waited: (1 - open) * .1, Left: open, AtRisk: 24 - 2*k}
		if peers {
			p.Peers = assessment.Of(open * open)
		}
		c.Points = append(c.Points, p)
	}
	return c
}

// The team's sheet: two blocks of nine ages, a sentence of its own above each chart.
func TestTeamCurveSheet(t *testing.T) {
	a := reporttest.OneTeam()
	a.LagCurves = []assessment.LagCurve{madeUpCurve("M-999", "", 0, true), madeUpCurve("M-101", "", 0, true), madeUpCurve("M-101", string(a.People[0].ID), 0, true)}
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := sheetOf(manager.Sheets(v), "teamcurve")
	if len(s.Charts) != 2 || len(s.Body) != 2*(3+9) {
		t.Fatalf("%d charts, %d rows", len(s.Charts), len(s.Body))
	}
	all := reporttest.Sentences(&s)
	for _, want := range []string{ // six steps: .4 open, limits .32 and 1 − .6·.8, peers .16
		"After 30 business days, 40 % are not yet carried out (90 % range 32 to 52 %); at peers' pace on the same kinds it would be 16 %.",
		"After 30 business days: 54 % carried out, 6 % ended after acknowledgement without being carried out, 40 % still open."} {
		if !strings.Contains(all, want) {
			t.Errorf("missing: %s\nin:\n%s", want, all)
		}
	}
	for k, d := range s.Charts {
		if s.Body[d.Heading].Role != sheet.Heading || d.Last-d.Heading != 9 || s.Body[d.Heading-1].Role != sheet.Lead || s.Body[d.Heading-2].Role != sheet.Band {
			t.Errorf("chart %d covers rows %d to %d", k, d.Heading, d.Last)
		}
	}
	if s.Charts[0].Stacked || !s.Charts[1].Stacked || len(s.Charts[0].Series) != 4 || len(s.Charts[1].Series) != 3 {
		t.Errorf("series %d and %d", len(s.Charts[0].Series), len(s.Charts[1].Series))
	}
}

// What no table showed is not said: no acknowledgement, no word of waiting out; too few
// peers, no peers; a late log, a sentence about it.
func TestCurvesSayOnlyWhatIsKnown(t *testing.T) {
	a := reporttest.OneTeam()
	for i := range a.Instructions {
		a.Instructions[i].Acknowledged = table.NoDay
	}
	id := a.People[0].ID
	a.LagCurves = []assessment.LagCurve{madeUpCurve(string(a.People[0].Manager), string(id), 15, false)}
	v, err := reader.IndexOf(a).Card(table.PersonID(id), nil, reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := sheetOf(card.Sheets(v), "card_curve")
	if s.Key == "" {
		t.Fatal("no curve")
	}
	all := reporttest.Sentences(&s)
	for _, word := range []string{"acknowledgement", "peers' pace", "Ended, not"} {
		if strings.Contains(all, word) {
			t.Errorf("says %q:\n%s", word, all)
		}
	}
	if !strings.Contains(all, "Before day 15 (business days) fewer than 5 were watched") || len(s.Charts[0].Series) != 3 || len(s.Charts[1].Series) != 2 {
		t.Errorf("series %d and %d:\n%s", len(s.Charts[0].Series), len(s.Charts[1].Series), all)
	}
	v.Person = &a.People[1]
	if s := sheetOf(card.Sheets(v), "card_curve"); s.Key != "" {
		t.Error("somebody else's curve")
	}
}
