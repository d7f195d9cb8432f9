package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/finding"
	"tenbin/metrics/instruction"
)

// instructionFinding says what to do about one open instruction, if anything. Nobody is
// asked about one taken over less than 20 days ago.
func (a *assessor) instructionFinding(i int, p *assessment.Person) (candidate, bool) {
	r := &a.records[i]
	if p == nil || !r.Open() || a.absent(r.Person) || !a.mayFind(string(p.ID), string(table.FactorLag)) {
		return candidate{}, false
	}
	if r.Inherited() && a.o.Lag.Days(r.HeldFrom, a.CutOff) <= instruction.InheritedDays {
		return candidate{}, false
	}
	manager := p.Manager
	if manager == "" {
		manager = table.ManagerID(r.Manager)
	}
	age, w := a.o.Lag.Days(r.Issued, a.CutOff), a.forward[i]
	overdue := r.Due.Known() && r.Due < a.CutOff
	stalled := overdue || w.Open && w.P < finding.Unlikely && age >= finding.OldAfter && (p.Tier == assessment.StepIn || p.Tier == assessment.Coach)
	ours := a.register.WaitingForUs(r)
	followed := a.followedUp(r, string(manager))
	quiet := stalled && a.quiet(r)
	days, action := 10, table.Action("")
	switch {
	case !r.Due.Known() && age >= finding.OldAfter && a.dated, ours.Known() && (overdue || age >= finding.OldAfter):
		days, action = 5, table.ActionClarify
	case quiet && !followed:
		action = table.ActionFollowUp
	case a.register.HasSessions && r.EffectiveFrom.Known() && r.EffectiveFrom > a.CutOff && !a.register.Rehearsed(r) && a.stalledBefore(r):
		action = table.ActionRehearse
	case stalled && followed && a.register.HasVisits && w.Open && w.HasStake && a.worthVisit(w.Stake*(1-w.P)) && !a.register.SeniorVisitSince(r.Client, a.CutOff-finding.SeniorQuiet):
		action = table.ActionSeniorVisit
	case quiet:
		action = table.ActionFollowUp
	default:
		return candidate{}, false
	}
	f := candidate{urgent: p.Tier == assessment.StepIn, late: age}
	if overdue {
		f.late = a.o.Lag.Days(r.Due, a.CutOff)
	}
	if w.HasStake {
		f.AmountAtStake = assessment.Yen(int64(w.Stake + .5))
		f.gain = w.Stake * max(w.Peers-w.P, .05)
	}
	by := a.workday(a.o.Lag.Add(a.CutOff, days))
	if action == table.ActionRehearse {
		by = min(by, r.EffectiveFrom)
	}
	f.StepInRow = assessment.StepInRow{FindingID: findingID(table.Action(action), r.Person, r.Client, r.ID, r.Category), Manager: manager, Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Instruction: r.ID,
		Action: action, Evidence: a.instructionEvidence(r, overdue, ours), AmountAtStake: f.AmountAtStake, By: by}
	return f, true
}

// worthVisit reports whether an expected loss is above the cost of a visit; without a
// known cost the test is skipped.
func (a *assessor) worthVisit(loss float64) bool {
	return !a.o.HasVisitCost || loss > float64(a.o.VisitCost)
}

// quiet reports whether nothing that counts has been heard of an instruction for longer
// than is usual among the other people. Without updates nobody can tell, and it counts
// as quiet. Where updates carry promised dates, one without a date still ahead does not
// count: otherwise a note "先方検討中" every week would keep a matter off the list.
func (a *assessor) quiet(r *instruction.Record) bool {
	if !a.register.HasUpdates {
		return true
	}
	last := r.AnswersFrom()
	a.register.EachUpdate(r, func(x *instruction.Update) {
		if !a.register.HasPromises || x.PromisedDate > a.CutOff {
			last = max(last, x.At)
		}
	})
	return a.o.Lag.Days(last, a.CutOff) > a.gaps.Usual(r.Person, finding.FewestGaps)
}

// stalledBefore reports whether an earlier instruction of the same kind to the same
// person was past due when it was carried out, or still is.
func (a *assessor) stalledBefore(r *instruction.Record) bool {
	for _, k := range a.own[r.Person] {
		x := &a.records[k]
		if x.Trigger != r.Trigger || x.Issued >= r.Issued || !x.Due.Known() || x.Ended() {
			continue
		}
		if x.End(a.CutOff) > x.Due {
			return true
		}
	}
	return false
}

// days is a number of days of the clock as a statement takes it.
func (a *assessor) days(n int) assessment.Arg { return assessment.OfDays(n, a.o.Lag.Business) }

// instructionEvidence is what is on record about an instruction.
// ours is since when it waits for us, NoDay when it does not.
func (a *assessor) instructionEvidence(r *instruction.Record, overdue bool, ours table.Day) assessment.Evidence {
	says := []assessment.Evidence{assessment.Say(assessment.SaysInstructed, assessment.OfDay(r.Issued), assessment.OfTrigger(table.Triggers.Words[r.Trigger].Name))}
	add := func(kind assessment.Kind, args ...assessment.Arg) { says = append(says, assessment.Say(kind, args...)) }
	if r.TargetIncrease != nil {
		rate := float64(*r.TargetIncrease) / table.RateScale
		says[0] = assessment.Say(assessment.SaysIncrease, assessment.OfDay(r.Issued), assessment.OfShare(&rate))
	}
	switch {
	case overdue:
		add(assessment.SaysOverdue, assessment.OfDay(r.Due), a.days(a.o.Lag.Days(r.Due, a.CutOff)))
	case r.Due.Known():
		add(assessment.SaysDue, assessment.OfDay(r.Due))
	default:
		add(assessment.SaysUndated)
	}
	last := r.AnswersFrom()
	if r.Inherited() {
		add(assessment.SaysHandedOver, a.days(a.o.Lag.Days(r.HeldFrom, a.CutOff)), a.days(a.o.Lag.Days(r.Issued, a.CutOff)))
	}
	if r.Acknowledged.Known() {
		add(assessment.SaysAcknowledged, assessment.OfDay(r.Acknowledged))
		last = max(last, r.Acknowledged)
	}
	if r.ClientContacted.Known() && r.ClientContacted <= a.CutOff {
		add(assessment.SaysContacted, assessment.OfDay(r.ClientContacted))
		last = max(last, r.ClientContacted)
	}
	add(assessment.SaysNotDone, a.days(a.o.Lag.Days(last, a.CutOff)))
	visits, updates, latest := a.register.Contacts(r, r.AnswersFrom())
	if visits > 0 {
		add(assessment.SaysVisits, assessment.OfCount(visits))
	}
	switch {
	case updates > 0:
		add(assessment.SaysLastUpdate, assessment.OfDay(latest))
	case updates == 0:
		add(assessment.SaysNoUpdate)
	}
	if ours.Known() {
		add(assessment.SaysWaitingForUs, assessment.OfDay(ours))
	}
	return assessment.Join(assessment.SaysInstruction, says)
}

// followedUp reports whether a manager's follow-up on an instruction is on record: the
// finding was taken on, or the manager wrote an update.
func (a *assessor) followedUp(r *instruction.Record, manager string) bool {
	return a.register.Accepted(findingID(table.ActionFollowUp, r.Person, r.Client, r.ID, r.Category)) || a.register.Wrote(r, manager)
}
