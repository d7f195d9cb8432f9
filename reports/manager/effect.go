package manager

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// effectSheet is what coaching changed: the plans of the team, those with a conclusion
// first, each change with its 90 % limits (0 = none). Below 10 effective events
// after the first session a plan has no conclusion yet.
func effectSheet(v *reader.Reader) sheet.Sheet {
	type plan = *assessment.CoachingRow
	var rows []plan
	for _, shown := range []bool{true, false} {
		for _, r := range v.Coaching {
			if (r.Effect != nil) == shown {
				rows = append(rows, r)
			}
		}
	}
	concluded := 0
	t := &part.Listing[plan]{Reader: v}
	t.Add("col.person", 14, false, func(r plan) sheet.Cell { return sheet.String(v.PersonName(r.Person)) })
	t.Add("own.from", 11, false, func(r plan) sheet.Cell { return sheet.DateOf(r.From) })
	t.Add("own.held", 9, false, func(r plan) sheet.Cell { return sheet.Count(r.SessionsHeld) })
	t.Add("col.effect", 10, false, func(r plan) sheet.Cell { return sheet.Figure(sheet.Percent, r.Effect) })
	t.Add("col.effect_lo", 10, false, func(r plan) sheet.Cell { return sheet.Figure(sheet.Percent, r.Lo) })
	t.Add("col.effect_hi", 10, false, func(r plan) sheet.Cell { return sheet.Figure(sheet.Percent, r.Hi) })
	t.Add("col.effect_says", 40, true, func(r plan) sheet.Cell { return sheet.String(effectSentence(v, r)) })
	for _, r := range rows {
		if r.Effect != nil {
			concluded++
		}
	}
	s := t.Sheet("effect", rows)
	if concluded > 0 {
		s.Charts = []sheet.Diagram{{Over: true, Percent: true, X: 0, Heading: -1, Last: concluded - 1, Rows: 14, Series: []sheet.Series{{Column: 3, Colour: sheet.Navy},
			{Column: 4, Colour: "6B7280"}, {Column: 5, Colour: "6B7280"}}}}
	}
	return s
}

// effectSentence reads an effect: less, more, or neither for certain.
func effectSentence(v *reader.Reader, r *assessment.CoachingRow) string {
	if r.Effect == nil || r.Lo == nil || r.Hi == nil {
		return v.Words.Text("effect.open")
	}
	key := "effect.unclear"
	switch {
	case *r.Hi < 0:
		key = "effect.less"
	case *r.Lo > 0:
		key = "effect.more"
	}
	return v.Words.Text(key, 100**r.Effect, 100**r.Lo, 100**r.Hi)
}
