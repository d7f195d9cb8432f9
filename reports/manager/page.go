package manager

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// longestWord is how many letters of one word stand on a line of the column of names.
const longestWord = 16

// pageGrid are the columns of page one: 120 digits, what one A4 page in landscape holds
// even where Yu Gothic is missing and its stand-in has wide digits. Evidence spans six of
// them, so that the age table below can use the narrow ones singly; a trend stands in one
// column, since a merged cell draws it in its first.
var pageGrid = []sheet.Column{{Width: 3}, {Width: 20}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 6}, {Width: 23}, {Width: 11}, {Width: 20}, {Width: 8}, {Width: 5}}

// maxFindings is how many findings page one shows; the others stay on the sheets.
const maxFindings = 5

// places are where the rows stand that page one points to.
type places struct {
	instruction map[string]int    // row of the instruction ledger
	pair        map[[2]string]int // row of the pairs
	person      map[string]int    // row of the ranking
}

// pageOne is the sheet that a manager reads in ten minutes.
func pageOne(v *reader.Reader, at places) sheet.Sheet {
	s := sheet.Sheet{Key: "page", Columns: pageGrid, OnePage: true}
	s.Body = append(s.Body, pageHeader(v)...)
	s.Body = append(s.Body, threeNumbers(v)...)
	tail := append(stalledAndDone(v), oneLiners(v)...)
	shown := reader.OnPage(v.Findings)
	n := min(len(shown), maxFindings)
	for ; n > 1; n-- {
		if Fits(v, append(append(s.Body[:len(s.Body):len(s.Body)], stepIn(v, n, at)...), tail...)) {
			break
		}
	}
	s.Body = append(s.Body, stepIn(v, n, at)...)
	s.Body = append(s.Body, tail...)
	return s
}

// Fits reports whether rows print on one page without being made smaller.
func Fits(v *reader.Reader, rows []sheet.Row) bool {
	h := 0.
	for i := range rows {
		h += sheet.RowHeight(&rows[i], pageGrid, sheet.PageFont, nil)
	}
	return h <= sheet.PageHeight
}

// pageHeader says which team, which month, for whom, and how far the data may be
// trusted.
func pageHeader(v *reader.Reader) []sheet.Row {
	a, c := v.Assessment, v.Words
	stamp := c.Text("stamp.limit", v.ManagerName())
	if v.Stamp.Trial {
		stamp = c.Text("stamp.trial")
	}
	peers := c.Text("page.peers", max(v.Scored()-1, 0))
	if !a.People20 {
		peers = c.Text("page.peers_few", max(v.Scored()-1, 0))
	}
	rows := []sheet.Row{
		sheet.RowAs(sheet.Title, sheet.Span(sheet.String(c.Text("page.title", v.TeamName(), len(v.People))), 8),
			sheet.Span(sheet.Right(sheet.String(c.Text("page.month", c.Month(a.Month), c.Day(a.CutOff), max(v.Stamp.Version, 1)))), 4)),
		sheet.RowOf(sheet.Span(sheet.Toned(c.Text("stamp.confidential", v.ManagerName()), sheet.Bold), 8), sheet.Span(sheet.Right(sheet.Toned(stamp, sheet.Important)), 4)),
		sheet.RowOf(sheet.Span(lamp(v), 12)),
		sheet.RowOf(sheet.Span(sheet.Toned(c.Text("page.no_conclusion")+c.Text("list.gap")+peers, sheet.Important), 12)),
	}
	if n := answering(v); n > 0 {
		rows[3].Cells[0].Text += c.Text("list.gap") + c.Text("page.replies", n)
	}
	if s := wholeTeam(v); s != "" {
		rows = append(rows, sheet.RowOf(sheet.Span(sheet.Toned(s, sheet.Important), 12)))
	}
	if s := missing(v); s != "" {
		rows = append(rows, sheet.RowOf(sheet.Span(sheet.String(s), 12)))
	}
	if !v.Stamp.Trial {
		rows[1] = sheet.RowOf(sheet.Span(sheet.Toned(stamp, sheet.Bold), 12))
	}
	return rows
}

// lamp says in words and a symbol whether the data carry the figures.
func lamp(v *reader.Reader) sheet.Cell {
	a, c, in := v.Assessment, v.Words, &v.Assessment.Inputs
	share := 0.
	if in.ListAmountRead > 0 {
		share = float64(in.ListAmountWithoutPerson) / float64(in.ListAmountRead)
	}
	limit, tone, state := a.Options.UnmatchedShare, sheet.Fine, "lamp.good"
	switch {
	case limit > 0 && share > limit:
		tone, state = sheet.Urgent, "lamp.bad"
	case in.Counts.RowErrors > 0 || len(a.Warnings) > 0:
		tone, state = sheet.Soon, "lamp.fair"
	}
	s := c.Text("page.lamp", part.Symbol(tone), c.Text(state), c.Day(a.CutOff), in.LinesMeasured, in.LinesRead)
	if a.Options.DateBasis != "" {
		s += c.Text("lamp.dates", c.Closed("date_basis", a.Options.DateBasis))
	}
	if in.InstructionsRead > 0 {
		s += c.Text("lamp.instructions", in.InstructionsRead, in.InstructionsScored)
	}
	s += c.Text("lamp.person", 100*share, 100*limit)
	if in.Counts.RowErrors > 0 {
		s += c.Text("lamp.errors", in.Counts.RowErrors)
	}
	return sheet.Toned(s, sheet.Plain)
}

