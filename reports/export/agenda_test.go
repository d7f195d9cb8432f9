package export

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/arran4/golang-ical"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

var tokyo = time.FixedZone("JST", 9*3600)

// japan is Asia/Tokyo, which the tests need no zone table of the machine for.
func japan(t *testing.T) *time.Location {
	t.Helper()
	z, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	return z
}

func agendaSettings(t *testing.T) AgendaSettings {
	return AgendaSettings{PerWeek: 4, From: 10 * 60, To: 17 * 60, Days: reporttest.Company().Options.Lag, Zone: japan(t)}
}

func agendaText(t *testing.T, a *assessment.Assessment, g AgendaSettings, s reader.Stamp, language string) string {
	t.Helper()
	v, err := reader.IndexOf(a).Team("M-101", s, language)
	if err != nil {
		t.Fatal(err)
	}
	row, decisions := map[string]int{}, manager.DecisionSheet(v)
	for k, f := range v.Findings {
		row[string(f.FindingID)] = sheet.BodyRow(&decisions, k)
	}
	var b bytes.Buffer
	if err := WriteAgenda(&b, v.Base, reader.OnPage(v.Findings), row, g, s.Version); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAgendaForm: RFC 5545 line by line, what an entry may say, and what it may not.
func TestAgendaForm(t *testing.T) {
	a := reporttest.Company()
	for _, l := range words.Languages {
		text := agendaText(t, a, agendaSettings(t), reader.Stamp{Version: 3}, l)
		if text != agendaText(t, a, agendaSettings(t), reader.Stamp{Version: 3}, l) {
			t.Errorf("%s: a second time gives other bytes", l)
		}
		for _, line := range strings.SplitAfter(text, "\n") {
			if line != "" && (!strings.HasSuffix(line, "\r\n") || len(line) > 77 || !utf8.ValidString(line)) {
				t.Errorf("%s: line %q", l, line)
			}
		}
		for _, want := range []string{"BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "DTSTART;TZID=Asia/Tokyo:2026", "METHOD:PUBLISH", "VERSION:2.0", "DTSTAMP:20261031T000000Z", "SEQUENCE:2"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: lacks %q", l, want)
			}
		}
		cal, err := ics.ParseCalendar(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if len(cal.Events()) == 0 {
			t.Errorf("%s: no entry", l)
		}
		told := map[string]bool{}
		for i := range a.StepIn {
			if a.StepIn[i].Manager == "M-101" {
				told[string(a.StepIn[i].FindingID+"@tenbin")] = true
			}
		}
		for _, e := range cal.Events() {
			if !told[e.Id()] {
				t.Errorf("%s: UID %s is no finding of this manager, or twice", l, e.Id())
			}
			told[e.Id()] = false
			for p, want := range map[ics.ComponentProperty]string{ics.ComponentPropertyClass: "PRIVATE", ics.ComponentPropertyStatus: "TENTATIVE"} {
				if got := e.GetProperty(p); got == nil || got.Value != want {
					t.Errorf("%s: %s of %s is %v", l, p, e.Id(), got)
				}
			}
		}
		for i := range a.People {
			if strings.Contains(text, a.People[i].Name) || strings.Contains(text, string(a.People[i].ID+"@")) {
				t.Errorf("%s: names %s", l, a.People[i].Name)
			}
		}
		for _, c := range reporttest.Clients {
			if strings.Contains(text, c) {
				t.Errorf("%s: names the client %s", l, c)
			}
		}
	}
}

