package metrics

import (
	"sort"

	"tenbin/ingest/table"
)

// calendarSmoothing are the pseudo-deals of the three rounds of the calendar factor.
var calendarSmoothing = [3]float64{50, 20, 20}

// calendar multiplies every line by what its month (then its category's month) was
// like for everybody else, three rounds, each followed by all passes again:
//
//	f_t = (Σ_{j≠i} O_jt + s·r̄) / (Σ_{j≠i} ϑ_j E_jt + s·r̄)
//
// An unregistered price campaign would otherwise be held against those who worked in it.
func (a *concessionAxis) calendar() {
	type key struct {
		category int32
		month    table.Month
	}
	byPerson := make([]int, len(a.cells)) // cells person by person, in their order
	for i := range byPerson {
		byPerson[i] = i
	}
	sort.SliceStable(byPerson, func(i, j int) bool { return a.cells[byPerson[i]].person < a.cells[byPerson[j]].person })
	for round, s := range calendarSmoothing {
		of := func(x *scoredCell) key {
			if round == 0 {
				return key{-1, x.month}
			}
			return key{x.category, x.month}
		}
		type sums struct{ o, e float64 }
		index, at := map[key]int32{}, make([]int32, len(a.cells)) // of each cell, into totals
		var total []sums
		cellE := func(x *scoredCell) float64 { return float64(x.n * x.f * a.rate[x.row] * a.theta[x.person]) }
		for i := range a.cells {
			x := &a.cells[i]
			k, ok := index[of(x)]
			if !ok {
				k = int32(len(total))
				index[of(x)] = k
				total = append(total, sums{})
			}
			at[i] = k
			total[k].o += x.y
			total[k].e += cellE(x)
		}
		own := make([]sums, len(total)) // of the person whose cells are being read
		var mine []int
		for first := 0; first < len(byPerson); {
			last := first
			mine = mine[:0]
			for ; last < len(byPerson) && a.cells[byPerson[last]].person == a.cells[byPerson[first]].person; last++ {
				i := byPerson[last]
				own[at[i]].o += a.cells[i].y
				own[at[i]].e += cellE(&a.cells[i])
				mine = append(mine, i)
			}
			if k := float64(s * a.Mean); k > 0 {
				factor := func(i int) float64 {
					t, m := &total[at[i]], &own[at[i]]
					return (others(t.o, m.o) + k) / (others(t.e, m.e) + k)
				}
				for _, i := range mine {
					a.cells[i].f *= factor(i)
				}
			}
			for _, i := range mine {
				own[at[i]] = sums{}
			}
			first = last
		}
		a.passes()
	}
}

// campaignFactor and campaignMonths: from such a factor in so many consecutive months
// on, management is asked whether there was a campaign.
const (
	campaignFactor = 1.5
	campaignMonths = 2
)

// campaign is a run of months with concessions far above expected, for the whole
// company (category "") or within one category.
type campaign struct {
	category string
	from, to table.Month
}

// campaigns returns the runs of two or more months in which the calendar factor,
// Σ n·f ÷ Σ n over the lines, was above 1.5: those of the whole company, and those of a
// category in months that are not among them.
func (a *assessor) campaigns() []campaign {
	if !a.o.CalendarFactor {
		return nil
	}
	type sums struct{ n, nf float64 }
	const everything = -1
	byMonth := map[int32]map[table.Month]*sums{}
	add := func(category int32, x *scoredCell) {
		if byMonth[category] == nil {
			byMonth[category] = map[table.Month]*sums{}
		}
		s := byMonth[category][x.month]
		if s == nil {
			s = &sums{}
			byMonth[category][x.month] = s
		}
		s.n += x.n
		s.nf += float64(x.n * x.f)
	}
	for i := range a.e.concession.cells {
		x := &a.e.concession.cells[i]
		add(everything, x)
		add(x.category, x)
	}
	var found []campaign
	company := map[table.Month]bool{}
	for k := int32(everything); int(k) < len(a.cube.Categories); k++ {
		months, name := byMonth[k], ""
		if k != everything {
			name = a.cube.Categories[k]
		}
		high := func(m table.Month) bool {
			s := months[m]
			return s != nil && s.nf > float64(campaignFactor*s.n) && !(k != everything && company[m])
		}
		for m := range months {
			if !high(m) || high(m-1) {
				continue // not the first of a run
			}
			end := m
			for high(end + 1) {
				end++
			}
			if end-m+1 >= campaignMonths {
				found = append(found, campaign{name, m, end})
			}
		}
		if k == everything {
			for _, c := range found {
				for m := c.from; m <= c.to; m++ {
					company[m] = true
				}
			}
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].category != found[j].category {
			return found[i].category < found[j].category
		}
		return found[i].from < found[j].from
	})
	return found
}
