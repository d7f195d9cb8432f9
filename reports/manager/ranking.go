package manager

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// tierTone is the tone of a tier: symbol and colour together.
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
func tierCell(v *reader.Reader, p *assessment.Person) sheet.Cell {
	tone := tierTone(p.Tier)
	s := v.Words.Closed("tier", string(p.Tier))
	if m := part.Symbol(tone); m != "" {
		s = m + " " + s
	}
	if p.MoneyFlag {
		s += " " + moneyMark(v)
	}
	if tone == sheet.Soon && p.Tier == assessment.Watch {
		tone = sheet.Plain
	}
	return sheet.Toned(s, tone)
}

// moneyMark stands beside the tier of a person whose largest deals carry the concession.
func moneyMark(v *reader.Reader) string { return v.Words.Text("mark.money") }

// rankingSheet is the order in which a check is worth the manager's time. People
// without concern carry no rank and stand in kana order; people without enough
// evidence stand at the end, with no figure at all.
func rankingSheet(v *reader.Reader) (sheet.Sheet, map[string]int) {
	type person = *assessment.Person
	t := &part.Listing[person]{Reader: v, Freeze: 2, Screen: 6}
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
			if !reader.Ranked(p) {
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
	t.Add("col.rank", 7, false, rank(func(p person) *int { return p.Rank }))
	t.Add("col.person", 10, true, func(p person) sheet.Cell { return sheet.Toned(v.PersonName(p.ID), sheet.Bold) })
	t.Add("col.tier", 14, true, func(p person) sheet.Cell { return tierCell(v, p) })
	t.Add("col.score", 7, false, number(sheet.Score, func(p person) *float64 { return p.Score }))
	t.Add("col.rank_lo", 5, false, rank(func(p person) *int { return p.RankLo }))
	t.Add("col.rank_hi", 5, false, rank(func(p person) *int { return p.RankHi }))
	t.Add("col.grade", 7.5, false, rated(func(p person) sheet.Cell { return sheet.String(grade(v, p)) }))
	t.Add("col.reason", 17, true, rated(func(p person) sheet.Cell { return sheet.String(v.Say(p.Reason)) }))
	t.Add("col.c_ratio", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Ratio }))
	t.Add("col.c_lo", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Lo }))
	t.Add("col.c_hi", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Hi }))
	t.Add("col.c_amount", 11, false, money(func(p person) *int64 { return p.Concession.ComparedAmount }))
	t.Add("col.c_expected_amount", 11, false, money(func(p person) *int64 { return p.Concession.ExpectedAmount }))
	t.Add("col.l_slowness", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Slowness }))
	t.Add("col.l_lo", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Lo }))
	t.Add("col.l_hi", 7.5, false, number(sheet.Decimal, func(p person) *float64 { return p.Lag.Hi }))
	t.Add("col.signal", 7.5, true, rated(func(p person) sheet.Cell { return sheet.String(signal(v, p)) }))
	t.Add("col.c_observed", 11, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Observed }))
	t.Add("col.c_expected", 11, false, number(sheet.Decimal, func(p person) *float64 { return p.Concession.Expected }))
	t.Add("col.c_share", 9, false, number(sheet.Percent, func(p person) *float64 { return p.Concession.ComparedShare() }))
	t.Add("col.peers", 9, false, number(sheet.Events, func(p person) *float64 { return p.Concession.Peers }))
	t.Add("col.l_observed", 10, false, number(sheet.Events, func(p person) *float64 { return p.Lag.Observed }))
	t.Add("col.l_expected", 10, false, number(sheet.Events, func(p person) *float64 { return p.Lag.Expected }))
	s := t.Sheet("ranking", v.People)
	if !v.Assessment.People20 {
		s.Top = append(s.Top, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.Words.Text("page.peers_few", max(v.Scored()-1, 0))), len(s.Columns))))
	}
	at := map[string]int{}
	for k, p := range v.People {
		at[string(p.ID)] = sheet.BodyRow(&s, k)
	}
	return s, at
}

// grade is how much evidence stands behind a rank.
func grade(v *reader.Reader, p *assessment.Person) string {
	if p.Grade == "" {
		return ""
	}
	return v.Words.Closed("grade", p.Grade)
}

// signal is since when a person's chart stands above its limit.
func signal(v *reader.Reader, p *assessment.Person) string {
	if !p.Signal.Alarm {
		return ""
	}
	if p.Signal.Since == nil {
		return v.Words.Text("signal.alarm")
	}
	return v.Words.Text("signal.since", p.Signal.Since.String())
}

// DecisionSheet is where the manager answers each finding; the next run reads it.
func DecisionSheet(v *reader.Reader) sheet.Sheet {
	type finding = *assessment.StepInRow
	c := v.Words
	t := &part.Listing[finding]{Reader: v, Freeze: 2, Screen: 1}
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
	narrow, answered := 0., anyReply(v.Findings)
	if answered {
		narrow = 2
	}
	t.Add("col.number", 5, false, func(f finding) sheet.Cell { return sheet.Count(int64(f.Rank)) })
	t.Add("col.person", 10, true, func(f finding) sheet.Cell { return sheet.Toned(v.PersonName(f.Person), sheet.Bold) })
	t.Add("col.client", 13-narrow, true, func(f finding) sheet.Cell { return sheet.String(v.ClientName(f.Client)) })
	t.Add("col.evidence", 31-3*narrow, true, func(f finding) sheet.Cell { return sheet.String(v.Say(f.Evidence)) })
	t.Add("col.proposal", 14-narrow, true, func(f finding) sheet.Cell { return sheet.String(c.Closed("action", string(f.Action))) })
	t.Add("col.stake", 11, false, func(f finding) sheet.Cell { return sheet.Amount(f.AmountAtStake) })
	t.Add("col.by", 7, false, func(f finding) sheet.Cell { return sheet.Cell{Kind: sheet.ShortDate, Day: f.By, Set: f.By.Known()} })
	t.Add("col.decision", 10, true, fill(c.Choices(table.DecisionWords), func(d *assessment.DecisionRow) sheet.Cell {
		return sheet.String(c.Word(table.DecisionWords, d.Decision))
	}))
	t.Add("col.decision_reason", 12-narrow, true, fill(c.Choices(table.DecisionReasons), func(d *assessment.DecisionRow) sheet.Cell {
		return sheet.String(c.Word(table.DecisionReasons, d.Reason))
	}))
	t.Add("col.what", 14-2*narrow, true, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.String(d.Action) }))
	t.Add("col.when", 8, false, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.DateOf(d.Date) }))
	t.Add("col.outcome", 12-narrow, true, fill(nil, func(d *assessment.DecisionRow) sheet.Cell { return sheet.String(d.Outcome) }))
	if answered {
		t.Add("col.reply", 18, true, func(f finding) sheet.Cell { return sheet.String(replyOf(v, f)) })
	}
	t.Add("col.finding_id", 19, false, func(f finding) sheet.Cell { return sheet.Toned(string(f.FindingID), sheet.Small) })
	s := t.Sheet("decisions", v.Findings)
	s.Top = append(s.Top, part.Unread(v.Base, v.Stamp, "manager:"+v.Manager, table.Decisions.Name, len(s.Columns))...)
	return s
}
