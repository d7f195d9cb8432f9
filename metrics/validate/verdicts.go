package validate

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"tenbin/metrics/simulate"
	"tenbin/metrics/verdict"
)

// The grid of the verdict study: line noise, announced increase, items, months since.
var (
	lineNoise  = [...]float64{.005, .02, .04}
	announced  = [...]float64{.03, .05, .10}
	itemCounts = [...]int{1, 3, 5, 10}
	monthsOn   = [...]int{1, 2, 3, 6}
)

const (
	combinations   = len(lineNoise) * len(announced) * len(itemCounts) * len(monthsOn)
	increasesASet  = 250 // of each combination in a data set
	ordinaryCredit = .005
)

// Verdicts counts, by combination, increases that truly landed and were said not to have.
type Verdicts struct {
	Accused   [combinations]Share // not applied, in part or reverted
	Point     [combinations]Share // what PT < .8 alone would have said
	GivenBack [combinations]Share // given back, with ordinary credit notes only
	Missed    Share               // nothing applied, ten items, six months: not called so
}

func verdictMeasures() []Measure {
	worst := func(f func(Verdicts) *[combinations]Share) func([]Result) Figure {
		return func(rs []Result) Figure {
			w := Figure{math.NaN(), math.NaN(), 0}
			for k := range combinations {
				if x := pooled(rs, func(r Result) Share { return f(r.Verdicts)[k] }); math.IsNaN(w.Value) || x.Value > w.Value {
					w = x
				}
			}
			return w
		}
	}
	all := func(f func(Verdicts) *[combinations]Share) func(Result) Share {
		return func(r Result) (s Share) {
			for _, x := range f(r.Verdicts) {
				s.Of, s.Among = s.Of+x.Of, s.Among+x.Among
			}
			return s
		}
	}
	accused := func(v Verdicts) *[combinations]Share { return &v.Accused }
	point := func(v Verdicts) *[combinations]Share { return &v.Point }
	back := func(v Verdicts) *[combinations]Share { return &v.GivenBack }
	return []Measure{
		{"landed, accused: worst of 144", worst(accused)},
		share("landed, accused: all", all(accused)),
		{"landed, point rule: worst of 144", worst(point)},
		share("landed, point rule: all", all(point)),
		{"ordinary credits called given back: worst", worst(back)},
		share("not applied, found (10 × 6, 2 %, 5 %)", func(r Result) Share { return r.Verdicts.Missed }),
	}
}

// accuse draws price increases that landed in full on every item.
func accuse(_ context.Context, set int) (Result, error) {
	draw := rand.New(simulate.Source(simulate.Seed("verdicts", set)))
	var v Verdicts
	k := 0
	for _, noise := range lineNoise {
		for _, rise := range announced {
			for _, items := range itemCounts {
				for _, months := range monthsOn {
					for range increasesASet {
						r := verdict.Price(increase(draw, noise, rise, 1, items, months))
						v.Accused[k].add(r.Word == verdict.NotApplied || r.Word == verdict.InPart || r.Word == verdict.Reverted)
						v.Point[k].add(r.PassThrough.PT < .8)
						v.GivenBack[k].add(r.Word == verdict.GivenBack)
					}
					k++
				}
			}
		}
	}
	if k != combinations {
		return Result{}, fmt.Errorf("verdicts: %d combinations", k)
	}
	for range increasesASet {
		v.Missed.add(verdict.Price(increase(draw, .02, .05, 0, 10, 6)).Word == verdict.NotApplied)
	}
	return Result{Verdicts: v}, nil
}

// increase draws a client's invoices around an announced rise of which the share landed
// was applied, with ordinary credit notes of half a per cent of revenue.
func increase(draw *rand.Rand, noise, rise, landed float64, items, months int) verdict.Increase {
	in := verdict.Increase{Announced: rise, Months: months, Days: 30*months + 31, HasQuantity: true, Noise: verdict.Noise{Within: noise, Drift: noise / 2}}
	revenue := 0.
	for range items {
		var it verdict.Item
		drift := noise / 2 * draw.NormFloat64()
		for m := -12; m < months; m++ {
			p := noise * draw.NormFloat64()
			if m >= 0 {
				p += float64(landed*math.Log1p(rise)) + drift
			}
			net := 1000 * math.Exp(p)
			it = append(it, verdict.Monthly{Offset: m, Lines: 1, Net: net, Quantity: 10})
			if m >= 0 {
				revenue += net
			}
		}
		in.Items = append(in.Items, it)
	}
	after := 0.
	for range months { // the share of a month is lognormal with SD ≈ its mean
		after += ordinaryCredit * math.Exp(.83*draw.NormFloat64()-.35) * revenue / float64(months)
	}
	in.Credits = verdict.Credits{ShareBefore: ordinaryCredit, ShareSD: ordinaryCredit, After: after, Revenue: revenue, Months: months}
	return in
}
