package validate

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/simulate"
)

// monthlyRuns is how many months in a row a company is reported on, as a firm does it: the
// baseline moves along with the month.
const monthlyRuns = 13

func monthlyMeasures() []Measure {
	return []Measure{share("false alarms a year", func(r Result) Share { return r.Watch.False })}
}

// monthly counts the alarms that are raised about people of whom nobody changes, in the
// monthly run with its own windows.
func monthly(ctx context.Context, set int) (Result, error) {
	s, _ := simulate.Named("dense_healthy")
	s.Name, s.People = "monthly", 40
	c := simulate.New(s, Month, simulate.Source(simulate.Seed(s.Name, set)))
	d := dataOf(c)
	var replay Replay
	for k := range monthlyRuns {
		o := Options(simulate.Base)
		o.Month = Month - monthlyRuns + 1 + table.Month(k)
		a, _, err := metrics.Run(ctx, d, o)
		if err != nil {
			return Result{}, err
		}
		replay.Add(a)
	}
	b := replay.Finish()
	return Result{Watch: Watch{False: Share{float64(b.Raised()), b.PersonYears}}}, nil
}
