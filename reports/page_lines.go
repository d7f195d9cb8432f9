package reports

import (
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// oneLiners close the page: since last month, not rated, my own part, where decisions go.
func (v *Reader) oneLiners() []sheet.Row {
	c := v.c
	notRated := 0
	for _, p := range v.people {
		if p.Tier == assessment.NotEnoughEvidence {
			notRated++
		}
	}
	last := c.Text("line.decide") + c.Text("list.gap") + c.Text("line.symbols", symbol(sheet.Urgent), symbol(sheet.Soon), symbol(sheet.Fine))
	if v.stamp.Contact != "" {
		last += c.Text("list.gap") + c.Text("line.contact", v.stamp.Contact)
	}
	return []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowOf(sheet.Span(sheet.String(v.sinceLine()+c.Text("list.gap")+c.Text("line.not_rated", notRated)), 12)),
		sheet.RowOf(sheet.Span(sheet.String(v.mineLine()), 12)),
		sheet.RowOf(sheet.Span(sheet.String(last), 12)),
	}
}

// sinceLine says what differs from the month before, by name where it is known.
func (v *Reader) sinceLine() string {
	c, s := v.c, v.stamp.Since
	if s == nil {
		return c.Text("line.first")
	}
	line := c.Text("line.since")
	if s.Compared {
		var fresh, resolved []*assessment.StepInRow
		if last := v.stamp.last(); last != nil {
			fresh, resolved = v.sinceLast(last)
		}
		line += c.Text("line.resolved", s.Resolved) + v.namesIn(resolved) + c.Text("line.new", s.New) + v.namesIn(fresh)
	}
	return line + c.Text("line.since_restated", s.Restated)
}

// namesIn are the people of findings in brackets, each once, at most three.
func (v *Reader) namesIn(list []*assessment.StepInRow) string {
	var names []string
	seen := map[string]bool{}
	for _, f := range list {
		if !seen[f.Person] {
			seen[f.Person] = true
			names = append(names, v.person(f.Person))
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 3 {
		names, more = names[:3], v.c.Text("line.others", len(names)-3)
	}
	return v.c.Text("line.names", strings.Join(names, v.c.Text("line.and"))+more)
}

// mineLine is the reader's own part: instructions without a date, what became of last
// month's list, coaching. What no table tells is left out.
func (v *Reader) mineLine() string {
	c := v.c
	open, undated := 0, 0
	for _, i := range v.instructions {
		if i.Open() {
			open++
			if !i.Due.Known() && i.Milestones == 0 {
				undated++
			}
		}
	}
	line := c.Text("line.mine", open, undated)
	if last := v.stamp.last(); last != nil {
		asked, standing := v.followUps(last)
		line += c.Text("line.follow_ups", asked, standing)
	}
	var sum assessment.CoachingRow
	sessions := int64(0)
	for _, p := range v.coaching {
		sum.SessionsHeld += p.SessionsHeld
		if p.SessionsPlanned != nil {
			sessions += *p.SessionsPlanned
		}
		sum.HoursPlanned, sum.HoursHeld = plus(sum.HoursPlanned, p.HoursPlanned), plus(sum.HoursHeld, p.HoursHeld)
	}
	switch {
	case len(v.coaching) == 0:
	case sum.HoursPlanned != nil && sum.HoursHeld != nil:
		line += c.Text("line.coaching_hours", *sum.HoursPlanned, *sum.HoursHeld)
	default:
		line += c.Text("line.coaching", sessions, sum.SessionsHeld)
	}
	return line
}

// followUps counts the instructions of last month's list whose day has come, and those
// of them that are still open.
func (v *Reader) followUps(last *Told) (asked, standing int) {
	state := map[string]*assessment.Instruction{}
	for _, i := range v.instructions {
		state[i.ID] = i
	}
	for _, f := range v.told(last) {
		i := state[f.Instruction]
		if i == nil || f.By.Known() && f.By > v.a.CutOff {
			continue
		}
		asked++
		if i.Open() {
			standing++
		}
	}
	return asked, standing
}
