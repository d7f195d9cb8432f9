package division

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Sheets are the sheets of the head of a division, who is shown no rank.
func Sheets(v *reader.Division) []sheet.Sheet {
	return []sheet.Sheet{teamSheet(v), openSheet(v), visitSheet(v), playerSheet(v)}
}

// leader is the name of a team's manager.
func leader(v *reader.Division, id string) string {
	if id == "" {
		return v.Words.Text("page.nobody")
	}
	if p := v.Members[table.PersonID(id)]; p != nil && p.Name != "" {
		return p.Name
	}
	return v.Stamp.Names.Person(id)
}

// teamSheet lists the teams against what is absolute, policy and due dates, with the
// number of people in each group.
func teamSheet(v *reader.Division) sheet.Sheet {
	type team = *reader.DivisionTeam
	t := &part.Listing[team]{Reader: v.Reader, Freeze: 2}
	reference := func(g team) *assessment.Team {
		for i := range v.Assessment.Teams {
			if x := &v.Assessment.Teams[i]; x.Team == g.Team && x.Manager == table.ManagerID(g.Manager) {
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
			for _, p := range g.People {
				if p.Tier == tier {
					n++
				}
			}
			return sheet.Count(n)
		}
	}
	t.Add("hr.team", 16, true, func(g team) sheet.Cell { return sheet.String(g.Team) })
	t.Add("division.manager", 9, true, func(g team) sheet.Cell { return sheet.String(leader(v, g.Manager)) })
	t.Add("hr.people", 7, false, func(g team) sheet.Cell { return sheet.Count(int64(len(g.People))) })
	t.Add("tier.step_in", 9, false, in(assessment.StepIn))
	t.Add("tier.coach", 12.5, false, in(assessment.Coach))
	t.Add("tier.watch", 9, false, in(assessment.Watch))
	t.Add("tier.healthy", 9, false, in(assessment.Healthy))
	t.Add("tier.not_enough_evidence", 11.5, false, in(assessment.NotEnoughEvidence))
	t.Add("division.policy", 10.5, false, number(func(x *assessment.Team) assessment.Number { return x.RatioPolicy }))
	t.Add("col.lo", 8, false, number(func(x *assessment.Team) assessment.Number { return x.Lo }))
	t.Add("col.hi", 8, false, number(func(x *assessment.Team) assessment.Number { return x.Hi }))
	t.Add("division.due", 10.5, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessSLA }))
	t.Add("col.lo", 8, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessLo }))
	t.Add("col.hi", 8, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessHi }))
	t.Add("division.whole", 11.5, true, func(g team) sheet.Cell {
		if !reference(g).WholeTeam {
			return sheet.Cell{}
		}
		return sheet.String(v.Words.Text("division.whole_team"))
	})
	return t.Sheet("division_teams", teamsOf(v))
}

func teamsOf(v *reader.Division) []*reader.DivisionTeam {
	list := make([]*reader.DivisionTeam, len(v.Groups))
	for k := range v.Groups {
		list[k] = &v.Groups[k]
	}
	return list
}

// openOf are the open instructions of a team by how long they are past due.
type openOf struct {
	*reader.DivisionTeam
	open, undated, early int64
	past                 part.AgesOf
	stake                *int64 // of those past due
}

