package manager

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// progressSheet says what is recorded about each person's instructions after they were
// acknowledged. It is shown, never scored.
func progressSheet(v *reader.Reader) sheet.Sheet {
	type row = *assessment.Progress
	var rows []row
	var has struct{ ack, updates, moved, waited, said bool }
	for i := range v.Assessment.Progress {
		p := &v.Assessment.Progress[i]
		if q := v.Members[p.Person]; q == nil || q.Tier == assessment.NotEnoughEvidence {
			continue
		}
		has.ack, has.updates, has.moved, has.said = has.ack || p.HasAck, has.updates || p.HasSilence, has.moved || p.HasMoved, has.said || p.HasSaid
		has.waited = has.waited || p.HasWaited
		rows = append(rows, p)
	}
	if len(rows) == 0 || !has.ack && !has.updates {
		return sheet.Sheet{}
	}
	t := &part.Listing[row]{Reader: v, Freeze: 1}
	t.Add("col.person", 12, false, func(p row) sheet.Cell { return sheet.String(v.PersonName(p.Person)) })
	if has.ack {
		t.Add("col.ack_days", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.AckDays) })
		t.Add("col.ack_peers", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.AckPeers) })
		t.Add("col.done_days", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.DoneDays) })
		t.Add("col.done_peers", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Events, p.DonePeers) })
	}
	pair := func(key string, of func(row) *assessment.Counted) {
		t.Add("col."+key, 8, false, func(p row) sheet.Cell {
			if of(p).Exposure == 0 {
				return sheet.Cell{Kind: sheet.Integer}
			}
			return sheet.Count(int64(of(p).Observed))
		})
		t.Add("col."+key+"_peers", 8, false, func(p row) sheet.Cell {
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
		t.Add("col.quiet", 8, false, func(p row) sheet.Cell {
			if p.Quiet < 0 {
				return sheet.Cell{Kind: sheet.Days}
			}
			return sheet.DayCount(int64(p.Quiet))
		})
	}
	t.Add("col.progress_index", 8, false, func(p row) sheet.Cell { return sheet.Figure(sheet.Decimal, p.Index) })
	t.Add("col.progress_says", 40, true, func(p row) sheet.Cell { return sheet.String(sentences(v, p.Worst)) })
	printed := len(t.Columns)
	if has.moved {
		pair("moved", func(p row) *assessment.Counted { return &p.Moved })
	}
	if has.waited {
		pair("waited", func(p row) *assessment.Counted { return &p.Waited })
	}
	if has.said {
		pair("said", func(p row) *assessment.Counted { return &p.Said })
	}
	t.Screen = len(t.Columns) - printed
	return t.Sheet("progress", rows)
}

// sentences puts statements into words, one a line.
func sentences(v *reader.Reader, list []assessment.Evidence) string {
	s := ""
	for i, t := range list {
		if i > 0 {
			s += "\n"
		}
		s += v.Say(t)
	}
	return s
}
