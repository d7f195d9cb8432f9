package reports

import (
	"math"
	"slices"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics"
)

// Columns of page one: a grid of 120 digits, what one A4 page in landscape holds even
// where Yu Gothic is missing and its stand-in has wide digits. Evidence spans six of them, so that the age table below can use them singly.
var pageGrid = []Column{{Width: 3}, {Width: 20}, {Width: 8}, {Width: 8}, {Width: 8}, {Width: 8}, {Width: 8}, {Width: 13}, {Width: 11}, {Width: 20}, {Width: 8}, {Width: 5}}

// maxFindings is how many findings page one shows; the others stay on the sheets.
const maxFindings = 5

// places are where the rows stand that page one points to.
type places struct {
	instruction map[string]int    // row of the instruction ledger
	pair        map[[2]string]int // row of the pairs
	person      map[string]int    // row of the ranking
}

// pageOne is the sheet that a manager reads in ten minutes.
func (v *view) pageOne(at places) Sheet {
	s := Sheet{Key: "page", Columns: pageGrid, OnePage: true}
	s.Body = append(s.Body, v.pageHeader()...)
	s.Body = append(s.Body, v.threeNumbers()...)
	tail := append(v.stalledAndDone(), v.oneLiners()...)
	n := min(len(v.findings), maxFindings)
	for ; n > 1; n-- {
		if v.fits(append(append(s.Body[:len(s.Body):len(s.Body)], v.stepIn(n, at)...), tail...)) {
			break
		}
	}
	s.Body = append(s.Body, v.stepIn(n, at)...)
	s.Body = append(s.Body, tail...)
	return s
}

// fits reports whether rows print on one page without being made smaller.
func (v *view) fits(rows []Row) bool {
	h := 0.
	for i := range rows {
		h += rowHeight(&rows[i], pageGrid, pageFont)
	}
	return h <= pageHeight
}

// pageHeader says which team, which month, for whom, and how far the data may be
// trusted.
func (v *view) pageHeader() []Row {
	a, c := v.a, v.c
	stamp := c.t("stamp.limit", v.managerName())
	if v.stamp.Trial {
		stamp = c.t("stamp.trial")
	}
	peers := c.t("page.peers", max(v.scored()-1, 0))
	if !a.People20 {
		peers = c.t("page.peers_few", max(v.scored()-1, 0))
	}
	rows := []Row{
		rowAs(Title, span(words(c.t("page.title", v.teamName(), len(v.people))), 8),
			span(right(words(c.t("page.month", c.month(a.Month), c.day(a.CutOff), max(v.stamp.Version, 1)))), 4)),
		row(span(toned(c.t("stamp.confidential", v.managerName()), Bold), 8), span(right(toned(stamp, Important)), 4)),
		row(span(v.lamp(), 12)),
		row(span(toned(c.t("page.no_conclusion")+c.t("list.gap")+peers, Important), 12)),
	}
	if !v.stamp.Trial {
		rows[1] = row(span(toned(stamp, Bold), 12))
	}
	return rows
}

// lamp says in words and a symbol whether the data carry the figures.
func (v *view) lamp() Cell {
	a, c, in := v.a, v.c, &v.a.Inputs
	share := 0.
	if in.ListAmountRead > 0 {
		share = float64(in.ListAmountWithoutPerson) / float64(in.ListAmountRead)
	}
	limit, tone, state := a.Options.UnmatchedShare, Fine, "lamp.good"
	switch {
	case limit > 0 && share > limit:
		tone, state = Urgent, "lamp.bad"
	case in.Counts.RowErrors > 0 || len(a.Warnings) > 0:
		tone, state = Soon, "lamp.fair"
	}
	s := c.t("page.lamp", symbol(tone), c.t(state), c.day(a.CutOff), in.LinesMeasured, in.LinesRead)
	if in.InstructionsRead > 0 {
		s += c.t("lamp.instructions", in.InstructionsRead, in.InstructionsScored)
	}
	s += c.t("lamp.person", 100*share, 100*limit)
	if in.Counts.RowErrors > 0 {
		s += c.t("lamp.errors", in.Counts.RowErrors)
	}
	for _, w := range a.Warnings {
		if w.Code == "no_policy" {
			s += c.t("lamp.no_policy")
		}
	}
	return toned(s, Plain)
}

