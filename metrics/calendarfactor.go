package metrics

import "tenbin/ingest/table"

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
	for round, s := range calendarSmoothing {
		of := func(x *scoredCell) key {
			if round == 0 {
				return key{-1, x.month}
			}
			return key{x.category, x.month}
		}
		type sums struct{ o, e float64 }
		total := map[key]*sums{}
		own := map[int]map[key]*sums{}
		add := func(m map[key]*sums, k key, o, e float64) {
			if m[k] == nil {
				m[k] = &sums{}
			}
			m[k].o += o
			m[k].e += e
		}
		for i := range a.cells {
			x := &a.cells[i]
			e := float64(x.n*x.f*a.rate[x.row]) * a.theta[x.person]
			add(total, of(x), x.y, e)
			if own[x.person] == nil {
				own[x.person] = map[key]*sums{}
			}
			add(own[x.person], of(x), x.y, e)
		}
		for i := range a.cells {
			x := &a.cells[i]
			t, mine := total[of(x)], own[x.person][of(x)]
			k := float64(s * a.Mean)
			if k > 0 {
				x.f *= (others(t.o, mine.o) + k) / (others(t.e, mine.e) + k)
			}
		}
		a.fit()
	}
}
