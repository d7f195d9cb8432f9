package reporttest

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// madeUpProgress is what is recorded about the made-up people's instructions: one of them
// is quiet and writes vaguely.
func madeUpProgress(a *assessment.Assessment) []assessment.Progress {
	counted := func(o, e, among, ratio float64) assessment.Counted {
		return assessment.Counted{Observed: o, Expected: e, Exposure: among, N: 9, Reliability: .5, Ratio: assessment.Of(ratio), Lo: assessment.Of(ratio * .7), Hi: assessment.Of(ratio * 1.4)}
	}
	var list []assessment.Progress
	for i := range a.People {
		f := 1 + float64(i%4)/10
		p := assessment.Progress{Person: a.People[i].ID, AckDays: assessment.Of(2.1 * f), AckPeers: assessment.Of(2.4), DoneDays: assessment.Of(31 * f), DonePeers: assessment.Of(29.5),
			Stall: counted(14, 16.2, 18, f), Silence: counted(60, 66.1, 410, f), Vague: counted(7, 8.4, 60, .9), Waited: counted(1, .8, 18, 1.1), Moved: counted(12, 10.2, 31, 1.2), Said: counted(1, .4, 14, 1.3),
			HasAck: true, HasSilence: true, HasMoved: true, HasWaited: true, HasSaid: true, Quiet: 12, UsualGap: 9, Index: assessment.Of(f)}
		if i == 0 {
			p.Vague, p.Index = counted(40, 8.1, 44, 3.9), assessment.Of(2.2)
			p.Worst = []assessment.Evidence{assessment.Say(assessment.SaysVague, assessment.OfEvents(40), assessment.OfEvents(44), assessment.OfEvents(8.1)),
				assessment.Say(assessment.SaysQuiet, assessment.OfInstruction("W2602-101"), assessment.OfDays(47, false), assessment.OfDays(9, false))}
			p.Updates = []assessment.ProgressUpdate{{At: a.CutOff - 60, Promised: table.NoDay, Client: "C-001", Text: "先方検討中。引き続きフォローします。", Vague: true},
				{At: a.CutOff - 47, Promised: a.CutOff - 30, Client: "C-001", Text: "10/15 までに回答をいただく予定"}}
		}
		list = append(list, p)
	}
	return list
}

// madeUpResponses are discounts around price increases: a team's months and its people.
func madeUpResponses(a *assessment.Assessment) []assessment.Response {
	of := func(in, out float64) assessment.Response {
		return assessment.Response{Trigger: "price_increase", Events: 24, In: assessment.Of(in), Out: assessment.Of(out), Ratio: assessment.Of(in / out), Lo: assessment.Of(in / out * .8), Hi: assessment.Of(in / out * 1.3), Clear: in/out > 1.3}
	}
	var list []assessment.Response
	teams := map[string]bool{}
	for i := range a.People {
		r := of(1+float64(i%5)/6, 1)
		r.Person, r.Team = a.People[i].ID, a.People[i].Team
		list = append(list, r)
	}
	for i := range a.People {
		if t := a.People[i].Team; !teams[t] {
			teams[t] = true
			r := of(1.42, 1.03)
			r.Team, r.Manager = t, a.People[i].Manager
			for k := -3; k <= 6; k++ {
				x := 1 + .1*float64(4-max(k-2, 2-k))
				r.Path = append(r.Path, assessment.ResponsePoint{Offset: k, Ratio: assessment.Of(x), Lo: assessment.Of(x * .75), Hi: assessment.Of(x * 1.3)})
			}
			list = append(list, r)
		}
	}
	return list
}
