package metrics

import (
	"sort"

	"tenbin/ingest/table"
)

// interventions are, by person, the data months that begin with an intervention, in
// order: the first held session of a coaching plan, and the day on which the manager
// took on coaching, a deal review or a senior visit. A date counts from the nearer
// month boundary.
func (a *assessor) interventions() map[string][]table.Month {
	months := map[string][]table.Month{}
	t := a.data.Small
	if t == nil {
		return months
	}
	add := func(person string, d table.Day) {
		m := d.DataMonth(a.o.ClosingDay)
		if d-(m-1).CutOff(a.o.ClosingDay) > m.CutOff(a.o.ClosingDay)-d {
			m++
		}
		months[person] = append(months[person], m)
	}
	first := map[string]table.Day{}
	for _, x := range t.Sessions {
		if d, ok := first[x.PlanID]; x.Held && x.Date <= a.CutOff && (!ok || x.Date < d) {
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
			if d, ok := a.register.Taken(findingID(action, person, client, "", "")); ok {
				add(person, d)
			}
		}
	}
	if a.register.SomeTaken() {
		for _, id := range a.e.People {
			taken(id, "")
		}
		for k := range a.Pairs {
			taken(string(a.Pairs[k].Person), string(a.Pairs[k].Client))
		}
	}
	for _, m := range months {
		sort.Slice(m, func(i, j int) bool { return m[i] < m[j] })
	}
	return months
}

// signalSentences gives every chart with a standing alarm what its person says.
func (a *assessor) signalSentences() {
	for i := range a.Charts {
		if p := a.person[string(a.Charts[i].Person)]; p != nil && p.Signal.Alarm {
			a.Charts[i].Says = a.since(p)
		}
	}
}
