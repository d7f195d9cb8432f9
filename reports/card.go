package reports

import (
	"cmp"
	"fmt"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Own is what one salesperson may see: the own rows and nobody else's.
type Own struct {
	Base
	stamp  Stamp
	person *assessment.Person

	pairs        []*assessment.Pair
	instructions []*assessment.Instruction
	lines        []*assessment.LedgerLine
	findings     []*assessment.StepInRow
	clients      map[string]string
}

// Card selects the rows of the person with that id. lines are all deal lines of the
// person; nil takes the evidence that the assessment carries.
func (s *Index) Card(id string, lines []assessment.LedgerLine, stamp Stamp, language string) (*Own, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a, own := s.a, s.holdings()
	k, ok := own.people[id]
	if !ok {
		return nil, fmt.Errorf("person %s: not in the assessment of %s", id, a.Month)
	}
	v := &Own{Base: BaseOf(a, c), stamp: stamp, person: &a.People[k], clients: map[string]string{}}
	v.lines = make([]*assessment.LedgerLine, 0, max(len(lines), len(own.lines[id])))
	if lines == nil {
		for _, i := range own.lines[id] {
			v.lines = append(v.lines, &a.Lines[i])
		}
	}
	for i := range lines {
		if lines[i].Person == id {
			v.lines = append(v.lines, &lines[i])
		}
	}
	for _, i := range own.pairs[id] {
		p := &a.Pairs[i]
		v.pairs = append(v.pairs, p)
		v.clients[p.Client] = p.ClientName
	}
	for _, i := range own.instructions[id] {
		r := &a.Instructions[i]
		v.instructions = append(v.instructions, r)
		v.clients[r.Client] = r.ClientName
	}
	for _, i := range own.stepIn[id] {
		v.findings = append(v.findings, &a.StepIn[i])
	}
	slices.SortStableFunc(v.pairs, func(p, q *assessment.Pair) int { return cmp.Compare(q.ConcededAmount, p.ConcededAmount) })
	slices.SortStableFunc(v.lines, func(l, m *assessment.LedgerLine) int { return cmp.Compare(l.Date, m.Date) })
	return v, nil
}

// cardSheets are the person's card: the figures, where to answer, the rows behind
// them, and how they become the score.
func (v *Own) cardSheets() []sheet.Sheet {
	sheets := []sheet.Sheet{v.cardFigures(), v.cardReply(), v.cardLines(), v.cardInstructions(), v.cardPairs()}
	if v.person.Tier != assessment.NotEnoughEvidence {
		if s, ok := v.cardCurve(); ok {
			sheets = append(sheets, s)
		}
		if s, ok := v.cardProgress(); ok {
			sheets = append(sheets, s)
		}
		if s, ok := v.cardExceptions(); ok {
			sheets = append(sheets, s)
		}
		sheets = append(sheets, v.cardExposure(), v.cardHazards(), v.cardScore(), v.cardClasses())
	}
	return sheets
}

// top are the title and the sentences that stand on every sheet of the card.
func (v *Own) top(title string) []sheet.Row {
	c := v.c
	use := c.Text("stamp.never")
	if v.stamp.Trial {
		use = c.Text("stamp.trial") + c.Text("list.gap") + use
	}
	return []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(title)), sheet.RowAs(sheet.Lead, sheet.Toned(use, sheet.Important))}
}

func (v *Own) client(id string) string {
	if n := v.clients[id]; n != "" {
		return n
	}
	return id
}

// say is the sentence of e.
func (v *Own) say(e assessment.Evidence) string {
	s := v.c.Speaker(v.a)
	s.Client = v.client
	return s.Say(e)
}

// yes shows what holds; what does not is left empty.
func (v *Own) yes(holds bool) sheet.Cell {
	if holds {
		return sheet.String(v.c.Text("card.yes"))
	}
	return sheet.Cell{}
}

var cardColumns = []sheet.Column{{Key: "card.figure", Width: 40}, {Key: "card.value", Width: 16}, {Key: "card.lo", Width: 11}, {Key: "card.hi", Width: 11}, {Key: "card.how", Width: 74, Wrap: true}}

