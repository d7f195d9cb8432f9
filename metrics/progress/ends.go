package progress

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
)

// OtherEndings is the company's daily hazard of ending without being carried out.
func (a *Axis) OtherEndings(records []instruction.Record) float64 {
	events, days := 0., 0.
	for _, r := range a.Rows {
		days += r.To - r.From
		if records[r.Record].Ended() {
			events++
		}
	}
	if days == 0 {
		return 0
	}
	return events / days
}

// BatchDates reports whether more than half of the person's completions stand on one
// calendar date, or on the day of issue.
func (a *Axis) BatchDates(i int, records []instruction.Record) bool {
	dates, same, n := map[table.Day]int{}, 0, 0
	for _, k := range a.ByOne[i] {
		r := &records[a.Rows[k].Record]
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

// Instruction is how record i enters O and E; nothing where it is not scored.
func (a *Axis) Instruction(i int) (x assessment.InstructionLag) {
	if a.rowOf[i] < 0 {
		return x
	}
	r := &a.Rows[a.rowOf[i]]
	x.Kind, x.Done, x.DueDays = a.Kinds[r.Kind], r.Done, r.Sla
	x.Exposure = make([]float64, lag.Intervals)
	for k := range lag.Intervals {
		x.Exposure[k] = r.Exposure(k)
		if r.To > lag.Ages[k] {
			x.Interval = k
		}
	}
	return x
}
