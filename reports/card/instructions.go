package card

import (
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardInstructions are the instructions behind the figures of progress.
func cardInstructions(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_instructions", Heading: true, Top: top(v, c.Text("card_instructions.title"))}
	clock := "card_instructions.calendar"
	if v.Assessment.Options.Lag.Business {
		clock = "card_instructions.business"
	}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text(clock))))
	shown := slices.ContainsFunc(v.Instructions, func(i *assessment.Instruction) bool { return i.PassThrough != nil })
	type column struct {
		key   string
		width float64
		wrap  bool
		cell  func(i *assessment.Instruction) sheet.Cell
	}
	columns := []column{
		{"id", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.String(i.ID) }},
		{"client", 16, true, func(i *assessment.Instruction) sheet.Cell { return sheet.String(v.ClientName(i.Client)) }},
		{"trigger", 14, false, func(i *assessment.Instruction) sheet.Cell { return sheet.String(c.Word(table.Triggers, i.Trigger)) }},
		{"text", 24, true, func(i *assessment.Instruction) sheet.Cell { return sheet.String(i.Text) }},
		{"issued", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DateOf(i.Issued) }},
		{"acknowledged", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DateOf(i.Acknowledged) }},
		{"due", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DateOf(i.Due) }},
		{"reported", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DateOf(i.Reported) }},
		{"implemented", 12, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DateOf(i.Implemented) }},
		{"status", 11, false, func(i *assessment.Instruction) sheet.Cell { return sheet.String(c.Word(table.Statuses, i.Status)) }},
		{"age", 9, false, func(i *assessment.Instruction) sheet.Cell { return sheet.DayCount(int64(i.AgeDays)) }},
		{"overdue", 11, false, func(i *assessment.Instruction) sheet.Cell {
			if i.OverdueDays == nil {
				return sheet.Cell{Kind: sheet.Days}
			}
			return sheet.DayCount(int64(*i.OverdueDays))
		}},
		{"verdict", 14, true, func(i *assessment.Instruction) sheet.Cell {
			if i.Verdict == "" {
				return sheet.Cell{}
			}
			return sheet.String(part.Verdict(c, i))
		}},
	}
	if shown {
		columns = append(columns, []column{
			{"pass_through", 9, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassThrough) }},
			{"pass_lo", 9, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassLo) }},
			{"pass_hi", 9, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Figure(sheet.Percent, i.PassHi) }},
			{"shown_lines", 9, false, func(i *assessment.Instruction) sheet.Cell {
				if i.PassThrough == nil {
					return sheet.Cell{Kind: sheet.Integer}
				}
				return sheet.Count(i.ShownLines)
			}},
			{"rise", 9, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Figure(sheet.Percent, i.Rise) }},
			{"old_price", 11, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Amount(i.OldPrice) }},
			{"new_price", 11, false, func(i *assessment.Instruction) sheet.Cell { return sheet.Amount(i.NewPrice) }},
		}...)
	}
	columns = append(columns, column{"scored", 15, true, func(i *assessment.Instruction) sheet.Cell {
		if !i.Scored {
			return sheet.String(c.Closed("card_instructions.not", i.LeftOut))
		}
		return yes(v, true)
	}}, column{"place", 20, true, func(i *assessment.Instruction) sheet.Cell { return sheet.String(i.Place.String()) }})
	for _, k := range columns {
		s.Columns = append(s.Columns, sheet.Column{Key: "card_instructions." + k.key, Width: k.width, Wrap: k.wrap})
	}
	for _, i := range v.Instructions {
		var cells []sheet.Cell
		for _, k := range columns {
			cells = append(cells, k.cell(i))
		}
		s.Body = append(s.Body, sheet.Row{Cells: cells})
	}
	return s
}