// cardFigures is every figure about the person with what it says.
func (v *Own) cardFigures() sheet.Sheet {
	c, p := v.c, v.person
	s := sheet.Sheet{Key: "card", Columns: cardColumns, Heading: true, Top: v.top(c.Text("card.title", p.Name, c.Month(v.a.Month)))}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("page.no_conclusion"))), sheet.RowAs(sheet.Lead, sheet.String(c.Text("card.lead", c.LongDay(v.a.WindowFrom), c.LongDay(v.a.CutOff)))))
	rated := p.Tier != assessment.NotEnoughEvidence
	add := func(key string, value, lo, hi sheet.Cell) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card."+key)), value, lo, hi, sheet.String(c.Text("card."+key+".how"))))
	}
	one := func(key string, value sheet.Cell) { add(key, value, sheet.Cell{}, sheet.Cell{}) }
	money := func(key string, x *int64) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card."+key, v.money.Name())), sheet.Amount(x), sheet.Cell{}, sheet.Cell{}, sheet.String(c.Text("card."+key+".how"))))
	}
	three := func(key string, value, lo, hi assessment.Number) {
		add(key, sheet.Figure(sheet.Decimal, value), sheet.Figure(sheet.Decimal, lo), sheet.Figure(sheet.Decimal, hi))
	}
	band := func(key string) {
		s.Body = append(s.Body, sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("card."+key)), len(cardColumns))))
	}

	band("together")
	one("tier", sheet.String(c.Text("tier."+string(p.Tier))))
	if rated {
		three("k", p.K.Value, p.K.Lo, p.K.Hi)
		one("score", sheet.Figure(sheet.Score, p.Score))
		if ranked(p) {
			add("rank", sheet.CountOf(p.Rank), sheet.CountOf(p.RankLo), sheet.CountOf(p.RankHi))
		}
		one("reliability", sheet.Figure(sheet.Decimal, p.Reliability))
		one("reason", sheet.Cell{})
		s.Body[len(s.Body)-1].Cells[4] = sheet.String(v.say(p.Reason))
		signal := c.Text("card.signal_none")
		if p.Signal.Alarm {
			signal = c.Text("card.signal_since", c.Month(*p.Signal.Since))
		}
		add("signal", sheet.String(signal), sheet.Cell{}, sheet.Cell{})
	}
	d := &p.Concession
	band("discounts")
	one("lines", sheet.Count(d.Lines))
	money("list", d.ListAmount)
	money("conceded", d.ConcededAmount)
	one("share", sheet.Figure(sheet.Percent, d.Share))
	if rated {
		money("expected_amount", d.ExpectedAmount)
		one("observed", sheet.Figure(sheet.Events, d.Observed))
		one("expected", sheet.Figure(sheet.Events, d.Expected))
		one("n", sheet.Figure(sheet.Events, d.N))
		one("raw_ratio", sheet.Figure(sheet.Decimal, d.RawRatio))
		three("weighted", v.weighted(), d.RawLo, d.RawHi) // the limits are those of the weighted ratio
		three("ratio", d.Ratio, d.Lo, d.Hi)
		one("peers", sheet.Figure(sheet.Events, d.Peers))
		three("policy", p.AbsConcession.Value, p.AbsConcession.Lo, p.AbsConcession.Hi)
		for k, share := range p.ExpectedFrom {
			if d.Expected != nil {
				one(fmt.Sprintf("from%d", k), sheet.Figure(sheet.Percent, assessment.Of(share)))
			}
		}
	}
	l := &p.Lag
	band("instructions")
	one("instructions_all", sheet.Count(l.Instructions))
	one("open", sheet.Count(l.Open))
	one("overdue", sheet.Count(l.Overdue))
	if rated {
		one("lag_observed", sheet.Figure(sheet.Events, l.Observed))
		one("lag_expected", sheet.Figure(sheet.Events, l.Expected))
		one("lag_n", sheet.Figure(sheet.Events, l.N))
		three("raw_slowness", l.RawSlowness, l.RawLo, l.RawHi)
		three("slowness", l.Slowness, l.Lo, l.Hi)
		one("typical_days", sheet.Figure(sheet.Events, l.TypicalDays))
		one("peer_days", sheet.Figure(sheet.Events, l.PeerDays))
		three("sla", p.AbsLag.Value, p.AbsLag.Lo, p.AbsLag.Hi)
	}
	return s
}

// cardReply are the findings about the person with room for the answer, which is read
// only from the person's own inbox.
func (v *Own) cardReply() sheet.Sheet {
	c := v.c
	s := sheet.Sheet{Key: "card_reply", Heading: true, Top: v.top(c.Text("card_reply.title")), Columns: []sheet.Column{
		{Key: "card_reply.client", Width: 16}, {Key: "card_reply.evidence", Width: 40, Wrap: true}, {Key: "card_reply.amount", Width: 12}, {Key: "card_reply.action", Width: 18, Wrap: true},
		{Key: "card_reply.by", Width: 11}, {Key: "card_reply.reason", Width: 18}, {Key: "card_reply.reply", Width: 30, Wrap: true}, {Key: "card_reply.finding_id", Width: 18}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_reply.lead"))))
	for _, f := range v.findings {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.client(f.Client)), sheet.String(v.say(f.Evidence)), sheet.Amount(f.AmountAtStake), sheet.String(c.Text("action."+f.Action)), sheet.DateOf(f.By),
			fillIn("", c.Choices(table.ReplyReasons)), sheet.Cell{Kind: sheet.Words, Tone: sheet.FillIn}, sheet.Toned(f.FindingID, sheet.Small)))
	}
	if len(s.Body) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("card_reply.none"))))
	}
	return s
}
