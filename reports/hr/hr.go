package hr

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// hrView is what HR may see: coaching plans and how much of which theme each team
// needs; no score, rank, tier, reason, client or price.
type hrView struct {
	reader.Base
	stamp reader.Stamp
	names map[string]string
	teams map[string]string
}

// blankSessions is how many empty rows the sheet of sessions offers: as many as fill its page.
const blankSessions = 25

// Sheets are the coaching list: plans, sessions to fill in, and the need by team.
// Where nobody is to be named, only the need is left.
func Sheets(b reader.Base, stamp reader.Stamp) []sheet.Sheet {
	v := &hrView{Base: b, stamp: stamp, names: map[string]string{}, teams: map[string]string{}}
	for i := range b.Assessment.People {
		p := &b.Assessment.People[i]
		v.names[string(p.ID)], v.teams[string(p.ID)] = p.Name, p.Team
	}
	if b.Assessment.TeamFigures != nil {
		return []sheet.Sheet{v.need()}
	}
	return []sheet.Sheet{v.plans(), v.sessions(), v.need()}
}

func (v *hrView) top(key string) []sheet.Row {
	use := v.Words.Text("stamp.never")
	if v.stamp.Trial {
		use = v.Words.Text("stamp.trial") + v.Words.Text("list.gap") + use
	}
	return []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(v.Words.Text(key+".title", v.Words.Month(v.Assessment.Month)))), sheet.RowAs(sheet.Lead, sheet.String(v.Words.Text(key+".lead"))), sheet.RowAs(sheet.Lead, sheet.Toned(use, sheet.Important))}
}

func (v *hrView) name(id string) string {
	if n := v.names[id]; n != "" {
		return n
	}
	return id
}

// plans lists the coaching plans with what was held and what came of it. The headings
// are those that the coaching table is read by, so that the sheet can come back.
func (v *hrView) plans() sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "hr", Heading: true, Top: v.top("hr"), Columns: []sheet.Column{
		{Key: "hr.name", Width: 12}, {Key: "hr.team", Width: 18, Wrap: true}, {Key: "hr.theme", Width: 14}, {Key: "hr.coach", Width: 10}, {Key: "hr.from", Width: 11}, {Key: "hr.to", Width: 11},
		{Key: "hr.planned", Width: 8}, {Key: "hr.held", Width: 8}, {Key: "hr.hours", Width: 8}, {Key: "hr.accepted", Width: 8}, {Key: "hr.rehearsal", Width: 11},
		{Key: "hr.effect", Width: 8}, {Key: "hr.lo", Width: 8}, {Key: "hr.hi", Width: 8}, {Key: "hr.conclusion", Width: 20, Wrap: true}, {Key: "hr.note", Width: 16, Wrap: true},
		{Key: "hr.salesperson", Width: 9}, {Key: "hr.plan_id", Width: 9}}}
	s.Top = append(s.Top, part.Unread(v.Base, v.stamp, "hr", table.Coaching.Name, len(s.Columns))...)
	plans := append([]assessment.CoachingRow(nil), v.Assessment.Coaching...)
	sort.SliceStable(plans, func(i, j int) bool { return plans[i].PlanID < plans[j].PlanID })
	for i := range plans {
		p := &plans[i]
		planned := sheet.Cell{Kind: sheet.Integer, Tone: sheet.FillIn}
		if p.SessionsPlanned != nil {
			planned.Int, planned.Set = *p.SessionsPlanned, true
		}
		hours := sheet.Cell{Kind: sheet.Events, Tone: sheet.FillIn}
		if p.HoursPlanned != nil {
			hours.Value, hours.Set = *p.HoursPlanned, true
		}
		accepted := ""
		if p.Accepted {
			accepted = c.Word(table.Acceptances, "yes")
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.name(string(p.Person))), sheet.String(v.teams[string(p.Person)]), part.FillIn(c.Word(table.Themes, p.Theme), c.Choices(table.Themes)), part.FillIn(v.stamp.Names.Person(p.Coach), nil),
			fillInDay(p.From), fillInDay(p.To), planned, sheet.Count(p.SessionsHeld), hours, part.FillIn(accepted, c.Choices(table.Acceptances)),
			v.rehearsal(string(p.Person)), sheet.Figure(sheet.Percent, p.Effect), sheet.Figure(sheet.Percent, p.Lo), sheet.Figure(sheet.Percent, p.Hi), sheet.String(v.conclusion(p)), part.FillIn(p.Note, nil), sheet.String(string(p.Person)), sheet.Toned(p.PlanID, sheet.Small)))
	}
	asked := v.Assessment.CoachAsked()
	for i := range asked {
		id := asked[i].Published.Person
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.name(string(id))), sheet.String(v.teams[string(id)]), part.FillIn(c.Word(table.Themes, themeOf(asked[i].Published.Action)), c.Choices(table.Themes)), part.FillIn("", nil),
			fillInDay(table.NoDay), fillInDay(table.NoDay), sheet.Cell{Kind: sheet.Integer, Tone: sheet.FillIn}, sheet.Count(0), sheet.Cell{Kind: sheet.Events, Tone: sheet.FillIn}, part.FillIn("", c.Choices(table.Acceptances)),
			v.rehearsal(string(id)), sheet.Cell{Kind: sheet.Percent}, sheet.Cell{Kind: sheet.Percent}, sheet.Cell{Kind: sheet.Percent}, sheet.String(c.Text("hr.asked")), part.FillIn("", nil), sheet.String(string(id)), part.FillIn("", nil)))
	}
	if len(plans)+len(asked) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("hr.none"))))
	}
	return s
}