// cardExposure is how each scored instruction enters O and E: the days that counted, by
// interval of age, and the interval in which it was carried out.
func cardExposure(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_exposure", Heading: true, Freeze: 1, Top: top(v, c.Text("card_exposure.title")), Columns: []sheet.Column{
		{Key: "card_instructions.id", Width: 12}, {Key: "card_instructions.client", Width: 20, Wrap: true}, {Key: "card_exposure.kind", Width: 24, Wrap: true}}}
	for _, key := range cardIntervals {
		s.Columns = append(s.Columns, sheet.Column{Key: key, Width: 9})
	}
	s.Columns = append(s.Columns, sheet.Column{Key: "card_exposure.total", Width: 10}, sheet.Column{Key: "card_exposure.done", Width: 14}, sheet.Column{Key: "card_exposure.due", Width: 12})
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_exposure.lead", unit(v)))))
	for _, i := range v.Instructions {
		if !i.Scored {
			continue
		}
		cells := []sheet.Cell{sheet.String(i.ID), sheet.String(v.ClientName(i.Client)), sheet.String(kind(v, i.Lag.Kind))}
		total := 0.
		for _, days := range i.Lag.Exposure {
			total += days
			cells = append(cells, precise(days))
		}
		done, due := sheet.String(c.Text("card_exposure.open")), sheet.Cell{Kind: sheet.Precise}
		if i.Lag.Done {
			done = sheet.String(c.Text(cardIntervals[i.Lag.Interval]))
		}
		if i.Lag.DueDays > 0 {
			due = precise(i.Lag.DueDays)
		}
		s.Body = append(s.Body, sheet.Row{Cells: append(cells, precise(total), done, due)})
	}
	s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("card_exposure.sla"))))
	return s
}

// cardIntervals are the keys of the age intervals' words.
var cardIntervals = [...]string{"card_exposure.age0", "card_exposure.age1", "card_exposure.age2", "card_exposure.age3", "card_exposure.age4", "card_exposure.age5"}

// cardHazards is the person's time by kind of instruction and interval of age, with the
// peers' chance a day: shown where at least five others have such time, else that of
// all kinds together; what is not shown enters the sum on the sheet of the calculation.
func cardHazards(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_hazards", Heading: true, Top: top(v, c.Text("card_hazards.title")), Columns: []sheet.Column{
		{Key: "card_exposure.kind", Width: 30, Wrap: true}, {Key: "card_hazards.interval", Width: 14}, {Key: "card_hazards.days", Width: 14}, {Key: "card_hazards.events", Width: 12},
		{Key: "card_hazards.hazard", Width: 16}, {Key: "card_hazards.expected", Width: 16}, {Key: "card_hazards.wider", Width: 18}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_hazards.lead"))))
	summed := 0
	for k := range v.Person.Workings.Lag.Cells {
		x := &v.Person.Workings.Lag.Cells[k]
		hazard, expected, wider := sheet.Cell{Kind: sheet.Precise}, sheet.Cell{Kind: sheet.Precise}, sheet.Cell{Kind: sheet.Precise}
		switch {
		case hazardShown(v, k):
			hazard, expected = precise(x.Hazard), precise(x.Days*x.Hazard)
		case x.Above >= assessment.FewestOthers:
			wider = precise(x.Parent)
		}
		if !hazardShown(v, k) {
			summed++
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(kind(v, x.Kind)), sheet.String(c.Text(cardIntervals[x.Interval])), precise(x.Days), precise(x.Events), hazard, expected, wider))
	}
	if summed > 0 {
		s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_hazards.few", assessment.FewestOthers, summed))))
	}
	return s
}

// hazardShown reports whether the peers' hazard of cell k may be shown. Where a single
// cell would be left to the sum, which would give it away, the shortest other one joins.
func hazardShown(v *reader.Own, k int) bool {
	cells := v.Person.Workings.Lag.Cells
	few, shortest := 0, -1
	for q := range cells {
		if cells[q].Others < assessment.FewestOthers {
			few++
		} else if shortest < 0 || cells[q].Days < cells[shortest].Days {
			shortest = q
		}
	}
	return cells[k].Others >= assessment.FewestOthers && !(few == 1 && k == shortest)
}

// kind names a difficulty class: the trigger, and the due band behind a slash.
func kind(v *reader.Own, name string) string {
	trigger, band, ok := strings.Cut(name, "/")
	if !ok {
		return v.Words.Word(table.Triggers, trigger)
	}
	return v.Words.Word(table.Triggers, trigger) + v.Words.Text("card_exposure."+band)
}

// unit says in which days the lag is counted.
func unit(v *reader.Own) string {
	if v.Assessment.Options.Lag.Business {
		return v.Words.Text("days.business")
	}
	return v.Words.Text("days.calendar")
}

// precise is a figure to compute with.
func precise(v float64) sheet.Cell { return sheet.Cell{Kind: sheet.Precise, Value: v, Set: true} }
