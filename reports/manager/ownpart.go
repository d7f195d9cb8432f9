package manager

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// ownColumns are the columns that the parts of the sheet share.
const ownColumns = 7

// ownPart is what the records say of the reader's own part: instructions issued without
// a date, last month's step-in rows that are still open, coaching, and approvals. A
// part whose table was not supplied says so.
func ownPart(v *reader.Reader, ledger map[string]int) sheet.Sheet {
	s := sheet.Sheet{Key: "own", Top: part.Top(v, "own", ownColumns), Columns: []sheet.Column{{Key: "col.person", Width: 18, Wrap: true}, {Key: "col.client", Width: 24, Wrap: true}, {Key: "col.trigger", Width: 24, Wrap: true},
		{Key: "col.issued", Width: 14}, {Key: "col.age", Width: 14}, {Key: "col.due", Width: 14}, {Key: "col.id", Width: 16, Wrap: true}}}
	s.Body = append(s.Body, undated(v, ledger)...)
	s.Body = append(s.Body, missed(v, ledger)...)
	s.Body = append(s.Body, coachingPart(v)...)
	s.Body = append(s.Body, approvals(v)...)
	return s
}

// undated lists the open instructions that name neither a due date nor a milestone.
func undated(v *reader.Reader, ledger map[string]int) []sheet.Row {
	c := v.Words
	var rows []*assessment.Instruction
	open := 0
	for _, i := range v.Instructions {
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
	if v.Assessment.Inputs.InstructionsRead == 0 {
		return append(part.Section(ownColumns, c.Text("own.undated_unknown")), part.Says(ownColumns, c.Text("none.instructions")))
	}
	switch {
	case open == 0:
		return append(part.Section(ownColumns, title), part.Says(ownColumns, c.Text("own.no_instructions")))
	case len(rows) == 0:
		return append(part.Section(ownColumns, title), part.Says(ownColumns, c.Text("own.undated_none")))
	case !part.Dated(v.Assessment):
		// No table names a date at all, so nothing is said of single instructions.
		return append(part.Section(ownColumns, title), part.Says(ownColumns, c.Text("none.due")))
	}
	list := part.Section(ownColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.trigger"), c.Text("col.issued"), aged(v), c.Text("col.status"), c.Text("col.id"))
	for _, i := range rows {
		list = append(list, sheet.RowOf(sheet.String(v.PersonName(i.Person)), sheet.String(v.ClientName(i.Client)), sheet.String(c.Label(table.Triggers, i.Trigger)), sheet.DateOf(i.Issued), sheet.DayCount(int64(i.AgeDays)),
			sheet.String(c.Label(table.Statuses, i.Status)), sheet.Link(sheet.String(i.ID), "instructions", ledger[i.ID])))
	}
	return append(list, part.Says(ownColumns, c.Text("own.undated_ask")))
}

// aged is the heading of a column of ages, with the unit of days.
func aged(v *reader.Reader) string { return v.Heading("col.age") }

// missed lists the step-in rows of the month before whose instruction is still open.
func missed(v *reader.Reader, ledger map[string]int) []sheet.Row {
	c := v.Words
	last := v.Stamp.Last()
	if last == nil {
		return append(part.Section(ownColumns, c.Text("own.missed")), part.Says(ownColumns, c.Text("own.missed_unknown")))
	}
	open := map[string]*assessment.Instruction{}
	for _, i := range v.Instructions {
		if i.Open() {
			open[i.ID] = i
		}
	}
	var rows []sheet.Row
	for _, f := range v.PublishedIn(last) {
		i := open[f.Instruction]
		if i == nil || f.By.Known() && f.By > v.Assessment.CutOff {
			continue
		}
		delete(open, f.Instruction)
		rows = append(rows, sheet.RowOf(sheet.String(v.PersonName(i.Person)), sheet.String(v.ClientName(i.Client)), sheet.String(c.Label(table.Triggers, i.Trigger)), sheet.DateOf(i.Issued), sheet.DayCount(int64(i.AgeDays)), sheet.DateOf(f.By),
			sheet.Link(sheet.String(i.ID), "instructions", ledger[i.ID])))
	}
	title := c.Text("own.missed")
	if len(rows) == 0 {
		return append(part.Section(ownColumns, title), part.Says(ownColumns, c.Text("own.missed_none")))
	}
	return append(part.Section(ownColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.trigger"), c.Text("col.issued"), aged(v), c.Text("col.by"), c.Text("col.id")), rows...)
}

// coachingPart lists the coaching of the team, planned and held.
func coachingPart(v *reader.Reader) []sheet.Row {
	c := v.Words
	if len(v.Coaching) == 0 {
		return append(part.Section(ownColumns, c.Text("own.coaching")), part.Says(ownColumns, c.Text("own.coaching_none")))
	}
	list := part.Section(ownColumns, c.Text("own.coaching"), c.Text("col.person"), c.Text("own.theme"), c.Text("own.from")+"–"+c.Text("own.to"), c.Text("own.planned"), c.Text("own.held"), c.Text("own.hours_planned"), c.Text("own.hours_held"))
	plans := append([]*assessment.CoachingRow(nil), v.Coaching...)
	sort.SliceStable(plans, func(i, j int) bool { return plans[i].PlanID < plans[j].PlanID })
	sum := assessment.CoachingRow{}
	for _, p := range plans {
		term := c.LongDay(p.From) + "–"
		if p.To.Known() {
			term += c.LongDay(p.To)
		}
		list = append(list, sheet.RowOf(sheet.String(v.PersonName(p.Person)), sheet.String(c.Label(table.Themes, p.Theme)), sheet.String(term), count(p.SessionsPlanned), sheet.Count(p.SessionsHeld), sheet.Figure(sheet.Events, p.HoursPlanned), sheet.Figure(sheet.Events, p.HoursHeld)))
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
	return append(list, part.Says(ownColumns, c.Text("own.coaching_note")))
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