// themeOf is the theme that follows the manager's decision: practising one talk, or the
// price talk in general.
func themeOf(action table.Action) string {
	if action == table.ActionRehearse {
		return "role_play"
	}
	return "negotiation"
}

// fillInDay is a cell for a date that HR may change.
func fillInDay(d table.Day) sheet.Cell {
	return sheet.Cell{Kind: sheet.Date, Day: d, Set: d.Known(), Tone: sheet.FillIn}
}

// rehearsal is the earliest effective date that lies ahead among the open instructions
// of a person: practice is due before it.
func (v *hrView) rehearsal(person string) sheet.Cell {
	first := table.NoDay
	for i := range v.Assessment.Instructions {
		r := &v.Assessment.Instructions[i]
		if r.Person == table.PersonID(person) && r.Open() && r.EffectiveFrom.Known() && r.EffectiveFrom > v.Assessment.CutOff && (!first.Known() || r.EffectiveFrom < first) {
			first = r.EffectiveFrom
		}
	}
	return sheet.DateOf(first)
}

// conclusion reads the interval of an effect: nothing is concluded from one that holds 0.
func (v *hrView) conclusion(p *assessment.CoachingRow) string {
	switch {
	case p.Effect == nil || p.Lo == nil || p.Hi == nil:
		return v.Words.Text("hr.no_effect_yet")
	case *p.Hi < 0:
		return v.Words.Text("hr.fewer")
	case *p.Lo > 0:
		return v.Words.Text("hr.more")
	}
	return v.Words.Text("hr.no_conclusion")
}

// sessions is the sheet on which HR writes what was held; its headings are those that
// the sessions table is read by.
func (v *hrView) sessions() sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "hr_sessions", Heading: true, Top: v.top("hr_sessions"), Columns: []sheet.Column{
		{Key: "hr.session_date", Width: 14}, {Key: "hr.minutes", Width: 12}, {Key: "hr.kind", Width: 20}, {Key: "hr.session_held", Width: 10}, {Key: "hr.coach", Width: 18}, {Key: "hr.plan_id", Width: 20}}}
	s.Top = append(s.Top, part.Unread(v.Base, v.stamp, "hr", table.Sessions.Name, len(s.Columns))...)
	var plans []string
	for i := range v.Assessment.Coaching {
		plans = append(plans, v.Assessment.Coaching[i].PlanID)
	}
	sort.Strings(plans)
	plan := part.FillIn("", plans)
	if plan.Annotations != nil {
		plan.Annotations.Open = true // a plan may be new on the sheet before
	}
	for range blankSessions {
		s.Body = append(s.Body, sheet.RowOf(sheet.Cell{Kind: sheet.Date, Tone: sheet.FillIn}, sheet.Cell{Kind: sheet.Integer, Tone: sheet.FillIn}, part.FillIn("", c.Choices(table.SessionKinds)),
			part.FillIn("", []string{c.Text("hr.yes"), c.Text("hr.no")}), sheet.Cell{Tone: sheet.FillIn}, plan))
	}
	return s
}

// need counts by team who would profit from which theme, without names. Small teams
// are counted together.
func (v *hrView) need() sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "hr_need", Heading: true, Top: v.top("hr_need"), Columns: []sheet.Column{
		{Key: "hr.team", Width: 40}, {Key: "hr.people", Width: 12}, {Key: "hr.role_play", Width: 22}, {Key: "hr.negotiation", Width: 22}}}
	teams := v.Assessment.TeamFigures
	if teams == nil {
		b, err := v.Assessment.TeamsOnly()
		if err != nil {
			s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("hr.small", assessment.FewestTogether))))
			return s
		}
		teams = b.TeamFigures
	}
	for i := range teams {
		t := &teams[i]
		name := t.Team
		if name == "" {
			name = c.Text("hr.other_teams")
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(name), sheet.Count(int64(t.People)), sheet.Count(t.PriceTalk), sheet.Count(t.Negotiation)))
	}
	return s
}
