package manager

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// instructionLedger lists every instruction of the team: open ones first, the longest
// overdue on top. Columns without any supplied value are left out, so that nothing is
// said of what no table could have shown.
func instructionLedger(v *reader.Reader) (sheet.Sheet, map[string]int) {
	rows := append([]*assessment.Instruction(nil), v.Instructions...)
	over := func(i *assessment.Instruction) int {
		if part.Late(i) {
			return *i.OverdueDays
		}
		return -1
	}
	sort.SliceStable(rows, func(i, j int) bool {
		p, q := rows[i], rows[j]
		if x, y := p.Open(), q.Open(); x != y {
			return x
		}
		if x, y := over(p), over(q); x != y {
			return x > y
		}
		if p.AgeDays != q.AgeDays {
			return p.AgeDays > q.AgeDays
		}
		return p.ID < q.ID
	})
	var has struct{ due, acknowledged, verdict, text, step, reported, shown bool }
	for i := range v.Assessment.Instructions {
		r := &v.Assessment.Instructions[i]
		has.due = has.due || r.Due.Known()
		has.acknowledged = has.acknowledged || r.Acknowledged.Known()
		has.verdict = has.verdict || r.Verdict != ""
		has.reported, has.shown = has.reported || r.Reported.Known(), has.shown || r.PassThrough != nil
		has.text = has.text || r.Text != ""
		has.step = has.step || r.Milestones > 0
	}
	type in = *assessment.Instruction
	t := &part.Listing[in]{Reader: v, Freeze: 3}
	t.Add("col.symbol", 4, false, func(i in) sheet.Cell {
		if part.Late(i) {
			return sheet.Toned(part.Symbol(sheet.Urgent), sheet.Urgent)
		}
		return sheet.Cell{}
	})
	t.Add("col.person", 9.5, true, func(i in) sheet.Cell { return sheet.String(v.PersonName(i.Person)) })
	t.Add("col.client", 11, true, func(i in) sheet.Cell { return sheet.String(v.ClientName(i.Client)) })
	t.Add("col.trigger", 9, true, func(i in) sheet.Cell { return sheet.String(v.Words.Label(table.Triggers, i.Trigger)) })
	if has.text {
		t.Add("col.text", 11, true, func(i in) sheet.Cell { return sheet.String(i.Text) })
	}
	t.Add("col.issued", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Issued) })
	if has.due {
		t.Add("col.due", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Due) })
	}
	if has.reported {
		t.Add("col.reported", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Reported) })
	}
	t.Add("col.implemented", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Implemented) })
	t.Add("col.stage", 11, true, func(i in) sheet.Cell { return sheet.String(stage(v, i)) })
	if has.step {
		t.Add("col.next_step", 10.5, true, func(i in) sheet.Cell { return sheet.String(nextStep(v, i)) })
	}
	if v.Assessment.TurnsKnown {
		t.Add("col.turn", 9.5, true, func(i in) sheet.Cell {
			if i.Turn == "" {
				return sheet.Cell{}
			}
			return sheet.String(v.Words.Closed("turn", i.Turn))
		})
	}
	t.Add("col.age", 9, false, func(i in) sheet.Cell { return sheet.DayCount(int64(i.AgeDays)) })
	if has.due {
		t.Add("col.overdue", 9.5, false, func(i in) sheet.Cell {
			if !part.Late(i) {
				return sheet.Cell{Kind: sheet.Days}
			}
			return sheet.DayCount(int64(*i.OverdueDays))
		})
	}
	if has.verdict {
		t.Add("col.verdict", 12, true, func(i in) sheet.Cell {
			if i.Verdict == "" {
				return sheet.Cell{}
			}
			return sheet.String(part.Verdict(v.Words, i))
		})
	}
	t.Add("col.stake", 10, false, func(i in) sheet.Cell { return sheet.Amount(i.AmountAtStake) })
	printed := len(t.Columns)
	if has.shown {
		t.Add("col.pass_through", 8.5, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassThrough) })
		t.Add("col.pass_lo", 8.5, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassLo) })
		t.Add("col.pass_hi", 8.5, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassHi) })
		t.Add("col.shown_lines", 8, false, shownLines)
		t.Add("col.rise", 8.5, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.Rise) })
		t.Add("col.old_price", 10, false, func(i in) sheet.Cell { return sheet.Amount(i.OldPrice) })
		t.Add("col.new_price", 10, false, func(i in) sheet.Cell { return sheet.Amount(i.NewPrice) })
	}
	t.Add("col.p20", 10, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.P20) })
	if has.acknowledged {
		t.Add("col.acknowledged", 14, false, func(i in) sheet.Cell { return sheet.DateOf(i.Acknowledged) })
	}
	t.Add("col.place", 22, true, func(i in) sheet.Cell { return part.Place(i.Place) })
	t.Add("col.id", 14, false, func(i in) sheet.Cell { return sheet.String(i.ID) })
	t.Screen = len(t.Columns) - printed
	s := t.Sheet("instructions", rows)
	at := map[string]int{}
	for k, i := range rows {
		at[i.ID] = sheet.BodyRow(&s, k)
	}
	return s, at
}

// shownLines is how many invoice lines stand behind the pass-through.
func shownLines(i *assessment.Instruction) sheet.Cell {
	if i.PassThrough == nil {
		return sheet.Cell{Kind: sheet.Integer}
	}
	return sheet.Count(i.ShownLines)
}

// stage is how far an instruction has come: its end, else the last step on record.
func stage(v *reader.Reader, i *assessment.Instruction) string {
	switch {
	case !i.Open() || i.Status == table.Statuses.Words[table.StatusDisputed].Name:
		return v.Words.Label(table.Statuses, i.Status)
	case i.AgreedOn.Known():
		return v.Words.Text("stage.agreed")
	case i.ClientContacted.Known():
		return v.Words.Text("stage.contacted")
	case i.Acknowledged.Known():
		return v.Words.Text("stage.acknowledged")
	}
	return v.Words.Text("stage.issued")
}

