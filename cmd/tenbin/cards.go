package main

import (
	"context"

	"tenbin/cmd/tenbin/door"
	"tenbin/metrics"
)

// linesOf reads the deal lines behind everybody's card again, in one pass; nil for a
// company with more than door.CardLines, and where there are no cards.
func (j *job) linesOf(ctx context.Context, a *metrics.Assessment) (map[string][]metrics.LedgerLine, error) {
	if a.Inputs.LinesMeasured > door.CardLines || len(a.People) == 0 {
		return nil, nil
	}
	people := map[string]bool{}
	for i := range a.People {
		people[j.veil.Original(a.People[i].ID)] = true
	}
	lines, err := metrics.PersonLines(ctx, j.data(door.NewWatch(a.Options.ClosingDay)), people, a)
	j.veil.Cover(&lines)
	return lines, err
}
