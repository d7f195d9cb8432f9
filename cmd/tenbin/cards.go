package main

import (
	"context"

	"tenbin/metrics"
)

// cardLines is the number of deal lines up to which every card of a company holds every
// row behind its figures, about 150 MB while the cards are written. Above it the cards
// hold the largest lines and name tenbin explain, which lists all of one person's.
const cardLines = 500_000

// linesOf reads the deal lines behind everybody's card again, in one pass; nil for a
// company with more than cardLines, and where there are no cards.
func (j *job) linesOf(ctx context.Context, a *metrics.Assessment) (map[string][]metrics.LedgerLine, error) {
	if a.Inputs.LinesMeasured > cardLines || len(a.People) == 0 {
		return nil, nil
	}
	people := map[string]bool{}
	for i := range a.People {
		people[j.veil.Original(a.People[i].ID)] = true
	}
	lines, err := metrics.PersonLines(ctx, j.data(newWatch(a.Options.ClosingDay)), people, a)
	j.veil.Cover(&lines)
	return lines, err
}
