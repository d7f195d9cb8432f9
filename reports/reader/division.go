package reader

import (
	"fmt"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// DivisionOf is a division: who leads it, "" where nobody is named, and the managers
// who report to that person.
type DivisionOf struct {
	Lead     string
	Managers []string // ids, sorted
}

// Division is what the head of a division may see.
type Division struct {
	*Reader
	managers map[string]bool
	Groups   []DivisionTeam
	Players  []*assessment.Person // managers who sell too, in kana order
}

// DivisionTeam is one team under one manager, with everybody in it but the manager.
type DivisionTeam struct {
	Team, Manager string
	People        []*assessment.Person
}

// Division selects the teams of a division, and the managers who sell too.
func (s *Index) Division(d DivisionOf, stamp Stamp, language string) (*Division, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a := s.a
	v := &Division{managers: map[string]bool{}, Reader: &Reader{Base: BaseOf(a, c), Stamp: stamp, Manager: d.Lead,
		Members: map[table.PersonID]*assessment.Person{}, clients: map[table.ClientID]string{}}}
	for _, m := range d.Managers {
		v.managers[m] = true
	}
	at := map[[2]string]int{}
	for i := range a.People {
		p := &a.People[i]
		player := p.ID != "" && v.managers[string(p.ID)] && p.ID != table.PersonID(d.Lead)
		if player {
			v.Players = append(v.Players, p)
			v.Members[p.ID] = p
		}
		if !v.managers[string(p.Manager)] || table.PersonID(p.Manager) == p.ID || player {
			continue
		}
		v.Members[p.ID] = p
		key := [2]string{p.Team, string(p.Manager)}
		if _, ok := at[key]; !ok {
			at[key] = len(v.Groups)
			v.Groups = append(v.Groups, DivisionTeam{Team: p.Team, Manager: string(p.Manager)})
		}
		g := &v.Groups[at[key]]
		g.People = append(g.People, p)
	}
	if len(v.Groups) == 0 {
		return nil, fmt.Errorf("division of %s: nobody in the assessment reports to its managers", d.Lead)
	}
	sort.Slice(v.Groups, func(i, j int) bool {
		if v.Groups[i].Team != v.Groups[j].Team {
			return v.Groups[i].Team < v.Groups[j].Team
		}
		return v.Groups[i].Manager < v.Groups[j].Manager
	})
	sort.SliceStable(v.Players, func(i, j int) bool {
		if k, l := Reading(v.Players[i]), Reading(v.Players[j]); k != l {
			return k < l
		}
		return v.Players[i].ID < v.Players[j].ID
	})
	v.choose(s.holdings())
	v.Findings = nil
	for i := range a.StepIn {
		f := &a.StepIn[i]
		if p := v.Members[f.Person]; p != nil && (f.Action == table.ActionSeniorVisit || f.Action == table.ActionDealReview && p.Tier == assessment.StepIn) {
			v.Findings = append(v.Findings, f)
		}
	}
	return v, nil
}
