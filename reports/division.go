package reports

import (
	"fmt"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// DivisionOf is a division: who leads it, "" where nobody is named, and the managers
// who report to that person.
type DivisionOf struct {
	Lead     string
	Managers []string // ids, sorted
}

// division is what the head of a division may see.
type division struct {
	*Reader
	managers map[string]bool
	groups   []divisionTeam
	players  []*assessment.Person // managers who sell too, in kana order
}

// divisionTeam is one team under one manager, with everybody in it but the manager.
type divisionTeam struct {
	team, manager string
	people        []*assessment.Person
}

// Division selects the teams of a division, and the managers who sell too.
func (s *Index) Division(d DivisionOf, stamp Stamp, language string) (*division, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a := s.a
	v := &division{managers: map[string]bool{}, Reader: &Reader{Base: BaseOf(a, c), stamp: stamp, manager: d.Lead,
		member: map[string]*assessment.Person{}, clients: map[string]string{}}}
	for _, m := range d.Managers {
		v.managers[m] = true
	}
	at := map[[2]string]int{}
	for i := range a.People {
		p := &a.People[i]
		player := p.ID != "" && v.managers[p.ID] && p.ID != d.Lead
		if player {
			v.players = append(v.players, p)
			v.member[p.ID] = p
		}
		if !v.managers[p.Manager] || p.Manager == p.ID || player {
			continue
		}
		v.member[p.ID] = p
		key := [2]string{p.Team, p.Manager}
		if _, ok := at[key]; !ok {
			at[key] = len(v.groups)
			v.groups = append(v.groups, divisionTeam{team: p.Team, manager: p.Manager})
		}
		g := &v.groups[at[key]]
		g.people = append(g.people, p)
	}
	if len(v.groups) == 0 {
		return nil, fmt.Errorf("division of %s: nobody in the assessment reports to its managers", d.Lead)
	}
	sort.Slice(v.groups, func(i, j int) bool {
		if v.groups[i].team != v.groups[j].team {
			return v.groups[i].team < v.groups[j].team
		}
		return v.groups[i].manager < v.groups[j].manager
	})
	sort.SliceStable(v.players, func(i, j int) bool {
		if k, l := reading(v.players[i]), reading(v.players[j]); k != l {
			return k < l
		}
		return v.players[i].ID < v.players[j].ID
	})
	v.choose(s.holdings())
	v.findings = nil
	for i := range a.StepIn {
		if f := &a.StepIn[i]; v.member[f.Person] != nil && (f.Action == table.ActionSeniorVisit || f.Action == table.ActionDealReview) {
			v.findings = append(v.findings, f)
		}
	}
	return v, nil
}

// divisionSheets are the sheets of the head of a division, who is shown no rank.
func (v *division) divisionSheets() []sheet.Sheet {
	return []sheet.Sheet{v.teamSheet(), v.openSheet(), v.visitSheet(), v.playerSheet()}
}

// leader is the name of a team's manager.
func (v *division) leader(id string) string {
	if id == "" {
		return v.c.Text("page.nobody")
	}
	if p := v.member[id]; p != nil && p.Name != "" {
		return p.Name
	}
	return v.stamp.Names.Person(id)
}

// teamSheet lists the teams against what is absolute, policy and due dates, with the
// number of people in each group.
func (v *division) teamSheet() sheet.Sheet {
	type team = *divisionTeam
	t := &listing[team]{v: v.Reader, freeze: 2}
	reference := func(g team) *assessment.Team {
		for i := range v.a.Teams {
			if x := &v.a.Teams[i]; x.Team == g.team && x.Manager == g.manager {
				return x
			}
		}
		return &assessment.Team{}
	}
	number := func(f func(*assessment.Team) assessment.Number) func(team) sheet.Cell {
		return func(g team) sheet.Cell { return sheet.Figure(sheet.Decimal, f(reference(g))) }
	}
	in := func(tier assessment.Tier) func(team) sheet.Cell {
		return func(g team) sheet.Cell {
			n := int64(0)
			for _, p := range g.people {
				if p.Tier == tier {
					n++
				}
			}
			return sheet.Count(n)
		}
	}
	t.add("hr.team", 16, true, func(g team) sheet.Cell { return sheet.String(g.team) })
	t.add("division.manager", 9, true, func(g team) sheet.Cell { return sheet.String(v.leader(g.manager)) })
	t.add("hr.people", 7, false, func(g team) sheet.Cell { return sheet.Count(int64(len(g.people))) })
	t.add("tier.step_in", 9, false, in(assessment.StepIn))
	t.add("tier.coach", 12.5, false, in(assessment.Coach))
	t.add("tier.watch", 9, false, in(assessment.Watch))
	t.add("tier.healthy", 9, false, in(assessment.Healthy))
	t.add("tier.not_enough_evidence", 11.5, false, in(assessment.NotEnoughEvidence))
	t.add("division.policy", 10.5, false, number(func(x *assessment.Team) assessment.Number { return x.RatioPolicy }))
	t.add("col.lo", 8, false, number(func(x *assessment.Team) assessment.Number { return x.Lo }))
	t.add("col.hi", 8, false, number(func(x *assessment.Team) assessment.Number { return x.Hi }))
	t.add("division.due", 10.5, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessSLA }))
	t.add("col.lo", 8, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessLo }))
	t.add("col.hi", 8, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessHi }))
	t.add("division.whole", 11.5, true, func(g team) sheet.Cell {
		if !reference(g).WholeTeam {
			return sheet.Cell{}
		}
		return sheet.String(v.c.Text("division.whole_team"))
	})
	return t.sheet("division_teams", v.teamsOf())
}

