package concession

import (
	"sort"

	"tenbin/metrics/peers"
)

// CalendarSmoothing are the pseudo-deals of the three rounds of the calendar factor.
var CalendarSmoothing = [3]float64{50, 20, 20}

// Calendar multiplies every line by what its month (then its category's month) was
// like for everybody else, three rounds, each followed by all passes again:
//
//	f_t = (Σ_{j≠i} O_jt + s·r̄) / (Σ_{j≠i} ϑ_j E_jt + s·r̄)
//
// An unregistered price campaign would otherwise be held against those who worked in it.
func (a *Axis) Calendar() {
	type key struct {
		category int32
		month    int
	}
	byPerson := make([]int, len(a.Cells)) // cells person by person, in their order
	for i := range byPerson {
		byPerson[i] = i
	}
	sort.SliceStable(byPerson, func(i, j int) bool { return a.Cells[byPerson[i]].Person < a.Cells[byPerson[j]].Person })
	for round, s := range CalendarSmoothing {
		of := func(x *Cell) key {
			if round == 0 {
				return key{-1, x.Month}
			}
			return key{x.Category, x.Month}
		}
		type sums struct{ o, e float64 }
		index, at := map[key]int32{}, make([]int32, len(a.Cells)) // of each cell, into totals
		var total []sums
		cellE := func(x *Cell) float64 { return float64(x.N * x.F * a.Rate[x.Row] * a.Theta[x.Person]) }
		for i := range a.Cells {
			x := &a.Cells[i]
			k, ok := index[of(x)]
			if !ok {
				k = int32(len(total))
				index[of(x)] = k
				total = append(total, sums{})
			}
			at[i] = k
			total[k].o += x.Y
			total[k].e += cellE(x)
		}
		own := make([]sums, len(total)) // of the person whose cells are being read
		var mine []int
		for first := 0; first < len(byPerson); {
			last := first
			mine = mine[:0]
			for ; last < len(byPerson) && a.Cells[byPerson[last]].Person == a.Cells[byPerson[first]].Person; last++ {
				i := byPerson[last]
				own[at[i]].o += a.Cells[i].Y
				own[at[i]].e += cellE(&a.Cells[i])
				mine = append(mine, i)
			}
			if k := float64(s * a.Mean); k > 0 {
				factor := func(i int) float64 {
					t, m := &total[at[i]], &own[at[i]]
					return (peers.Others(t.o, m.o) + k) / (peers.Others(t.e, m.e) + k)
				}
				for _, i := range mine {
					a.Cells[i].F *= factor(i)
				}
			}
			for _, i := range mine {
				own[at[i]] = sums{}
			}
			first = last
		}
		a.Passes()
	}
}