// TestAgendaDays: inside working hours, off weekends, holidays and lunch, at most
// PerWeek a week, none twice at one time, none after its date or up to the cut-off.
func TestAgendaDays(t *testing.T) {
	for _, perWeek := range []int{1, 2, 4} {
		a := reporttest.Company()
		a.StepIn = nil
		actions := []string{string(table.ActionSeniorVisit), string(table.ActionFollowUp), string(table.ActionClarify), string(table.ActionRehearse), string(table.ActionDealReview), string(table.ActionCoach)}
		for i := range 12 {
			a.StepIn = append(a.StepIn, assessment.StepInRow{FindingID: table.FindingID("f-" + string(rune('A'+i))), Rank: i + 1, Manager: "M-101", Person: a.People[0].ID, Action: table.Action(actions[i%len(actions)]),
				By: table.DayOf(2026, 11, 13), Evidence: assessment.Say(assessment.SaysNoUpdate)})
		}
		a.People[0].Manager = "M-101"
		g := agendaSettings(t)
		g.PerWeek = perWeek
		v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "ja")
		if err != nil {
			t.Fatal(err)
		}
		list := appointments(v.Assessment.CutOff, reader.OnPage(v.Findings), nil, g)
		if len(list) < 2*perWeek {
			t.Errorf("%d a week: only %d appointments", perWeek, len(list))
		}
		week := map[int]int{}
		type slot struct {
			day    table.Day
			minute int
		}
		taken := map[slot]string{}
		for _, x := range list {
			for k, d := range x.days {
				week[weekOf(d)]++
				if !g.Days.Open(d) || d <= a.CutOff || k == 0 && d > table.DayOf(2026, 11, 13) {
					t.Errorf("%s lies on %s", x.finding, d)
				}
				for m := x.start; m < x.start+x.minutes; m++ {
					if m < g.From || m >= g.To || m >= noonFrom && m < noonTo {
						t.Errorf("%s lies on minute %d of the day", x.finding, m)
					}
					if other := taken[slot{d, m}]; other != "" {
						t.Fatalf("%s and %s lie on one another", x.finding, other)
					}
					taken[slot{d, m}] = x.finding
				}
			}
			if x.kind == "coaching" && x.rule != "" && len(x.days)+len(x.left) != 2*coachingWeeks {
				t.Errorf("%s is held on %d days and left out on %d", x.finding, len(x.days), len(x.left))
			}
		}
		for w, n := range week {
			if n > perWeek {
				t.Errorf("%d appointments in week %d, %d allowed", n, w, perWeek)
			}
		}
	}
}

// TestAgendaCoaching: twice a week; the days of the rule on which nobody works are left
// out. In November 2026 the 3rd (Tuesday) and the 23rd (Monday) are holidays.
func TestAgendaCoaching(t *testing.T) {
	days := table.BusinessCalendar(table.DayOf(2026, 1, 1), table.DayOf(2027, 12, 31), []table.Day{table.DayOf(2026, 11, 3), table.DayOf(2026, 11, 23), table.DayOf(2026, 11, 19)})
	d := agendaDesk{g: AgendaSettings{PerWeek: 2, From: 600, To: 1020, Days: days}, after: table.DayOf(2026, 10, 31), busy: map[table.Day][][2]int{}, week: map[int]int{}}
	x := appointment{minutes: coachingMinutes}
	if !d.coaching(&x, table.DayOf(2026, 11, 13)) {
		t.Fatal("no room in an empty calendar")
	}
	if len(x.days) != 7 || x.days[0] != table.DayOf(2026, 11, 12) || x.days[1] != table.DayOf(2026, 11, 17) || len(x.left) != 1 || x.left[0] != table.DayOf(2026, 11, 19) {
		t.Errorf("held on %v, left out on %v", x.days, x.left)
	}
	if again := (appointment{minutes: coachingMinutes}); d.coaching(&again, table.DayOf(2026, 11, 13)) {
		t.Errorf("a third and fourth appointment in a week of two: %v", again.days)
	}
}

// TestAgendaZones: a zone with summer time is written in UTC, without a definition.
func TestAgendaZones(t *testing.T) {
	g := agendaSettings(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	g.Zone = berlin
	text := agendaText(t, reporttest.Company(), g, reader.Stamp{Version: 1}, "en")
	if strings.Contains(text, "VTIMEZONE") || !strings.Contains(text, "DTSTART:202611") || !strings.Contains(text, "T090000Z") {
		t.Errorf("Europe/Berlin in November is an hour ahead of Greenwich:\n%s", text)
	}
	if z := calendarZone(tokyo, table.DayOf(2026, 10, 31)); z.text() != "+0900" || !z.fixed {
		t.Errorf("nine hours east is %s", z.text())
	}
}
