package manager

import (
	"math"
	"sort"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// advocacySheet is the map of care for the client (x: clients that stay, against peers
// with clients of the same kind) and care for the firm (y: 1/K). Where somebody stands is
// named only when both directions are sure; everybody else is a grey dot with its
// interval. With hardly any client lost there is no map: the team alone is shown.
func advocacySheet(v *reader.Reader) sheet.Sheet {
	m := &v.Assessment.Advocacy
	var team *assessment.AdvocacyTeam
	for i := range m.Teams {
		if m.Teams[i].Manager == table.ManagerID(v.Manager) {
			team = &m.Teams[i]
		}
	}
	if team == nil || m.Retention == nil {
		return sheet.Sheet{}
	}
	var rows []*assessment.AdvocacyPerson
	for i := range m.People {
		if p := &m.People[i]; p.Drawn && v.Assessment.Options.AdvocacyMap && v.Members[p.Person] != nil {
			rows = append(rows, p)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool {
		return reader.Reading(v.Members[rows[i].Person]) < reader.Reading(v.Members[rows[j].Person])
	})
	if len(rows) == 0 {
		return advocacyTeam(v, team)
	}
	s := sheet.Sheet{Key: "advocacy", Top: part.Top(v, "advocacy", 1), Columns: []sheet.Column{{Key: "col.person", Width: 12}, {Key: "col.advocacy_x", Width: 8}, {Key: "col.lo", Width: 7.5}, {Key: "col.hi", Width: 7.5},
		{Key: "col.advocacy_y", Width: 8}, {Key: "col.advocacy_y_open", Width: 8, Wrap: true}, {Key: "col.lo", Width: 7.5}, {Key: "col.hi", Width: 7.5}}}
	for range 6 { // ends of lines that the chart draws: x x, y y, 0 most
		s.Columns = append(s.Columns, sheet.Column{Width: 1})
	}
	s.Top = []sheet.Row{s.Top[0], s.Top[2], sheet.RowAs(sheet.Lead, sheet.String(advocacySentence(v, rows, team)))}
	advocacyChart(v, &s, rows)
	advocacyRows(v, &s, rows)
	s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("sheet.advocacy.lead"))))
	if n := len(v.People) - len(rows); n > 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("advocacy.not_drawn", n))))
	}
	s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("advocacy.apart"))))
	return s
}

// advocacyHeading is a heading row of a block.
func advocacyHeading(v *reader.Reader, keys ...string) sheet.Row {
	cells := make([]sheet.Cell, len(keys))
	for k, key := range keys {
		cells[k] = sheet.String(strings.ReplaceAll(v.Words.Text(key), "%%", "%"))
	}
	return sheet.RowAs(sheet.Heading, cells...)
}

// advocacyChart appends the dots, with the lines of the peers at 1.
func advocacyChart(v *reader.Reader, s *sheet.Sheet, rows []*assessment.AdvocacyPerson) {
	most := 2.
	for _, p := range rows {
		most = math.Max(most, math.Ceil(math.Max(*p.Continuity.Value, *p.Firm.Value)))
		if p.Quadrant == "" {
			most = math.Max(most, math.Ceil(math.Max(*p.Continuity.Hi, *p.Firm.Hi)))
		}
	}
	d := sheet.Diagram{Scatter: true, AroundOne: true, X: 1, Heading: len(s.Body), Rows: max(len(rows)+2, 20), Series: []sheet.Series{{Column: 4, Colour: sheet.Navy}, {Column: 5, Colour: "9CA3AF"}}}
	s.Body = append(s.Body, advocacyHeading(v, "col.person", "col.advocacy_x", "col.lo", "col.hi", "col.advocacy_y", "col.advocacy_y_open", "col.lo", "col.hi"))
	thin := func(x float64) sheet.Cell {
		return sheet.Cell{Kind: sheet.Decimal, Value: x, Set: true, Tone: sheet.Muted}
	}
	for k, p := range rows {
		dark, grey := sheet.Figure(sheet.Decimal, p.Firm.Value), sheet.Cell{}
		if p.Quadrant == "" {
			dark, grey = grey, dark
			d.Segments = append(d.Segments, sheet.Segment{Row: k, X: 2, Y: 10}, sheet.Segment{Row: k, X: 8, Y: 6})
		}
		x, y := thin(*p.Continuity.Value), thin(*p.Firm.Value)
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.PersonName(p.Person)), sheet.Figure(sheet.Decimal, p.Continuity.Value), sheet.Figure(sheet.Decimal, p.Continuity.Lo), sheet.Figure(sheet.Decimal, p.Continuity.Hi),
			dark, grey, sheet.Figure(sheet.Decimal, p.Firm.Lo), sheet.Figure(sheet.Decimal, p.Firm.Hi), x, x, y, y))
	}
	d.Last = len(s.Body) - 1
	d.Segments = append(d.Segments, sheet.Segment{Row: len(rows), X: 8, Y: 12}, sheet.Segment{Row: len(rows), X: 12, Y: 10})
	one := thin(1)
	s.Body = append(s.Body, sheet.RowOf(sheet.String(v.Words.Text("advocacy.peers")), sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, one, one, one, one, thin(0), thin(most)))
	s.Charts = append(s.Charts, d)
}

