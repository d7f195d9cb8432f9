package validate

import (
	"context"

	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// Handover is what the comparison of a client's discounts before and after a change of
// holder is worth.
type Handover struct {
	Cover          Share // 90 % interval of after ÷ before holds θ(new)/θ(old)
	Decided, Wrong Share // the interval lies on one side of 1; of those, on the wrong side
	LargeFound     Share // true changes by a factor of 1.5 or more, found on their side
}

func handoverMeasures() []Measure {
	return []Measure{
		share("handover: cover", func(r Result) Share { return r.Handover.Cover }),
		share("handover: decided", func(r Result) Share { return r.Handover.Decided }),
		share("handover: decided wrongly", func(r Result) Share { return r.Handover.Wrong }),
		share("handover: change of 1.5 found", func(r Result) Share { return r.Handover.LargeFound }),
	}
}

// handedOver draws a base company in which every fourth client changes hands.
func handedOver(ctx context.Context, set int) (Result, error) {
	c := simulate.New(simulate.Base, Month, simulate.Source(simulate.Seed("handover", set)))
	truth := c.HandOver()
	a, err := assess(ctx, c)
	if err != nil {
		return Result{}, err
	}
	return Result{Handover: measureHandover(truth, a)}, nil
}

// measureHandover compares every change that was shown with the true one.
func measureHandover(truth map[[2]string]float64, a *assessment.Assessment) (r Handover) {
	for i := range a.Pairs {
		p := &a.Pairs[i]
		change, ok := truth[[2]string{string(p.Person), string(p.Client)}]
		if p.Handover == nil || !ok {
			continue
		}
		lo, hi := *p.Handover.Lo, *p.Handover.Hi
		r.Cover.add(lo <= change && change <= hi)
		decided := lo > 1 || hi < 1
		r.Decided.add(decided)
		if decided {
			r.Wrong.add((lo > 1) != (change > 1))
		}
		if change >= 1.5 || change <= 1/1.5 {
			r.LargeFound.add(decided && (lo > 1) == (change > 1))
		}
	}
	return r
}
