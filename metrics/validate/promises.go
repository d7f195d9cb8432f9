package validate

import (
	"context"
	"slices"

	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// Promises is what is said of promises put off, where the true rates are known.
type Promises struct {
	Cover              Share // 90 % limits that hold the true rate ÷ the middle person's
	Named, NamedFalse  Share // people with a sentence: of those at twice the rate; of ordinary people
	Above, AbovedFalse Share // people whose lower limit lies above peers, alike
	Right              Share // pairs of one at twice the rate and one ordinary, in the true order
}

// promising is a company in which few deals are drawn: they are not what is measured.
func promising(orders float64) simulate.Setting {
	s := simulate.Base
	s.People, s.DealsPerMonth, s.Captured, s.OrdersPerMonth = 40, 1, 0, orders
	return s
}

func promiseStudies() []Study {
	study := func(name, about string, orders float64) Study {
		return Study{name, about, promiseMeasures(), func(ctx context.Context, set int) (Result, error) {
			c := simulate.New(promising(orders), Month, simulate.Source(simulate.Seed(name, set)))
			rates := c.Promise()
			a, err := assess(ctx, c)
			if err != nil {
				return Result{}, err
			}
			return Result{Promises: measurePromises(c, rates, a)}, nil
		}}
	}
	return []Study{
		study("promises", "promises: 5 of 40 people put off twice as many", simulate.Base.OrdersPerMonth),
		study("promises_sparse", "the same with .3 instructions a month", .3),
	}
}

func promiseMeasures() []Measure {
	return []Measure{
		share("promises: cover", func(r Result) Share { return r.Promises.Cover }),
		share("promises: movers named", func(r Result) Share { return r.Promises.Named }),
		share("promises: others named", func(r Result) Share { return r.Promises.NamedFalse }),
		share("promises: movers above peers", func(r Result) Share { return r.Promises.Above }),
		share("promises: others above peers", func(r Result) Share { return r.Promises.AbovedFalse }),
		share("promises: told apart", func(r Result) Share { return r.Promises.Right }),
	}
}

// measurePromises compares what is said with the true rates. Ordinary people whose own rate
// lies above the middle's are not counted among the false ones above peers: they are.
func measurePromises(c *simulate.Company, rates []float64, a *assessment.Assessment) (r Promises) {
	sorted := slices.Sorted(slices.Values(rates))
	middle := (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
	by := map[string]*assessment.Progress{}
	for i := range a.Progress {
		by[string(a.Progress[i].Person)] = &a.Progress[i]
	}
	var movers, others []float64
	for i, t := range c.People {
		p := by[t.ID]
		if p == nil || p.Moved.Ratio == nil {
			continue
		}
		truth := rates[i] / middle
		r.Cover.add(*p.Moved.Lo <= truth && truth <= *p.Moved.Hi)
		named := slices.ContainsFunc(p.Worst, func(e assessment.Evidence) bool { return e.Kind == assessment.SaysMoved })
		if t.Role == "mover" {
			movers = append(movers, *p.Moved.Ratio)
			r.Named.add(named)
			r.Above.add(*p.Moved.Lo > 1)
			continue
		}
		others = append(others, *p.Moved.Ratio)
		r.NamedFalse.add(named)
		if truth <= 1 {
			r.AbovedFalse.add(*p.Moved.Lo > 1)
		}
	}
	for _, x := range movers {
		for _, y := range others {
			r.Right.add(x > y)
		}
	}
	return r
}
