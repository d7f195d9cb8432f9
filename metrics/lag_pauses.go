package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// lagClock tells the age of instructions in days of the clock, without the days on
// which nobody could have carried them out.
type lagClock struct {
	o        assessment.Options
	records  []InstructionRecord
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
func newLagClock(records []InstructionRecord, person map[string]int, people int, o assessment.Options, buyer bool) *lagClock {
	c := &lagClock{o: o, records: records, unproven: make([]float64, len(records)), buyer: buyer}
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
		p, d := person[r.Person], float64(max(0, o.Lag.Days(r.Issued, r.End(cut))-pausedDays(r, o, r.End(cut))))
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

// age is the age of record i on day d: counting days since issue less those paused. It
// can fall to 0, or below it where a pause is longer than the time; callers floor it.
func (c *lagClock) age(i int, d table.Day) float64 {
	r := &c.records[i]
	n := c.o.Lag.Days(r.Issued, d) - pausedDays(r, c.o, d)
	if !c.buyer {
		n += countingDays(r.BuyerPaused, r.Issued, d, c.o)
	}
	return float64(n)
}

// end is the age at which the clock of record i stopped; believed unproven waits are
// taken off here.
func (c *lagClock) end(i int, d table.Day) float64 { return c.age(i, d) - c.unproven[i] }

// pausedDays counts the paused days of the clock after issue, up to and including end.
func pausedDays(r *InstructionRecord, o assessment.Options, end table.Day) int {
	return countingDays(r.Paused, r.Issued, end, o)
}

// countingDays counts the days of the clock among days that lie in (from, to].
func countingDays(days []table.Day, from, to table.Day, o assessment.Options) int {
	n := 0
	for _, d := range days {
		if d > from && d <= to && o.Lag.Open(d) {
			n++
		}
	}
	return n
}

// buyerWaits sums a person's counting days in waits for the buyer, and those of them
// without evidence.
func (a *assessor) buyerWaits(id string) (all, unproven int) {
	for _, k := range a.own[id] {
		r := &a.records[k]
		unproven += r.UnprovenPaused
		all += r.UnprovenPaused + countingDays(r.BuyerPaused, r.Issued, a.CutOff, a.o)
	}
	return all, unproven
}

// withoutPauses computes everybody's score as if no wait for the buyer counted; nil
// when nobody recorded one.
func (a *assessor) withoutPauses() []float64 {
	some := false
	for i := range a.records {
		some = some || a.records[i].UnprovenPaused > 0 || len(a.records[i].BuyerPaused) > 0
	}
	if !some {
		return nil
	}
	other := *a.e
	other.lag = newLag(a.records, a.e.index, len(a.e.people), a.o, false)
	other.lag.Fit()
	other.combine()
	scores := make([]float64, len(other.joint))
	for i := range scores {
		scores[i] = 100 * other.joint[i].Score
	}
	return scores
}
