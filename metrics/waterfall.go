package metrics

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/peers"
	"tenbin/metrics/verdict"
)

// waterfall sums instructed → withdrawn by us → refused or postponed by the buyer →
// not invoiced → given back → landed by team.
func (a *assessor) waterfall() {
	byTeam := map[string]*assessment.Waterfall{}
	team := map[string]string{}
	for i := range a.People {
		team[string(a.People[i].ID)] = a.People[i].Team
	}
	a.eachIncrease(a.o.Month, func(r *instruction.Record, v float64) {
		t := team[r.Person]
		if byTeam[t] == nil {
			byTeam[t] = &assessment.Waterfall{Team: t}
		}
		w := byTeam[t]
		w.Instructed += v
		switch {
		case r.Ended() && r.AskedByClient, r.Open() && a.register.WaitingForBuyer(r):
			w.Refused += v
		case r.Ended():
			w.Withdrawn += v
		case r.Verdict == nil:
			w.NotInvoiced += v
		default:
			share := peers.Clamp(r.Verdict.PassThrough.PT, 0, 1)
			back := peers.Clamp(r.Verdict.Back, 0, 1)
			if r.Verdict.Word != verdict.GivenBack {
				back = 0
			}
			w.NotInvoiced += float64(v * (1 - share))
			w.GivenBack += float64(v * share * back)
			w.Landed += float64(v * share * (1 - back))
		}
	})
	for _, t := range sortedKeys(byTeam) {
		w := *byTeam[t]
		for _, x := range []*float64{&w.Instructed, &w.Withdrawn, &w.Refused, &w.NotInvoiced, &w.GivenBack, &w.Landed} {
			*x = math.Round(*x)
		}
		a.Waterfalls = append(a.Waterfalls, w)
	}
}
