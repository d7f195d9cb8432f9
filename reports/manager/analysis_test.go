package manager

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// TestSignalSheet: everybody with an alarm or under watch has a block with thirteen
// months, a sentence and a chart of its own; the month of the onset is marked once.
func TestSignalSheet(t *testing.T) {
	v, err := reader.IndexOf(reporttest.OneTeam()).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	want, marked, since := 0, 0, 0
	for _, p := range v.People {
		if p.Signal.Alarm || p.Tier == assessment.Watch {
			want++
		}
	}
	s := signalSheet(v)
	if want < 2 || len(s.Charts) != want || len(s.Body) != want*(3+13) {
		t.Fatalf("%d people, %d charts, %d rows", want, len(s.Charts), len(s.Body))
	}
	for _, r := range s.Body {
		for _, c := range r.Cells {
			if c.Text == "Change began" {
				marked++
				if r.Cells[0].Text != "2026/08" {
					t.Errorf("the onset stands at %s", r.Cells[0].Text)
				}
			}
			if strings.HasPrefix(c.Text, "Since Aug: 6.0 fewer") && strings.HasSuffix(c.Text, "stands at 5.2; its limit is 4.6.") {
				since++
			}
		}
	}
	if marked != 1 || since != 1 {
		t.Errorf("%d onsets are marked, %d sentences say since when", marked, since)
	}
	for k, d := range s.Charts {
		if s.Body[d.Heading].Role != sheet.Heading || d.Last-d.Heading != 13 || s.Body[d.Last].Cells[0].Text != "2026/10" {
			t.Errorf("chart %d covers rows %d to %d", k, d.Heading, d.Last)
		}
	}
}

// TestEffectSheet: an effect is read as less or more only where its whole range is;
// a plan without one has no conclusion yet and stands in no chart.
func TestEffectSheet(t *testing.T) {
	a := reporttest.OneTeam()
	row := func(e, lo, hi float64) assessment.CoachingRow {
		return assessment.CoachingRow{Person: a.People[0].ID, Readings: []assessment.CoachingReading{{Factor: table.FactorConcession, Months: 6, Matched: []assessment.CoachingSide{{Person: "P-099", Weight: 1}, {Person: a.People[2].ID, Weight: 1}},
			Effect: assessment.Of(e - 1), Lo: assessment.Of(lo - 1), Hi: assessment.Of(hi - 1)}}}
	}
	few := assessment.CoachingRow{Person: a.People[1].ID, Readings: []assessment.CoachingReading{{Factor: table.FactorConcession, Months: 6}}}
	a.Coaching = []assessment.CoachingRow{few, {Person: a.People[1].ID}, row(.73, .59, .91), row(1.4, 1.1, 1.8), row(.9, .7, 1.2)}
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := effectSheet(v)
	want := []string{"Less after coaching: -27 % (-41 to -9 %)", "More after coaching: +40 % (+10 to +80 %)", "No clear change: -10 % (-30 to +20 %)", "No conclusion yet (too few events after coaching)", "Looked at after six months", "", ""}
	for k, w := range want {
		if got := s.Body[k].Cells[9].Text; got != w {
			t.Errorf("%q, want %q", got, w)
		}
	}
	if whom := s.Body[5].Cells[8].Text + ", " + s.Body[6].Cells[8].Text; whom != "somebody of another team, "+v.PersonName(a.People[2].ID) {
		t.Errorf("compared with %s", whom) // nobody of another team is named
	}
	if len(s.Charts) != 1 || s.Charts[0].Last != 2 {
		t.Errorf("charts %+v", s.Charts)
	}
}

// TestClientSheets: a handover is read by its limits, never by the point; an excess on
// two clients or fewer rests on few, and what is advised is what the finding advises.
func TestClientSheets(t *testing.T) {
	a := reporttest.OneTeam()
	for k, x := range [][3]float64{{.5, .2, .9}, {2, 1.1, 4}, {.5, .2, 1.1}} {
		a.Pairs[k].Handover = &assessment.Handover{Month: a.Month, LinesBefore: 12, LinesAfter: 10, Before: assessment.Of(2), After: assessment.Of(2 * x[0]),
			Ratio: assessment.Of(x[0]), Lo: assessment.Of(x[1]), Hi: assessment.Of(x[2])}
	}
	for k, n := range []float64{2, 2.1} {
		a.People[k].ExcessClients, a.People[k].TopClientShare = assessment.Of(n), assessment.Of(.6)
	}
	a.People[1].Advice = table.ActionCoach
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := handoverSheet(v)
	for k, w := range []string{"Fewer discounts after the handover", "More discounts after the handover", "No clear difference"} {
		if got := s.Body[k].Cells[10].Text; got != w {
			t.Errorf("%q, want %q", got, w)
		}
	}
	s = spreadSheet(v)
	for k, w := range []string{"With one or two clients", "Spread over clients: " + v.Words.Closed("action", "coach")} {
		if got := s.Body[k].Cells[6].Text; got != w {
			t.Errorf("%q, want %q", got, w)
		}
	}
}
