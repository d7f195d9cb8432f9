package validate

import (
	"context"
	"math"

	"tenbin/metrics"
	"tenbin/metrics/simulate"
)

// Forecast is what the chance of being carried out within the span is worth.
type Forecast struct {
	Said, Done float64 // sums over open instructions: what was said, what came true
	N          float64
	Tenths     [10]Forecasted
	Right      Share // pairs of one carried out and one not, the former having had the higher chance
}

// Forecasted are the instructions with one tenth of the chance.
type Forecasted struct{ Said, Done, N float64 }

// forecastDays is the span of the calendar clock.
const forecastDays = 28

func forecastMeasures() []Measure {
	return []Measure{
		share("forecast: said", func(r Result) Share { return Share{r.Forecast.Said, r.Forecast.N} }),
		share("forecast: came true", func(r Result) Share { return Share{r.Forecast.Done, r.Forecast.N} }),
		{"forecast: worst tenth off by", worstTenth},
		share("forecast: told apart", func(r Result) Share { return r.Forecast.Right }),
	}
}

// worstTenth is the largest distance between what was said and what came true over the
// tenths of the chance with at least a hundred instructions, pooled over the sets.
func worstTenth(rs []Result) Figure {
	f := Figure{math.NaN(), math.NaN(), len(rs)}
	for k := range 10 {
		var x Forecasted
		for _, r := range rs {
			t := r.Forecast.Tenths[k]
			x.Said, x.Done, x.N = x.Said+t.Said, x.Done+t.Done, x.N+t.N
		}
		if d := math.Abs(x.Said-x.Done) / x.N; x.N >= 100 && !(d <= f.Value) {
			p := x.Done / x.N
			f.Value, f.SE = d, math.Sqrt(p*(1-p)/x.N)
		}
	}
	return f
}

// foretell assesses a base company as of the month before its last and looks at what
// became of the open instructions in the days that followed.
func foretell(ctx context.Context, set int) (Result, error) {
	c := simulate.New(simulate.Base, Month, simulate.Source(simulate.Seed("forecast", set)))
	o := Options(c.Setting)
	o.Month = Month - 1
	a, _, err := metrics.Run(ctx, dataOf(c), o)
	if err != nil {
		return Result{}, err
	}
	done := map[string]bool{}
	for _, x := range c.Orders {
		done[x.ID] = x.Done.Known() && x.Done <= a.CutOff+forecastDays
	}
	var f Forecast
	var yes, no []float64
	for i := range a.Instructions {
		x := &a.Instructions[i]
		if x.Status != "open" || x.P20 == nil {
			continue
		}
		p := *x.P20
		t := &f.Tenths[min(int(10*p), 9)]
		f.Said, f.N, t.Said, t.N = f.Said+p, f.N+1, t.Said+p, t.N+1
		if done[x.ID] {
			f.Done, t.Done, yes = f.Done+1, t.Done+1, append(yes, p)
		} else {
			no = append(no, p)
		}
	}
	for _, p := range yes {
		for _, q := range no {
			switch {
			case p > q:
				f.Right.add(true)
			case p == q:
				f.Right.Of, f.Right.Among = f.Right.Of+.5, f.Right.Among+1
			default:
				f.Right.add(false)
			}
		}
	}
	return Result{Forecast: f}, nil
}
