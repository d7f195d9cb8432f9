package manager

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// effectRow is a plan without any look yet, a look with the coached person's own figures, or
// one of the people that the look compares with.
type effectRow struct {
	plan *assessment.CoachingRow
	look *assessment.CoachingReading
	side *assessment.CoachingSide
	own  bool
}

// effectSheet is what coaching changed: every look of every plan that was decided, those with
// a change first, each change with its limits; and below each look's own figures those of the
// people compared with, so that the change can be computed again from the sheet.
func effectSheet(v *reader.Reader) sheet.Sheet {
	var said, open, matched []effectRow
	for _, p := range v.Coaching {
		if len(p.Readings) == 0 {
			open = append(open, effectRow{plan: p, own: true})
		}
		for i := range p.Readings {
			l := &p.Readings[i]
			if own := (effectRow{p, l, &l.Own, true}); l.Effect != nil {
				said = append(said, own)
			} else {
				open = append(open, own)
			}
			for k := range l.Matched {
				matched = append(matched, effectRow{p, l, &l.Matched[k], false})
			}
		}
	}
	rows := append(append(append([]effectRow(nil), said...), open...), matched...)
	t := &part.Listing[effectRow]{Reader: v}
	figure := func(kind sheet.Kind, of func(r effectRow) assessment.Number) func(effectRow) sheet.Cell {
		return func(r effectRow) sheet.Cell {
			if r.side == nil {
				return sheet.Cell{Kind: kind}
			}
			return sheet.Figure(kind, of(r))
		}
	}
	change := func(of func(*assessment.CoachingReading) assessment.Number) func(effectRow) sheet.Cell {
		return func(r effectRow) sheet.Cell {
			if r.look == nil || !r.own {
				return sheet.Cell{Kind: sheet.Percent}
			}
			return sheet.Figure(sheet.Percent, of(r.look))
		}
	}
	t.Add("col.person", 14, false, func(r effectRow) sheet.Cell { return sheet.String(v.PersonName(r.plan.Person)) })
	t.Add("col.effect", 9, false, change(func(l *assessment.CoachingReading) assessment.Number { return l.Effect }))
	t.Add("col.effect_lo", 9, false, change(func(l *assessment.CoachingReading) assessment.Number { return l.Lo }))
	t.Add("col.effect_hi", 9, false, change(func(l *assessment.CoachingReading) assessment.Number { return l.Hi }))
	t.Add("own.from", 11, false, func(r effectRow) sheet.Cell { return sheet.DateOf(r.plan.From) })
	t.Add("own.held", 7, false, func(r effectRow) sheet.Cell { return sheet.Count(r.plan.SessionsHeld) })
	t.Add("col.effect_of", 12, false, func(r effectRow) sheet.Cell {
		if r.look == nil {
			return sheet.Cell{}
		}
		return sheet.String(v.Words.Closed("effect.of", string(r.look.Factor)))
	})
	t.Add("col.effect_after", 8, false, func(r effectRow) sheet.Cell {
		if r.look == nil {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(int64(r.look.Months))
	})
	t.Add("col.effect_whose", 13, false, func(r effectRow) sheet.Cell { return sheet.String(whose(v, r)) })
	t.Add("col.effect_says", 34, true, func(r effectRow) sheet.Cell {
		if !r.own {
			return sheet.Cell{}
		}
		return sheet.String(effectSentence(v, r.look))
	})
	t.Add("col.effect_o", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.Observed }))
	t.Add("col.effect_e", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.Expected }))
	t.Add("col.effect_before", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.Before }))
	t.Add("col.effect_weight", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.Weight }))
	t.Add("col.effect_n", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.Events }))
	t.Add("col.effect_cv", 8, false, figure(sheet.Decimal, func(r effectRow) assessment.Number { return &r.side.CV }))
	t.Screen = 6 // what the change is computed from
	s := t.Sheet("effect", rows)
	if len(said) > 0 {
		s.Charts = []sheet.Diagram{{Over: true, Percent: true, X: 0, Heading: -1, Last: len(said) - 1, Rows: 14, Series: []sheet.Series{{Column: 1, Colour: sheet.Navy},
			{Column: 2, Colour: "6B7280"}, {Column: 3, Colour: "6B7280"}}}}
	}
	return s
}

// whose says of whom the figures of a row are; people of other teams are not named.
func whose(v *reader.Reader, r effectRow) string {
	switch {
	case r.side == nil:
		return ""
	case r.own:
		return v.Words.Text("effect.own")
	case v.Members[r.side.Person] != nil:
		return v.PersonName(r.side.Person)
	}
	return v.Words.Text("effect.elsewhere")
}

// effectSentence reads a look: less, more, or neither for certain.
func effectSentence(v *reader.Reader, l *assessment.CoachingReading) string {
	if l == nil {
		return v.Words.Text("effect.wait")
	}
	if l.Effect == nil {
		return v.Words.Text("effect.open")
	}
	key := "effect.unclear"
	switch {
	case *l.Hi < 0:
		key = "effect.less"
	case *l.Lo > 0:
		key = "effect.more"
	}
	if l.Factor == table.FactorLag {
		key += "_done"
	}
	return v.Words.Text(key, 100**l.Effect, 100**l.Lo, 100**l.Hi)
}
