package assessment

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/table"
)

// Group is the people of one team under one manager. A name alone tells no team from
// another: two divisions may each have a first section.
type Group struct {
	Team    string
	Manager table.ManagerID
}

// Group is the team that a person's figures are summed with.
func (p *Person) Group() Group { return Group{p.Team, p.Manager} }

// Groups are the groups of people, in their order; nil for a person who leads others and
// answers to nobody else in the list: what a manager sells himself is in no team's sums.
func Groups(people []Person) []*Group {
	leads := map[table.ManagerID]bool{}
	for i := range people {
		if p := &people[i]; table.PersonID(p.Manager) != p.ID {
			leads[p.Manager] = true
		}
	}
	groups := make([]*Group, len(people))
	for i := range people {
		p := &people[i]
		own := p.Manager == "" || table.PersonID(p.Manager) == p.ID
		if !own || p.ID == "" || !leads[table.ManagerID(p.ID)] {
			g := p.Group()
			groups[i] = &g
		}
	}
	return groups
}

// teamNames is the name under which a person stands where teams alone are shown, "" for
// none: the team's, with a number where several managers have one of that name.
func (a *Assessment) teamNames() map[table.PersonID]string {
	groups := Groups(a.People)
	managers := map[string]map[table.ManagerID]bool{}
	for _, g := range groups {
		if g == nil || g.Team == "" {
			continue
		}
		if managers[g.Team] == nil {
			managers[g.Team] = map[table.ManagerID]bool{}
		}
		managers[g.Team][g.Manager] = true
	}
	names := map[table.PersonID]string{}
	for i, g := range groups {
		if g != nil {
			names[a.People[i].ID] = g.name(managers)
		}
	}
	return names
}

// name is the name of g among the managers of all teams by name.
func (g *Group) name(managers map[string]map[table.ManagerID]bool) string {
	all := slices.SortedFunc(maps.Keys(managers[g.Team]), cmp.Compare[table.ManagerID])
	if len(all) < 2 {
		return g.Team
	}
	return fmt.Sprintf("%s (%d)", g.Team, slices.Index(all, g.Manager)+1)
}
