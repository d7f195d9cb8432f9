package metrics

import (
	"context"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/progress"
)

// PairHalf is what the odd months say of the conceded discounts of a salesperson with a
// client, and what the even months then showed. All but Share are relative to the
// healthy component.
type PairHalf struct {
	Person, Client     string
	Share, Raw, Nested float64 // of the odd months: conceded ÷ list, O/E, posterior mean
	LaterO, LaterE     float64 // of the even months
}

// OddEven splits the months of the window into odd and even ones, rates every
// pair on the odd ones alone and returns it beside what the same pair did in the even
// ones: which figure tells best how it will be found when looked at again. Only pairs
// that can be rated on both halves are returned, by person and client.
func OddEven(ctx context.Context, data Data, o assessment.Options) ([]PairHalf, error) {
	o = o.Resolved()
	cube, _, err := cube.Reduce(ctx, data.Source(), o)
	if err != nil {
		return nil, err
	}
	people := estimate.New(cube, nil)
	person := people.Places(cube)
	var half [2]*concession.Axis
	type pair struct{ person, client int32 }
	list, conceded := map[pair]float64{}, map[pair]float64{}
	for k := range half {
		c := *cube
		c.Keys, c.Cells = nil, nil
		for i, key := range cube.Keys {
			if key.Month < cube.WindowFrom || int(key.Month-cube.WindowFrom)%2 != k {
				continue
			}
			c.Keys, c.Cells = append(c.Keys, key), append(c.Cells, cube.Cells[i])
			if p, ok := person[key.Person]; ok && k == 0 {
				list[pair{int32(p), key.Client}] += float64(cube.Cells[i].List)
				conceded[pair{int32(p), key.Client}] += float64(cube.Cells[i].Conceded)
			}
		}
		half[k] = estimate.NewConcession(&c, person, len(people.People), true)
		half[k].Fit(o.CalendarFactor)
	}
	e := &estimate.Estimates{People: people.People, Concession: half[0], Lag: progress.New(nil, people.Index, len(people.People), o, true)}
	e.Lag.Fit()
	e.Combine()
	odd, even := half[0], half[1]
	later := map[pair]int{}
	for k, i := range even.Pairs.Owner {
		later[pair{int32(i), even.Pairs.Client[k]}] = k
	}
	var out []PairHalf
	for k, i := range odd.Pairs.Owner {
		id := pair{int32(i), odd.Pairs.Client[k]}
		q, ok := later[id]
		if !ok || odd.N[i] <= 0 || odd.Pairs.E[k] <= 0 || even.Pairs.E[q] <= 0 || list[id] <= 0 {
			continue
		}
		nested, _, _ := odd.Nested(k, e.PC[i].Mean())
		out = append(out, PairHalf{Person: people.People[i], Client: cube.Clients[id.client], Share: conceded[id] / list[id],
			Raw: odd.Pairs.O[k] / odd.Pairs.E[k] / e.C.M, Nested: nested / e.C.M, LaterO: even.Pairs.O[q], LaterE: even.Pairs.E[q] * e.C.M})
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Person != out[j].Person {
			return out[i].Person < out[j].Person
		}
		return out[i].Client < out[j].Client
	})
	return out, nil
}
