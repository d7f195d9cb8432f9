package card

import (
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// top are the title and the sentences that stand on every sheet of the card.
func top(v *reader.Own, title string) []sheet.Row {
	c := v.Words
	use := c.Text("stamp.never")
	if v.Stamp.Trial {
		use = c.Text("stamp.trial") + c.Text("list.gap") + use
	}
	return []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(title)), sheet.RowAs(sheet.Lead, sheet.Toned(use, sheet.Important))}
}

// yes shows what holds; what does not is left empty.
func yes(v *reader.Own, holds bool) sheet.Cell {
	if holds {
		return sheet.String(v.Words.Text("card.yes"))
	}
	return sheet.Cell{}
}

var figureColumns = []sheet.Column{{Key: "card.figure", Width: 40}, {Key: "card.value", Width: 16}, {Key: "card.lo", Width: 11}, {Key: "card.hi", Width: 11}, {Key: "card.how", Width: 74, Wrap: true}}

// cardFigures is every figure about the person with what it says.
func cardFigures(v *reader.Own) sheet.Sheet {
	c, p := v.Words, v.Person
	s := sheet.Sheet{Key: "card", Columns: figureColumns, Heading: true, Top: top(v, c.Text("card.title", p.Name, c.Month(v.Assessment.Month)))}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("page.no_conclusion"))), sheet.RowAs(sheet.Lead, sheet.String(c.Text("card.lead", c.LongDay(v.Assessment.WindowFrom), c.LongDay(v.Assessment.CutOff)))))
	rated := p.Tier != assessment.NotEnoughEvidence
	add := func(key string, value, lo, hi sheet.Cell) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card."+key)), value, lo, hi, sheet.String(c.Text("card."+key+".how"))))
	}
	one := func(key string, value sheet.Cell) { add(key, value, sheet.Cell{}, sheet.Cell{}) }
	money := func(key string, x *int64) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card."+key, v.Money.Name())), sheet.Amount(x), sheet.Cell{}, sheet.Cell{}, sheet.String(c.Text("card."+key+".how"))))
	}
	three := func(key string, value, lo, hi assessment.Number) {
		add(key, sheet.Figure(sheet.Decimal, value), sheet.Figure(sheet.Decimal, lo), sheet.Figure(sheet.Decimal, hi))
	}
	band := func(key string) {
		s.Body = append(s.Body, sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("card."+key)), len(figureColumns))))
	}

	band("together")
	tier := c.Text("tier." + string(p.Tier))
	if p.MoneyFlag {
		tier += " " + c.Text("mark.money")
	}
	one("tier", sheet.String(tier))
	if rated {
		three("k", p.K.Value, p.K.Lo, p.K.Hi)
		one("score", sheet.Figure(sheet.Score, p.Score))
		if reader.Ranked(p) {
			add("rank", sheet.CountOf(p.Rank), sheet.CountOf(p.RankLo), sheet.CountOf(p.RankHi))
		}
		one("reliability", sheet.Figure(sheet.Decimal, p.Reliability))
		one("reason", sheet.Cell{})
		s.Body[len(s.Body)-1].Cells[4] = sheet.String(v.Say(p.Reason))
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
		one("compared_lines", sheet.Count(d.ComparedLines))
		money("compared_amount", d.ComparedAmount)
		money("expected_amount", d.ExpectedAmount)
		one("observed", sheet.Figure(sheet.Events, d.Observed))
		one("expected", sheet.Figure(sheet.Events, d.Expected))
		one("n", sheet.Figure(sheet.Events, d.N))
		one("raw_ratio", sheet.Figure(sheet.Decimal, d.RawRatio))
		three("weighted", weighted(v), d.RawLo, d.RawHi) // the limits are those of the weighted ratio
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
	count := func(n int64) sheet.Cell {
		if v.Assessment.Inputs.InstructionsRead == 0 {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(n)
	}
	one("instructions_all", count(l.Instructions))
	one("open", count(l.Open))
	if part.Dated(v.Assessment) {
		one("overdue", count(l.Overdue))
	}
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
func cardReply(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_reply", Heading: true, Top: top(v, c.Text("card_reply.title")), Columns: []sheet.Column{
		{Key: "card_reply.client", Width: 16}, {Key: "card_reply.evidence", Width: 40, Wrap: true}, {Key: "card_reply.amount", Width: 12}, {Key: "card_reply.action", Width: 18, Wrap: true},
		{Key: "card_reply.by", Width: 11}, {Key: "card_reply.reason", Width: 18}, {Key: "card_reply.reply", Width: 30, Wrap: true}, {Key: "card_reply.finding_id", Width: 18}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_reply.lead"))))
	s.Top = append(s.Top, part.Unread(v.Base, v.Stamp, "person:"+string(v.Person.ID), table.Replies.Name, len(s.Columns))...)
	for _, f := range v.Findings {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.ClientName(f.Client)), sheet.String(v.Say(f.Evidence)), sheet.Amount(f.AmountAtStake), sheet.String(c.Text(string("action."+f.Action))), sheet.DateOf(f.By),
			part.FillIn("", c.Choices(table.ReplyReasons)), sheet.Cell{Kind: sheet.Words, Tone: sheet.FillIn}, sheet.Toned(string(f.FindingID), sheet.Small)))
	}
	if len(s.Body) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("card_reply.none"))))
	}
	return s
}
