package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cusum"
)

// signal runs the chart over the watched months and fills the person's signal: an alarm
// counts while it stands, and for three months after it was last seen.
func (a *assessor) signal(i int, first table.Month, all []cusum.Month, p cusum.Exposure, acted []table.Month, limit, run float64, band int) {
	watched := all[a.o.BaselineMonths:]
	any := false
	for _, m := range watched {
		any = any || m.EC+m.EL > 0
	}
	if !any {
		return
	}
	from := first + table.Month(a.o.BaselineMonths)
	chart := assessment.Chart{Person: table.PersonID(a.e.people[i]), Limit: limit, RunYear: run / 12, Band: band, RefC: p.RefC, RefL: p.RefL}
	var acts []int
	for _, m := range acted {
		if m >= from && m <= a.o.Month {
			acts, chart.Acts = append(acts, int(m-from)), append(chart.Acts, m)
		}
	}
	chart.Track = assessment.Track(cusum.Follow(watched, p.RefC, p.RefL, limit, acts))
	chart.C = chart.Track.C
	last := len(chart.C) - 1
	s := &a.People[i].Signal
	s.Chart, s.Limit = assessment.Of(chart.C[last]), assessment.Of(limit)
	cc, cl := 0., 0.
	for t, m := range watched {
		chart.Months = append(chart.Months, from+table.Month(t))
		cc += float64(m.OC*math.Log(cusum.Up)) - float64((cusum.Up-1)*p.RefC*m.EC)
		cl += float64(m.OL*math.Log(cusum.Down)) + float64((1-cusum.Down)*p.RefL*m.EL)
		chart.CumC, chart.CumL = append(chart.CumC, cc), append(chart.CumL, cl)
	}
	for t := last; t > last-3 && t >= 0; t-- {
		if len(acts) > 0 && t < acts[len(acts)-1] {
			break // an alarm from before the intervention was answered by it
		}
		if !chart.Track.Standing[t] {
			continue
		}
		onset := chart.Track.Onset[t]
		month := chart.Months[onset]
		s.Alarm, s.Since = true, &month
		for k := onset; k <= last; k++ {
			chart.ExtraC += watched[k].OC - float64(p.RefC*watched[k].EC)
			chart.ExtraL += float64(p.RefL*watched[k].EL) - watched[k].OL
		}
		break
	}
	a.Charts = append(a.Charts, chart)
}

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
			if d, ok := a.register.taken[findingID(action, person, client, "", "")]; ok {
				add(person, d)
			}
		}
	}
	if len(a.register.taken) > 0 {
		for _, id := range a.e.people {
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
