package reports

import (
	"fmt"
	"slices"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// teamLine is a row of the sheets: a team, several small ones, or everybody.
type teamLine struct {
	name string
	*assessment.TeamFigures
	past agesOf
	all  bool
}

// title is the first cell of the row.
func (l *teamLine) title() sheet.Cell {
	if l.all {
		return sheet.Toned(l.name, sheet.Bold)
	}
	return sheet.String(l.name)
}

// teamsSheets are the sheets of a run that names nobody, for the readers of team, or of
// every team where it is "".
func (v *Reader) teamsSheets(team string) ([]sheet.Sheet, error) {
	lines := v.teamLines(team)
	if team != "" && len(lines) < 2 {
		return nil, fmt.Errorf("team %s: it is not in the assessment", team)
	}
	return []sheet.Sheet{v.teamsSheet(lines), v.teamsOpenSheet(lines), v.trendSheet("teams_trend"), v.teamsDefinitions()}, nil
}

// teamLines are the team, or for "" every team, and the whole company below.
func (v *Reader) teamLines(team string) []*teamLine {
	var list []*teamLine
	all := &teamLine{name: v.c.Text("teams.company"), TeamFigures: v.a.AllTeams(), all: true}
	for i := range v.a.TeamFigures {
		t := &v.a.TeamFigures[i]
		line := &teamLine{name: t.Team, TeamFigures: t}
		if t.Team == "" {
			line.name = v.c.Text("teams.small", t.Teams)
		}
		if team == "" || t.Team == team {
			list = append(list, line)
		}
	}
	list = append(list, all)
	for _, t := range list {
		for _, d := range t.OverdueDays {
			t.past.add(d)
		}
	}
	return list
}

// teamsSheet compares the teams with what is absolute and with peers.
func (v *Reader) teamsSheet(lines []*teamLine) sheet.Sheet {
	t := &listing[*teamLine]{v: v, freeze: 1}
	number := func(f func(*assessment.Team) assessment.Number) func(*teamLine) sheet.Cell {
		return func(l *teamLine) sheet.Cell { return sheet.Figure(sheet.Decimal, f(&l.Reference)) }
	}
	money := func(f func(*teamLine) int64) func(*teamLine) sheet.Cell {
		return func(l *teamLine) sheet.Cell {
			if !l.Measured() {
				return sheet.Cell{Kind: sheet.Money}
			}
			return sheet.MoneyOf(f(l))
		}
	}
	t.add("hr.team", 24, true, (*teamLine).title)
	t.add("hr.people", 8, false, func(l *teamLine) sheet.Cell { return sheet.Count(int64(l.People)) })
	t.add("col.conceded", 18, false, money(func(l *teamLine) int64 { return l.Conceded }))
	t.add("col.same_mix", 16, false, money(func(l *teamLine) int64 { return l.Expected }))
	t.add("col.difference", 16, false, money(func(l *teamLine) int64 { return l.Conceded - l.Expected }))
	t.add("division.policy", 12, false, number(func(x *assessment.Team) assessment.Number { return x.RatioPolicy }))
	t.add("col.lo", 10, false, number(func(x *assessment.Team) assessment.Number { return x.Lo }))
	t.add("col.hi", 10, false, number(func(x *assessment.Team) assessment.Number { return x.Hi }))
	t.add("division.due", 12, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessSLA }))
	t.add("col.lo", 10, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessLo }))
	t.add("col.hi", 10, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessHi }))
	t.add("division.whole", 14, true, func(l *teamLine) sheet.Cell {
		if !l.Reference.WholeTeam {
			return sheet.Cell{}
		}
		return sheet.String(v.c.Text("division.whole_team"))
	})
	return t.sheet("teams", lines)
}

// teamsOpenSheet counts the open instructions by how long they are past due.
func (v *Reader) teamsOpenSheet(lines []*teamLine) sheet.Sheet {
	t := &listing[*teamLine]{v: v, freeze: 1}
	all := lines[len(lines)-1]
	dated := all.Open == 0 || all.Undated < all.Open
	n := func(f func(*teamLine) int64) func(*teamLine) sheet.Cell {
		return func(l *teamLine) sheet.Cell {
			if !dated {
				return sheet.Cell{Kind: sheet.Integer}
			}
			return sheet.Count(f(l))
		}
	}
	t.add("hr.team", 24, true, (*teamLine).title)
	t.add("division.open", 12, false, func(l *teamLine) sheet.Cell { return sheet.Count(l.Open) })
	t.add("division.undated", 14, false, n(func(l *teamLine) int64 { return l.Undated }))
	t.add("division.early", 12, false, n(func(l *teamLine) int64 { return l.Early }))
	for k := range ageBands {
		t.add([...]string{"division.past1", "division.past2", "division.past3"}[k], 14, false, n(func(l *teamLine) int64 { return l.past.counts[k] }))
	}
	t.add("division.past4", 14, false, n(func(l *teamLine) int64 { return l.past.counts[len(ageBands)] }))
	t.add("division.past", 12, false, n(func(l *teamLine) int64 { return l.past.total }))
	t.add("division.stake", 18, false, func(l *teamLine) sheet.Cell { return pastStake(dated, l.past.total, l.Stake) })
	return t.sheet("teams_open", lines)
}

// teamsDefined are the definitions that these sheets rest on.
var teamsDefined = []string{"purpose", "method", "window", "measured", "scored", "concession", "expected", "lag", "days", "due_band", "calendar", "l_min", "size_bands", "absolute", "stake", "unmatched",
	"hyper.concession", "hyper.lag"}

// teamsDefinitions are they, with what hides the people behind them.
func (v *Reader) teamsDefinitions() sheet.Sheet {
	list := []definition{{"teams_only", v.c.Text("def.teams_only.people", assessment.FewestTogether), ""}}
	for _, d := range v.definitions() {
		if slices.Contains(teamsDefined, d.key) {
			list = append(list, d)
		}
	}
	return v.definitionSheetOf(append(list, definition{"teams_objection", v.stamp.Contact, ""}))
}
