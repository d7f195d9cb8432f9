package trend

import (
	"maps"
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/peers"
	"tenbin/metrics/verdict"
)

// waterfall sums instructed → withdrawn by us → refused or postponed by the buyer →
// not invoiced → given back → landed by person.
func (x *increases) waterfall() (all []assessment.Waterfall) {
	byPerson := map[string]*assessment.Waterfall{}
	x.each(x.in.Options.Month, func(r *instruction.Record, v float64) {
		if byPerson[r.Person] == nil {
			byPerson[r.Person] = &assessment.Waterfall{Person: table.PersonID(r.Person)}
		}
		w := byPerson[r.Person]
		w.Instructed += v
		switch {
		case r.Ended() && r.AskedByClient, r.Open() && x.in.WaitsForBuyer(r):
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
	for _, id := range slices.Sorted(maps.Keys(byPerson)) {
		w := *byPerson[id]
		for _, v := range []*float64{&w.Instructed, &w.Withdrawn, &w.Refused, &w.NotInvoiced, &w.GivenBack, &w.Landed} {
			*v = math.Round(*v)
		}
		all = append(all, w)
	}
	return all
}
