package manager

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// signalSheet draws the monthly signal C_t with its limit for everybody who is watched
// or whose signal passed it, a block and a printed page a person. What stands in C
// began in the month marked as its start.
func signalSheet(v *reader.Reader) sheet.Sheet {
	s := sheet.Sheet{Key: "signals", FullSize: true, Top: part.Top(v, "signals", 4), Columns: []sheet.Column{
		{Key: "col.signal_month", Width: 10}, {Key: "col.signals", Width: 9}, {Key: "col.signal_limit", Width: 9}, {Key: "col.signal_note", Width: 14}}}
	chart := map[string]*assessment.Chart{}
	for i := range v.Assessment.Charts {
		chart[string(v.Assessment.Charts[i].Person)] = &v.Assessment.Charts[i]
	}
	for _, p := range v.People {
		c := chart[string(p.ID)]
		if c == nil || len(c.C) == 0 || !p.Signal.Alarm && p.Tier != assessment.Watch {
			continue
		}
		s.Body = append(s.Body, sheet.Row{Role: sheet.Band, Cells: []sheet.Cell{sheet.Span(sheet.String(v.PersonName(p.ID)), 4)}, Break: len(s.Body) > 0},
			sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(signalSentence(v, p, c)), 4)))
		heading := make([]sheet.Cell, len(s.Columns))
		for k, x := range s.Columns {
			heading[k] = sheet.String(v.Words.Text(x.Key))
		}
		first := len(s.Body)
		s.Body = append(s.Body, sheet.RowAs(sheet.Heading, heading...))
		for t, m := range c.Months {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(words.AxisMonth(m)), sheet.Figure(sheet.Decimal, &c.C[t]), sheet.Figure(sheet.Decimal, &c.Limit), sheet.String(signalNote(v, p, c, t))))
		}
		s.Charts = append(s.Charts, sheet.Diagram{Over: true, X: 0, Heading: first, Last: len(s.Body) - 1, Rows: len(c.Months) + 1, Series: []sheet.Series{
			{Column: 1, Line: true, Colour: sheet.Navy}, {Column: 2, Line: true, Dashed: true, Colour: "6B7280"}}})
	}
	return s
}

// signalSentence says what the chart of p shows.
func signalSentence(v *reader.Reader, p *assessment.Person, c *assessment.Chart) string {
	last := c.C[len(c.C)-1]
	switch {
	case !p.Signal.Alarm:
		return v.Words.Text("signals.within", last, c.Limit)
	case c.Says.Kind == assessment.SaysNothing:
		return v.Words.Text("signals.reached", last, c.Limit)
	}
	return v.Words.Text("signals.since", v.Say(c.Says), last, c.Limit)
}

// signalNote marks the month in which a standing alarm began and those that began with
// an intervention.
func signalNote(v *reader.Reader, p *assessment.Person, c *assessment.Chart, t int) string {
	for _, m := range c.Acts {
		if m == c.Months[t] {
			return v.Words.Text("signals.act")
		}
	}
	if p.Signal.Since != nil && *p.Signal.Since == c.Months[t] {
		return v.Words.Text("signals.start")
	}
	return ""
}