// openSheet counts the open instructions by team and age band.
func openSheet(v *reader.Division) sheet.Sheet {
	var rows []*openOf
	of := map[string]*openOf{}
	for _, g := range teamsOf(v) {
		o := &openOf{DivisionTeam: g}
		rows = append(rows, o)
		for _, p := range g.People {
			of[string(p.ID)] = o
		}
	}
	for _, i := range v.Instructions {
		o := of[string(i.Person)]
		if o == nil || !i.Open() {
			continue
		}
		o.open++
		switch {
		case part.Late(i):
			o.past.Add(*i.OverdueDays)
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
	dated := part.Dated(v.Assessment)
	t := &part.Listing[*openOf]{Reader: v.Reader, Freeze: 2}
	n := func(f func(*openOf) int64) func(*openOf) sheet.Cell {
		return func(o *openOf) sheet.Cell {
			if !dated {
				return sheet.Cell{Kind: sheet.Integer}
			}
			return sheet.Count(f(o))
		}
	}
	t.Add("hr.team", 18, true, func(o *openOf) sheet.Cell { return sheet.String(o.Team) })
	t.Add("division.manager", 11, true, func(o *openOf) sheet.Cell { return sheet.String(leader(v, o.Manager)) })
	t.Add("division.open", 10, false, func(o *openOf) sheet.Cell {
		if v.Assessment.Inputs.InstructionsRead == 0 {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(o.open)
	})
	t.Add("division.undated", 12, false, n(func(o *openOf) int64 { return o.undated }))
	t.Add("division.early", 12, false, n(func(o *openOf) int64 { return o.early }))
	for k := range part.AgeBands {
		t.Add([...]string{"division.past1", "division.past2", "division.past3"}[k], 14, false, n(func(o *openOf) int64 { return o.past.Counts[k] }))
	}
	t.Add("division.past4", 14, false, n(func(o *openOf) int64 { return o.past.Counts[len(part.AgeBands)] }))
	t.Add("division.past", 12, false, n(func(o *openOf) int64 { return o.past.Total }))
	t.Add("division.stake", 16, false, func(o *openOf) sheet.Cell { return part.PastStake(dated, o.past.Total, o.stake) })
	return t.Sheet("division_open", rows)
}

// visitSheet lists the findings that ask for somebody above the manager, by team and
// date.
func visitSheet(v *reader.Division) sheet.Sheet {
	type finding = *assessment.StepInRow
	rows := append([]finding(nil), v.Findings...)
	sort.SliceStable(rows, func(i, j int) bool {
		p, q := rows[i], rows[j]
		if s, t := v.Members[p.Person].Team, v.Members[q.Person].Team; s != t {
			return s < t
		}
		if p.By != q.By {
			return p.By < q.By
		}
		return p.FindingID < q.FindingID
	})
	t := &part.Listing[finding]{Reader: v.Reader, Freeze: 1, Screen: 1}
	t.Add("hr.team", 18, true, func(f finding) sheet.Cell { return sheet.String(v.Members[f.Person].Team) })
	t.Add("division.manager", 12, true, func(f finding) sheet.Cell { return sheet.String(leader(v, string(f.Manager))) })
	t.Add("col.client", 18, true, func(f finding) sheet.Cell {
		if f.Client == "" {
			return sheet.Cell{}
		}
		return sheet.String(v.ClientName(f.Client))
	})
	t.Add("col.person", 12, true, func(f finding) sheet.Cell { return sheet.String(v.PersonName(f.Person)) })
	t.Add("col.evidence", 39, true, func(f finding) sheet.Cell { return sheet.String(v.Say(f.Evidence)) })
	t.Add("col.proposal", 22, true, func(f finding) sheet.Cell { return sheet.String(v.Words.Closed("action", string(f.Action))) })
	t.Add("col.stake", 14, false, func(f finding) sheet.Cell { return sheet.Amount(f.AmountAtStake) })
	t.Add("col.by", 12, false, func(f finding) sheet.Cell { return sheet.DateOf(f.By) })
	t.Add("col.finding_id", 19, false, func(f finding) sheet.Cell { return sheet.Toned(string(f.FindingID), sheet.Small) })
	return t.Sheet("division_findings", rows)
}

// playerSheet are the own figures of managers who sell too, in kana order, without
// rank, score or group. Who is not rated carries no figure.
func playerSheet(v *reader.Division) sheet.Sheet {
	type person = *assessment.Person
	t := &part.Listing[person]{Reader: v.Reader, Freeze: 1}
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
	t.Add("division.manager", 16, true, func(p person) sheet.Cell { return sheet.Toned(v.PersonName(p.ID), sheet.Bold) })
	t.Add("hr.team", 18, true, func(p person) sheet.Cell { return sheet.String(p.Team) })
	t.Add("division.rated", 15.5, true, func(p person) sheet.Cell {
		if p.Tier == assessment.NotEnoughEvidence {
			return sheet.Toned(v.Words.Text("tier.not_enough_evidence"), sheet.Muted)
		}
		return sheet.String(v.Words.Text("division.is_rated"))
	})
	t.Add("col.c_amount", 16, false, rated(func(p person) sheet.Cell { return sheet.Amount(p.Concession.ComparedAmount) }))
	t.Add("col.c_expected_amount", 16, false, rated(func(p person) sheet.Cell { return sheet.Amount(p.Concession.ExpectedAmount) }))
	t.Add("col.c_ratio", 10, false, number(func(p person) assessment.Number { return p.Concession.Ratio }))
	t.Add("col.c_lo", 9, false, number(func(p person) assessment.Number { return p.Concession.Lo }))
	t.Add("col.c_hi", 9, false, number(func(p person) assessment.Number { return p.Concession.Hi }))
	t.Add("division.open", 10, false, rated(func(p person) sheet.Cell {
		if v.Assessment.Inputs.InstructionsRead == 0 {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(p.Lag.Open)
	}))
	t.Add("col.l_slowness", 10, false, number(func(p person) assessment.Number { return p.Lag.Slowness }))
	t.Add("col.l_lo", 9, false, number(func(p person) assessment.Number { return p.Lag.Lo }))
	t.Add("col.l_hi", 9, false, number(func(p person) assessment.Number { return p.Lag.Hi }))
	return t.Sheet("division_players", v.Players)
}
