package reports

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// ownColumns are the columns that the parts of the sheet share.
const ownColumns = 7

// ownPart is what the records say of the reader's own part: instructions issued without
// a date, last month's step-in rows that are still open, coaching, and approvals. A
// part whose table was not supplied says so.
func (v *Reader) ownPart(ledger map[string]int) sheet.Sheet {
	s := sheet.Sheet{Key: "own", Top: v.top("own", ownColumns), Columns: []sheet.Column{{Key: "col.person", Width: 18, Wrap: true}, {Key: "col.client", Width: 24, Wrap: true}, {Key: "col.trigger", Width: 24, Wrap: true},
		{Key: "col.issued", Width: 14}, {Key: "col.age", Width: 14}, {Key: "col.due", Width: 14}, {Key: "col.id", Width: 16, Wrap: true}}}
	s.Body = append(s.Body, v.undated(ledger)...)
	s.Body = append(s.Body, v.missed(ledger)...)
	s.Body = append(s.Body, v.coachingPart()...)
	s.Body = append(s.Body, v.approvals()...)
	return s
}

// part begins a part of a sheet of several tables.
func part(columns int, title string, headings ...string) []sheet.Row {
	rows := []sheet.Row{sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, columns)), sheet.RowAs(sheet.Band, sheet.Span(sheet.String(title), columns))}
	if len(headings) == 0 {
		return rows
	}
	cells := make([]sheet.Cell, columns)
	for k, h := range headings {
		cells[k] = sheet.String(h)
	}
	return append(rows, sheet.Row{Role: sheet.Heading, Cells: cells})
}

// says is a sentence in place of a table, or below one.
func says(columns int, s string) sheet.Row {
	return sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(s), columns))
}