// advocacyRows appends what stands behind each dot, and room for the chart beside.
func advocacyRows(v *reader.Reader, s *sheet.Sheet, rows []*assessment.AdvocacyPerson) {
	head := advocacyHeading(v, "col.person", "col.advocacy_checks", "col.advocacy_lost", "col.advocacy_expected", "col.advocacy_apart", "col.advocacy_says")
	head.Cells[5].Span = 9
	s.Body = append(s.Body, head)
	for _, p := range rows {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.PersonName(p.Person)), sheet.Count(int64(p.Checks)), sheet.Count(int64(p.Lost)), sheet.Figure(sheet.Events, &p.Expected), sheet.Count(int64(p.SetAsideLost)),
			sheet.Span(sheet.String(v.Words.Text("advocacy.quadrant."+p.Quadrant)), 9)))
	}
	for chart := &s.Charts[len(s.Charts)-1]; len(s.Body) < chart.Heading+chart.Rows+1; {
		s.Body = append(s.Body, sheet.Row{Role: sheet.Note})
	}
}

// advocacySentence says how many are named, and how the team's clients stayed.
func advocacySentence(v *reader.Reader, rows []*assessment.AdvocacyPerson, team *assessment.AdvocacyTeam) string {
	named := 0
	for _, p := range rows {
		if p.Quadrant != "" {
			named++
		}
	}
	return v.Words.Text("advocacy.says", len(rows), named, team.Checks, team.Lost, team.Expected)
}

// advocacyTeam is the team's line alone.
func advocacyTeam(v *reader.Reader, team *assessment.AdvocacyTeam) sheet.Sheet {
	t := &part.Listing[*assessment.AdvocacyTeam]{Reader: v}
	type row = *assessment.AdvocacyTeam
	t.Add("col.team", 30, true, func(row) sheet.Cell { return sheet.String(v.TeamName()) })
	t.Add("col.advocacy_checks", 12, false, func(r row) sheet.Cell { return sheet.Count(int64(r.Checks)) })
	t.Add("col.advocacy_lost", 12, false, func(r row) sheet.Cell { return sheet.Count(int64(r.Lost)) })
	t.Add("col.advocacy_expected", 12, false, func(r row) sheet.Cell { return sheet.Figure(sheet.Events, &r.Expected) })
	t.Add("col.advocacy_ratio", 12, false, func(r row) sheet.Cell { return sheet.Figure(sheet.Decimal, r.Ratio.Value) })
	t.Add("col.lo", 12, false, func(r row) sheet.Cell { return sheet.Figure(sheet.Decimal, r.Ratio.Lo) })
	t.Add("col.hi", 12, false, func(r row) sheet.Cell { return sheet.Figure(sheet.Decimal, r.Ratio.Hi) })
	s := t.Sheet("advocacy", []row{team})
	why := "advocacy.team_few"
	switch {
	case v.Assessment.Advocacy.Without == assessment.AdvocacyHighRetention:
		why = "advocacy.team_high"
	case !v.Assessment.Options.AdvocacyMap:
		why = "advocacy.team_off"
	}
	s.Top = append([]sheet.Row{s.Top[0]}, s.Top[2:]...) // the lead speaks of the chart
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(v.Words.Text(why, math.Round(1000**v.Assessment.Advocacy.Retention)/10))))
	s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("advocacy.apart"))))
	return s
}