// nextStep is the next milestone, whose it is, and when.
func nextStep(v *reader.Reader, i *assessment.Instruction) string {
	if i.NextMilestone == "" {
		return ""
	}
	s := i.NextMilestone
	if i.NextOwner != "" {
		s += v.Words.Text("stage.owner", i.NextOwner)
	}
	if i.NextDue.Known() {
		s += " " + v.Words.Day(i.NextDue)
	}
	return s
}

// ledgerRows is how many lines a ledger lists: about as many as a sheet of Excel holds.
const ledgerRows = 1_000_000

// discountLedger lists the deal lines that the cube carries as evidence, person by
// person, the largest concession first.
func discountLedger(v *reader.Reader) sheet.Sheet {
	type line = *assessment.LedgerLine
	t := &part.Listing[line]{Reader: v, Freeze: 1, Screen: 2}
	t.Add("col.person", 10, true, func(l line) sheet.Cell { return sheet.String(v.PersonName(l.Person)) })
	t.Add("col.client", 13, true, func(l line) sheet.Cell { return sheet.String(v.ClientName(l.Client)) })
	t.Add("col.date", 10.5, false, func(l line) sheet.Cell { return sheet.DateOf(l.Date) })
	t.Add("col.product", 11, true, func(l line) sheet.Cell { return sheet.String(l.Product) })
	t.Add("col.category", 10, true, func(l line) sheet.Cell { return sheet.String(l.Category) })
	t.Add("col.list", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.List) })
	t.Add("col.rate", 8, false, func(l line) sheet.Cell { return sheet.Figure(sheet.Percent, &l.AuthorisedRate) })
	t.Add("col.authorised", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.AuthorisedNet) })
	t.Add("col.net", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.Net) })
	t.Add("col.conceded", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.Conceded) })
	t.Add("col.y", 8, false, func(l line) sheet.Cell { return sheet.Figure(sheet.Percent, &l.Y) })
	t.Add("col.peer_rate", 8, false, func(l line) sheet.Cell {
		if !l.Scored {
			return sheet.Cell{Kind: sheet.Percent}
		}
		return sheet.Figure(sheet.Percent, &l.Expected)
	})
	t.Add("col.scored", 7, true, func(l line) sheet.Cell { return sheet.String(part.Yes(v, l.Scored)) })
	t.Add("col.after_fact", 8, true, func(l line) sheet.Cell {
		if !l.AfterFact {
			return sheet.Cell{}
		}
		return sheet.String(v.Words.Text("mark.after_fact"))
	})
	t.Add("col.document", 9.5, true, func(l line) sheet.Cell { return sheet.String(l.Document) })
	t.Add("col.place", 22, true, func(l line) sheet.Cell { return part.Place(l.Place) })
	t.Add("col.id", 14, false, func(l line) sheet.Cell { return sheet.String(l.LineID) })
	if len(v.Lines) <= ledgerRows {
		return t.Long("discounts", v.Lines)
	}
	s := t.Long("discounts", v.Lines[:ledgerRows])
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(v.Words.Text("sheet.discounts.cut", ledgerRows, len(v.Lines))), len(t.Columns))))
	return s
}

// pairSheet lists salesperson × client, the largest excess first.
func pairSheet(v *reader.Reader) (sheet.Sheet, map[[2]string]int) {
	var rows []*assessment.Pair
	for _, p := range v.Pairs {
		if p.ComparedLines > 0 {
			rows = append(rows, p)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool {
		p, q := rows[i], rows[j]
		if (p.ExcessAmount == nil) != (q.ExcessAmount == nil) {
			return p.ExcessAmount != nil
		}
		if p.ExcessAmount != nil && *p.ExcessAmount != *q.ExcessAmount {
			return *p.ExcessAmount > *q.ExcessAmount
		}
		if p.Person != q.Person {
			return p.Person < q.Person
		}
		return p.Client < q.Client
	})
	type pair = *assessment.Pair
	t := &part.Listing[pair]{Reader: v, Freeze: 2}
	t.Add("col.person", 12, false, func(p pair) sheet.Cell { return sheet.String(v.PersonName(p.Person)) })
	t.Add("col.client", 22, true, func(p pair) sheet.Cell { return sheet.String(v.ClientName(p.Client)) })
	t.Add("col.lines", 8, false, func(p pair) sheet.Cell { return sheet.Count(p.ComparedLines) })
	t.Add("col.list", 15, false, func(p pair) sheet.Cell { return sheet.MoneyOf(p.ComparedList) })
	t.Add("col.conceded", 14, false, func(p pair) sheet.Cell { return sheet.MoneyOf(p.ComparedAmount) })
	t.Add("col.c_expected_amount", 14, false, func(p pair) sheet.Cell { return sheet.MoneyOf(int64(p.ExpectedAmount + .5)) })
	t.Add("col.excess", 14, false, func(p pair) sheet.Cell { return sheet.Amount(p.ExcessAmount) })
	t.Add("col.share_of_excess", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Percent, p.ShareOfExcess) })
	t.Add("col.ratio", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Ratio) })
	t.Add("col.lo", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Lo) })
	t.Add("col.hi", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Hi) })
	t.Add("col.n", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Events, p.N) })
	s := t.Long("pairs", rows)
	at := map[[2]string]int{}
	for k, p := range rows {
		at[[2]string{string(p.Person), string(p.Client)}] = sheet.BodyRow(&s, k)
	}
	return s, at
}
