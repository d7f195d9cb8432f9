package manager

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// handoverSheet compares a client's discounts before and after it changed hands; the
// holder before is not named.
func handoverSheet(v *reader.Reader) sheet.Sheet {
	type pair = *assessment.Pair
	var rows []pair
	for _, p := range v.Pairs {
		if p.Handover != nil {
			rows = append(rows, p)
		}
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &part.Listing[pair]{Reader: v}
	t.Add("col.client", 22, true, func(p pair) sheet.Cell { return sheet.String(v.ClientName(p.Client)) })
	t.Add("col.person", 14, false, func(p pair) sheet.Cell { return sheet.String(v.PersonName(p.Person)) })
	t.Add("col.handover_month", 10, false, func(p pair) sheet.Cell { return sheet.String(words.AxisMonth(p.Handover.Month)) })
	t.Add("col.lines_before", 9, false, func(p pair) sheet.Cell { return sheet.Count(p.Handover.LinesBefore) })
	t.Add("col.ratio_before", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Before) })
	t.Add("col.lines_after", 9, false, func(p pair) sheet.Cell { return sheet.Count(p.Handover.LinesAfter) })
	t.Add("col.ratio_after", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.After) })
	t.Add("col.handover_ratio", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Ratio) })
	t.Add("col.lo", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Lo) })
	t.Add("col.hi", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Handover.Hi) })
	t.Add("col.handover_says", 34, true, func(p pair) sheet.Cell {
		switch h := p.Handover; {
		case *h.Hi < 1:
			return sheet.String(v.Words.Text("handover.less"))
		case *h.Lo > 1:
			return sheet.String(v.Words.Text("handover.more"))
		}
		return sheet.String(v.Words.Text("handover.unclear"))
	})
	return t.Sheet("handover", rows)
}

// spreadSheet says on how many clients each person's excess rests, and what is advised: the
// same as in the finding, where there is one.
func spreadSheet(v *reader.Reader) sheet.Sheet {
	type person = *assessment.Person
	type excess struct {
		client string
		most   int64
		sum    int64
	}
	of := map[table.PersonID]*excess{}
	for _, p := range v.Pairs {
		if p.ShareOfExcess == nil {
			continue
		}
		if of[p.Person] == nil {
			of[p.Person] = &excess{}
		}
		x := of[p.Person]
		if x.sum += *p.ExcessAmount; *p.ExcessAmount > x.most {
			x.client, x.most = v.ClientName(p.Client), *p.ExcessAmount
		}
	}
	var rows []person
	for _, p := range v.People {
		if p.ExcessClients != nil && p.Tier != assessment.NotEnoughEvidence && p.ExcessAmount > 0 && of[p.ID] != nil && of[p.ID].sum > 0 {
			rows = append(rows, p)
		}
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &part.Listing[person]{Reader: v}
	t.Add("col.person", 14, false, func(p person) sheet.Cell { return sheet.String(v.PersonName(p.ID)) })
	t.Add("col.excess_sum", 14, false, func(p person) sheet.Cell { return sheet.MoneyOf(of[p.ID].sum) })
	t.Add("col.top_client", 24, true, func(p person) sheet.Cell { return sheet.String(of[p.ID].client) })
	t.Add("col.top_excess", 14, false, func(p person) sheet.Cell { return sheet.MoneyOf(of[p.ID].most) })
	t.Add("col.top_share", 11, false, func(p person) sheet.Cell {
		return sheet.Figure(sheet.Percent, assessment.Of(float64(of[p.ID].most)/float64(of[p.ID].sum)))
	})
	t.Add("col.excess_clients", 11, false, func(p person) sheet.Cell { return sheet.Figure(sheet.Events, p.ExcessClients) })
	t.Add("col.spread_says", 34, true, func(p person) sheet.Cell {
		key := "spread.many"
		if p.FewClients() {
			key = "spread.few"
		}
		if p.Advice == "" {
			return sheet.String(v.Words.Text(key))
		}
		return sheet.String(v.Words.Text("spread.advice", v.Words.Text(key), v.Words.Closed("action", string(p.Advice))))
	})
	return t.Sheet("spread", rows)
}
