package card

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardExceptions are the person's own requests, as the manager sees them.
func cardExceptions(v *reader.Own) (sheet.Sheet, bool) {
	var e *assessment.Exception
	for i := range v.Assessment.Exceptions {
		if v.Assessment.Exceptions[i].Person == v.Person.ID {
			e = &v.Assessment.Exceptions[i]
		}
	}
	if e == nil {
		return sheet.Sheet{}, false
	}
	c := v.Words
	s := sheet.Sheet{Key: "card_exceptions", Heading: true, Top: top(v, c.Text("card_exceptions.title")), Columns: []sheet.Column{{Key: "card_progress.what", Width: 44, Wrap: true}, {Key: "card_exceptions.figure", Width: 18}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_exceptions.lead"))))
	add := func(key string, x sheet.Cell) {
		if x.Set {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card_exceptions."+key)), x))
		}
	}
	x := &e.Requests
	add("lines", sheet.Figure(sheet.Events, &x.Exposure))
	add("asked", sheet.Figure(sheet.Events, &x.Observed))
	add("peers", part.PeersWould(x))
	add("ratio", sheet.Figure(sheet.Decimal, x.Ratio))
	add("lo", sheet.Figure(sheet.Decimal, x.Lo))
	add("hi", sheet.Figure(sheet.Decimal, x.Hi))
	add("all", sheet.Count(e.Asked))
	add("granted", sheet.Count(e.Granted))
	add("share", sheet.Figure(sheet.Percent, e.Share))
	add("after", sheet.Count(e.After))
	add("amount", sheet.MoneyOf(e.Amount))
	return s, true
}
