// Package validate runs the method on companies whose truth is known and measures
// what it gets right: who is found, how often an interval covers, how many flags are
// false, beside a naive ranking and an oracle that knows the true baseline rates.
//
// The trip: Run draws the sets of a setting, has each assessed, and returns one
// Result per set (measure.go); naive.go and oracle.go rank the same people otherwise;
// Summarise turns results into means with standard errors; Bounds holds the figures
// that the specification asks for.
package validate

import (
	"context"
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"

	"golang.org/x/sync/errgroup"
)

// Month is the data month of every simulated company; the figures do not depend on it.
var Month = table.MonthOf(2026, 10)

// Options returns the options under which simulated companies are assessed: calendar
// days, because the simulated hazards are per calendar day.
func Options(s simulate.Setting) assessment.Options {
	o := assessment.Options{Month: Month, WindowMonths: 24, LookBackMonths: 3, FiscalYearStart: 4, Currency: "JPY",
		CalendarFactor: true, DueBand: true, Tolerance: .005, UnmatchedShare: .02, VisitCost: 150_000, HasVisitCost: true, Recovery: .3, Workers: 1}
	if s.Attack == simulate.CapturedTeam { // an ordinary company of the simulator stands at 1.2 of it
		o.Tolerance = .03
	}
	if s.Months > baseline {
		o.BaselineMonths, o.WatchedMonths = baseline, watchedAfter
	}
	return o
}

// Assess draws set i of setting s and assesses it.
func Assess(ctx context.Context, s simulate.Setting, i int) (*simulate.Company, *assessment.Assessment, error) {
	var list simulate.List
	var listed error
	if s.Listed {
		list = func(c *simulate.Company) []float64 {
			var worst []float64
			worst, listed = listOf(ctx, c)
			return worst
		}
	}
	c := simulate.NewListed(s, Month, simulate.Source(simulate.Seed(s.Name, i)), list)
	if listed != nil {
		return nil, nil, listed
	}
	a, err := assess(ctx, c)
	return c, a, err
}

// dataOf is what a run reads of a company.
func dataOf(c *simulate.Company) metrics.Data {
	return metrics.Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true, Files: []table.File{
		{Path: "deals", Table: "deals", Month: -1}, {Path: "instructions", Table: "instructions", Month: -1}, {Path: "pauses", Table: "pauses", Month: -1},
		{Path: "coaching", Table: "coaching", Month: -1}, {Path: "sessions", Table: "sessions", Month: -1}, {Path: "updates", Table: "updates", Month: -1}}, SeenFrom: seen(c)}
}

// seen is what publications let be watched from when, nil where nothing was published.
func seen(c *simulate.Company) func(string) table.Day {
	if c.SeenFrom == nil {
		return nil
	}
	return func(id string) table.Day {
		if d, ok := c.SeenFrom[id]; ok {
			return d
		}
		return table.NoDay
	}
}

// assess assesses a company that is drawn already.
func assess(ctx context.Context, c *simulate.Company) (*assessment.Assessment, error) {
	a, _, err := metrics.Run(ctx, dataOf(c), Options(c.Setting))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Setting.Name, err)
	}
	return a, nil
}

// Run measures sets from … to−1 of a study with that many workers; the results are in
// the order of the sets whatever their number. A study of which single sets say little draws
// more of those that decide.
func Run(ctx context.Context, s Study, from, to, workers int) ([]Result, error) {
	to = s.upTo(from, to)
	results := make([]Result, to-from)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(workers, 1))
	for i := from; i < to; i++ {
		group.Go(func() (err error) {
			results[i-from], err = s.one(ctx, i)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return results, nil
}
