package main

import (
	"context"

	"tenbin/cmd/tenbin/dataset"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// linesOf reads the deal lines behind everybody's card again, in one pass; nil for a
// company with more than dataset.CardLines, and where there are no cards.
func (j *job) linesOf(ctx context.Context, a *assessment.Assessment) (map[string][]assessment.LedgerLine, error) {
	if a.Inputs.LinesMeasured > dataset.CardLines || len(a.People) == 0 {
		return nil, nil
	}
	people := map[string]bool{}
	for i := range a.People {
		people[j.mask.Original(a.People[i].ID)] = true
	}
	lines, err := metrics.PersonLines(ctx, j.data(dataset.NewWatch(a.Options.ClosingDay)), people, j.basis)
	j.mask.Mask(&lines)
	return lines, err
}
