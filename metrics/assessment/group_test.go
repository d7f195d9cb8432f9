package assessment

import (
	"testing"

	"tenbin/ingest/table"
)

// Two first sections under two managers, each of whom sells too; one manager answers to a
// head, one to nobody, one stands as his own manager.
func companyOfTwoFirstSections() *Assessment {
	a := &Assessment{}
	add := func(id, team, manager string) {
		a.People = append(a.People, Person{ID: table.PersonID(id), Team: team, Manager: table.ManagerID(manager), Concession: ConcessionFigures{Lines: 1}})
	}
	for _, m := range [...]string{"m1", "m2"} {
		for _, x := range [...]string{"a", "b", "c", "d", "e", "f"} {
			add(m+x, "first", m)
		}
	}
	add("m1", "first", "")
	add("m2", "first", "m2")
	for _, x := range [...]string{"a", "b", "c", "d"} {
		add("h"+x, "third", "h")
	}
	add("h", "third", "")
	m := TrendMonth{Conceded: map[string]int64{}}
	for k := range a.People {
		m.Conceded[string(a.People[k].ID)] = 1 << k
		m.Conceded[""] += 1 << k
	}
	a.Trend = []TrendMonth{m}
	for i := range a.People {
		if g := Groups(a.People)[i]; g != nil && (len(a.Teams) == 0 || Group{a.Teams[len(a.Teams)-1].Team, a.Teams[len(a.Teams)-1].Manager} != *g) {
			a.Teams = append(a.Teams, Team{Team: g.Team, Manager: g.Manager, RatioPolicy: Of(float64(len(a.Teams)))})
		}
	}
	return a
}

func TestGroupsLeaveManagersOut(t *testing.T) {
	a := companyOfTwoFirstSections()
	for i, g := range Groups(a.People) {
		p := &a.People[i]
		leads := p.ID == "m1" || p.ID == "m2" || p.ID == "h"
		if (g == nil) != leads || g != nil && *g != (Group{p.Team, p.Manager}) {
			t.Errorf("%s is in %v", p.ID, g)
		}
	}
	a.People = append(a.People[:0:0], Person{ID: "x"}, Person{ID: "m", Manager: "head"}, Person{ID: "y", Manager: "m"})
	for i, g := range Groups(a.People) {
		if g == nil {
			t.Errorf("%s leads nobody, or answers to a head who sees the figures, and is in no group", a.People[i].ID)
		}
	}
}

// Where nobody is named two teams of one name stay two, and what managers sell themselves
// stands with the small teams.
func TestTeamsOfOneName(t *testing.T) {
	a := companyOfTwoFirstSections()
	b, err := a.TeamsOnly()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"first (1)": 1<<6 - 1, "first (2)": (1<<6 - 1) << 6}
	for _, f := range b.TeamFigures {
		if f.Team == "" {
			if f.People != 7 { // m1, m2, h and the four of h
				t.Errorf("%d people stand together", f.People)
			}
			continue
		}
		if got := b.Trend[0].Conceded[f.Team]; f.People != 6 || got != want[f.Team] {
			t.Errorf("%s: %d people, %b conceded", f.Team, f.People, got)
		}
		if f.Reference.Team != f.Team || f.Reference.RatioPolicy == nil {
			t.Errorf("%s: reference %+v", f.Team, f.Reference)
		}
	}
	if len(b.Trend[0].Conceded) != 3 || b.Trend[0].Conceded[""] != a.Trend[0].Conceded[""] {
		t.Errorf("trend %v", b.Trend[0].Conceded)
	}
}
