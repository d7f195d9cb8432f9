package reports

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// tierTone is the look of a tier: symbol and colour together.
func tierTone(t assessment.Tier) sheet.Tone {
	switch t {
	case assessment.StepIn:
		return sheet.Urgent
	case assessment.Coach, assessment.Watch:
		return sheet.Soon
	case assessment.Healthy:
		return sheet.Fine
	}
	return sheet.Muted
}

// tierCell is the tier in words, with its symbol.
func (v *Reader) tierCell(p *assessment.Person) sheet.Cell {
	tone := tierTone(p.Tier)
	s := v.c.Closed("tier", string(p.Tier))
	if m := symbol(tone); m != "" {
		s = m + " " + s
	}
	if p.MoneyFlag {
		s += " " + v.moneyMark()
	}
	if tone == sheet.Soon && p.Tier == assessment.Watch {
		tone = sheet.Plain
	}
	return sheet.Toned(s, tone)
}

// moneyMark stands beside the tier of a person whose largest deals carry the concession.
func (v *Reader) moneyMark() string { return v.c.Text("mark.money") }

// rankingSheet is the order in which a check is worth the manager's time. People
// without concern carry no rank and stand in kana order; people without enough
// evidence stand at the end, with no figure at all.
func (v *Reader) rankingSheet() (sheet.Sheet, map[string]int) {
	type person = *assessment.Person
	t := &listing[person]{v: v, freeze: 2, screen: 6}
	// rated hides every figure of a person who is not rated.
	rated := func(f func(person) sheet.Cell) func(person) sheet.Cell {
		return func(p person) sheet.Cell {
			if p.Tier == assessment.NotEnoughEvidence {
				return sheet.Cell{}
			}
			return f(p)
		}
	}
	rank := func(f func(person) *int) func(person) sheet.Cell {
		return func(p person) sheet.Cell {
			if !ranked(p) {
				return sheet.Cell{}
			}
			return sheet.CountOf(f(p))
		}
	}
	number := func(k sheet.Kind, f func(person) *float64) func(person) sheet.Cell {
		return rated(func(p person) sheet.Cell { return sheet.Figure(k, f(p)) })
	}
	money := func(f func(person) *int64) func(person) sheet.Cell {
		return rated(func(p person) sheet.Cell { return sheet.Amount(f(p)) })
	}
	t.add("col.rank", 7, false, rank(func(p person) *int { return p.Rank }))
	t.add("col.person", 10, true, func(p person) sheet.Cell { return sheet.Toned(v.person(p.ID), sheet.Bold) })
	t.add("col.tier", 14, true, v.tierCell)
	t.add("col.score", 7, false, number(sheet.Score, func(p person) *float64 { return p.Score }))
	t.add("col.rank_lo", 5, false, rank(func(p person) *int { return p.RankLo }))
	t.add("col.rank_hi", 5, false, rank(func(p person) *int { return p.RankHi }))
	t.add("col.grade", 7.5, false, rated(func(p person) sheet.Cell { return sheet.String(v.grade(p)) }))
	t.add("col.reason", 17, true, rated(func(p person) sheet.Cell { return sheet.String(v.say(p.Reason)) }))
	t.add("col.c_ratio", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Ratio }))
	t.add("col.c_lo", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Lo }))
	t.add("col.c_hi", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Hi }))
	t.add("col.c_amount", 11, false, money(func(p person) *int64 { return p.Concession.ConcededAmount }))
	t.add("col.c_expected_amount", 11, false, money(func(p person) *int64 { return p.Concession.ExpectedAmount }))
	t.add("col.l_slowness", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Slowness }))
	t.add("col.l_lo", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Lo }))
	t.add("col.l_hi", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Hi }))
	t.add("col.signal", 7.5, true, rated(func(p person) sheet.Cell { return sheet.String(v.signal(p)) }))
	t.add("col.c_observed", 11, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Observed }))
	t.add("col.c_expected", 11, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Expected }))
	t.add("col.c_share", 9, false, number(sheet.Percent, func(p person) *float64 { return p.Concession.Share }))
	t.add("col.peers", 9, false, number(sheet.Events, func(p person) *float64 { return p.Concession.Peers }))
	t.add("col.l_observed", 10, false, number(sheet.Events, func(p person) *float64 { return p.Lag.Observed }))
	t.add("col.l_expected", 10, false, number(sheet.Events, func(p person) *float64 { return p.Lag.Expected }))
	s := t.sheet("ranking", v.people)
	if !v.a.People20 {
		s.Top = append(s.Top, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.c.Text("page.peers_few", max(v.scored()-1, 0))), len(s.Columns))))
	}
	at := map[string]int{}
	for k, p := range v.people {
		at[p.ID] = sheet.BodyRow(&s, k)
	}
	return s, at
}

