package reports

import (
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// progressSheet says what is recorded about each person's instructions after they were
// acknowledged. It is shown, never scored.
func (v *Reader) progressSheet() sheet.Sheet {
	type row = *assessment.Progress
	var rows []row
	var has struct{ ack, updates, moved, waited, said bool }
	for i := range v.a.Progress {
		p := &v.a.Progress[i]
		if q := v.member[p.Person]; q == nil || q.Tier == assessment.NotEnoughEvidence {
			continue
		}
		has.ack, has.updates, has.moved, has.said = has.ack || p.HasAck, has.updates || p.HasSilence, has.moved || p.HasMoved, has.said || p.HasSaid
		has.waited = has.waited || p.HasWaited
		rows = append(rows, p)
	}
	if len(rows) == 0 || !has.ack && !has.updates {
		return sheet.Sheet{}
	}
	t := &listing[row]{v: v, freeze: 1}
	t.add("col.person", 12, false, func(p row) sheet.Cell { return sheet.String(v.person(p.Person)) })
	if has.ack {
		t.add("col.ack_days", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.AckDays) })
		t.add("col.ack_peers", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.AckPeers) })
		t.add("col.done_days", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.DoneDays) })
		t.add("col.done_peers", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.DonePeers) })
	}
	pair := func(key string, of func(row) *assessment.Counted) {
		t.add("col."+key, 8, false, func(p row) sheet.Cell {
			if of(p).Exposure == 0 {
				return sheet.Cell{Kind: sheet.Integer}
			}
			return sheet.Count(int64(of(p).Observed))
		})
		t.add("col."+key+"_peers", 8, false, func(p row) sheet.Cell {
			if of(p).Expected == 0 {
				return sheet.Cell{Kind: sheet.Events}
			}
			return sheet.Figure(sheet.Events, &of(p).Expected)
		})
	}
	if has.updates {
		pair("updates", func(p row) *assessment.Counted { return &p.Silence })
		pair("vague", func(p row) *assessment.Counted { return &p.Vague })
	}
	if has.updates {
		t.add("col.quiet", 8, false, func(p row) sheet.Cell {
			if p.Quiet < 0 {
				return sheet.Cell{Kind: sheet.Days}
			}
			return sheet.DayCount(int64(p.Quiet))
		})
	}
	t.add("col.progress_index", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Index) })
	t.add("col.progress_says", 40, true, func(p row) sheet.Cell { return sheet.String(v.sentences(p.Worst)) })
	printed := len(t.columns)
	if has.moved {
		pair("moved", func(p row) *assessment.Counted { return &p.Moved })
	}
	if has.waited {
		pair("waited", func(p row) *assessment.Counted { return &p.Waited })
	}
	if has.said {
		pair("said", func(p row) *assessment.Counted { return &p.Said })
	}
	t.screen = len(t.columns) - printed
	return t.sheet("progress", rows)
}

// sentences puts statements into words, one a line.
func (v *Reader) sentences(list []assessment.Evidence) string {
	s := ""
	for i, t := range list {
		if i > 0 {
			s += "\n"
		}
		x := v.say(t)
		if v.c.Language == "en" && x != "" {
			x = strings.ToUpper(x[:1]) + x[1:]
		}
		s += x
	}
	return s
}

// cardProgress are the same figures on the person's card, with the updates behind them.
func (v *Own) cardProgress() (sheet.Sheet, bool) {
	var p *assessment.Progress
	for i := range v.a.Progress {
		if v.a.Progress[i].Person == v.person.ID {
			p = &v.a.Progress[i]
		}
	}
	if p == nil {
		return sheet.Sheet{}, false
	}
	c := v.c
	s := sheet.Sheet{Key: "card_progress", Heading: true, Top: v.top(c.Text("card_progress.title")), Columns: []sheet.Column{
		{Key: "card_progress.what", Width: 34, Wrap: true}, {Key: "card_progress.own", Width: 12}, {Key: "card_progress.peers", Width: 14}, {Key: "card_progress.among", Width: 12},
		{Key: "card_progress.ratio", Width: 12}, {Key: "card_pairs.lo", Width: 10}, {Key: "card_pairs.hi", Width: 10}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_progress.lead"))))
	add := func(key string, x assessment.Counted, shown bool) {
		if !shown || x.Exposure == 0 {
			return
		}
		cells := []sheet.Cell{sheet.String(c.Text("card_progress." + key)), sheet.Figure(sheet.Events, &x.Observed), sheet.Figure(sheet.Events, &x.Expected), sheet.Figure(sheet.Events, &x.Exposure), {Kind: sheet.Decimal}, {Kind: sheet.Decimal}, {Kind: sheet.Decimal}}
		if x.Ratio != nil {
			cells[4], cells[5], cells[6] = sheet.Figure(sheet.Decimal, x.Ratio), sheet.Figure(sheet.Decimal, x.Lo), sheet.Figure(sheet.Decimal, x.Hi)
		}
		s.Body = append(s.Body, sheet.Row{Cells: cells})
	}
	add("stall", p.Stall, p.HasAck)
	add("silence", p.Silence, p.HasSilence)
	add("vague", p.Vague, p.HasSilence)
	add("moved", p.Moved, p.HasMoved)
	add("waited", p.Waited, p.HasWaited)
	add("said", p.Said, p.HasSaid)
	if len(p.Updates) > 0 {
		s.Body = append(s.Body, sheet.RowOf(sheet.Span(sheet.Cell{}, 7)), sheet.RowAs(sheet.Heading, sheet.String(c.Text("card_progress.update")), sheet.String(c.Text("card_progress.at")), sheet.String(c.Text("card_progress.client")), sheet.String(c.Text("card_progress.promised")), sheet.Span(sheet.String(c.Text("card_progress.reading")), 3)))
	}
	for _, u := range p.Updates {
		reading := c.Text("card_progress.concrete")
		if u.Vague {
			reading = c.Text("card_progress.plain")
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(u.Text), sheet.DateOf(u.At), sheet.String(v.client(u.Client)), sheet.DateOf(u.Promised), sheet.Span(sheet.String(reading), 3)))
	}
	return s, len(s.Body) > 0
}
