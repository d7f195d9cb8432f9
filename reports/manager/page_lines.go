package manager

import (
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// oneLiners close the page: since last month, not rated, my own part, where decisions go.
func oneLiners(v *reader.Reader) []sheet.Row {
	c := v.Words
	notRated := 0
	for _, p := range v.People {
		if p.Tier == assessment.NotEnoughEvidence {
			notRated++
		}
	}
	last := c.Text("line.decide") + c.Text("list.gap") + c.Text("line.symbols", part.Symbol(sheet.Urgent), part.Symbol(sheet.Soon), part.Symbol(sheet.Fine))
	if v.Stamp.Contact != "" {
		last += c.Text("list.gap") + c.Text("line.contact", v.Stamp.Contact)
	}
	return []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowOf(sheet.Span(sheet.String(sinceLine(v)+c.Text("list.gap")+c.Text("line.not_rated", notRated)), 12)),
		sheet.RowOf(sheet.Span(sheet.String(mineLine(v)), 12)),
		sheet.RowOf(sheet.Span(sheet.String(last), 12)),
	}
}

// sinceLine says what differs from the month before, by name where it is known.
func sinceLine(v *reader.Reader) string {
	c, s := v.Words, v.Stamp.Since
	if s == nil {
		return c.Text("line.first")
	}
	line := c.Text("line.since")
	if s.Compared {
		var fresh, resolved []*assessment.StepInRow
		if last := v.Stamp.Last(); last != nil {
			fresh, resolved = v.SinceLast(last)
		}
		line += c.Text("line.resolved", s.Resolved) + namesIn(v, resolved) + c.Text("line.new", s.New) + namesIn(v, fresh)
	}
	return line + c.Text("line.since_restated", s.Restated)
}

// namesIn are the people of findings in brackets, each once, at most three.
func namesIn(v *reader.Reader, list []*assessment.StepInRow) string {
	var names []string
	seen := map[string]bool{}
	for _, f := range list {
		if !seen[string(f.Person)] {
			seen[string(f.Person)] = true
			names = append(names, v.PersonName(f.Person))
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 3 {
		names, more = names[:3], v.Words.Text("line.others", len(names)-3)
	}
	return v.Words.Text("line.names", strings.Join(names, v.Words.Text("line.and"))+more)
}

// mineLine is the reader's own part: instructions without a date, what became of last
// month's list, coaching. What no table tells is left out.
func mineLine(v *reader.Reader) string {
	c := v.Words
	open, undated := 0, 0
	for _, i := range v.Instructions {
		if i.Open() {
			open++
			if !i.Due.Known() && i.Milestones == 0 {
				undated++
			}
		}
	}
	line := c.Text("line.mine", open, undated)
	if v.Assessment.Inputs.InstructionsRead == 0 {
		line = c.Text("line.mine_unknown")
	}
	if last := v.Stamp.Last(); last != nil {
		asked, standing := followUps(v, last)
		line += c.Text("line.follow_ups", asked, standing)
	}
	var sum assessment.CoachingRow
	sessions := int64(0)
	for _, p := range v.Coaching {
		sum.SessionsHeld += p.SessionsHeld
		if p.SessionsPlanned != nil {
			sessions += *p.SessionsPlanned
		}
		sum.HoursPlanned, sum.HoursHeld = plus(sum.HoursPlanned, p.HoursPlanned), plus(sum.HoursHeld, p.HoursHeld)
	}
	switch {
	case len(v.Coaching) == 0:
	case sum.HoursPlanned != nil && sum.HoursHeld != nil:
		line += c.Text("line.coaching_hours", *sum.HoursPlanned, *sum.HoursHeld)
	default:
		line += c.Text("line.coaching", sessions, sum.SessionsHeld)
	}
	return line
}

// followUps counts the instructions of last month's list whose day has come, and those
// of them that are still open.
func followUps(v *reader.Reader, last *reader.Publication) (asked, standing int) {
	state := map[string]*assessment.Instruction{}
	for _, i := range v.Instructions {
		state[i.ID] = i
	}
	for _, f := range v.PublishedIn(last) {
		i := state[f.Instruction]
		if i == nil || f.By.Known() && f.By > v.Assessment.CutOff {
			continue
		}
		asked++
		if i.Open() {
			standing++
		}
	}
	return asked, standing
}
