// Package ledger answers: what became of each instruction?
//
// In come the records with what is on record about them; out comes one row an instruction.
package ledger

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/record"
)

// Input is what the rows are made from.
type Input struct {
	Options  assessment.Options
	Records  []instruction.Record
	Register *record.Register
	Lag      *progress.Axis
	Forward  []forecast.Forecast           // by record
	Person   map[string]*assessment.Person // by id
	Names    table.Names
}

// Of returns the instructions by id.
func Of(in *Input) (rows []assessment.Instruction) {
	o, cut := in.Options, in.Options.CutOff()
	for i := range in.Records {
		r := &in.Records[i]
		row := assessment.Instruction{Milestones: in.Register.Steps(r), ID: r.ID, Person: table.PersonID(r.Person), Client: table.ClientID(r.Client), Trigger: table.Triggers.Words[r.Trigger].Name, Issued: r.Issued, Due: r.Due, Acknowledged: r.Acknowledged,
			Implemented: r.Implemented, Status: status(r), AgeDays: r.Age(o), Reported: r.Reported, PersonName: in.Names.Person(r.Person), ClientName: in.Names.Client(r.Client),
			Manager: table.ManagerID(r.Manager), Text: r.Text, Category: r.Category, EffectiveFrom: r.EffectiveFrom, LeftOut: in.Lag.Reason[i], Scored: in.Lag.Reason[i] == "", Place: r.Place, Ended: table.NoDay}
		if p := in.Person[r.Person]; p != nil {
			row.PersonName = p.Name
			if row.Manager == "" {
				row.Manager = p.Manager
			}
		}
		row.Verdict, row.SaidNotDone = instruction.WordOf(r), r.SaidNotDone
		row.Counted, row.CountedOf = r.Counted, r.CountedOf
		if v := r.Verdict; v != nil && v.PassThrough.Items > 0 {
			row.PassThrough, row.PassLo, row.PassHi = assessment.Of(v.PassThrough.PT), assessment.Of(v.PassThrough.Lo), assessment.Of(v.PassThrough.Hi)
			row.Rise, row.ShownLines = assessment.Of(math.Expm1(v.PassThrough.Rise)), v.PassThrough.Lines
			if v.PassThrough.Old > 0 {
				row.OldPrice, row.NewPrice = perPiece(v.PassThrough.Old), perPiece(v.PassThrough.New)
			}
		}
		if r.Ended() {
			row.Ended = r.Closed
		}
		row.Turn, row.ClientContacted, row.AgreedOn = in.Register.Turn(r), r.ClientContacted, r.AgreedOn
		row.NextMilestone, row.NextOwner, row.NextDue = in.Register.NextStep(r)
		if late, paused, past := r.PastDue(cut, o); past {
			row.OverdueDays, row.PausedDays = &late, paused
		}
		if r.TargetIncrease != nil {
			row.TargetIncrease = assessment.Of(float64(*r.TargetIncrease) / table.RateScale)
		}
		row.Lag = in.Lag.Instruction(i)
		if f := in.Forward[i]; f.Open {
			row.P20 = assessment.Of(f.P)
		}
		if f := in.Forward[i]; f.HasStake {
			row.AmountAtStake = assessment.Yen(int64(math.RoundToEven(f.Stake)))
		}
		rows = append(rows, row)
	}
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].ID < rows[j].ID })
	return rows
}

// status is the state as known at the cut-off: dates overrule words.
func status(r *instruction.Record) string {
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

// perPiece is the price of one piece: quantities count millionths of one.
func perPiece(price float64) assessment.Amount {
	return assessment.Yen(int64(math.RoundToEven(price * table.QuantityScale)))
}
