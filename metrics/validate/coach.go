package validate

import (
	"context"
	"math"

	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// Coaching is the effect of a coaching as ln ratios, NaN where none was shown.
type Coaching struct {
	Matched     float64 // ours: guarded, against matched controls
	BeforeAfter float64 // plain before/after of the coached
	Rest        float64 // difference-in-differences against everybody else
	Covered     Share   // the 90 % interval holds the true effect
	Claims      Share   // plans of people of whom any look, of discounts or lag, says that something changed
	Readings    float64 // looks with limits, a plan
}

func coachingMeasures() []Measure {
	percent := func(f func(Coaching) float64) func([]Result) Figure {
		return func(rs []Result) Figure {
			x := mean(rs, func(r Result) float64 { return f(r.Coaching) })
			return Figure{math.Exp(x.Value), math.Exp(x.Value) * x.SE, x.Sets}
		}
	}
	return []Measure{
		{"effect, matched controls", percent(func(c Coaching) float64 { return c.Matched })},
		{"effect, before/after", percent(func(c Coaching) float64 { return c.BeforeAfter })},
		{"effect, against everybody else", percent(func(c Coaching) float64 { return c.Rest })},
		share("effect in its 90 % interval", func(r Result) Share { return r.Coaching.Covered }),
		share("plans with a change claimed", func(r Result) Share { return r.Coaching.Claims }),
		average("looks with limits, a plan", func(r Result) float64 { return r.Coaching.Readings }),
	}
}

// measureCoaching compares the group's effect with the truth, beside the two
// comparisons that a spreadsheet would offer.
func measureCoaching(c *simulate.Company, a *assessment.Assessment) Coaching {
	var r Coaching
	r.Matched = math.NaN()
	for _, g := range a.CoachingTogether {
		r.Matched = math.Log(g.Effect)
		r.Covered.add(g.Lo <= c.Setting.Effect && c.Setting.Effect <= g.Hi)
	}
	for i := range a.Coaching {
		claimed := false
		for _, l := range a.Coaching[i].Readings {
			if l.Effect != nil {
				r.Readings += 1 / float64(len(a.Coaching))
				claimed = claimed || *l.Lo > 0 || *l.Hi < 0
			}
		}
		r.Claims.add(claimed)
	}
	coached := c.Coached()
	from := c.Months()[c.Setting.Coach]
	var o, e [2][2]float64 // coached × after
	for _, l := range c.Lines {
		k, t := 0, 0
		if coached[l.Person] {
			k = 1
		}
		if l.Date.DataMonth(0) >= from {
			t = 1
		}
		o[k][t] += l.Conceded()
		e[k][t] += c.Baseline(l)
	}
	change := func(k int) float64 { return math.Log(o[k][1] / e[k][1] * e[k][0] / o[k][0]) }
	r.BeforeAfter, r.Rest = change(1), change(1)-change(0)
	return r
}

// listOf is what the report of the month before the coaching says of everybody's
// conceded discounts: the posterior ratio, 0 where nothing is said.
func listOf(ctx context.Context, c *simulate.Company) ([]float64, error) {
	o := Options(c.Setting)
	o.Month = c.Months()[c.Setting.Coach-1]
	a, _, err := metrics.Run(ctx, dataOf(c), o)
	if err != nil {
		return nil, err
	}
	said := map[string]float64{}
	for i := range a.People {
		if r := a.People[i].Concession.Ratio; r != nil {
			said[string(a.People[i].ID)] = *r
		}
	}
	people := c.Roster().People
	worst := make([]float64, len(people))
	for i, p := range people {
		worst[i] = said[p.ID]
	}
	return worst, nil
}
