package instruction

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// BuyerPauseDays is the length after which a pause for the buyer ends unless renewed.
const BuyerPauseDays = 20

// pause fills the days that do not count. A pause for the buyer ends at next_date or
// after 20 counting days, and needs a confirmation or a contact with the client inside
// it; without either its days are only counted. Absences come from the roster as well.
func (t *Tables) pause(roster *table.Roster, o assessment.Options) {
	cut := o.CutOff()
	byID := map[string][]Pause{}
	for _, p := range t.Pauses {
		byID[p.InstructionID] = append(byID[p.InstructionID], p)
	}
	contacts := map[string][]table.Day{}
	for _, a := range t.Activities {
		contacts[a.Client] = append(contacts[a.Client], a.Date)
	}
	for k := range t.Instructions {
		x := &t.Instructions[k]
		end := x.End(cut)
		days, buyer, unproven := map[table.Day]bool{}, map[table.Day]bool{}, map[table.Day]bool{}
		for _, p := range byID[x.ID] {
			to, into := p.Until(end, o), days
			if p.WaitingFor == table.WaitingBuyer {
				if into = buyer; !p.Proven(to, contacts[x.Client]) {
					into = unproven
				}
			}
			for d := max(p.From, x.Issued); d <= to; d++ {
				into[d] = true
			}
		}
		if who := roster.Find(x.Person); who != nil && slices.ContainsFunc(who.Periods, func(p table.Period) bool { return p.Absence }) {
			for _, d := range who.AbsentDays(x.Issued, end) {
				days[d] = true
			}
		}
		for d := range buyer {
			if !days[d] {
				x.BuyerPaused = append(x.BuyerPaused, d)
				days[d] = true
			}
		}
		for d := range days {
			x.Paused = append(x.Paused, d)
		}
		slices.Sort(x.BuyerPaused)
		slices.Sort(x.Paused)
		for d := range unproven {
			if !days[d] && d > x.Issued && o.Lag.Open(d) {
				x.UnprovenPaused++
			}
		}
	}
}

// Until is the last day on which p counts, at most end. A wait for the buyer ends at
// next_date or after 20 counting days unless renewed.
func (p *Pause) Until(end table.Day, o assessment.Options) table.Day {
	if p.To.Known() {
		end = min(end, p.To)
	}
	if p.WaitingFor == table.WaitingBuyer {
		end = min(end, o.Lag.Add(p.From-1, BuyerPauseDays))
		if p.NextDate.Known() {
			end = min(end, p.NextDate)
		}
	}
	return end
}

// Proven reports whether a wait for the buyer that ends on to has evidence: somebody
// confirmed it, or a contact with the client lies inside it.
func (p *Pause) Proven(to table.Day, contacts []table.Day) bool {
	return p.ConfirmedBy != "" || slices.ContainsFunc(contacts, func(d table.Day) bool { return d >= p.From && d <= to })
}
