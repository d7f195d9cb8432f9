package reports

import "tenbin/metrics/assessment"

// exceptionSheet says how often each person asked for a discount beyond policy, beside
// peers on the same kinds of deals. It is shown, never scored.
func (v *view) exceptionSheet() Sheet {
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
		return Sheet{}
	}
	t := &listing[row]{v: v, freeze: 1}
	t.add("col.person", 12, true, func(e row) Cell { return words(v.person(e.Person)) })
	t.add("col.asked_lines", 8, false, func(e row) Cell { return integer(e.Asked) })
	t.add("col.asked", 9, false, func(e row) Cell { return figure(Events, &e.Requests.Observed) })
	t.add("col.asked_peers", 9, false, func(e row) Cell { return peersWould(&e.Requests) })
	t.add("col.asked_ratio", 9, false, func(e row) Cell { return figure(Decimal, e.Requests.Ratio) })
	t.add("col.asked_lo", 7, false, func(e row) Cell { return figure(Decimal, e.Requests.Lo) })
	t.add("col.asked_hi", 7, false, func(e row) Cell { return figure(Decimal, e.Requests.Hi) })
	s := t.sheet("exceptions", rows)
	s.Charts = []Diagram{{Over: true, X: 0, Heading: -1, Last: len(rows) - 1, Rows: 16, Series: []Series{{Column: 2, Colour: bandFill},
		{Column: 3, Line: true, Dashed: true, Colour: "6B7280"}}}}
	if !v.a.RequestsKnown {
		s.Notes = append(s.Notes, rowAs(Note, span(words(v.c.Text("exceptions.only_granted")), len(s.Columns))))
	}
	return s
}

// peersWould is what peers would have had; nothing where nobody is there to compare with.
func peersWould(x *assessment.Counted) Cell {
	if x.Expected == 0 {
		return Cell{Kind: Events}
	}
	return figure(Events, &x.Expected)
}

// approvals lists what was granted to the team, what the reader approved first; where
// no approval is on record, what the discount ledger shows of approvals after the fact.
func (v *view) approvals() []Row {
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
	line := func(person, approver Cell, n *assessment.ExceptionCount) Row {
		refused := Cell{}
		if v.a.RequestsKnown && n.Asked > 0 {
			share := 1 - float64(n.Granted)/float64(n.Asked)
			refused = figure(Percent, &share)
		}
		return row(person, approver, integer(n.Asked), integer(n.Granted), integer(n.After), moneyOf(n.Amount), refused)
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
		list = append(list, line(words(v.person(x.Person)), words(who), &x.ExceptionCount))
	}
	if len(mine) > 0 {
		list = append(list, line(toned(c.Text("own.approved_sum"), Bold), Cell{}, &sum))
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
func (v *view) approvedLater() []Row {
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
func (v *ownView) cardExceptions() (Sheet, bool) {
	var e *assessment.Exception
	for i := range v.a.Exceptions {
		if v.a.Exceptions[i].Person == v.person.ID {
			e = &v.a.Exceptions[i]
		}
	}
	if e == nil {
		return Sheet{}, false
	}
	c := v.c
	s := Sheet{Key: "card_exceptions", Heading: true, Top: v.top(c.Text("card_exceptions.title")), Columns: []Column{{Key: "card_progress.what", Width: 44, Wrap: true}, {Key: "card_exceptions.figure", Width: 18}}}
	s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_exceptions.lead"))))
	add := func(key string, x Cell) {
		if x.Set {
			s.Body = append(s.Body, row(words(c.Text("card_exceptions."+key)), x))
		}
	}
	x := &e.Requests
	add("lines", figure(Events, &x.Exposure))
	add("asked", figure(Events, &x.Observed))
	add("peers", peersWould(x))
	add("ratio", figure(Decimal, x.Ratio))
	add("lo", figure(Decimal, x.Lo))
	add("hi", figure(Decimal, x.Hi))
	add("all", integer(e.Asked))
	add("granted", integer(e.Granted))
	add("share", figure(Percent, e.Share))
	add("after", integer(e.After))
	add("amount", moneyOf(e.Amount))
	return s, true
}
