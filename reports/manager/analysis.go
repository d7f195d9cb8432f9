package manager

import (
	"math"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Analysis are the sheets with charts; one that has nothing to show is left out.
func Analysis(v *reader.Reader) []sheet.Sheet {
	var list []sheet.Sheet
	if s := funnelSheet(v); len(s.Body) > 1 {
		list = append(list, s)
	}
	if s := waterfallSheet(v); len(s.Body) > 0 {
		list = append(list, s)
	}
	for _, s := range []sheet.Sheet{signalSheet(v), teamCurveSheet(v), lagSheet(v), progressSheet(v), shockSheet(v), exceptionSheet(v), effectSheet(v), spreadSheet(v), handoverSheet(v), advocacySheet(v)} {
		if len(s.Body) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// funnelSheet is the funnel plot of the discounts: observed ÷ expected over the evidence n,
// clients weighed as in the ranking, so that both say the same of a person, with the limits
// of ordinary people (ratio.Funnel). People without evidence are not drawn.
func funnelSheet(v *reader.Reader) sheet.Sheet {
	type person = *assessment.Person
	var rows []person
	for _, p := range v.People {
		if c := &p.Concession; p.Tier != assessment.NotEnoughEvidence && c.N != nil && *c.N > 0 && c.Weighted != nil {
			rows = append(rows, p)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return *rows[i].Concession.N < *rows[j].Concession.N })
	limit := func(of func(*assessment.ConcessionFigures) float64) func(person) sheet.Cell {
		return func(p person) sheet.Cell {
			l := of(&p.Concession)
			return sheet.Figure(sheet.Decimal, &l)
		}
	}
	t := &part.Listing[person]{Reader: v}
	t.Add("col.person", 11, false, func(p person) sheet.Cell { return sheet.String(v.PersonName(p.ID)) })
	t.Add("col.n", 8, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.Concession.N) })
	t.Add("col.weighted_ratio", 8, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Concession.Weighted) })
	t.Add("col.lower95", 7.5, false, limit(func(c *assessment.ConcessionFigures) float64 { return c.Inner[0] }))
	t.Add("col.upper95", 7.5, false, limit(func(c *assessment.ConcessionFigures) float64 { return c.Inner[1] }))
	t.Add("col.lower998", 7.5, false, limit(func(c *assessment.ConcessionFigures) float64 { return c.Outer[0] }))
	t.Add("col.upper998", 7.5, false, limit(func(c *assessment.ConcessionFigures) float64 { return c.Outer[1] }))
	s := t.Sheet("funnel", rows)
	s.Chart = &sheet.Diagram{Scatter: true, X: 1, Series: []sheet.Series{{Column: 2, Colour: sheet.Navy},
		{Column: 3, Line: true, Dashed: true, Colour: "6B7280"}, {Column: 4, Line: true, Dashed: true, Colour: "6B7280"},
		{Column: 5, Line: true, Colour: "6B7280"}, {Column: 6, Line: true, Colour: "6B7280"}}}
	return s
}

// waterfallSheet is where the money of the instructed price increases went.
func waterfallSheet(v *reader.Reader) sheet.Sheet {
	var sum assessment.Waterfall
	for i := range v.Assessment.Waterfalls {
		if w := &v.Assessment.Waterfalls[i]; v.Members[w.Person] != nil {
			sum.Instructed += w.Instructed
			sum.Withdrawn += w.Withdrawn
			sum.Refused += w.Refused
			sum.NotInvoiced += w.NotInvoiced
			sum.GivenBack += w.GivenBack
			sum.Landed += w.Landed
		}
	}
	type step struct {
		key   string
		value float64
	}
	var rows []step
	if sum.Instructed >= 1 {
		rows = []step{{"waterfall.instructed", sum.Instructed}, {"waterfall.withdrawn", sum.Withdrawn}, {"waterfall.refused", sum.Refused}, {"waterfall.not_invoiced", sum.NotInvoiced},
			{"waterfall.given_back", sum.GivenBack}, {"waterfall.landed", sum.Landed}}
	}
	t := &part.Listing[step]{Reader: v}
	t.Add("col.step", 26, false, func(s step) sheet.Cell { return sheet.String(v.Words.Text(s.key)) })
	t.Add("col.amount", 18, false, func(s step) sheet.Cell { return sheet.MoneyOf(int64(math.Round(s.value))) })
	s := t.Sheet("waterfall", rows)
	s.Chart = &sheet.Diagram{Series: []sheet.Series{{Column: 1, Colour: sheet.Navy}}}
	return s
}
