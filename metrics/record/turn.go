package record

import (
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// Turn is whose turn the open instruction r is on the cut-off, "" when it is not open:
//
//	us           a wait for us runs, or the next step stands with somebody else of ours
//	buyer        a wait for the buyer runs, with evidence (DATA, table pauses)
//	salesperson  otherwise
//
// A wait for the buyer that nobody confirmed moves the turn to nobody: "先方検討中" is
// written down more easily than asked.
func (g *Register) Turn(r *instruction.Record) string {
	switch {
	case !r.Open():
		return ""
	case g.WaitingForUs(r).Known():
		return assessment.TurnUs
	case g.WaitingForBuyer(r):
		return assessment.TurnBuyer
	}
	if _, owner, _ := g.NextStep(r); owner != "" && !g.isHolder(r, owner) && !isBuyer(owner) {
		return assessment.TurnUs
	}
	return assessment.TurnSalesperson
}

// WaitingForBuyer reports whether a wait for the buyer with evidence runs beyond the cut-off.
func (g *Register) WaitingForBuyer(r *instruction.Record) bool {
	return slices.ContainsFunc(g.asked[r.ID], func(p instruction.Pause) bool {
		to := p.Until(g.cut+1, g.o)
		return p.From <= g.cut && to > g.cut && p.Proven(to, g.contacts[r.Client])
	})
}

// NextStep is the first step of r that is not done, by due date and then in the order of
// the table: its name, whose it is, and when; empty where no step is open.
func (g *Register) NextStep(r *instruction.Record) (step, owner string, due table.Day) {
	due = table.NoDay
	if !r.Open() {
		return
	}
	var next *instruction.Milestone
	for k := range g.steps[r.ID] {
		m := &g.steps[r.ID][k]
		if m.Done.Known() && m.Done <= g.cut {
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
	if g.isHolder(r, owner) {
		owner = g.names.Person(r.Person)
	}
	return next.Milestone, owner, next.Due
}

// isHolder reports whether owner, as the source writes it, is the salesperson of r.
func (g *Register) isHolder(r *instruction.Record, owner string) bool {
	return owner == r.Person || owner == g.names.Person(r.Person)
}

// isBuyer reports whether owner is a word for the buyer.
func isBuyer(owner string) bool {
	w := &table.Waitings.Words[table.WaitingBuyer]
	s := strings.ToLower(strings.TrimSpace(owner))
	return s == strings.ToLower(w.Name) || s == w.JA || s == strings.ToLower(w.EN) || slices.Contains(w.Also, s)
}
