package month

import (
	"reflect"
	"testing"

	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/metrics/assessment"
)

// TestRenameTeams: teams called after a person get numbers that no other team bears; others keep their names.
func TestRenameTeams(t *testing.T) {
	mask := pseudonym.Blank([]pseudonym.Person{{ID: "E1", Names: []string{"佐藤 翔", "佐藤"}}, {ID: "E2", Names: []string{"Abe"}}, {ID: "E3", Names: []string{"林"}}})
	a := &assessment.Assessment{
		People: []assessment.Person{{Team: "佐藤班"}, {Team: "Abe"}, {Team: "T2"}, {Team: "東京"}, {Team: ""}, {Team: "林班"}},
		Teams:  []assessment.Team{{Team: "Abe"}, {Team: "佐藤班"}, {Team: "東京"}},
	}
	renameTeams(mask, a)
	var people, teams []string
	for i := range a.People {
		people = append(people, a.People[i].Team)
	}
	for i := range a.Teams {
		teams = append(teams, a.Teams[i].Team)
	}
	if want := []string{"T3", "T1", "T2", "東京", "", "T4"}; !reflect.DeepEqual(people, want) {
		t.Errorf("people are in %q, want %q", people, want)
	}
	if want := []string{"T1", "T3", "東京"}; !reflect.DeepEqual(teams, want) {
		t.Errorf("teams are %q, want %q", teams, want)
	}
}