// wholeTeam says that the reader's team concedes as a whole, which no comparison inside it
// can show; "" where it does not.
func wholeTeam(v *reader.Reader) string {
	var list []string
	for i := range v.Assessment.Teams {
		t := &v.Assessment.Teams[i]
		if t.Manager != table.ManagerID(v.Manager) || !t.WholeTeam {
			continue
		}
		if t.RatioPolicy != nil && t.Lo != nil && t.Hi != nil && *t.Lo > 1 {
			list = append(list, v.Words.Text("whole.policy", t.Team, *t.RatioPolicy, *t.Lo, *t.Hi))
		} else if t.RatioPeers != nil {
			list = append(list, v.Words.Text("whole.peers", t.Team, *t.RatioPeers))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return strings.Join(list, v.Words.Text("list.gap")) + v.Words.Text("whole.inside")
}

// missing says what is not measured, which column or template brings it, and from when on;
// "" where nothing is missing.
func missing(v *reader.Reader) string {
	a, c := v.Assessment, v.Words
	var list []string
	if a.Inputs.LinesMeasured == 0 {
		list = append(list, c.Text("missing.deals"))
	} else if a.NoPolicy() {
		list = append(list, c.Text("missing.policy"))
	}
	switch {
	case a.Inputs.InstructionsRead == 0:
		list = append(list, c.Text("missing.instructions"))
	case uninstructed(v) != "":
		list = append(list, c.Text("missing.team_instructions"))
	case !part.Dated(v.Assessment):
		list = append(list, c.Text("missing.due"))
	}
	if a.Inputs.LinesMeasured > 0 && !slices.ContainsFunc(v.People, func(p *assessment.Person) bool { return p.Concession.Ratio != nil }) {
		list = append(list, c.Text("missing.peers"))
	}
	if len(list) == 0 {
		return ""
	}
	return c.Text("missing.lead") + strings.Join(list, c.Text("list.gap"))
}

// overdue counts the team's instructions that are open and past due, the money at
// stake in them, how many have an amount, and whether any instruction has a due date.
func overdue(v *reader.Reader) (count int, money int64, priced int, dated bool) {
	for _, i := range v.Instructions {
		dated = dated || i.Due.Known()
		if !part.Late(i) {
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

// stepIn are the first n findings with what is asked of the manager.
func stepIn(v *reader.Reader, n int, at places) []sheet.Row {
	c := v.Words
	title := c.Text("step.title_none")
	switch {
	case len(v.Findings) > n:
		title = c.Text("step.title_more", len(v.Findings), n)
	case n > 0:
		title = c.Text("step.title", n)
	}
	rows := []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowAs(sheet.Band, sheet.Span(sheet.String(title), 9), sheet.Span(sheet.Right(sheet.String(c.Text("step.horizon"))), 3)),
		sheet.RowAs(sheet.Heading, sheet.Cell{}, sheet.String(c.Text("step.who")), sheet.Span(sheet.String(c.Text("step.evidence")), 6), sheet.String(c.Text("step.money")), sheet.String(c.Text("step.action")), sheet.String(c.Text("step.by")), sheet.String(c.Text("step.row"))),
	}
	if n == 0 {
		return append(rows, sheet.RowOf(sheet.Span(sheet.String(c.Text("step.none")), 12)))
	}
	findings := reader.OnPage(v.Findings)
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Rank < findings[j].Rank })
	for _, f := range findings[:n] {
		who := v.PersonName(f.Person)
		if f.Client != "" {
			if utf8.RuneCountInString(who) > longestWord && !strings.ContainsAny(who, " \u3000") { // a pseudonym takes lines of its own
				who += "\n"
			}
			who = strings.ReplaceAll(c.Text("step.pair", who, v.ClientName(f.Client)), "\n ", "\n")
		}
		tone := urgency(v, f)
		yen := sheet.String(c.Text("none.money"))
		if f.AmountAtStake != nil {
			yen = sheet.String(v.Money.Short(*f.AmountAtStake))
		}
		rows = append(rows, sheet.RowOf(sheet.Toned(part.Symbol(tone), tone), sheet.Toned(who, sheet.Bold), sheet.Span(sheet.String(v.Say(f.Evidence)+answered(v, f)), 6), sheet.Right(yen),
			sheet.String(c.Closed("action", string(f.Action))), sheet.Cell{Kind: sheet.ShortDate, Day: f.By, Set: f.By.Known()}, at.of(f)))
	}
	return rows
}

// urgency is the symbol of a finding: this month, or soon.
func urgency(v *reader.Reader, f *assessment.StepInRow) sheet.Tone {
	if p := v.Members[f.Person]; f.Action == table.ActionSeniorVisit || p != nil && p.Tier == assessment.StepIn {
		return sheet.Urgent
	}
	return sheet.Soon
}

// of is the row that a finding points to: the instruction, else the pair, else the person.
func (at places) of(f *assessment.StepInRow) sheet.Cell {
	if n, ok := at.instruction[f.Instruction]; ok && f.Instruction != "" {
		return sheet.Link(sheet.Count(int64(n)), "instructions", n)
	}
	if n, ok := at.pair[[2]string{string(f.Person), string(f.Client)}]; ok {
		return sheet.Link(sheet.Count(int64(n)), "pairs", n)
	}
	if n, ok := at.person[string(f.Person)]; ok {
		return sheet.Link(sheet.Count(int64(n)), "ranking", n)
	}
	return sheet.Cell{Kind: sheet.Integer}
}
