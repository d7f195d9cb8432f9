package simulate

import (
	"math"

	"tenbin/ingest/table"
)

// What only somebody who drew the company can know: the figures of an oracle.

// Habit is the person's own true effect before anything is planted: on conceded share
// and on the hazard of carrying out.
func (c *Company) Habit(person int) (concession, speed float64) {
	p := &c.people[person]
	return p.healthy[0], p.healthy[1]
}

// ExposureByMonth is the true hazard of an order, with its client's effect and θ = 1,
// integrated over each month of the history while the order was open.
func (c *Company) ExposureByMonth(o Order) []float64 {
	months := make([]float64, c.Setting.Months)
	h := c.hazardOf(o, 1)
	end := c.Month.CutOff(0)
	if o.Done.Known() {
		end = o.Done
	} else if o.Closed.Known() {
		end = o.Closed
	}
	for t := range months {
		m := c.firstMonth() + table.Month(t)
		from, to := max((m-1).CutOff(0), o.Issued), min(m.CutOff(0), end)
		if to > from {
			months[t] = math.Max(0, h.upTo(float64(to-o.Issued))-h.upTo(float64(from-o.Issued)))
		}
	}
	return months
}
