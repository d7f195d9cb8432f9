package manager

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// shockSheet shows conceded discounts around price increases, shortages and the like: a
// block for each kind of event, with the team's months around it and the people whose
// discounts can be compared inside and outside of those months.
func shockSheet(v *reader.Reader) sheet.Sheet {
	s := sheet.Sheet{Key: "shocks", Top: part.Top(v, "shocks", 6), Columns: []sheet.Column{
		{Key: "shocks.offset", Width: 15}, {Key: "shocks.level", Width: 9}, {Key: "shocks.lo", Width: 9}, {Key: "shocks.hi", Width: 9}, {Key: "shocks.even", Width: 8}, {Key: "shocks.hi", Width: 8}}}
	if v.Assessment.ResponsesDerived {
		s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(v.Words.Text("shocks.derived"))))
	}
	for i := range v.Assessment.Responses {
		r := &v.Assessment.Responses[i]
		if r.Person != "" || r.Manager != table.ManagerID(v.Manager) || r.Ratio == nil {
			continue
		}
		shockBlock(v, &s, r)
	}
	return s
}

// shockBlock appends one kind of event of one team.
func shockBlock(v *reader.Reader, s *sheet.Sheet, team *assessment.Response) {
	title := v.Words.Text("shocks.block", v.Words.Label(table.Triggers, team.Trigger), team.Team, team.Events)
	s.Body = append(s.Body, sheet.Row{Role: sheet.Band, Cells: []sheet.Cell{sheet.Span(sheet.String(title), 6)}, Break: len(s.Body) > 0}, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(shockSays(v, team)), 6)))
	if slices.ContainsFunc(team.Path, func(p assessment.ResponsePoint) bool { return p.Ratio != nil }) {
		first := len(s.Body)
		s.Body = append(s.Body, sheet.RowAs(sheet.Heading, sheet.String(v.Words.Text("shocks.offset")), sheet.String(v.Words.Text("shocks.level")), sheet.String(v.Words.Text("shocks.lo")), sheet.String(v.Words.Text("shocks.hi")), sheet.Span(sheet.String(v.Words.Text("shocks.even")), 2)))
		one := 1.
		for _, p := range team.Path {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(v.Words.Text("shocks.month", p.Offset)), sheet.Figure(sheet.Decimal, p.Ratio), sheet.Figure(sheet.Decimal, p.Lo), sheet.Figure(sheet.Decimal, p.Hi), sheet.Span(sheet.Figure(sheet.Decimal, &one), 2)))
		}
		s.Charts = append(s.Charts, sheet.Diagram{Over: true, X: 0, Heading: first, Last: len(s.Body) - 1, Rows: 12, Series: []sheet.Series{
			{Column: 1, Colour: sheet.Navy}, {Column: 2, Line: true, Dashed: true, Colour: sheet.Navy}, {Column: 3, Line: true, Dashed: true, Colour: sheet.Navy}, {Column: 4, Line: true, Colour: "6B7280"}}})
		s.Body = append(s.Body, sheet.RowOf(sheet.Span(sheet.Cell{}, 6)))
	}
	var heading []sheet.Cell
	for _, key := range []string{"col.shock_who", "col.shock_in", "col.shock_out", "col.shock_ratio", "shocks.lo", "shocks.hi"} {
		heading = append(heading, sheet.String(v.Words.Text(key)))
	}
	s.Body = append(s.Body, sheet.RowAs(sheet.Heading, heading...))
	line := func(name string, r *assessment.Response) sheet.Row {
		return sheet.RowOf(sheet.String(name), sheet.Figure(sheet.Decimal, r.In), sheet.Figure(sheet.Decimal, r.Out), sheet.Figure(sheet.Decimal, r.Ratio), sheet.Figure(sheet.Decimal, r.Lo), sheet.Figure(sheet.Decimal, r.Hi))
	}
	s.Body = append(s.Body, line(v.Words.Text("shocks.team"), team))
	var clear []*assessment.Response
	for _, p := range v.People {
		for i := range v.Assessment.Responses {
			if r := &v.Assessment.Responses[i]; r.Person == p.ID && r.Trigger == team.Trigger && p.Team == team.Team && r.Ratio != nil && p.Tier != assessment.NotEnoughEvidence {
				s.Body = append(s.Body, line(v.PersonName(p.ID), r))
				if r.Clear && (*r.Ratio > 1 || *r.In < 1 && !waits(v, r)) {
					clear = append(clear, r)
				}
			}
		}
	}
	for _, r := range clear {
		key := "shocks.person_more"
		if *r.Ratio < 1 {
			key = "shocks.person_less"
		}
		s.Body = append(s.Body, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(v.Words.Text(key, v.PersonName(r.Person), v.Words.Label(table.Triggers, r.Trigger), *r.In, *r.Out)), 6)))
	}
}

// waits reports whether the person has an instruction of the kind of event that is not carried
// out: whoever has not yet told the client of an increase has held nothing.
func waits(v *reader.Reader, r *assessment.Response) bool {
	return slices.ContainsFunc(v.Instructions, func(i *assessment.Instruction) bool {
		return i.Person == r.Person && i.Trigger == r.Trigger && i.Open()
	})
}

// shockSays is the sentence above a team's chart.
func shockSays(v *reader.Reader, r *assessment.Response) string {
	switch {
	case !r.Clear:
		return v.Words.Text("shocks.unclear", *r.In, *r.Out)
	case *r.Ratio > 1:
		return v.Words.Text("shocks.more", *r.In, *r.Out)
	}
	return v.Words.Text("shocks.less", *r.In, *r.Out)
}
