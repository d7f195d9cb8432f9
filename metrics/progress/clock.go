package progress

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// lagClock tells the age of instructions in days of the clock, without the days on
// which nobody could have carried them out.
type clock struct {
	o        assessment.Options
	records  []instruction.Record
	unproven []float64 // per record: days of unproven waits for the buyer that are taken off all the same
	buyer    bool      // waits for the buyer are taken off at all
}

// newLagClock decides how much of the unproven waits for the buyer is believed:
//
//	s_i = Σ_{j≠i} unproven_j / Σ_{j≠i} open_j,   believed_i = min(unproven_i, s_i·open_i)
//
// unproven_j and open_j are the person's counting days in waits for the buyer without
// evidence and in open instructions. What everybody writes down is ordinary
// carelessness; what one person alone writes down is not believed: "先方検討中" must not
// become the perfect excuse. The believed part is spread over the person's
// instructions by their unproven days.
//
// With buyer false no wait for the buyer counts, proven or not: the figure that stands
// beside the score.
func NewClock(records []instruction.Record, person map[string]int, people int, o assessment.Options, buyer bool) *clock {
	c := &clock{o: o, records: records, unproven: make([]float64, len(records)), buyer: buyer}
	if !buyer {
		return c
	}
	unproven, open := make([]float64, people), make([]float64, people)
	allUnproven, allOpen := 0., 0.
	cut := o.CutOff()
	for i := range records {
		r := &records[i]
		if r.Person == "" {
			continue
		}
		p, d := person[r.Person], float64(max(0, o.Lag.Days(r.Issued, r.End(cut))-PausedDays(r, o, r.End(cut))))
		unproven[p] += float64(r.UnprovenPaused)
		open[p] += d
		allUnproven += float64(r.UnprovenPaused)
		allOpen += d
	}
	if allUnproven == 0 {
		return c
	}
	for i := range records {
		r := &records[i]
		if r.Person == "" || r.UnprovenPaused == 0 {
			continue
		}
		p := person[r.Person]
		if rest := allOpen - open[p]; rest > 0 {
			believed := float64((allUnproven - unproven[p]) / rest * open[p])
			c.unproven[i] = float64(r.UnprovenPaused) * min(1, believed/unproven[p])
		}
	}
	return c
}

// Age is the age of record i on day d: counting days since issue less those paused. It
// can fall to 0, or below it where a pause is longer than the time; callers floor it.
func (c *clock) Age(i int, d table.Day) float64 {
	r := &c.records[i]
	n := c.o.Lag.Days(r.Issued, d) - PausedDays(r, c.o, d)
	if !c.buyer {
		n += instruction.CountingDays(r.BuyerPaused, r.Issued, d, c.o)
	}
	return float64(n)
}

// End is the age at which the clock of record i stopped; believed unproven waits are
// taken off here.
func (c *clock) End(i int, d table.Day) float64 { return c.Age(i, d) - c.unproven[i] }

// PausedDays counts the paused days of the clock after issue, up to and including end.
func PausedDays(r *instruction.Record, o assessment.Options, end table.Day) int {
	return instruction.CountingDays(r.Paused, r.Issued, end, o)
}
