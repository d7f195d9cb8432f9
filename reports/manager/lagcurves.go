package manager

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// lagSheet is the typical delay of each person beside what peers need for the same
// kinds of instruction: days within the first ninety, open instructions included.
func lagSheet(v *reader.Reader) sheet.Sheet {
	type person = *assessment.Person
	var rows []person
	for _, p := range v.People {
		if p.Tier != assessment.NotEnoughEvidence && p.Lag.TypicalDays != nil && p.Lag.PeerDays != nil {
			rows = append(rows, p)
		}
	}
	t := &part.Listing[person]{Reader: v}
	t.Add("col.person", 14, false, func(p person) sheet.Cell { return sheet.String(v.PersonName(p.ID)) })
	t.Add("col.lag_typical", 13, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.Lag.TypicalDays) })
	t.Add("col.lag_peers", 13, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.Lag.PeerDays) })
	t.Add("col.lag_count", 9, false, func(p person) sheet.Cell { return sheet.Count(p.Lag.Instructions) })
	t.Add("col.lag_open", 9, false, func(p person) sheet.Cell { return sheet.Count(p.Lag.Open) })
	s := t.Sheet("lagcurves", rows)
	if len(rows) > 0 {
		s.Charts = []sheet.Diagram{{Over: true, X: 0, Heading: -1, Last: len(rows) - 1, Rows: 16, Series: []sheet.Series{{Column: 1, Colour: sheet.Navy},
			{Column: 2, Line: true, Dashed: true, Colour: "6B7280"}}}}
	}
	return s
}
