package metrics

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// TestStandAlone: by hand.
func TestStandAlone(t *testing.T) {
	for _, c := range []struct {
		sizes map[string]int
		want  []string
	}{
		{map[string]int{"a": 5, "b": 8}, []string{"a", "b"}},
		{map[string]int{"a": 4, "b": 8, "c": 9}, []string{"c"}},              // 4 alone would be all less the others
		{map[string]int{"a": 4, "b": 1, "c": 9}, []string{"c"}},              // 4 and 1 are enough
		{map[string]int{"a": 1, "b": 2, "c": 6, "d": 7}, []string{"d"}},      // 3 and the next
		{map[string]int{"": 3, "b": 5, "c": 6}, []string{"c"}},               // people without a team count too
		{map[string]int{"": 7, "b": 5}, []string{"b"}},                       // and are enough here
		{map[string]int{"": 12}, nil}, {map[string]int{"a": 2, "b": 6}, nil}, // nobody is left to stand alone
	} {
		var got []string
		sizes := map[string]assessment.Crowd{}
		for team, n := range c.sizes {
			sizes[team] = assessment.Crowd{n, n}
		}
		shown := assessment.StandAlone(sizes)
		got = append(got, slices.Sorted(maps.Keys(shown))...)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %v stand alone, want %v", c.sizes, got, c.want)
		}
	}
}

// TestCrowd: behind every figure, not only behind the team, by hand.
func TestCrowd(t *testing.T) {
	for _, c := range []struct {
		name  string
		sizes map[string]assessment.Crowd
		want  []string
	}{
		{"nobody has instructions", map[string]assessment.Crowd{"a": {5, 5}, "b": {6, 6}}, []string{"a", "b"}},
		{"one of five sells", map[string]assessment.Crowd{"a": {5, 1, 5}, "b": {6, 6, 6}, "c": {7, 7, 7}}, []string{"c"}},
		{"three have instructions", map[string]assessment.Crowd{"a": {9, 9, 3}, "b": {6, 6, 6}, "c": {7, 7, 7}}, []string{"c"}},
		{"two of them are enough together", map[string]assessment.Crowd{"a": {9, 9, 3}, "b": {6, 6, 2}, "c": {7, 7, 7}}, []string{"c"}},
		{"a large one is too few later", map[string]assessment.Crowd{"a": {20, 20, 4}, "b": {6, 6, 0}, "c": {7, 7, 7}, "d": {8, 8, 8}}, []string{"d"}},
		{"of another kind", map[string]assessment.Crowd{"a": {6, 6, 0}, "b": {6, 0, 6}}, []string{"a", "b"}},
	} {
		got := append([]string(nil), slices.Sorted(maps.Keys(assessment.StandAlone(c.sizes)))...)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v stand alone, want %v", c.name, got, c.want)
		}
	}
	a := &assessment.Assessment{}
	for k := range 9 {
		a.People = append(a.People, assessment.Person{ID: table.PersonID(fmt.Sprint("p", k)), Concession: assessment.ConcessionFigures{Lines: int64(k / 6)}})
	}
	if _, err := a.TeamsOnly(); !errors.Is(err, assessment.ErrTooFew) {
		t.Errorf("three of nine sell: %v", err)
	}
}

// TestTeamsOnly: in any company no row, and no difference between the rows and all of
// them, stands for fewer than five people; the rows add up to everybody; nothing but the
// listed fields is left.
func TestTeamsOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 300 {
		a := &assessment.Assessment{Month: table.MonthOf(2026, 10), Company: "x", Pairs: []assessment.Pair{{}}, Lines: []assessment.LedgerLine{{}}, Charts: []assessment.Chart{{}}, StepIn: []assessment.StepInRow{{}},
			Options: assessment.Options{SuspendedPeople: []table.PersonID{"p1"}}}
		trend := assessment.TrendMonth{Conceded: map[string]int64{}, Expected: map[string]int64{"": 4}}
		open, conceded := int64(0), int64(0)
		for team := range r.IntN(6) {
			name := fmt.Sprint("team", team)
			if team == 0 {
				name = "" // no team
			}
			a.Teams = append(a.Teams, assessment.Team{Team: name, Manager: "m", People: 3})
			for range r.IntN(9) {
				id := fmt.Sprint("p", len(a.People))
				a.People = append(a.People, assessment.Person{ID: table.PersonID(id), Team: name, Manager: "m", Tier: assessment.Healthy, Concession: assessment.ConcessionFigures{Lines: 1, ComparedAmount: assessment.Yen(int64(len(a.People)))}})
				conceded += int64(len(a.People) - 1)
				trend.Conceded[id] = 9
				a.Instructions = append(a.Instructions, assessment.Instruction{ID: "i", Person: table.PersonID(id), Due: table.NoDay, Implemented: table.NoDay, Reported: table.NoDay, Ended: table.NoDay})
				open++
			}
		}
		trend.Conceded[""] = 99
		a.Trend = []assessment.TrendMonth{trend}
		for _, code := range []string{string(table.WarnFewPeople), string(table.WarnNoColleague), string(table.WarnCampaign), string(table.WarnAgreePauses), string(table.WarnBatchDates), string(table.WarnWholeTeam)} {
			a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarningCode(code)})
		}
		b, err := a.TeamsOnly()
		if len(a.People) < assessment.FewestTogether {
			if !errors.Is(err, assessment.ErrTooFew) {
				t.Fatalf("%d people: %v", len(a.People), err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		people := 0
		shown := map[string]bool{"": true}
		for _, f := range b.TeamFigures {
			people += f.People
			shown[f.Team] = true
			if f.People < assessment.FewestTogether || f.Team == "" && f.Reference != (assessment.Team{}) {
				t.Fatalf("%d people in one row: %+v", f.People, f)
			}
		}
		all := b.AllTeams()
		if people != len(a.People) || all.People != people || all.Open != open || all.Undated != open || all.Conceded != conceded {
			t.Fatalf("%d people, %d open, %d conceded in %+v", len(a.People), open, conceded, all)
		}
		for _, x := range b.Teams {
			if x.Manager != "" || !shown[x.Team] || x.Team == "" {
				t.Fatalf("team %+v", x)
			}
		}
		for team, x := range b.Trend[0].Conceded {
			if team != "" {
				for _, f := range b.TeamFigures {
					if f.Team == team && x != 9*int64(f.People) {
						t.Fatalf("the trend of %s is %d of %d people", team, x, f.People)
					}
				}
			}
			if !shown[team] {
				t.Fatalf("the trend of %s is told", team)
			}
		}
		if len(b.Warnings) != 1 || b.Warnings[0].Code != table.WarnCampaign {
			t.Fatalf("warnings %v", b.Warnings)
		}
		if len(a.Trend[0].Conceded) < len(b.Trend[0].Conceded) || b.Options.SuspendedPeople != nil {
			t.Fatal("the assessment itself was changed, or who is suspended is told")
		}
		for _, list := range []int{len(b.People), len(b.Pairs), len(b.Instructions), len(b.Lines), len(b.Charts), len(b.StepIn), len(b.DoneWell), len(b.Coaching)} {
			if list > 0 {
				t.Fatal("a list of people is left")
			}
		}
	}
}
