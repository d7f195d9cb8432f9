package reports

import (
	"strings"

	"tenbin/metrics/assessment"
)

// progressSheet says what is recorded about each person's instructions after they were
// acknowledged. It is shown, never scored.
func (v *view) progressSheet() Sheet {
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
		return Sheet{}
	}
	t := &listing[row]{v: v, freeze: 1}
	t.add("col.person", 12, false, func(p row) Cell { return words(v.person(p.Person)) })
	if has.ack {
		t.add("col.ack_days", 8, false, func(p row) Cell { return figure(Events, p.AckDays) })
		t.add("col.ack_peers", 8, false, func(p row) Cell { return figure(Events, p.AckPeers) })
		t.add("col.done_days", 8, false, func(p row) Cell { return figure(Events, p.DoneDays) })
		t.add("col.done_peers", 8, false, func(p row) Cell { return figure(Events, p.DonePeers) })
	}
	pair := func(key string, of func(row) *assessment.Counted) {
		t.add("col."+key, 8, false, func(p row) Cell {
			if of(p).Exposure == 0 {
				return Cell{Kind: Integer}
			}
			return integer(int64(of(p).Observed))
		})
		t.add("col."+key+"_peers", 8, false, func(p row) Cell {
			if of(p).Expected == 0 {
				return Cell{Kind: Events}
			}
			return figure(Events, &of(p).Expected)
		})
	}
	if has.updates {
		pair("updates", func(p row) *assessment.Counted { return &p.Silence })
		pair("vague", func(p row) *assessment.Counted { return &p.Vague })
	}
	if has.updates {
		t.add("col.quiet", 8, false, func(p row) Cell {
			if p.Quiet < 0 {
				return Cell{Kind: Days}
			}
			return days(int64(p.Quiet))
		})
	}
	t.add("col.progress_index", 8, false, func(p row) Cell { return figure(Decimal, p.Index) })
	t.add("col.progress_says", 40, true, func(p row) Cell { return words(linesOfText(v.c, p.Worst)) })
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

// linesOfText joins texts, one a line.
func linesOfText(c catalogue, list []assessment.Text) string {
	s := ""
	for i, t := range list {
		if i > 0 {
			s += "\n"
		}
		x := t.In(c.Language)
		if c.Language == "en" && x != "" {
			x = strings.ToUpper(x[:1]) + x[1:]
		}
		s += x
	}
	return s
}

// cardProgress are the same figures on the person's card, with the updates behind them.
func (v *ownView) cardProgress() (Sheet, bool) {
	var p *assessment.Progress
	for i := range v.a.Progress {
		if v.a.Progress[i].Person == v.person.ID {
			p = &v.a.Progress[i]
		}
	}
	if p == nil {
		return Sheet{}, false
	}
	c := v.c
	s := Sheet{Key: "card_progress", Heading: true, Top: v.top(c.Text("card_progress.title")), Columns: []Column{
		{Key: "card_progress.what", Width: 34, Wrap: true}, {Key: "card_progress.own", Width: 12}, {Key: "card_progress.peers", Width: 14}, {Key: "card_progress.among", Width: 12},
		{Key: "card_progress.ratio", Width: 12}, {Key: "card_pairs.lo", Width: 10}, {Key: "card_pairs.hi", Width: 10}}}
	s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_progress.lead"))))
	add := func(key string, x assessment.Counted, shown bool) {
		if !shown || x.Exposure == 0 {
			return
		}
		cells := []Cell{words(c.Text("card_progress." + key)), figure(Events, &x.Observed), figure(Events, &x.Expected), figure(Events, &x.Exposure), {Kind: Decimal}, {Kind: Decimal}, {Kind: Decimal}}
		if x.Ratio != nil {
			cells[4], cells[5], cells[6] = figure(Decimal, x.Ratio), figure(Decimal, x.Lo), figure(Decimal, x.Hi)
		}
		s.Body = append(s.Body, Row{Cells: cells})
	}
	add("stall", p.Stall, p.HasAck)
	add("silence", p.Silence, p.HasSilence)
	add("vague", p.Vague, p.HasSilence)
	add("moved", p.Moved, p.HasMoved)
	add("waited", p.Waited, p.HasWaited)
	add("said", p.Said, p.HasSaid)
	if len(p.Updates) > 0 {
		s.Body = append(s.Body, row(span(Cell{}, 7)), rowAs(Heading, words(c.Text("card_progress.update")), words(c.Text("card_progress.at")), words(c.Text("card_progress.client")), words(c.Text("card_progress.promised")), span(words(c.Text("card_progress.reading")), 3)))
	}
	for _, u := range p.Updates {
		reading := c.Text("card_progress.concrete")
		if u.Vague {
			reading = c.Text("card_progress.plain")
		}
		s.Body = append(s.Body, row(words(u.Text), date(u.At), words(v.client(u.Client)), date(u.Promised), span(words(reading), 3)))
	}
	return s, len(s.Body) > 0
}
