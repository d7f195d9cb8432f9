package card

import (
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardInstructions are the instructions behind the figures of progress.
func cardInstructions(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_instructions", Heading: true, Top: top(v, c.Text("card_instructions.title")), Columns: []sheet.Column{
		{Key: "card_instructions.id", Width: 12}, {Key: "card_instructions.client", Width: 16, Wrap: true}, {Key: "card_instructions.trigger", Width: 14}, {Key: "card_instructions.text", Width: 28, Wrap: true},
		{Key: "card_instructions.issued", Width: 12}, {Key: "card_instructions.acknowledged", Width: 12}, {Key: "card_instructions.due", Width: 12}, {Key: "card_instructions.implemented", Width: 12},
		{Key: "card_instructions.status", Width: 11}, {Key: "card_instructions.age", Width: 9}, {Key: "card_instructions.overdue", Width: 11}, {Key: "card_instructions.scored", Width: 15, Wrap: true}, {Key: "card_instructions.place", Width: 20, Wrap: true}}}
	clock := "card_instructions.calendar"
	if v.Assessment.Options.Lag.Business {
		clock = "card_instructions.business"
	}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text(clock))))
	for _, i := range v.Instructions {
		overdue := sheet.Cell{Kind: sheet.Days}
		if i.OverdueDays != nil {
			overdue = sheet.DayCount(int64(*i.OverdueDays))
		}
		scored := yes(v, i.Scored)
		if !i.Scored {
			scored = sheet.String(c.Closed("card_instructions.not", i.LeftOut))
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(i.ID), sheet.String(v.ClientName(i.Client)), sheet.String(c.Word(table.Triggers, i.Trigger)), sheet.String(i.Text), sheet.DateOf(i.Issued), sheet.DateOf(i.Acknowledged), sheet.DateOf(i.Due), sheet.DateOf(i.Implemented),
			sheet.String(c.Word(table.Statuses, i.Status)), sheet.DayCount(int64(i.AgeDays)), overdue, scored, sheet.String(i.Place.String())))
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
