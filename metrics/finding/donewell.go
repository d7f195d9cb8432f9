package finding

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// DoneWell lists hard news that landed in time in the data month, up to three a manager:
// price increases first, then the earliest before its due date. Nobody whose dates
// were entered in batches is praised for speed.
func DoneWell(m *Matters) []assessment.DoneWellRow {
	var kept []assessment.DoneWellRow
	from := (m.Options.Month - 1).CutOff(m.Options.ClosingDay) + 1
	type good struct {
		assessment.DoneWellRow
		manager string
		trigger int
		early   int
	}
	var all []good
	for i := range m.Records {
		r := &m.Records[i]
		p := m.Person[r.Person]
		if p == nil || !r.Implemented.Known() || r.Implemented < from || !r.Due.Known() || r.Implemented > r.Due || r.Implemented <= r.Issued || p.BatchDates {
			continue
		}
		early := m.Options.Lag.Days(r.Implemented, r.Due)
		kind := assessment.SaysCarriedOut
		if m.Options.Lag.Business {
			kind = assessment.SaysCarriedOutBusiness
		}
		says := assessment.Say(kind, assessment.OfTrigger(table.Triggers.Words[r.Trigger].Name), m.days(m.Options.Lag.Days(r.Issued, r.Implemented)), assessment.OfDay(r.Implemented), m.days(early))
		all = append(all, good{assessment.DoneWellRow{Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Instruction: r.ID, Evidence: says}, m.manager(r.Person), r.Trigger, early})
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := &all[i], &all[j]
		if x.manager != y.manager {
			return x.manager < y.manager
		}
		if x.trigger != y.trigger {
			return x.trigger < y.trigger
		}
		if x.early != y.early {
			return x.early > y.early
		}
		return x.Instruction < y.Instruction
	})
	n, person := map[string]int{}, map[string]bool{}
	for _, g := range all {
		if n[g.manager] < 3 && !person[string(g.Person)] {
			n[g.manager]++
			person[string(g.Person)] = true
			kept = append(kept, g.DoneWellRow)
		}
	}
	return kept
}
