package finding

import (
	"slices"

	"tenbin/ingest/table"
)

// absent reports whether a person was away for 30 or more days, in one piece or in the
// last three data months together, and came back less than three months ago or not yet:
// nobody gets a tier then.
func (co *Company) absent(id string) bool {
	r := co.Roster.Find(id)
	if r == nil || !slices.ContainsFunc(r.Periods, func(p table.Period) bool { return p.Absence }) {
		return false
	}
	since := (co.Options.Month - 3).CutOff(co.Options.ClosingDay) + 1
	first := since - 1
	for k := range r.Periods {
		if q := &r.Periods[k]; q.Absence && q.From.Known() {
			first = min(first, q.From)
		} else if q.Absence && (!q.To.Known() || q.To >= since) {
			return true // away since before anything is known
		}
	}
	inside, run, before := 0, 0, table.NoDay
	for _, d := range r.AbsentDays(first, co.Cut) {
		if d != before+1 {
			run = 0
		}
		run, before = run+1, d
		if d >= since {
			if inside++; run >= LongAbsence {
				return true
			}
		}
	}
	return inside >= LongAbsence
}

// manager returns who is responsible for a person on the cut-off.
func (co *Company) manager(id string) string {
	if r := co.Roster.Find(id); r != nil {
		if q, ok := r.On(co.Cut); ok {
			return q.Manager
		}
	}
	return ""
}

// onset of a business day list: the first open day on or after d.
func (co *Company) workday(d table.Day) table.Day {
	if !co.Options.Lag.Business {
		return d
	}
	for !co.Options.Lag.Open(d) {
		d++
	}
	return d
}
