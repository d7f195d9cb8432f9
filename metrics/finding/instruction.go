package finding

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// instructionFinding says what to do about one open instruction, if anything. Nobody is
// asked about one taken over less than 20 days ago.
func (m *Matters) instructionFinding(i int, p *assessment.Person) (candidate, bool) {
	r := &m.Records[i]
	if p == nil || !r.AtStake() || m.absent(r.Person) || !m.Options.MayFind(p.ID, table.FactorLag) {
		return candidate{}, false
	}
	if r.Inherited() && m.Options.Lag.Days(r.HeldFrom, m.Cut) <= instruction.InheritedDays {
		return candidate{}, false
	}
	// Whoever issued it is asked whether he followed up where nobody is known to lead the
	// person; the finding itself stands where the person stands, as every finding does.
	issuer := p.Manager
	if issuer == "" {
		issuer = table.ManagerID(r.Manager)
	}
	age, w := r.Age(m.Options), m.Forecasts[i]
	late, _, overdue := r.PastDue(m.Cut, m.Options)
	stalled := overdue || w.Open && w.P < Unlikely && age >= OldAfter && (p.Tier == assessment.StepIn || p.Tier == assessment.Coach)
	ours := m.Register.WaitingForUs(r)
	followed := m.followedUp(r, string(issuer))
	quiet := stalled && m.quiet(r)
	days, action := 10, table.Action("")
	switch {
	case !r.Due.Known() && age >= OldAfter && m.Dated, ours.Known() && (overdue || age >= OldAfter):
		days, action = 5, table.ActionClarify
	case quiet && !followed:
		action = table.ActionFollowUp
	case m.Register.HasSessions && r.EffectiveFrom.Known() && m.lastBefore(r.EffectiveFrom) >= m.earliest() && !m.Register.Rehearsed(r) && m.stalledBefore(r):
		action = table.ActionRehearse
	case stalled && followed && m.Register.HasVisits && w.Open && w.HasStake && m.worthVisit(w.Stake*(1-w.P)) && !m.Register.SeniorVisitSince(r.Client, m.Cut-SeniorQuiet):
		action = table.ActionSeniorVisit
	case quiet:
		action = table.ActionFollowUp
	case !r.Open() && w.HasStake && m.worthVisit(w.Stake) && r.Due.Known() && r.Due < m.Cut:
		action = table.ActionFollowUp // invoices show less than what was reported, or no longer
	default:
		return candidate{}, false
	}
	f := candidate{urgent: p.Tier == assessment.StepIn, late: age}
	if overdue {
		f.late = late
	}
	if w.HasStake {
		f.AmountAtStake = assessment.Yen(int64(w.Stake + .5))
		f.gain = w.Stake * max(w.Peers-w.P, .05)
		if !r.Open() { // invoices show what is missing, whoever the person is
			f.gain = w.Stake * m.Options.Recovery
		}
	}
	by := m.by(days)
	if action == table.ActionRehearse {
		by = min(by, m.lastBefore(r.EffectiveFrom))
	}
	f.StepInRow = assessment.StepInRow{FindingID: ID(table.Action(action), r.Person, r.Client, r.ID, r.Category), Manager: p.Manager, Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Instruction: r.ID,
		Action: action, Evidence: m.instructionEvidence(r, ours), AmountAtStake: f.AmountAtStake, By: by}
	return f, true
}

// worthVisit reports whether an expected loss is above the cost of a visit; without a
// known cost the test is skipped.
func (m *Matters) worthVisit(loss float64) bool {
	return !m.Options.HasVisitCost || loss > float64(m.Options.VisitCost)
}

// quiet reports whether nothing that counts has been heard of an instruction for longer
// than is usual among the other people. Without updates nobody can tell, and it counts
// as quiet. Where updates carry promised dates, one without a date still ahead does not
// count: otherwise a note "先方検討中" every week would keep a matter off the list.
func (m *Matters) quiet(r *instruction.Record) bool {
	if !m.Register.HasUpdates {
		return true
	}
	last := r.AnswersFrom()
	m.Register.EachUpdate(r, func(x *instruction.Update) {
		if !m.Register.HasPromises || x.PromisedDate > m.Cut {
			last = max(last, x.At)
		}
	})
	return m.Options.Lag.Days(last, m.Cut) > m.Gaps.Usual(r.Person, FewestGaps)
}

// stalledBefore reports whether an earlier instruction of the same kind to the same
// person was past due when it was carried out, or still is.
func (m *Matters) stalledBefore(r *instruction.Record) bool {
	for _, k := range m.Own[r.Person] {
		x := &m.Records[k]
		if x.Trigger != r.Trigger || x.Issued >= r.Issued || !x.Due.Known() || x.Ended() {
			continue
		}
		if x.End(m.Cut) > x.Due {
			return true
		}
	}
	return false
}

// followedUp reports whether a manager's follow-up on an instruction is on record: the
// finding was taken on, or the manager wrote an update.
func (m *Matters) followedUp(r *instruction.Record, manager string) bool {
	return m.Register.Accepted(ID(table.ActionFollowUp, r.Person, r.Client, r.ID, r.Category)) || m.Register.Wrote(r, manager)
}
