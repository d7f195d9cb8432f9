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

// by is the day by which something is asked for: the working day on or after the given
// number of days behind the cut-off, and never before the month is out.
func (co *Company) by(days int) table.Day {
	return max(co.workday(co.Options.Lag.Add(co.Cut, days)), co.earliest())
}

// earliest is the first working day after the month is out: nobody is asked for anything
// before he can read it.
func (co *Company) earliest() table.Day { return co.workday(co.Cut + OutAfter + 1) }

// workday is the first working day on or after d, whatever unit days are counted in.
func (co *Company) workday(d table.Day) table.Day {
	for !co.Options.Lag.Working(d) {
		d++
	}
	return d
}

// lastBefore is the last working day before d.
func (co *Company) lastBefore(d table.Day) table.Day {
	for d--; !co.Options.Lag.Working(d); {
		d--
	}
	return d
}