// grade is how much evidence stands behind a rank.
func (v *Reader) grade(p *assessment.Person) string {
	if p.Grade == "" {
		return ""
	}
	return v.c.Closed("grade", p.Grade)
}

// signal is since when a person's chart stands above its limit.
func (v *Reader) signal(p *assessment.Person) string {
	if !p.Signal.Alarm {
		return ""
	}
	if p.Signal.Since == nil {
		return v.c.Text("signal.alarm")
	}
	return v.c.Text("signal.since", p.Signal.Since.String())
}

// decisionSheet is where the manager answers each finding; the next run reads it.
func (v *Reader) decisionSheet() sheet.Sheet {
	type finding = *assessment.StepInRow
	c := v.c
	t := &listing[finding]{v: v, freeze: 2, screen: 1}
	fill := func(entries []string, already func(*assessment.DecisionRow) sheet.Cell) func(finding) sheet.Cell {
		return func(f finding) sheet.Cell {
			cell := sheet.Cell{}
			if f.Decided != nil {
				cell = already(f.Decided)
			}
			cell.Tone = sheet.FillIn
			return sheet.Choose(cell, entries)
		}
	}
	// With answers to print the other columns give way, so that paper stays legible.
	narrow, answered := 0., anyReply(v.findings)
	if answered {
		narrow = 2
	}
	t.add("col.number", 5, false, func(f finding) sheet.Cell { return sheet.Count(int64(f.Rank)) })
	t.add("col.person", 10, true, func(f finding) sheet.Cell { return sheet.Toned(v.person(f.Person), sheet.Bold) })
	t.add("col.client", 13-narrow, true, func(f finding) sheet.Cell { return sheet.String(v.client(f.Client)) })
	t.add("col.evidence", 31-3*narrow, true, func(f finding) sheet.Cell { return sheet.String(v.say(f.Evidence)) })
	t.add("col.proposal", 14-narrow, true, func(f finding) sheet.Cell { return sheet.String(c.Closed("action", f.Action)) })
	t.add("col.stake", 11, false, func(f finding) sheet.Cell { return sheet.Amount(f.AmountAtStake) })
	t.add("col.by", 7, false, func(f finding) sheet.Cell { return sheet.Cell{Kind: sheet.ShortDate, Day: f.By, Set: f.By.Known()} })
	t.add("col.decision", 10, true, fill(c.Choices(table.DecisionWords), func(d *assessment.DecisionRow) sheet.Cell {
		return sheet.String(c.Word(table.DecisionWords, d.Decision))
	}))
	t.add("col.decision_reason", 12-narrow, true, fill(c.Choices(table.DecisionReasons), func(d *assessment.DecisionRow) sheet.Cell {
		return sheet.String(c.Word(table.DecisionReasons, d.Reason))
	}))
	t.add("col.what", 14-2*narrow, true, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.String(d.Action) }))
	t.add("col.when", 8, false, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.DateOf(d.Date) }))
	t.add("col.outcome", 12-narrow, true, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.String(d.Outcome) }))
	if answered {
		t.add("col.reply", 18, true, func(f finding) sheet.Cell { return sheet.String(v.replyOf(f)) })
	}
	t.add("col.finding_id", 19, false, func(f finding) sheet.Cell { return sheet.Toned(f.FindingID, sheet.Small) })
	return t.sheet("decisions", v.findings)
}