// threeNumbers are the month in three figures, with last month and the last twelve.
func (v *view) threeNumbers() []Row {
	a, c := v.a, v.c
	rows := []Row{
		rowAs(Space, span(Cell{}, 12)),
		rowAs(Band, span(words(c.t("three.title")), 12)),
		rowAs(Heading, span(Cell{}, 4), span(words(c.t("three.now")), 5), words(c.t("three.before")), span(words(c.t("three.trend")), 2)),
		v.landed(),
	}
	var conceded, expected, overdue []float64
	known := true
	for i := range a.Trend {
		m := &a.Trend[i]
		x, ok := v.trend(m, func(m *metrics.TrendMonth) map[string]int64 { return m.Conceded })
		e, _ := v.trend(m, func(m *metrics.TrendMonth) map[string]int64 { return m.Expected })
		o, _ := v.trend(m, func(m *metrics.TrendMonth) map[string]int64 { return m.Overdue })
		known = known && ok
		conceded, expected, overdue = append(conceded, float64(x)), append(expected, float64(e)), append(overdue, float64(o))
	}
	now, before := c.t("none.measured"), c.t("none.month")
	if n := len(conceded); n > 0 && known {
		x, e, d := v.money.against(int64(conceded[n-1]), int64(expected[n-1]))
		now = c.t("three.conceded_now", x, e, d)
		if n > 1 {
			_, _, d := v.money.against(int64(conceded[n-2]), int64(expected[n-2]))
			before = c.t("three.conceded_before", d)
		}
	}
	rows = append(rows, row(span(toned(c.t("three.conceded"), Bold), 4), span(toned(now, Large), 5), words(before), span(Cell{Spark: conceded, Trend: "col.conceded"}, 2)).tall())
	now, before = c.t("none.due"), ""
	if count, yen, priced, dated := v.overdue(); dated {
		now = c.t("three.overdue_now", count)
		if priced > 0 {
			now = c.t("three.overdue_money", count, v.money.short(yen))
		}
		if n := len(overdue); n > 1 {
			before = c.t("three.overdue_before", int64(overdue[n-2]))
		}
	} else {
		overdue = nil
	}
	return append(rows, row(span(toned(c.t("three.overdue"), Bold), 4), span(toned(now, Large), 5), words(before), span(Cell{Spark: overdue, Trend: "col.overdue_count"}, 2)).tall())
}

// landed is how much of the instructed price increases invoices confirm: in money
// where the waterfall has it, else in instructions that invoices can decide.
func (v *view) landed() Row {
	c := v.c
	label, now := c.t("three.landed"), c.t("three.landed_none")
	instructed, seen := 0., 0.
	for i := range v.a.Waterfalls {
		if w := &v.a.Waterfalls[i]; slices.Contains(v.teams, w.Team) {
			instructed += w.Instructed
			seen += w.Landed
		}
	}
	decided, landed := 0, 0
	for _, i := range v.instructions {
		if i.Trigger == table.Triggers.Words[table.PriceIncrease].Name && decidedByInvoices(i.Verdict) {
			decided++
			if i.Verdict == "landed_in_full" || i.Verdict == "late" {
				landed++
			}
		}
	}
	switch {
	case instructed >= 1:
		x, y, _ := v.money.against(int64(math.Round(seen)), int64(math.Round(instructed)))
		now = c.t("three.landed_money", x, y, percent(int64(math.Round(seen)), int64(math.Round(instructed))))
	case decided > 0:
		label = c.t("three.landed_label_count")
		now = c.t("three.landed_count", landed, decided, percent(int64(landed), int64(decided)))
	}
	return row(span(toned(label, Bold), 4), span(toned(now, Large), 5), words(""), span(Cell{}, 2)).tall()
}

