package manager

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// exceptionSheet says how often each person asked for a discount beyond policy, beside
// peers on the same kinds of deals. It is shown, never scored.
func exceptionSheet(v *reader.Reader) sheet.Sheet {
	type row = *assessment.Exception
	var rows []row
	for i := range v.Assessment.Exceptions {
		e := &v.Assessment.Exceptions[i]
		if p := v.Members[e.Person]; p == nil || p.Tier == assessment.NotEnoughEvidence {
			continue
		}
		rows = append(rows, e)
	}
	if len(rows) == 0 {
		return sheet.Sheet{}
	}
	t := &part.Listing[row]{Reader: v, Freeze: 1}
	t.Add("col.person", 12, true, func(e row) sheet.Cell { return sheet.String(v.PersonName(e.Person)) })
	t.Add("col.asked_lines", 8, false, func(e row) sheet.Cell { return sheet.Count(e.Asked) })
	t.Add("col.asked", 9, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Events, &e.Requests.Observed) })
	t.Add("col.asked_peers", 9, false, func(e row) sheet.Cell { return part.PeersWould(&e.Requests) })
	t.Add("col.asked_ratio", 9, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Ratio) })
	t.Add("col.asked_lo", 7, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Lo) })
	t.Add("col.asked_hi", 7, false, func(e row) sheet.Cell { return sheet.Figure(sheet.Decimal, e.Requests.Hi) })
	s := t.Sheet("exceptions", rows)
	s.Charts = []sheet.Diagram{{Over: true, X: 0, Heading: -1, Last: len(rows) - 1, Rows: 16, Series: []sheet.Series{{Column: 2, Colour: sheet.Navy},
		{Column: 3, Line: true, Dashed: true, Colour: "6B7280"}}}}
	if !v.Assessment.RequestsKnown {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.Words.Text("exceptions.only_granted")), len(s.Columns))))
	}
	return s
}

// approvals lists what was granted to the team, what the reader approved first; where
// no approval is on record, what the discount ledger shows of approvals after the fact.
func approvals(v *reader.Reader) []sheet.Row {
	c := v.Words
	var mine, others []*assessment.Approval
	named := false
	for i := range v.Assessment.Approvals {
		x := &v.Assessment.Approvals[i]
		if v.Members[x.Person] == nil {
			continue
		}
		named = named || x.Approver != ""
		if x.Approver == table.PersonID(v.Manager) {
			mine = append(mine, x)
		} else {
			others = append(others, x)
		}
	}
	if len(mine)+len(others) == 0 {
		return approvedLater(v)
	}
	headings := []string{c.Text("col.person"), c.Text("own.approver"), c.Text("col.asked_lines"), c.Text("col.granted"), c.Text("col.granted_after"), c.Text("own.granted_amount", v.Money.Name()), c.Text("own.refused")}
	if !v.Assessment.RequestsKnown {
		headings[6] = ""
	}
	list := part.Section(ownColumns, c.Text("own.approved"), headings...)
	line := func(person, approver sheet.Cell, n *assessment.ExceptionCount) sheet.Row {
		refused := sheet.Cell{}
		if v.Assessment.RequestsKnown && n.Asked > 0 {
			share := 1 - float64(n.Granted)/float64(n.Asked)
			refused = sheet.Figure(sheet.Percent, &share)
		}
		return sheet.RowOf(person, approver, sheet.Count(n.Asked), sheet.Count(n.Granted), sheet.Count(n.After), sheet.MoneyOf(n.Amount), refused)
	}
	var sum assessment.ExceptionCount
	for _, x := range append(mine, others...) {
		who := c.Text("own.approver_other")
		switch {
		case x.Approver == table.PersonID(v.Manager):
			who = c.Text("own.approver_me")
			sum.Asked, sum.Granted, sum.After, sum.Amount = sum.Asked+x.Asked, sum.Granted+x.Granted, sum.After+x.After, sum.Amount+x.Amount
		case x.Approver == "":
			who = c.Text("own.approver_unknown")
		}
		list = append(list, line(sheet.String(v.PersonName(x.Person)), sheet.String(who), &x.ExceptionCount))
	}
	if len(mine) > 0 {
		list = append(list, line(sheet.Toned(c.Text("own.approved_sum"), sheet.Bold), sheet.Cell{}, &sum))
	}
	if !named {
		list = append(list, part.Says(ownColumns, c.Text("own.approver_none")))
	}
	if !v.Assessment.RequestsKnown {
		list = append(list, part.Says(ownColumns, c.Text("exceptions.only_granted")))
	}
	return append(list, part.Says(ownColumns, c.Text("own.approved_note")))
}

// approvedLater says what the lines of the discount ledger show of approvals after the
// fact.
func approvedLater(v *reader.Reader) []sheet.Row {
	c := v.Words
	lines, yen := 0, int64(0)
	for _, l := range v.Lines {
		if l.AfterFact {
			lines, yen = lines+1, yen+l.Conceded
		}
	}
	list := part.Section(ownColumns, c.Text("own.approved"))
	if lines == 0 {
		return append(list, part.Says(ownColumns, c.Text("own.approval_none")))
	}
	return append(list, part.Says(ownColumns, c.Text("own.after_fact", lines, v.Money.Plain(yen)+" "+v.Money.Name())), part.Says(ownColumns, c.Text("own.approval_rest")))
}
