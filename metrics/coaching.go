package metrics

import (
	"maps"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/effect"
	"tenbin/metrics/instruction"
)

// coaching lists HR's plans with what was held and what changed (METHOD section 8): at fixed
// horizons after the first held session, against people who were not coached until then and
// were alike before it. A look rests on the months around it alone, so that later months, and
// people who begin to be coached later, do not move it.
func (a *assessor) coaching() {
	t := a.data.Small
	if t == nil {
		return
	}
	began := map[string]table.Month{} // by person, the first month of any plan
	for _, p := range t.Coaching {
		from := p.From.DataMonth(a.o.ClosingDay)
		if m, ok := began[p.Person]; !ok || from < m {
			began[p.Person] = from
		}
	}
	windows := map[[2]table.Month]*coachingWindow{}
	window := func(from table.Month, months int) *coachingWindow {
		k := [2]table.Month{from, table.Month(months)}
		if windows[k] == nil {
			windows[k] = a.coachingWindow(from, months, began)
		}
		return windows[k]
	}
	together := map[table.Month][]string{}
	for _, p := range t.Coaching {
		row := assessment.CoachingRow{PlanID: p.PlanID, Person: table.PersonID(p.Person), Theme: table.Themes.Words[p.Theme].Name, From: p.From, To: p.To, SessionsPlanned: p.SessionsPlanned, Accepted: p.Accepted, Coach: p.Coach, Note: p.Note}
		if p.HoursPlanned != nil {
			row.HoursPlanned = assessment.Of(float64(*p.HoursPlanned) / table.QuantityScale)
		}
		first := held(&row, t.Sessions, a.CutOff)
		if _, ok := a.e.Index[p.Person]; ok && first.Known() && !a.o.Suspends(table.PersonID(p.Person)) {
			from := first.DataMonth(a.o.ClosingDay)
			for _, months := range effect.Horizons {
				if !a.readable(from, months) {
					continue
				}
				for _, look := range window(from, months).readings(p.Person) {
					row.Readings = append(row.Readings, look)
					if look.Factor == table.FactorConcession && look.Effect != nil {
						row.Effect, row.Lo, row.Hi = look.Effect, look.Lo, look.Hi
					}
				}
			}
			if !slices.Contains(together[from], p.Person) {
				together[from] = append(together[from], p.Person)
			}
		}
		a.Coaching = append(a.Coaching, row)
	}
	for _, m := range slices.Sorted(maps.Keys(together)) {
		if first := effect.Horizons[0]; len(together[m]) > 1 && a.readable(m, first) {
			if r := window(m, first).estimate(0, assessment.Confidence, together[m]...); r.Shown {
				a.CoachingTogether = append(a.CoachingTogether, assessment.CoachingGroup{From: m, People: r.Coached, Matched: r.Matched, Effect: r.Effect, Lo: r.Lo, Hi: r.Hi})
			}
		}
	}
}

// held counts the sessions of a plan that were held up to the cut-off, with their hours, and returns
// the day of the first.
func held(row *assessment.CoachingRow, sessions []instruction.Session, cut table.Day) (first table.Day) {
	first = table.NoDay
	minutes, timed := int64(0), false
	for _, s := range sessions {
		if s.PlanID != row.PlanID || !s.Held || s.Date > cut {
			continue
		}
		row.SessionsHeld++
		if s.Minutes != nil {
			minutes, timed = minutes+*s.Minutes, true
		}
		if !first.Known() || s.Date < first {
			first = s.Date
		}
	}
	if timed {
		row.HoursHeld = assessment.Of(float64(minutes) / 60)
	}
	return first
}

// readable reports whether so many months after from are over, and the months before it are
// still among those at hand: a look that was decided is not decided again on fewer.
func (a *assessor) readable(from table.Month, months int) bool {
	return from+table.Month(months)-1 <= a.o.Month && from-effect.Before > a.o.Month-table.Month(a.o.WatchMonths())
}
