package metrics

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/concession"
	"tenbin/metrics/finding"
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
	add := func(category int32, x *concession.Cell) {
		if byMonth[category] == nil {
			byMonth[category] = map[table.Month]*sums{}
		}
		s := byMonth[category][table.Month(x.Month)]
		if s == nil {
			s = &sums{}
			byMonth[category][table.Month(x.Month)] = s
		}
		s.n += x.N
		s.nf += float64(x.N * x.F)
	}
	for i := range a.e.Concession.Cells {
		x := &a.e.Concession.Cells[i]
		add(everything, x)
		add(x.Category, x)
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
			return s != nil && s.nf > float64(finding.CampaignFactor*s.n) && !(k != everything && company[m])
		}
		for m := range months {
			if !high(m) || high(m-1) {
				continue // not the first of a run
			}
			end := m
			for high(end + 1) {
				end++
			}
			if end-m+1 >= finding.CampaignMonths {
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