func (v *division) teamsOf() []*divisionTeam {
	list := make([]*divisionTeam, len(v.groups))
	for k := range v.groups {
		list[k] = &v.groups[k]
	}
	return list
}

// openOf are the open instructions of a team by how long they are past due.
type openOf struct {
	*divisionTeam
	open, undated, early int64
	past                 agesOf
	stake                *int64 // of those past due
}

// openSheet counts the open instructions by team and age band.
func (v *division) openSheet() sheet.Sheet {
	var rows []*openOf
	of := map[string]*openOf{}
	for _, g := range v.teamsOf() {
		o := &openOf{divisionTeam: g}
		rows = append(rows, o)
		for _, p := range g.people {
			of[p.ID] = o
		}
	}
	for _, i := range v.instructions {
		o := of[i.Person]
		if o == nil || !i.Open() {
			continue
		}
		o.open++
		switch {
		case late(i):
			o.past.add(*i.OverdueDays)
			if i.AmountAtStake != nil {
				if o.stake == nil {
					o.stake = new(int64)
				}
				*o.stake += *i.AmountAtStake
			}
		case i.Due.Known():
			o.early++
		default:
			o.undated++
		}
	}
	dated := v.dated()
	t := &listing[*openOf]{v: v.Reader, freeze: 2}
	n := func(f func(*openOf) int64) func(*openOf) sheet.Cell {
		return func(o *openOf) sheet.Cell {
			if !dated {
				return sheet.Cell{Kind: sheet.Integer}
			}
			return sheet.Count(f(o))
		}
	}
	t.add("hr.team", 18, true, func(o *openOf) sheet.Cell { return sheet.String(o.team) })
	t.add("division.manager", 11, true, func(o *openOf) sheet.Cell { return sheet.String(v.leader(o.manager)) })
	t.add("division.open", 10, false, func(o *openOf) sheet.Cell { return sheet.Count(o.open) })
	t.add("division.undated", 12, false, n(func(o *openOf) int64 { return o.undated }))
	t.add("division.early", 12, false, n(func(o *openOf) int64 { return o.early }))
	for k := range ageBands {
		t.add([...]string{"division.past1", "division.past2", "division.past3"}[k], 14, false, n(func(o *openOf) int64 { return o.past.counts[k] }))
	}
	t.add("division.past4", 14, false, n(func(o *openOf) int64 { return o.past.counts[len(ageBands)] }))
	t.add("division.past", 12, false, n(func(o *openOf) int64 { return o.past.total }))
	t.add("division.stake", 16, false, func(o *openOf) sheet.Cell { return pastStake(dated, o.past.total, o.stake) })
	return t.sheet("division_open", rows)
}

// pastStake is what is at stake in the instructions past due: nothing where none is,
// a dash where due dates or amounts are not known.
func pastStake(dated bool, past int64, stake *int64) sheet.Cell {
	if dated && past == 0 {
		return sheet.MoneyOf(0)
	}
	return sheet.Amount(stake)
}

