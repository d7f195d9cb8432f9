package finding

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/verdict"
)

// DoneWell lists hard news that is confirmed, up to three a manager: price increases that invoices
// show in full since the data month, then what was carried out in the data month, in time
// and confirmed by contact, agreement or the manager, the earliest before its due date first.
// A report alone is no praise, and nobody whose dates were entered in batches is praised for
// speed.
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
		if p == nil {
			continue
		}
		if m.landedNow(r) {
			target := float64(*r.TargetIncrease) / table.RateScale
			says := assessment.Say(assessment.SaysLanded, assessment.OfShare(&target), assessment.OfMonth(r.Implemented.DataMonth(m.Options.ClosingDay)))
			all = append(all, good{assessment.DoneWellRow{Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Instruction: r.ID, Evidence: says}, m.manager(r.Person), r.Trigger, 0})
			continue
		}
		if !confirmed(r) || !r.Implemented.Known() || r.Implemented < from || !r.Due.Known() || r.Implemented > r.Due || r.Implemented <= r.Issued || p.BatchDates {
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

// landedNow reports whether the data month is the first in which invoices show a price increase in
// full, in time: the third month of the window that shows it.
func (m *Matters) landedNow(r *instruction.Record) bool {
	v := r.Verdict
	return v != nil && v.Word == verdict.Landed && v.Landed >= 0 && r.Implemented.Known() && r.EffectiveFrom.DataMonth(m.Options.ClosingDay)+table.Month(v.Landed+2) == m.Options.Month
}

// confirmed reports whether more than the person's own report says that r was carried out.
func confirmed(r *instruction.Record) bool {
	return r.Word == verdict.AsInstructed || r.Word == verdict.Confirmed
}
