package company

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/concession"
	"tenbin/metrics/finding"
)

// Campaign is a run of months with concessions far above expected, for the whole
// company (category "") or within one category.
type Campaign struct {
	Category string
	From, To table.Month
}

// Campaigns returns the runs of two or more months in which the calendar factor,
// Σ n·f ÷ Σ n over the lines, was above 1.5: those of the whole company, and those of a
// category in months that are not among them.
func Campaigns(axis *concession.Axis, categories []string) []Campaign {
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
	for i := range axis.Cells {
		x := &axis.Cells[i]
		add(everything, x)
		add(x.Category, x)
	}
	var found []Campaign
	company := map[table.Month]bool{}
	for k := int32(everything); int(k) < len(categories); k++ {
		months, name := byMonth[k], ""
		if k != everything {
			name = categories[k]
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
				found = append(found, Campaign{name, m, end})
			}
		}
		if k == everything {
			for _, c := range found {
				for m := c.From; m <= c.To; m++ {
					company[m] = true
				}
			}
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].Category != found[j].Category {
			return found[i].Category < found[j].Category
		}
		return found[i].From < found[j].From
	})
	return found
}
