// Package company answers: what was measured at all, of everybody together, and what is
// peculiar to a month of the whole company?
//
// In come the cube, the records and the concession axis; out come sums and the months of
// which management is asked.
package company

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// Money are the measured sums of each person in the window, exact, and of all.
type Money struct {
	Lines, List, Conceded []int64
	Total                 cube.Cell
	Months                float64 // with measured lines, 1 at least
}

// MoneyOf sums the cells of the window; index is the place of each person.
func MoneyOf(c *cube.Cube, index map[string]int) *Money {
	n := len(index)
	m := &Money{Lines: make([]int64, n), List: make([]int64, n), Conceded: make([]int64, n)}
	months := map[table.Month]bool{}
	for i, k := range c.Keys {
		if k.Month < c.WindowFrom {
			continue
		}
		x := &c.Cells[i]
		p := index[c.People[k.Person]]
		m.Lines[p] += x.Lines
		m.List[p] += x.List
		m.Conceded[p] += x.Conceded
		m.Total.List += x.List
		m.Total.Discount += x.Discount
		m.Total.Conceded += x.Conceded
		m.Total.LinesDiscounted += x.LinesDiscounted
		m.Total.LinesAbove += x.LinesAbove
		m.Total.ListAbove += x.ListAbove
		months[k.Month] = true
	}
	m.Months = math.Max(float64(len(months)), 1)
	return m
}

// Totals are the sums of money, where any line could be measured, and the records by
// their state on the cut-off, where there are any.
func Totals(money *Money, measured bool, records []instruction.Record, o assessment.Options) (t assessment.Totals) {
	if measured {
		c := &money.Total
		t.ListAmount, t.DiscountAmount, t.ConcededAmount, t.ListAmountAboveList = assessment.Yen(c.List), assessment.Yen(c.Discount), assessment.Yen(c.Conceded), assessment.Yen(c.ListAbove)
		t.LinesDiscounted, t.LinesAboveList = c.LinesDiscounted, c.LinesAbove
		if c.List > 0 {
			t.ConcededShare = assessment.Of(float64(c.Conceded) / float64(c.List))
		}
	}
	if len(records) == 0 {
		return t
	}
	var open, overdue, done, late, ended, all int64
	for i := range records {
		r := &records[i]
		all++
		switch {
		case r.Open():
			open++
			if _, _, past := r.PastDue(o.CutOff(), o); past {
				overdue++
			}
		case r.Implemented.Known() || r.Undated:
			done++
			if r.Implemented.Known() && r.Due.Known() && r.Implemented > r.Due {
				late++
			}
		default:
			ended++
		}
	}
	t.Instructions, t.InstructionsOpen, t.InstructionsOverdue, t.InstructionsImplemented, t.InstructionsLate, t.InstructionsEnded = &all, &open, &overdue, &done, &late, &ended
	return t
}

// From is the first day that anything speaks of, where the window has no beginning: the
// first measured line or the first issue.
func From(window table.Day, c *cube.Cube, records []instruction.Record) table.Day {
	if window.Known() {
		return window
	}
	first := c.FirstDay
	for i := range records {
		if !first.Known() || records[i].Issued < first {
			first = records[i].Issued
		}
	}
	return first
}
