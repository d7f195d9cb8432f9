package reports

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// top are the rows above a table: its title, and the sentence that says how to read it.
func (v *Reader) top(key string, columns int) []sheet.Row {
	lead := v.c.Text("sheet." + key + ".lead")
	stamp := v.c.Text("stamp.never")
	if v.stamp.Trial {
		stamp = v.c.Text("stamp.trial") + v.c.Text("list.gap") + stamp
	}
	return []sheet.Row{
		sheet.RowAs(sheet.Title, sheet.Span(sheet.String(v.c.Text("sheet."+key+".title", v.teamName(), v.c.Month(v.a.Month))), columns)),
		sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(lead), columns)),
		sheet.RowAs(sheet.Note, sheet.Span(sheet.String(stamp), columns)),
	}
}

// instructionLedger lists every instruction of the team: open ones first, the longest
// overdue on top. Columns without any supplied value are left out, so that nothing is
// said of what no table could have shown.
func (v *Reader) instructionLedger() (sheet.Sheet, map[string]int) {
	rows := append([]*assessment.Instruction(nil), v.instructions...)
	over := func(i *assessment.Instruction) int {
		if late(i) {
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
	var has struct{ due, acknowledged, verdict, text, step bool }
	for i := range v.a.Instructions {
		r := &v.a.Instructions[i]
		has.due = has.due || r.Due.Known()
		has.acknowledged = has.acknowledged || r.Acknowledged.Known()
		has.verdict = has.verdict || r.Verdict != ""
		has.text = has.text || r.Text != ""
		has.step = has.step || r.Milestones > 0
	}
	type in = *assessment.Instruction
	t := &listing[in]{v: v, freeze: 3}
	t.add("col.symbol", 4, false, func(i in) sheet.Cell {
		if late(i) {
			return sheet.Toned(symbol(sheet.Urgent), sheet.Urgent)
		}
		return sheet.Cell{}
	})
	t.add("col.person", 10, true, func(i in) sheet.Cell { return sheet.String(v.person(i.Person)) })
	t.add("col.client", 12, true, func(i in) sheet.Cell { return sheet.String(v.client(i.Client)) })
	t.add("col.trigger", 9, true, func(i in) sheet.Cell { return sheet.String(v.c.Label(table.Triggers, i.Trigger)) })
	if has.text {
		t.add("col.text", 17, true, func(i in) sheet.Cell { return sheet.String(i.Text) })
	}
	t.add("col.issued", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Issued) })
	if has.due {
		t.add("col.due", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Due) })
	}
	t.add("col.implemented", 10.5, false, func(i in) sheet.Cell { return sheet.DateOf(i.Implemented) })
	t.add("col.stage", 12.5, true, func(i in) sheet.Cell { return sheet.String(v.stage(i)) })
	if has.step {
		t.add("col.next_step", 13, true, func(i in) sheet.Cell { return sheet.String(v.nextStep(i)) })
	}
	if v.a.TurnsKnown {
		t.add("col.turn", 11, true, func(i in) sheet.Cell {
			if i.Turn == "" {
				return sheet.Cell{}
			}
			return sheet.String(v.c.Closed("turn", i.Turn))
		})
	}
	t.add("col.age", 9, false, func(i in) sheet.Cell { return sheet.DayCount(int64(i.AgeDays)) })
	if has.due {
		t.add("col.overdue", 9.5, false, func(i in) sheet.Cell {
			if !late(i) {
				return sheet.Cell{Kind: sheet.Days}
			}
			return sheet.DayCount(int64(*i.OverdueDays))
		})
	}
	if has.verdict {
		t.add("col.verdict", 12, true, func(i in) sheet.Cell {
			if i.Verdict == "" {
				return sheet.Cell{}
			}
			return sheet.String(v.c.Closed("verdict", i.Verdict))
		})
	}
	t.add("col.stake", 10, false, func(i in) sheet.Cell { return sheet.Amount(i.AmountAtStake) })
	printed := len(t.columns)
	t.add("col.p20", 10, false, func(i in) sheet.Cell { return sheet.Figure(sheet.Percent, i.P20) })
	if has.acknowledged {
		t.add("col.acknowledged", 14, false, func(i in) sheet.Cell { return sheet.DateOf(i.Acknowledged) })
	}
	t.add("col.place", 22, true, func(i in) sheet.Cell { return place(i.Place) })
	t.add("col.id", 14, false, func(i in) sheet.Cell { return sheet.String(i.ID) })
	t.screen = len(t.columns) - printed
	s := t.sheet("instructions", rows)
	at := map[string]int{}
	for k, i := range rows {
		at[i.ID] = sheet.BodyRow(&s, k)
	}
	return s, at
}

// stage is how far an instruction has come: its end, else the last step on record.
func (v *Reader) stage(i *assessment.Instruction) string {
	switch {
	case !i.Open() || i.Status == table.Statuses.Words[table.StatusDisputed].Name:
		return v.c.Label(table.Statuses, i.Status)
	case i.AgreedOn.Known():
		return v.c.Text("stage.agreed")
	case i.ClientContacted.Known():
		return v.c.Text("stage.contacted")
	case i.Acknowledged.Known():
		return v.c.Text("stage.acknowledged")
	}
	return v.c.Text("stage.issued")
}

