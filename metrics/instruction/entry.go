package instruction

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// A list was filled in afterwards where so many of its instructions, each so many calendar
// days old, had been given before the first trace that anybody kept it.
const (
	BackfilledFewest = 20
	BackfilledDays   = 90
)

// enter says from when on each instruction was watched, where the file does not (logged_at):
// what was written down afterwards are those still open on that day, and what others
// finished in the meantime is on no list. Counting such an instruction from its issue would
// set its days against nothing (left truncation; METHOD section 2, delayed entry).
//
//	from the publications: the day behind the cut-off of the last month published without it
//	from the list itself:  the first trace of it being kept (carried out, ended, an update),
//	                       where 20 instructions were more than 90 days old by then; else the
//	                       beginning of the data month, where there is no trace at all
//	from the numbers:      in a list that is numbered as it is written, a row whose number is
//	                       above those of 20 that were issued more than 90 days later
//
// The latest counts. The age that sentences print stays the true one.
func (t *Tables) enter(seen func(id string) table.Day, o assessment.Options) {
	kept, numbers := t.keptFrom(o), t.numberedFrom()
	for i := range t.Instructions {
		r := &t.Instructions[i]
		r.SeenFrom = table.NoDay
		if r.LoggedAt.Known() {
			continue
		}
		if seen != nil {
			r.SeenFrom = seen(r.ID)
		}
		r.SeenFrom = max(r.SeenFrom, kept, numbers[i])
	}
}

// keptFrom is the day from which a list that was filled in afterwards was kept, NoDay where
// it was kept from the first instruction on.
func (t *Tables) keptFrom(o assessment.Options) table.Day {
	first := (o.Month - 1).CutOff(o.ClosingDay) + 1
	trace := func(d table.Day) {
		if d.Known() {
			first = min(first, d)
		}
	}
	for i := range t.Instructions {
		r := &t.Instructions[i]
		trace(r.Implemented)
		trace(r.Closed)
		trace(r.LoggedAt)
	}
	for i := range t.Updates {
		trace(t.Updates[i].At)
	}
	old := 0
	for i := range t.Instructions {
		if r := &t.Instructions[i]; !r.LoggedAt.Known() && r.Issued < first-BackfilledDays {
			old++
		}
	}
	if old < BackfilledFewest {
		return table.NoDay
	}
	return first
}
