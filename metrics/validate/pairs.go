package validate

import (
	"context"
	"math"

	"tenbin/metrics"
	"tenbin/metrics/simulate"
)

// Halves is how well the pairs of the odd months predict those of the even months:
// rank correlation and mean squared error against the raw O/E of the even months.
type Halves struct {
	Share, Raw, Nested    float64 // Spearman: conceded ÷ list, O/E, posterior mean
	ErrorRaw, ErrorNested float64 // squared errors, weighted by E of the even months
}

func pairMeasures() []Measure {
	return []Measure{
		average("pairs: raw share", func(r Result) float64 { return r.Halves.Share }),
		average("pairs: raw O/E", func(r Result) float64 { return r.Halves.Raw }),
		average("pairs: nested", func(r Result) float64 { return r.Halves.Nested }),
		average("pairs: nested − raw O/E", func(r Result) float64 { return r.Halves.Nested - r.Halves.Raw }),
		average("pairs: squared error raw", func(r Result) float64 { return r.Halves.ErrorRaw }),
		average("pairs: squared error nested", func(r Result) float64 { return r.Halves.ErrorNested }),
	}
}

// oddEven assesses the odd months and the even months of one company apart.
func oddEven(ctx context.Context, set int) (Result, error) {
	c := simulate.New(simulate.Base, Month, simulate.Source(simulate.Seed("odd_even", set)))
	var half [2]*metrics.Assessment
	for k := range half {
		a, err := assess(ctx, c.Half(k))
		if err != nil {
			return Result{}, err
		}
		half[k] = a
	}
	type key struct{ person, client string }
	even := map[key]*metrics.Pair{}
	for i := range half[1].Pairs {
		p := &half[1].Pairs[i]
		even[key{p.Person, p.Client}] = p
	}
	var h Halves
	var share, raw, nested, later []float64
	weight := 0.
	scale := [2]float64{half[0].Hyper.Concession.M, half[1].Hyper.Concession.M}
	for i := range half[0].Pairs {
		p := &half[0].Pairs[i]
		q := even[key{p.Person, p.Client}]
		if q == nil || p.Ratio == nil || q.Expected <= 0 || p.Expected <= 0 || p.ListAmount <= 0 {
			continue
		}
		share = append(share, float64(p.ConcededAmount)/float64(p.ListAmount))
		r, n, y := p.Observed/p.Expected/scale[0], *p.Ratio, q.Observed/q.Expected/scale[1]
		raw, nested, later = append(raw, r), append(nested, n), append(later, y)
		h.ErrorRaw += float64(q.Expected * (r - y) * (r - y))
		h.ErrorNested += float64(q.Expected * (n - y) * (n - y))
		weight += q.Expected
	}
	h.ErrorRaw, h.ErrorNested = h.ErrorRaw/math.Max(weight, 1e-12), h.ErrorNested/math.Max(weight, 1e-12)
	h.Share, h.Raw, h.Nested = spearman(share, later), spearman(raw, later), spearman(nested, later)
	return Result{Halves: h}, nil
}
