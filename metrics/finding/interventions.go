package finding

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/record"
)

// Interventions are, by person, the data months that begin with an intervention, in
// order: the first held session of a coaching plan, and the day on which the manager
// took on coaching, a deal review or a senior visit. A date counts from the nearer
// month boundary.
func Interventions(t *instruction.Tables, register *record.Register, people []string, pairs []assessment.Pair, o assessment.Options) map[string][]table.Month {
	months := map[string][]table.Month{}
	if t == nil {
		return months
	}
	add := func(person string, d table.Day) {
		m := d.DataMonth(o.ClosingDay)
		if d-(m-1).CutOff(o.ClosingDay) > m.CutOff(o.ClosingDay)-d {
			m++
		}
		months[person] = append(months[person], m)
	}
	first := map[string]table.Day{}
	for _, x := range t.Sessions {
		if d, ok := first[x.PlanID]; x.Held && x.Date <= o.CutOff() && (!ok || x.Date < d) {
			first[x.PlanID] = x.Date
		}
	}
	for _, p := range t.Coaching {
		if d, ok := first[p.PlanID]; ok {
			add(p.Person, d)
		}
	}
	taken := func(person, client string) {
		for _, action := range []table.Action{table.ActionCoach, table.ActionDealReview, table.ActionSeniorVisit} {
			if d, ok := register.Taken(ID(action, person, client, "", "")); ok {
				add(person, d)
			}
		}
	}
	if register.SomeTaken() {
		for _, id := range people {
			taken(id, "")
		}
		for k := range pairs {
			taken(string(pairs[k].Person), string(pairs[k].Client))
		}
	}
	for _, m := range months {
		sort.Slice(m, func(i, j int) bool { return m[i] < m[j] })
	}
	return months
}
