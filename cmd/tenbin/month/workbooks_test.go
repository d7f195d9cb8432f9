package month

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/export"
	"tenbin/reports/publish"
	"tenbin/reports/reader"
)

// TestDivisions: managers are grouped by who leads them on the day of the cut-off;
// where nobody leads any of several, they are one division.
func TestDivisions(t *testing.T) {
	a := func(pairs ...string) *assessment.Assessment {
		x := &assessment.Assessment{CutOff: table.DayOf(2026, 10, 31)}
		for i := 0; i < len(pairs); i += 2 {
			x.People = append(x.People, assessment.Person{ID: table.PersonID(pairs[i]), Manager: table.ManagerID(pairs[i+1])})
		}
		return x
	}
	leads := &table.Roster{People: []table.RosterPerson{
		{ID: "M1", Periods: []table.Period{{Manager: "D9", From: table.NoDay, To: table.DayOf(2026, 9, 30)}, {Manager: "D1", From: table.DayOf(2026, 10, 1), To: table.NoDay}}},
		{ID: "M2", Periods: []table.Period{{Manager: "D1", From: table.NoDay, To: table.NoDay}}},
	}}
	for _, c := range []struct {
		name   string
		a      *assessment.Assessment
		roster *table.Roster
		want   []reader.DivisionOf
	}{
		{"one manager, no lead", a("P1", "M1"), nil, []reader.DivisionOf{}},
		{"several, no lead", a("P1", "M2", "P2", "M1"), nil, []reader.DivisionOf{{Managers: []string{"M1", "M2"}}}},
		{"the lead of the day", a("P1", "M1", "P2", "M2", "P3", "M3"), leads, []reader.DivisionOf{{Lead: "D1", Managers: []string{"M1", "M2"}}}},
		{"a playing manager", a("P1", "M7", "M7", "D2", "P2", "M1"), leads, []reader.DivisionOf{{Lead: "D1", Managers: []string{"M1"}}, {Lead: "D2", Managers: []string{"M7"}}}},
		{"nobody leads himself", a("P1", "M7", "M7", "M7"), nil, []reader.DivisionOf{}},
	} {
		if diff := cmp.Diff(c.want, divisions(c.a, c.roster)); diff != "" && !(len(c.want) == 0 && divisions(c.a, c.roster) == nil) {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestPublished reads back the step-in list of the month before as it was published,
// and carries the figures that no longer hold; a first month has nothing before it.
func TestPublished(t *testing.T) {
	a := &assessment.Assessment{Month: table.MonthOf(2026, 10)}
	s := Settings{Out: t.TempDir(), Config: config.Default()}
	if p, err := publishedBefore(s, a, nil, &publish.Manifest{}); err != nil || p != nil {
		t.Errorf("a first month has %v before it (%v)", p, err)
	}
	store, err := publish.Open(s.Out, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	g, err := store.Stage("2026-09")
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.Create(AssessmentPath)
	if err != nil {
		t.Fatal(err)
	}
	stake := int64(1200)
	before := &assessment.Assessment{Month: table.MonthOf(2026, 9), CutOff: table.DayOf(2026, 9, 30), Currency: "JPY",
		StepIn: []assessment.StepInRow{{FindingID: "f-1", Manager: "M1", Person: "P1", Client: "C1", Instruction: "I1", Action: table.ActionFollowUp, AmountAtStake: &stake, By: table.DayOf(2026, 10, 13)}, {FindingID: "f-2", Manager: "M1", Person: "P2", Action: table.ActionCoach, By: table.NoDay}}}
	if err := export.WriteJSON(w, before); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Publish(publish.Manifest{RunID: "r-1", Month: "2026-09"}); err != nil {
		t.Fatal(err)
	}
	m := &publish.Manifest{Restated: []publish.Restatement{{Month: "2026-09", Version: "v1", Changes: []publish.Change{{Person: "P1", Key: "tier", Before: json.RawMessage(`"watch"`), After: json.RawMessage(`"coach"`)}}}}}
	got, err := publishedBefore(s, a, nil, m)
	if err != nil {
		t.Fatal(err)
	}
	want := &reader.Published{Last: &reader.Publication{Month: before.Month, Findings: before.StepIn},
		Restated: []reader.Restated{{Month: "2026-09", Version: "v1", Person: "P1", Key: "tier", Before: json.RawMessage(`"watch"`), After: json.RawMessage(`"coach"`)}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// A damaged publication is an error that names the file.
	path := filepath.Join(s.Out, "2026-09", "v1", filepath.FromSlash(AssessmentPath))
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := publishedBefore(s, a, nil, m); err == nil {
		t.Error("a damaged publication is read")
	}
}
