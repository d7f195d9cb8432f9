package card

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardProgress are the same figures on the person's card, with the updates behind them.
func cardProgress(v *reader.Own) (sheet.Sheet, bool) {
	var p *assessment.Progress
	for i := range v.Assessment.Progress {
		if v.Assessment.Progress[i].Person == v.Person.ID {
			p = &v.Assessment.Progress[i]
		}
	}
	if p == nil {
		return sheet.Sheet{}, false
	}
	c := v.Words
	s := sheet.Sheet{Key: "card_progress", Heading: true, Top: top(v, c.Text("card_progress.title")), Columns: []sheet.Column{
		{Key: "card_progress.what", Width: 34, Wrap: true}, {Key: "card_progress.own", Width: 12}, {Key: "card_progress.peers", Width: 14}, {Key: "card_progress.among", Width: 12},
		{Key: "card_progress.ratio", Width: 12}, {Key: "card_pairs.lo", Width: 10}, {Key: "card_pairs.hi", Width: 10}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_progress.lead"))))
	add := func(key string, x assessment.Counted, shown bool) {
		if !shown || x.Exposure == 0 {
			return
		}
		cells := []sheet.Cell{sheet.String(c.Text("card_progress." + key)), sheet.Figure(sheet.Events, &x.Observed), sheet.Figure(sheet.Events, &x.Expected), sheet.Figure(sheet.Events, &x.Exposure), {Kind: sheet.Decimal}, {Kind: sheet.Decimal}, {Kind: sheet.Decimal}}
		if x.Ratio != nil {
			cells[4], cells[5], cells[6] = sheet.Figure(sheet.Decimal, x.Ratio), sheet.Figure(sheet.Decimal, x.Lo), sheet.Figure(sheet.Decimal, x.Hi)
		}
		s.Body = append(s.Body, sheet.Row{Cells: cells})
	}
	add("stall", p.Stall, p.HasAck)
	add("silence", p.Silence, p.HasSilence)
	add("vague", p.Vague, p.HasSilence)
	add("moved", p.Moved, p.HasMoved)
	add("waited", p.Waited, p.HasWaited)
	add("said", p.Said, p.HasSaid)
	if len(p.Updates) > 0 {
		s.Body = append(s.Body, sheet.RowOf(sheet.Span(sheet.Cell{}, 7)), sheet.RowAs(sheet.Heading, sheet.String(c.Text("card_progress.update")), sheet.String(c.Text("card_progress.at")), sheet.String(c.Text("card_progress.client")), sheet.String(c.Text("card_progress.promised")), sheet.Span(sheet.String(c.Text("card_progress.reading")), 3)))
	}
	for _, u := range p.Updates {
		reading := c.Text("card_progress.concrete")
		if u.Vague {
			reading = c.Text("card_progress.plain")
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(u.Text), sheet.DateOf(u.At), sheet.String(v.ClientName(u.Client)), sheet.DateOf(u.Promised), sheet.Span(sheet.String(reading), 3)))
	}
	return s, len(s.Body) > 0
}
