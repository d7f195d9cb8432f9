package reports

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// handoverSheet compares a client's discounts before and after it changed hands; the
// holder before is not named.
func (v *Reader) handoverSheet() sheet.Sheet {
	type pair = *assessment.Pair
	var rows []pair
	for _, p := range v.pairs {
		if p.Handover != nil {
			rows = append(rows, p)
		}
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &listing[pair]{v: v}
	t.add("col.client", 22, true, func(p pair) sheet.Cell { return sheet.String(v.client(p.Client)) })
	t.add("col.person", 14, false, func(p pair) sheet.Cell { return sheet.String(v.person(p.Person)) })
	t.add("col.handover_month", 10, false, func(p pair) sheet.Cell { return sheet.String(words.AxisMonth(p.Handover.Month)) })
	t.add("col.lines_before", 9, false, func(p pair) sheet.Cell { return sheet.Count(p.Handover.LinesBefore) })
	t.add("col.ratio_before", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Before) })
	t.add("col.lines_after", 9, false, func(p pair) sheet.Cell { return sheet.Count(p.Handover.LinesAfter) })
	t.add("col.ratio_after", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.After) })
	t.add("col.handover_ratio", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Ratio) })
	t.add("col.lo", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Lo) })
	t.add("col.hi", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Hi) })
	t.add("col.handover_says", 34, true, func(p pair) sheet.Cell {
		switch h := p.Handover; {
		case *h.Hi < 1:
			return sheet.String(v.c.Text("handover.less"))
		case *h.Lo > 1:
			return sheet.String(v.c.Text("handover.more"))
		}
		return sheet.String(v.c.Text("handover.unclear"))
	})
	return t.sheet("handover", rows)
}

// spreadSheet says on how many clients each person's excess rests.
func (v *Reader) spreadSheet() sheet.Sheet {
	type person = *assessment.Person
	top := map[string]string{}
	for _, p := range v.pairs {
		if q := v.member[p.Person]; p.ShareOfExcess != nil && q.TopClientShare != nil && *p.ShareOfExcess == *q.TopClientShare && top[p.Person] == "" {
			top[p.Person] = v.client(p.Client)
		}
	}
	var rows []person
	for _, p := range v.people {
		if p.ExcessClients != nil && p.Tier != assessment.NotEnoughEvidence && p.ExcessAmount > 0 {
			rows = append(rows, p)
		}
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &listing[person]{v: v}
	t.add("col.person", 14, false, func(p person) sheet.Cell { return sheet.String(v.person(p.ID)) })
	t.add("col.excess", 14, false, func(p person) sheet.Cell { return sheet.MoneyOf(p.ExcessAmount) })
	t.add("col.top_client", 24, true, func(p person) sheet.Cell { return sheet.String(top[p.ID]) })
	t.add("col.top_share", 11, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Percent, p.TopClientShare) })
	t.add("col.excess_clients", 11, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.ExcessClients) })
	t.add("col.spread_says", 34, true, func(p person) sheet.Cell {
		if *p.ExcessClients <= 2 {
			return sheet.String(v.c.Text("spread.few"))
		}
		return sheet.String(v.c.Text("spread.many"))
	})
	return t.sheet("spread", rows)
}
