package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// instructionRows fills the instruction ledger, by id.
func (a *assessor) instructionRows() {
	if t := a.data.Small; t != nil {
		a.TurnsKnown = len(t.Pauses) > 0 || len(t.Milestones) > 0
	}
	for i := range a.records {
		r := &a.records[i]
		row := assessment.Instruction{Milestones: a.register.Steps(r), ID: r.ID, Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Trigger: table.Triggers.Words[r.Trigger].Name, Issued: r.Issued, Due: r.Due, Acknowledged: r.Acknowledged,
			Implemented: r.Implemented, Status: a.status(r), AgeDays: a.o.Lag.Days(r.Issued, r.End(a.CutOff)), PersonName: a.data.Names.Person(r.Person), ClientName: a.data.Names.Client(r.Client),
			Manager: table.ManagerID(r.Manager), Text: r.Text, Category: r.Category, EffectiveFrom: r.EffectiveFrom, LeftOut: a.e.Lag.Reason[i], Scored: a.e.Lag.Reason[i] == "", Place: r.Place, Ended: table.NoDay}
		if p := a.person[r.Person]; p != nil {
			row.PersonName = p.Name
			if row.Manager == "" {
				row.Manager = p.Manager
			}
		}
		row.Verdict, row.SaidNotDone = instruction.WordOf(r), r.SaidNotDone
		if v := r.Verdict; v != nil && v.PassThrough.Items > 0 {
			row.PassThrough, row.PassLo, row.PassHi = assessment.Of(v.PassThrough.PT), assessment.Of(v.PassThrough.Lo), assessment.Of(v.PassThrough.Hi)
		}
		if r.Ended() {
			row.Ended = r.Closed
		}
		row.Turn, row.ClientContacted, row.AgreedOn = a.register.Turn(r), r.ClientContacted, r.AgreedOn
		row.NextMilestone, row.NextOwner, row.NextDue = a.register.NextStep(r)
		if r.Open() && r.Due.Known() && r.Due < a.CutOff {
			n := a.o.Lag.Days(r.Due, a.CutOff)
			row.OverdueDays = &n
		}
		if r.TargetIncrease != nil {
			row.TargetIncrease = assessment.Of(float64(*r.TargetIncrease) / table.RateScale)
		}
		row.Lag = a.e.Lag.Instruction(i)
		if f := a.forward[i]; f.Open {
			row.P20 = assessment.Of(f.P)
			if f.HasStake {
				row.AmountAtStake = assessment.Yen(int64(math.RoundToEven(f.Stake)))
			}
		}
		a.Instructions = append(a.Instructions, row)
	}
	sort.SliceStable(a.Instructions, func(i, j int) bool { return a.Instructions[i].ID < a.Instructions[j].ID })
}

// status is the state as known at the cut-off: dates overrule words.
func (a *assessor) status(r *instruction.Record) string {
	s := r.Status
	switch {
	case r.Implemented.Known():
		s = table.StatusImplemented
	case r.Open() && s != table.StatusDisputed:
		s = table.StatusOpen
	case r.Ended() && s == table.StatusOpen:
		s = table.StatusWithdrawn
	}
	return table.Statuses.Words[s].Name
}
