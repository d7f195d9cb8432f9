package reports

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// lagSheet is the typical delay of each person beside what peers need for the same
// kinds of instruction: days within the first ninety, open instructions included.
func (v *Reader) lagSheet() sheet.Sheet {
	type person = *assessment.Person
	var rows []person
	for _, p := range v.people {
		if p.Tier != assessment.NotEnoughEvidence && p.Lag.TypicalDays != nil && p.Lag.PeerDays != nil {
			rows = append(rows, p)
		}
	}
	t := &listing[person]{v: v}
	t.add("col.person", 14, false, func(p person) sheet.Cell { return sheet.String(v.person(p.ID)) })
	t.add("col.lag_typical", 13, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.Lag.TypicalDays) })
	t.add("col.lag_peers", 13, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.Lag.PeerDays) })
	t.add("col.lag_count", 9, false, func(p person) sheet.Cell { return sheet.Count(p.Lag.Instructions) })
	t.add("col.lag_open", 9, false, func(p person) sheet.Cell { return sheet.Count(p.Lag.Open) })
	s := t.sheet("lagcurves", rows)
	if len(rows) > 0 {
		s.Charts = []sheet.Diagram{{Over: true, X: 0, Heading: -1, Last: len(rows) - 1, Rows: 16, Series: []sheet.Series{{Column: 1, Colour: sheet.Navy},
			{Column: 2, Line: true, Dashed: true, Colour: "6B7280"}}}}
	}
	return s
}
