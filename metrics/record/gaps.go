package record

import (
	"slices"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/instruction"
)

// gap is one person's median number of days between reports on an instruction.
type gap struct {
	person string
	days   int
}

// Gaps are everybody's median gaps between the reports on one instruction, shortest
// first.
type Gaps []gap

// Gaps returns everybody's gap, the first of an instruction counted from its issue.
func (g *Register) Gaps(records []instruction.Record) Gaps {
	all := map[string][]int{}
	for i := range records {
		r := &records[i]
		var at []table.Day
		g.EachUpdate(r, func(x *instruction.Update) {
			if x.At > r.Issued && x.At <= r.End(g.cut) {
				at = append(at, x.At)
			}
		})
		slices.Sort(at)
		before := r.Issued
		for _, d := range at {
			if d > before {
				all[r.Person] = append(all[r.Person], g.o.Lag.Days(before, d))
			}
			before = d
		}
	}
	people := make([]string, 0, len(all))
	for id := range all {
		people = append(people, id)
	}
	sort.Strings(people)
	var gaps Gaps
	for _, id := range people {
		days := all[id]
		sort.Ints(days)
		gaps = append(gaps, gap{id, days[len(days)/2]})
	}
	sort.SliceStable(gaps, func(i, j int) bool { return gaps[i].days < gaps[j].days })
	return gaps
}

// Usual is the median of the other people's gaps, 0 where fewer than fewest report.
func (g Gaps) Usual(person string, fewest int) int {
	var others []int
	for _, x := range g {
		if x.person != person {
			others = append(others, x.days)
		}
	}
	if len(others) < fewest {
		return 0
	}
	return others[len(others)/2]
}