// nextStep is the next milestone, whose it is, and when.
func (v *Reader) nextStep(i *assessment.Instruction) string {
	if i.NextMilestone == "" {
		return ""
	}
	s := i.NextMilestone
	if i.NextOwner != "" {
		s += v.c.Text("stage.owner", i.NextOwner)
	}
	if i.NextDue.Known() {
		s += " " + v.c.Day(i.NextDue)
	}
	return s
}

// place is where a row stands in its source.
func place(p table.Place) sheet.Cell {
	if p.File == "" {
		return sheet.Cell{}
	}
	return sheet.String(p.String())
}

// ledgerRows is how many lines a ledger lists: about as many as a sheet of Excel holds.
const ledgerRows = 1_000_000

// discountLedger lists the deal lines that the cube carries as evidence, person by
// person, the largest concession first.
func (v *Reader) discountLedger() sheet.Sheet {
	type line = *assessment.LedgerLine
	t := &listing[line]{v: v, freeze: 1, screen: 2}
	t.add("col.person", 10, true, func(l line) sheet.Cell { return sheet.String(v.person(l.Person)) })
	t.add("col.client", 13, true, func(l line) sheet.Cell { return sheet.String(v.client(l.Client)) })
	t.add("col.date", 10.5, false, func(l line) sheet.Cell { return sheet.DateOf(l.Date) })
	t.add("col.product", 11, true, func(l line) sheet.Cell { return sheet.String(l.Product) })
	t.add("col.category", 10, true, func(l line) sheet.Cell { return sheet.String(l.Category) })
	t.add("col.list", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.List) })
	t.add("col.rate", 8, false, func(l line) sheet.Cell { return sheet.Figure(sheet.Percent, &l.AuthorisedRate) })
	t.add("col.authorised", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.AuthorisedNet) })
	t.add("col.net", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.Net) })
	t.add("col.conceded", 11, false, func(l line) sheet.Cell { return sheet.MoneyOf(l.Conceded) })
	t.add("col.y", 8, false, func(l line) sheet.Cell { return sheet.Figure(sheet.Percent, &l.Y) })
	t.add("col.peer_rate", 8, false, func(l line) sheet.Cell {
		if !l.Scored {
			return sheet.Cell{Kind: sheet.Percent}
		}
		return sheet.Figure(sheet.Percent, &l.Expected)
	})
	t.add("col.scored", 7, true, func(l line) sheet.Cell { return sheet.String(v.yes(l.Scored)) })
	t.add("col.after_fact", 8, true, func(l line) sheet.Cell {
		if !l.AfterFact {
			return sheet.Cell{}
		}
		return sheet.String(v.c.Text("mark.after_fact"))
	})
	t.add("col.document", 9.5, true, func(l line) sheet.Cell { return sheet.String(l.Document) })
	t.add("col.place", 22, true, func(l line) sheet.Cell { return place(l.Place) })
	t.add("col.id", 14, false, func(l line) sheet.Cell { return sheet.String(l.LineID) })
	if len(v.lines) <= ledgerRows {
		return t.long("discounts", v.lines)
	}
	s := t.long("discounts", v.lines[:ledgerRows])
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(v.c.Text("sheet.discounts.cut", ledgerRows, len(v.lines))), len(t.columns))))
	return s
}

func (v *Reader) yes(b bool) string {
	if b {
		return v.c.Text("word.yes")
	}
	return v.c.Text("word.no")
}

// pairSheet lists salesperson × client, the largest excess first.
func (v *Reader) pairSheet() (sheet.Sheet, map[[2]string]int) {
	rows := append([]*assessment.Pair(nil), v.pairs...)
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
	t := &listing[pair]{v: v, freeze: 2}
	t.add("col.person", 12, false, func(p pair) sheet.Cell { return sheet.String(v.person(p.Person)) })
	t.add("col.client", 22, true, func(p pair) sheet.Cell { return sheet.String(v.client(p.Client)) })
	t.add("col.lines", 8, false, func(p pair) sheet.Cell { return sheet.Count(p.Lines) })
	t.add("col.list", 15, false, func(p pair) sheet.Cell { return sheet.MoneyOf(p.ListAmount) })
	t.add("col.conceded", 14, false, func(p pair) sheet.Cell { return sheet.MoneyOf(p.ConcededAmount) })
	t.add("col.excess", 14, false, func(p pair) sheet.Cell { return sheet.Amount(p.ExcessAmount) })
	t.add("col.share_of_excess", 10, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Percent, p.ShareOfExcess) })
	t.add("col.ratio", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Ratio) })
	t.add("col.lo", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Lo) })
	t.add("col.hi", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Hi) })
	t.add("col.n", 9, false, func(p pair) sheet.Cell { return sheet.Figure(sheet.Events, p.N) })
	s := t.long("pairs", rows)
	at := map[[2]string]int{}
	for k, p := range rows {
		at[[2]string{p.Person, p.Client}] = sheet.BodyRow(&s, k)
	}
	return s, at
}
