package reports

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// exceptionSheet says how often each person asked for a discount beyond policy, beside
// peers on the same kinds of deals. It is shown, never scored.
func (v *Reader) exceptionSheet() sheet.Sheet {
	type row = *assessment.Exception
	var rows []row
	for i := range v.a.Exceptions {
		e := &v.a.Exceptions[i]
		if p := v.member[e.Person]; p == nil || p.Tier == assessment.NotEnoughEvidence {
			continue
		}
		rows = append(rows, e)
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &listing[row]{v: v, freeze: 1}
	t.add("col.person", 12, true, func(e row) sheet.Cell { return sheet.String(v.person(e.Person)) })
	t.add("col.asked_lines", 8, false, func(e row) sheet.Cell { return sheet.Count(e.Asked) })
	t.add("col.asked", 9, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Events, &e.Requests.Observed) })
	t.add("col.asked_peers", 9, false, func(e row) sheet.Cell { return peersWould(&e.Requests) })
	t.add("col.asked_ratio", 9, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Ratio) })
	t.add("col.asked_lo", 7, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Lo) })
	t.add("col.asked_hi", 7, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Hi) })
	s := t.sheet("exceptions", rows)
	s.Charts = []sheet.Diagram{{Over: true, X: 0, Heading: -1, Last: len(rows) - 1, Rows: 16, Series: []sheet.Series{{Column: 2, Colour: sheet.Navy},
		{Column: 3, Line: true, Dashed: true, Colour: "6B7280"}}}}
	if !v.a.RequestsKnown {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.c.Text("exceptions.only_granted")), len(s.Columns))))
	}
	return s
}

// peersWould is what peers would have had; nothing where nobody is there to compare with.
func peersWould(x *assessment.Counted) sheet.Cell {
	if x.Expected == 0 {
		return sheet.Cell{Kind: sheet.Events}
	}
	return sheet.Figure(sheet.Events, &x.Expected)
}

// approvals lists what was granted to the team, what the reader approved first; where
// no approval is on record, what the discount ledger shows of approvals after the fact.
func (v *Reader) approvals() []sheet.Row {
	c := v.c
	var mine, others []*assessment.Approval
	named := false
	for i := range v.a.Approvals {
		x := &v.a.Approvals[i]
		if v.member[x.Person] == nil {
			continue
		}
		named = named || x.Approver != ""
		if x.Approver == v.manager {
			mine = append(mine, x)
		} else {
			others = append(others, x)
		}
	}
	if len(mine)+len(others) == 0 {
		return v.approvedLater()
	}
	headings := []string{c.Text("col.person"), c.Text("own.approver"), c.Text("col.asked_lines"), c.Text("col.granted"), c.Text("col.granted_after"), c.Text("own.granted_amount", v.money.Name()), c.Text("own.refused")}
	if !v.a.RequestsKnown {
		headings[6] = ""
	}
	list := part(ownColumns, c.Text("own.approved"), headings...)
	line := func(person, approver sheet.Cell, n *assessment.ExceptionCount) sheet.Row {
		refused := sheet.Cell{}
		if v.a.RequestsKnown && n.Asked > 0 {
			share := 1 - float64(n.Granted)/float64(n.Asked)
			refused = sheet.Figure(sheet.Percent, &share)
		}
		return sheet.RowOf(person, approver, sheet.Count(n.Asked), sheet.Count(n.Granted), sheet.Count(n.After), sheet.MoneyOf(n.Amount), refused)
	}
	var sum assessment.ExceptionCount
	for _, x := range append(mine, others...) {
		who := c.Text("own.approver_other")
		switch {
		case x.Approver == v.manager:
			who = c.Text("own.approver_me")
			sum.Asked, sum.Granted, sum.After, sum.Amount = sum.Asked+x.Asked, sum.Granted+x.Granted, sum.After+x.After, sum.Amount+x.Amount
		case x.Approver == "":
			who = c.Text("own.approver_unknown")
		}
		list = append(list, line(sheet.String(v.person(x.Person)), sheet.String(who), &x.ExceptionCount))
	}
	if len(mine) > 0 {
		list = append(list, line(sheet.Toned(c.Text("own.approved_sum"), sheet.Bold), sheet.Cell{}, &sum))
	}
	if !named {
		list = append(list, says(ownColumns, c.Text("own.approver_none")))
	}
	if !v.a.RequestsKnown {
		list = append(list, says(ownColumns, c.Text("exceptions.only_granted")))
	}
	return append(list, says(ownColumns, c.Text("own.approved_note")))
}

// approvedLater says what the lines of the discount ledger show of approvals after the
// fact.
func (v *Reader) approvedLater() []sheet.Row {
	c := v.c
	lines, yen := 0, int64(0)
	for _, l := range v.lines {
		if l.AfterFact {
			lines, yen = lines+1, yen+l.Conceded
		}
	}
	list := part(ownColumns, c.Text("own.approved"))
	if lines == 0 {
		return append(list, says(ownColumns, c.Text("own.approval_none")))
	}
	return append(list, says(ownColumns, c.Text("own.after_fact", lines, v.money.Plain(yen)+" "+v.money.Name())), says(ownColumns, c.Text("own.approval_rest")))
}

// cardExceptions are the person's own requests, as the manager sees them.
func (v *Own) cardExceptions() (sheet.Sheet, bool) {
	var e *assessment.Exception
	for i := range v.a.Exceptions {
		if v.a.Exceptions[i].Person == v.person.ID {
			e = &v.a.Exceptions[i]
		}
	}
	if e == nil {
		return sheet.Sheet{}, false
	}
	c := v.c
	s := sheet.Sheet{Key: "card_exceptions", Heading: true, Top: v.top(c.Text("card_exceptions.title")), Columns: []sheet.Column{{Key: "card_progress.what", Width: 44, Wrap: true}, {Key: "card_exceptions.figure", Width: 18}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_exceptions.lead"))))
	add := func(key string, x sheet.Cell) {
		if x.Set {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card_exceptions."+key)), x))
		}
	}
	x := &e.Requests
	add("lines", sheet.Figure(sheet.Events, &x.Exposure))
	add("asked", sheet.Figure(sheet.Events, &x.Observed))
	add("peers", peersWould(x))
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