// decidedByInvoices reports whether a verdict says something about the price.
func decidedByInvoices(verdict string) bool {
	switch verdict {
	case "landed_in_full", "late", "in_part", "not_applied", "reverted", "given_back":
		return true
	}
	return false
}

func percent(part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return (200*part + whole) / (2 * whole)
}

// overdue counts the team's instructions that are open and past due, the money at
// stake in them, how many have an amount, and whether any instruction has a due date.
func (v *view) overdue() (count int, money int64, priced int, dated bool) {
	for _, i := range v.instructions {
		dated = dated || i.Due.Known()
		if !late(i) {
			continue
		}
		count++
		if i.AmountAtStake != nil {
			money += *i.AmountAtStake
			priced++
		}
	}
	return count, money, priced, dated
}

// late reports whether an instruction is open and past its due date.
func late(i *metrics.Instruction) bool {
	return i.OverdueDays != nil && *i.OverdueDays > 0 && isOpen(i)
}

// isOpen reports whether an instruction still waits to be carried out.
func isOpen(i *metrics.Instruction) bool { return !i.Implemented.Known() && !i.Ended.Known() }

// stepIn are the first n findings with what is asked of the manager.
func (v *view) stepIn(n int, at places) []Row {
	c := v.c
	title := c.t("step.title_none")
	switch {
	case len(v.findings) > n:
		title = c.t("step.title_more", len(v.findings), n)
	case n > 0:
		title = c.t("step.title", n)
	}
	rows := []Row{
		rowAs(Space, span(Cell{}, 12)),
		rowAs(Band, span(words(title), 9), span(right(words(c.t("step.horizon"))), 3)),
		rowAs(Heading, Cell{}, words(c.t("step.who")), span(words(c.t("step.evidence")), 6), words(c.t("step.money")), words(c.t("step.action")), words(c.t("step.by")), words(c.t("step.row"))),
	}
	if n == 0 {
		return append(rows, row(span(words(c.t("step.none")), 12)))
	}
	findings := append([]*metrics.StepInRow(nil), v.findings...)
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Rank < findings[j].Rank })
	for _, f := range findings[:n] {
		who := v.person(f.Person)
		if f.Client != "" {
			who = c.t("step.pair", who, v.client(f.Client))
		}
		tone := v.urgency(f)
		yen := words(c.t("none.money"))
		if f.AmountAtStake != nil {
			yen = words(v.money.short(*f.AmountAtStake))
		}
		rows = append(rows, row(toned(symbol(tone), tone), toned(who, Bold), span(words(f.Evidence.In(c.language)), 6), right(yen),
			words(c.closed("action", f.Action)), Cell{Kind: ShortDate, Day: f.By, Set: f.By.Known()}, at.of(f)))
	}
	return rows
}

// urgency is the symbol of a finding: this month, or soon.
func (v *view) urgency(f *metrics.StepInRow) Tone {
	if p := v.member[f.Person]; f.Action == "senior_visit" || f.Action == "deal_review" || p != nil && p.Tier == metrics.StepIn {
		return Urgent
	}
	return Soon
}

// of is the row that a finding points to: the instruction, else the pair, else the person.
func (at places) of(f *metrics.StepInRow) Cell {
	if n, ok := at.instruction[f.Instruction]; ok && f.Instruction != "" {
		return link(integer(int64(n)), "instructions", n)
	}
	if n, ok := at.pair[[2]string{f.Person, f.Client}]; ok {
		return link(integer(int64(n)), "pairs", n)
	}
	if n, ok := at.person[f.Person]; ok {
		return link(integer(int64(n)), "ranking", n)
	}
	return Cell{Kind: Integer}
}