// undated lists the open instructions that name neither a due date nor a milestone.
func (v *Reader) undated(ledger map[string]int) []sheet.Row {
	c := v.c
	var rows []*assessment.Instruction
	open := 0
	for _, i := range v.instructions {
		if !i.Open() {
			continue
		}
		open++
		if !i.Due.Known() && i.Milestones == 0 {
			rows = append(rows, i)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool {
		if rows[i].AgeDays != rows[j].AgeDays {
			return rows[i].AgeDays > rows[j].AgeDays
		}
		return rows[i].ID < rows[j].ID
	})
	title := c.Text("own.undated", len(rows), open)
	switch {
	case open == 0:
		return append(part(ownColumns, title), says(ownColumns, c.Text("own.no_instructions")))
	case len(rows) == 0:
		return append(part(ownColumns, title), says(ownColumns, c.Text("own.undated_none")))
	case !v.dated():
		// No table names a date at all, so nothing is said of single instructions.
		return append(part(ownColumns, title), says(ownColumns, c.Text("none.due")))
	}
	list := part(ownColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.trigger"), c.Text("col.issued"), v.aged(), c.Text("col.status"), c.Text("col.id"))
	for _, i := range rows {
		list = append(list, sheet.RowOf(sheet.String(v.person(i.Person)), sheet.String(v.client(i.Client)), sheet.String(c.Label(table.Triggers, i.Trigger)), sheet.DateOf(i.Issued), sheet.DayCount(int64(i.AgeDays)),
			sheet.String(c.Label(table.Statuses, i.Status)), sheet.Link(sheet.String(i.ID), "instructions", ledger[i.ID])))
	}
	return append(list, says(ownColumns, c.Text("own.undated_ask")))
}

// dated reports whether any instruction of the company names a due date or milestone.
func (v *Reader) dated() bool {
	for i := range v.a.Instructions {
		if r := &v.a.Instructions[i]; r.Due.Known() || r.Milestones > 0 {
			return true
		}
	}
	return false
}

// aged is the heading of a column of ages, with the unit of days.
func (v *Reader) aged() string { return v.heading("col.age") }

// missed lists the step-in rows of the month before whose instruction is still open.
func (v *Reader) missed(ledger map[string]int) []sheet.Row {
	c := v.c
	last := v.stamp.last()
	if last == nil {
		return append(part(ownColumns, c.Text("own.missed")), says(ownColumns, c.Text("own.missed_unknown")))
	}
	open := map[string]*assessment.Instruction{}
	for _, i := range v.instructions {
		if i.Open() {
			open[i.ID] = i
		}
	}
	var rows []sheet.Row
	for _, f := range v.told(last) {
		i := open[f.Instruction]
		if i == nil || f.By.Known() && f.By > v.a.CutOff {
			continue
		}
		delete(open, f.Instruction)
		rows = append(rows, sheet.RowOf(sheet.String(v.person(i.Person)), sheet.String(v.client(i.Client)), sheet.String(c.Label(table.Triggers, i.Trigger)), sheet.DateOf(i.Issued), sheet.DayCount(int64(i.AgeDays)), sheet.DateOf(f.By),
			sheet.Link(sheet.String(i.ID), "instructions", ledger[i.ID])))
	}
	title := c.Text("own.missed")
	if len(rows) == 0 {
		return append(part(ownColumns, title), says(ownColumns, c.Text("own.missed_none")))
	}
	return append(part(ownColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.trigger"), c.Text("col.issued"), v.aged(), c.Text("col.by"), c.Text("col.id")), rows...)
}

// coachingPart lists the coaching of the team, planned and held.
func (v *Reader) coachingPart() []sheet.Row {
	c := v.c
	if len(v.coaching) == 0 {
		return append(part(ownColumns, c.Text("own.coaching")), says(ownColumns, c.Text("own.coaching_none")))
	}
	list := part(ownColumns, c.Text("own.coaching"), c.Text("col.person"), c.Text("own.theme"), c.Text("own.from")+"–"+c.Text("own.to"), c.Text("own.planned"), c.Text("own.held"), c.Text("own.hours_planned"), c.Text("own.hours_held"))
	plans := append([]*assessment.CoachingRow(nil), v.coaching...)
	sort.SliceStable(plans, func(i, j int) bool { return plans[i].PlanID < plans[j].PlanID })
	sum := assessment.CoachingRow{}
	for _, p := range plans {
		term := c.LongDay(p.From) + "–"
		if p.To.Known() {
			term += c.LongDay(p.To)
		}
		list = append(list, sheet.RowOf(sheet.String(v.person(p.Person)), sheet.String(c.Label(table.Themes, p.Theme)), sheet.String(term), count(p.SessionsPlanned), sheet.Count(p.SessionsHeld), sheet.Figure(sheet.Events, p.HoursPlanned), sheet.Figure(sheet.Events, p.HoursHeld)))
		if p.SessionsPlanned != nil {
			if sum.SessionsPlanned == nil {
				sum.SessionsPlanned = new(int64)
			}
			*sum.SessionsPlanned += *p.SessionsPlanned
		}
		sum.SessionsHeld += p.SessionsHeld
		sum.HoursPlanned, sum.HoursHeld = plus(sum.HoursPlanned, p.HoursPlanned), plus(sum.HoursHeld, p.HoursHeld)
	}
	list = append(list, sheet.RowOf(sheet.Toned(c.Text("own.coaching_sum"), sheet.Bold), sheet.Cell{}, sheet.Cell{}, count(sum.SessionsPlanned), sheet.Count(sum.SessionsHeld), sheet.Figure(sheet.Events, sum.HoursPlanned), sheet.Figure(sheet.Events, sum.HoursHeld)))
	return append(list, says(ownColumns, c.Text("own.coaching_note")))
}

// count is a number of things that may be not recorded.
func count(n *int64) sheet.Cell {
	if n == nil {
		return sheet.Cell{Kind: sheet.Integer}
	}
	return sheet.Count(*n)
}

// plus adds figures of which either may be not recorded.
func plus(x, y assessment.Number) assessment.Number {
	switch {
	case y == nil:
		return x
	case x == nil:
		return assessment.Of(*y)
	}
	return assessment.Of(*x + *y)
}
