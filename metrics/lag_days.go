package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/survival"
)

// horizon is H: the days over which a restricted mean lag is taken.
const horizon = 90

// typicalDays is the restricted mean lag of person i at effect theta, averaged over
// the kinds of the person's own instructions.
func (a *lagAxis) typicalDays(i int, theta float64) float64 {
	sum, n := 0., 0.
	for _, k := range a.byOne[i] {
		j := a.rows[k].kind
		sum += survival.RestrictedMeanLag(ages[:], a.hazard[i][j*intervals:(j+1)*intervals], theta, horizon)
		n++
	}
	return sum / math.Max(n, 1)
}

// ahead is Λ = Σ λ_jk w_k over the coming days of the clock, from the row's present age.
func (a *lagAxis) ahead(r lagRow, days float64) float64 {
	sum := 0.
	for k := range intervals {
		w := math.Max(0, math.Min(r.to+days, ages[k+1])-math.Max(r.to, ages[k]))
		sum += float64(a.hazard[r.person][r.kind*intervals+k] * w)
	}
	return sum
}

// sla returns what the due dates ask for: Σ 1.609·w/due over the rows that have one,
// with the implementations among them. 80 % done on the due date is the hazard
// ln 5/due = 1.609/due.
func (a *lagAxis) sla(i int) (observed, expected float64) {
	for _, k := range a.byOne[i] {
		r := a.rows[k]
		if r.sla == 0 {
			continue
		}
		expected += math.Log(5) * (r.to - r.from) / r.sla
		if r.done {
			observed++
		}
	}
	return
}

// otherEndings is the company's daily hazard of ending without being carried out.
func (a *lagAxis) otherEndings(records []InstructionRecord) float64 {
	events, days := 0., 0.
	for _, r := range a.rows {
		days += r.to - r.from
		if records[r.record].Ended() {
			events++
		}
	}
	if days == 0 {
		return 0
	}
	return events / days
}

// batchDates reports whether more than half of the person's completions stand on one
// calendar date, or on the day of issue.
func (a *lagAxis) batchDates(i int, records []InstructionRecord) bool {
	dates, same, n := map[table.Day]int{}, 0, 0
	for _, k := range a.byOne[i] {
		r := &records[a.rows[k].record]
		if r.Implemented.Known() {
			n++
			dates[r.Implemented]++
			if r.Implemented == r.Issued {
				same++
			}
		}
	}
	if n < 4 {
		return false
	}
	for _, c := range dates {
		if 2*c > n {
			return true
		}
	}
	return 2*same > n
}

// instruction is how record i enters O and E; nothing where it is not scored.
func (a *lagAxis) instruction(i int) (x assessment.InstructionLag) {
	if a.rowOf[i] < 0 {
		return x
	}
	r := &a.rows[a.rowOf[i]]
	x.Kind, x.Done, x.DueDays = a.kinds[r.kind], r.done, r.sla
	x.Exposure = make([]float64, intervals)
	for k := range intervals {
		x.Exposure[k] = r.exposure(k)
		if r.to > ages[k] {
			x.Interval = k
		}
	}
	return x
}
