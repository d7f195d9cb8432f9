package reports

import (
	"sort"
	"strings"
	"unicode/utf8"

	"tenbin/metrics/assessment"
)

// longestWord is how many letters of one word stand on a line of the column of names.
const longestWord = 16

// pageGrid are the columns of page one: 120 digits, what one A4 page in landscape holds
// even where Yu Gothic is missing and its stand-in has wide digits. Evidence spans six of
// them, so that the age table below can use the narrow ones singly; a trend stands in one
// column, since a merged cell draws it in its first.
var pageGrid = []Column{{Width: 3}, {Width: 20}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 23}, {Width: 11}, {Width: 20}, {Width: 8}, {Width: 5}}

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
	shown := onPage(v.findings)
	n := min(len(shown), maxFindings)
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
		h += rowHeight(&rows[i], pageGrid, pageFont, nil)
	}
	return h <= pageHeight
}

// pageHeader says which team, which month, for whom, and how far the data may be
// trusted.
func (v *view) pageHeader() []Row {
	a, c := v.a, v.c
	stamp := c.Text("stamp.limit", v.managerName())
	if v.stamp.Trial {
		stamp = c.Text("stamp.trial")
	}
	peers := c.Text("page.peers", max(v.scored()-1, 0))
	if !a.People20 {
		peers = c.Text("page.peers_few", max(v.scored()-1, 0))
	}
	rows := []Row{
		rowAs(Title, span(words(c.Text("page.title", v.teamName(), len(v.people))), 8),
			span(right(words(c.Text("page.month", c.Month(a.Month), c.Day(a.CutOff), max(v.stamp.Version, 1)))), 4)),
		row(span(toned(c.Text("stamp.confidential", v.managerName()), Bold), 8), span(right(toned(stamp, Important)), 4)),
		row(span(v.lamp(), 12)),
		row(span(toned(c.Text("page.no_conclusion")+c.Text("list.gap")+peers, Important), 12)),
	}
	if n := v.answering(); n > 0 {
		rows[3].Cells[0].Text += c.Text("list.gap") + c.Text("page.replies", n)
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
	s := c.Text("page.lamp", symbol(tone), c.Text(state), c.Day(a.CutOff), in.LinesMeasured, in.LinesRead)
	if in.InstructionsRead > 0 {
		s += c.Text("lamp.instructions", in.InstructionsRead, in.InstructionsScored)
	}
	s += c.Text("lamp.person", 100*share, 100*limit)
	if in.Counts.RowErrors > 0 {
		s += c.Text("lamp.errors", in.Counts.RowErrors)
	}
	for _, w := range a.Warnings {
		if w.Code == "no_policy" {
			s += c.Text("lamp.no_policy")
		}
	}
	return toned(s, Plain)
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
func late(i *assessment.Instruction) bool {
	return i.OverdueDays != nil && *i.OverdueDays > 0 && i.Open()
}

// stepIn are the first n findings with what is asked of the manager.
func (v *view) stepIn(n int, at places) []Row {
	c := v.c
	title := c.Text("step.title_none")
	switch {
	case len(v.findings) > n:
		title = c.Text("step.title_more", len(v.findings), n)
	case n > 0:
		title = c.Text("step.title", n)
	}
	rows := []Row{
		rowAs(Space, span(Cell{}, 12)),
		rowAs(Band, span(words(title), 9), span(right(words(c.Text("step.horizon"))), 3)),
		rowAs(Heading, Cell{}, words(c.Text("step.who")), span(words(c.Text("step.evidence")), 6), words(c.Text("step.money")), words(c.Text("step.action")), words(c.Text("step.by")), words(c.Text("step.row"))),
	}
	if n == 0 {
		return append(rows, row(span(words(c.Text("step.none")), 12)))
	}
	findings := onPage(v.findings)
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Rank < findings[j].Rank })
	for _, f := range findings[:n] {
		who := v.person(f.Person)
		if f.Client != "" {
			if utf8.RuneCountInString(who) > longestWord && !strings.ContainsAny(who, " \u3000") { // a pseudonym takes lines of its own
				who += "\n"
			}
			who = strings.ReplaceAll(c.Text("step.pair", who, v.client(f.Client)), "\n ", "\n")
		}
		tone := v.urgency(f)
		yen := words(c.Text("none.money"))
		if f.AmountAtStake != nil {
			yen = words(v.money.Short(*f.AmountAtStake))
		}
		rows = append(rows, row(toned(symbol(tone), tone), toned(who, Bold), span(words(f.Evidence.In(c.Language)+v.answered(f)), 6), right(yen),
			words(c.Closed("action", f.Action)), Cell{Kind: ShortDate, Day: f.By, Set: f.By.Known()}, at.of(f)))
	}
	return rows
}

// urgency is the symbol of a finding: this month, or soon.
func (v *view) urgency(f *assessment.StepInRow) Tone {
	if p := v.member[f.Person]; f.Action == "senior_visit" || f.Action == "deal_review" || p != nil && p.Tier == assessment.StepIn {
		return Urgent
	}
	return Soon
}

// of is the row that a finding points to: the instruction, else the pair, else the person.
func (at places) of(f *assessment.StepInRow) Cell {
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
