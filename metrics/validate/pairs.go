package validate

import (
	"context"

	"tenbin/metrics"
	"tenbin/metrics/simulate"
)

func pairMeasures() []Measure {
	return []Measure{
		average("pairs: raw share", func(r Result) float64 { return r.Halves.Share }),
		average("pairs: raw O/E", func(r Result) float64 { return r.Halves.Raw }),
		average("pairs: nested", func(r Result) float64 { return r.Halves.Ours }),
		average("pairs: nested − raw O/E", func(r Result) float64 { return r.Halves.Ours - r.Halves.Raw }),
		average("pairs: squared error raw", func(r Result) float64 { return r.Halves.ErrorRaw }),
		average("pairs: squared error nested", func(r Result) float64 { return r.Halves.ErrorOurs }),
	}
}

// oddEven foretells the even months of a base company from the odd ones.
func oddEven(ctx context.Context, set int) (Result, error) {
	c := simulate.New(simulate.Base, Month, simulate.Source(simulate.Seed("odd_even", set)))
	halves, err := metrics.OddEven(ctx, dataOf(c), Options(c.Setting))
	if err != nil {
		return Result{}, err
	}
	return Result{Halves: PredictEven(halves)}, nil
}
