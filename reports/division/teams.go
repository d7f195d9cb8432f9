package division

import (
	"fmt"
	"slices"

	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// teamLine is a row of the sheets: a team, several small ones, or everybody.
type teamLine struct {
	name string
	*assessment.TeamFigures
	past part.AgesOf
	all  bool
}

// title is the first cell of the row.
func (l *teamLine) title() sheet.Cell {
	if l.all {
		return sheet.Toned(l.name, sheet.Bold)
	}
	return sheet.String(l.name)
}

// TeamSheets are the sheets of a run that names nobody, for the readers of team, or of
// every team where it is "".
func TeamSheets(v *reader.Reader, team string) ([]sheet.Sheet, error) {
	lines := teamLines(v, team)
	if team != "" && len(lines) < 2 {
		return nil, fmt.Errorf("team %s: it is not in the assessment", team)
	}
	return []sheet.Sheet{teamsSheet(v, lines), teamsOpenSheet(v, lines), part.TrendSheet(v, "teams_trend"), teamsDefinitions(v)}, nil
}

// teamLines are the team, or for "" every team, and the whole company below.
func teamLines(v *reader.Reader, team string) []*teamLine {
	var list []*teamLine
	all := &teamLine{name: v.Words.Text("teams.company"), TeamFigures: v.Assessment.AllTeams(), all: true}
	for i := range v.Assessment.TeamFigures {
		t := &v.Assessment.TeamFigures[i]
		line := &teamLine{name: t.Team, TeamFigures: t}
		if t.Team == "" {
			line.name = v.Words.Text("teams.small", t.Teams)
		}
		if team == "" || t.Team == team {
			list = append(list, line)
		}
	}
	list = append(list, all)
	for _, t := range list {
		for _, d := range t.OverdueDays {
			t.past.Add(d)
		}
	}
	return list
}

// teamsSheet compares the teams with what is absolute and with peers.
func teamsSheet(v *reader.Reader, lines []*teamLine) sheet.Sheet {
	t := &part.Listing[*teamLine]{Reader: v, Freeze: 1}
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
	t.Add("hr.team", 24, true, (*teamLine).title)
	t.Add("hr.people", 8, false, func(l *teamLine) sheet.Cell { return sheet.Count(int64(l.People)) })
	t.Add("col.conceded", 18, false, money(func(l *teamLine) int64 { return l.Conceded }))
	t.Add("col.same_mix", 16, false, money(func(l *teamLine) int64 { return l.Expected }))
	t.Add("col.difference", 16, false, money(func(l *teamLine) int64 { return l.Conceded - l.Expected }))
	t.Add("division.policy", 12, false, number(func(x *assessment.Team) assessment.Number { return x.RatioPolicy }))
	t.Add("col.lo", 10, false, number(func(x *assessment.Team) assessment.Number { return x.Lo }))
	t.Add("col.hi", 10, false, number(func(x *assessment.Team) assessment.Number { return x.Hi }))
	t.Add("division.due", 12, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessSLA }))
	t.Add("col.lo", 10, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessLo }))
	t.Add("col.hi", 10, false, number(func(x *assessment.Team) assessment.Number { return x.SlownessHi }))
	t.Add("division.whole", 14, true, func(l *teamLine) sheet.Cell {
		if !l.Reference.WholeTeam {
			return sheet.Cell{}
		}
		return sheet.String(v.Words.Text("division.whole_team"))
	})
	return t.Sheet("teams", lines)
}

// teamsOpenSheet counts the open instructions by how long they are past due.
func teamsOpenSheet(v *reader.Reader, lines []*teamLine) sheet.Sheet {
	t := &part.Listing[*teamLine]{Reader: v, Freeze: 1}
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
	t.Add("hr.team", 24, true, (*teamLine).title)
	t.Add("division.open", 12, false, func(l *teamLine) sheet.Cell { return sheet.Count(l.Open) })
	t.Add("division.undated", 14, false, n(func(l *teamLine) int64 { return l.Undated }))
	t.Add("division.early", 12, false, n(func(l *teamLine) int64 { return l.Early }))
	for k := range part.AgeBands {
		t.Add([...]string{"division.past1", "division.past2", "division.past3"}[k], 14, false, n(func(l *teamLine) int64 { return l.past.Counts[k] }))
	}
	t.Add("division.past4", 14, false, n(func(l *teamLine) int64 { return l.past.Counts[len(part.AgeBands)] }))
	t.Add("division.past", 12, false, n(func(l *teamLine) int64 { return l.past.Total }))
	t.Add("division.stake", 18, false, func(l *teamLine) sheet.Cell { return part.PastStake(dated, l.past.Total, l.Stake) })
	return t.Sheet("teams_open", lines)
}

// teamsDefined are the definitions that these sheets rest on.
var teamsDefined = []string{"purpose", "method", "window", "measured", "scored", "concession", "expected", "lag", "days", "due_band", "calendar", "l_min", "size_bands", "absolute", "stake", "unmatched",
	"hyper.concession", "hyper.lag"}

// teamsDefinitions are they, with what hides the people behind them.
func teamsDefinitions(v *reader.Reader) sheet.Sheet {
	list := []part.Definition{{Key: "teams_only", Value: v.Words.Text("def.teams_only.people", assessment.FewestTogether)}}
	for _, d := range part.Definitions(v) {
		if slices.Contains(teamsDefined, d.Key) {
			list = append(list, d)
		}
	}
	return part.DefinitionSheetOf(v, append(list, part.Definition{Key: "teams_objection", Value: v.Stamp.Contact}))
}
