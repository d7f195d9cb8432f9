package metrics

import (
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// turn is whose turn the open instruction r is on the cut-off, "" when it is not open:
//
//	us           a wait for us runs, or the next step stands with somebody else of ours
//	buyer        a wait for the buyer runs, with evidence (DATA, table pauses)
//	salesperson  otherwise
//
// A wait for the buyer that nobody confirmed moves the turn to nobody: "先方検討中" is
// written down more easily than asked.
func (a *assessor) turn(r *instruction.Record) string {
	switch {
	case !r.Open():
		return ""
	case a.waitingForUs(r).Known():
		return assessment.TurnUs
	case a.waitingForBuyer(r):
		return assessment.TurnBuyer
	}
	if _, owner, _ := a.nextStep(r); owner != "" && !a.isHolder(r, owner) && !isBuyer(owner) {
		return assessment.TurnUs
	}
	return assessment.TurnSalesperson
}

// waitingForBuyer reports whether a wait for the buyer with evidence runs beyond the cut-off.
func (a *assessor) waitingForBuyer(r *instruction.Record) bool {
	return slices.ContainsFunc(a.register.asked[r.ID], func(p instruction.Pause) bool {
		to := p.Until(a.CutOff+1, a.o)
		return p.From <= a.CutOff && to > a.CutOff && p.Proven(to, a.register.contacts[r.Client])
	})
}

// nextStep is the first step of r that is not done, by due date and then in the order of
// the table: its name, whose it is, and when; empty where no step is open.
func (a *assessor) nextStep(r *instruction.Record) (step, owner string, due table.Day) {
	due = table.NoDay
	if !r.Open() {
		return
	}
	var next *instruction.Milestone
	for k := range a.register.steps[r.ID] {
		m := &a.register.steps[r.ID][k]
		if m.Done.Known() && m.Done <= a.CutOff {
			continue
		}
		if next == nil || m.Due.Known() && (!next.Due.Known() || m.Due < next.Due) {
			next = m
		}
	}
	if next == nil {
		return
	}
	owner = next.Owner
	if a.isHolder(r, owner) {
		owner = a.data.Names.Person(r.Person)
	}
	return next.Milestone, owner, next.Due
}

// isHolder reports whether owner, as the source writes it, is the salesperson of r.
func (a *assessor) isHolder(r *instruction.Record, owner string) bool {
	return owner == r.Person || owner == a.data.Names.Person(r.Person)
}

// isBuyer reports whether owner is a word for the buyer.
func isBuyer(owner string) bool {
	w := &table.Waitings.Words[table.WaitingBuyer]
	s := strings.ToLower(strings.TrimSpace(owner))
	return s == strings.ToLower(w.Name) || s == w.JA || s == strings.ToLower(w.EN) || slices.Contains(w.Also, s)
}
