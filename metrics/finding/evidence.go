package finding

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/verdict"
)

// days is a number of days of the clock as a statement takes it.
func (m *Matters) days(n int) assessment.Arg { return assessment.OfDays(n, m.Options.Lag.Business) }

// instructionEvidence is what is on record about an instruction.
// ours is since when it waits for us, NoDay when it does not.
func (m *Matters) instructionEvidence(r *instruction.Record, ours table.Day) assessment.Evidence {
	says := []assessment.Evidence{assessment.Say(assessment.SaysInstructed, assessment.OfDay(r.Issued), assessment.OfTrigger(table.Triggers.Words[r.Trigger].Name))}
	add := func(kind assessment.Kind, args ...assessment.Arg) { says = append(says, assessment.Say(kind, args...)) }
	if r.TargetIncrease != nil {
		rate := float64(*r.TargetIncrease) / table.RateScale
		says[0] = assessment.Say(assessment.SaysIncrease, assessment.OfDay(r.Issued), assessment.OfShare(&rate))
	}
	late, paused, past := r.PastDue(m.Cut, m.Options)
	switch {
	case past && paused > 0:
		add(assessment.SaysOverduePaused, assessment.OfDay(r.Due), m.days(late), m.days(paused))
	case past:
		add(assessment.SaysOverdue, assessment.OfDay(r.Due), m.days(late))
	case r.Due.Known():
		add(assessment.SaysDue, assessment.OfDay(r.Due))
	default:
		add(assessment.SaysUndated)
	}
	last := r.AnswersFrom()
	if r.Inherited() {
		add(assessment.SaysHandedOver, m.days(m.Options.Lag.Days(r.HeldFrom, m.Cut)), m.days(m.Options.Lag.Days(r.Issued, m.Cut)))
	}
	if r.Acknowledged.Known() {
		add(assessment.SaysAcknowledged, assessment.OfDay(r.Acknowledged))
		last = max(last, r.Acknowledged)
	}
	if r.ClientContacted.Known() && r.ClientContacted <= m.Cut {
		add(assessment.SaysContacted, assessment.OfDay(r.ClientContacted))
		last = max(last, r.ClientContacted)
	}
	says = append(says, m.progress(r, last)...)
	visits, updates, latest := m.Register.Contacts(r, r.AnswersFrom())
	if visits > 0 {
		add(assessment.SaysVisits, assessment.OfCount(visits))
	}
	switch {
	case updates > 0:
		add(assessment.SaysLastUpdate, assessment.OfDay(latest))
	case updates == 0 && !r.Reported.Known(): // a report of completion is one
		add(assessment.SaysNoUpdate)
	}
	if ours.Known() {
		add(assessment.SaysWaitingForUs, assessment.OfDay(ours))
	}
	return assessment.Join(assessment.SaysInstruction, says)
}

// progress is what is known of how far an instruction was carried out: what was reported and
// what invoices and visits show stand beside each other; that nothing is on record is said only
// where no table holds anything. last is the last day on which something was heard.
func (m *Matters) progress(r *instruction.Record, last table.Day) (says []assessment.Evidence) {
	if r.Reported.Known() {
		says = append(says, assessment.Say(assessment.SaysReported, assessment.OfDay(r.Reported)))
	}
	switch v := r.Verdict; {
	case r.Lost() && r.Implemented.Known():
		if says == nil {
			says = append(says, assessment.Say(assessment.SaysShown, assessment.OfDay(r.Implemented)))
		}
		if v.Word == verdict.GivenBack {
			back := math.Min(v.Back, 1)
			says = append(says, assessment.Say(assessment.SaysGivenBack, assessment.OfShare(&back)))
			break
		}
		rise, target := math.Expm1(v.Now.Rise), float64(*r.TargetIncrease)/table.RateScale
		says = append(says, assessment.Say(assessment.SaysReverted, assessment.OfShare(&rise), assessment.OfShare(&target)))
	case v != nil && v.PassThrough.Items > 0:
		rise, target := math.Expm1(v.PassThrough.Rise), float64(*r.TargetIncrease)/table.RateScale
		says = append(says, assessment.Say(assessment.SaysInvoiced, assessment.OfShare(&rise), assessment.OfShare(&target)))
	case r.SaidNotDone:
		says = append(says, assessment.Say(assessment.SaysRecords, assessment.OfVerdict(instruction.WordOf(r))))
	}
	if len(says) == 0 {
		days := m.Options.Lag.Days(last, m.Cut) - instruction.CountingDays(r.Paused, last, m.Cut, m.Options)
		says = append(says, assessment.Say(assessment.SaysNotDone, m.days(days)))
	}
	return says
}