// visitSheet lists the findings that ask for somebody above the manager, by team and
// date.
func (v *division) visitSheet() sheet.Sheet {
	type finding = *assessment.StepInRow
	rows := append([]finding(nil), v.findings...)
	sort.SliceStable(rows, func(i, j int) bool {
		p, q := rows[i], rows[j]
		if s, t := v.member[p.Person].Team, v.member[q.Person].Team; s != t {
			return s < t
		}
		if p.By != q.By {
			return p.By < q.By
		}
		return p.FindingID < q.FindingID
	})
	t := &listing[finding]{v: v.Reader, freeze: 1, screen: 1}
	t.add("hr.team", 18, true, func(f finding) sheet.Cell { return sheet.String(v.member[f.Person].Team) })
	t.add("division.manager", 12, true, func(f finding) sheet.Cell { return sheet.String(v.leader(f.Manager)) })
	t.add("col.client", 18, true, func(f finding) sheet.Cell {
		if f.Client == "" {
			return sheet.Cell{}
		}
		return sheet.String(v.client(f.Client))
	})
	t.add("col.person", 12, true, func(f finding) sheet.Cell { return sheet.String(v.person(f.Person)) })
	t.add("col.evidence", 39, true, func(f finding) sheet.Cell { return sheet.String(v.say(f.Evidence)) })
	t.add("col.proposal", 22, true, func(f finding) sheet.Cell { return sheet.String(v.c.Closed("action", f.Action)) })
	t.add("col.stake", 14, false, func(f finding) sheet.Cell { return sheet.Amount(f.AmountAtStake) })
	t.add("col.by", 12, false, func(f finding) sheet.Cell { return sheet.DateOf(f.By) })
	t.add("col.finding_id", 19, false, func(f finding) sheet.Cell { return sheet.Toned(f.FindingID, sheet.Small) })
	return t.sheet("division_findings", rows)
}

// playerSheet are the own figures of managers who sell too, in kana order, without
// rank, score or group. Who is not rated carries no figure.
func (v *division) playerSheet() sheet.Sheet {
	type person = *assessment.Person
	t := &listing[person]{v: v.Reader, freeze: 1}
	rated := func(f func(person) sheet.Cell) func(person) sheet.Cell {
		return func(p person) sheet.Cell {
			if p.Tier == assessment.NotEnoughEvidence {
				return sheet.Cell{}
			}
			return f(p)
		}
	}
	number := func(f func(person) assessment.Number) func(person) sheet.Cell {
		return rated(func(p person) sheet.Cell { return sheet.Figure(sheet.Decimal, f(p)) })
	}
	t.add("division.manager", 16, true, func(p person) sheet.Cell { return sheet.Toned(v.person(p.ID), sheet.Bold) })
	t.add("hr.team", 18, true, func(p person) sheet.Cell { return sheet.String(p.Team) })
	t.add("division.rated", 15.5, true, func(p person) sheet.Cell {
		if p.Tier == assessment.NotEnoughEvidence {
			return sheet.Toned(v.c.Text("tier.not_enough_evidence"), sheet.Muted)
		}
		return sheet.String(v.c.Text("division.is_rated"))
	})
	t.add("col.c_amount", 16, false, rated(func(p person) sheet.Cell { return sheet.Amount(p.Concession.ConcededAmount) }))
	t.add("col.c_expected_amount", 16, false, rated(func(p person) sheet.Cell { return sheet.Amount(p.Concession.ExpectedAmount) }))
	t.add("col.c_ratio", 10, false, number(func(p person) assessment.Number { return p.Concession.Ratio }))
	t.add("col.c_lo", 9, false, number(func(p person) assessment.Number { return p.Concession.Lo }))
	t.add("col.c_hi", 9, false, number(func(p person) assessment.Number { return p.Concession.Hi }))
	t.add("division.open", 10, false, rated(func(p person) sheet.Cell { return sheet.Count(p.Lag.Open) }))
	t.add("col.l_slowness", 10, false, number(func(p person) assessment.Number { return p.Lag.Slowness }))
	t.add("col.l_lo", 9, false, number(func(p person) assessment.Number { return p.Lag.Lo }))
	t.add("col.l_hi", 9, false, number(func(p person) assessment.Number { return p.Lag.Hi }))
	return t.sheet("division_players", v.players)
}
