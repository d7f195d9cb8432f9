package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
)

// instructionRows fills the instruction ledger, by id.
func (a *assessor) instructionRows() {
	steps := map[string]int{}
	if t := a.data.Small; t != nil {
		for k := range t.Milestones {
			steps[t.Milestones[k].InstructionID]++
		}
	}
	for i := range a.records {
		r := &a.records[i]
		row := Instruction{Milestones: steps[r.ID], ID: r.ID, Person: r.Person, Client: r.Client, Trigger: table.Triggers.Words[r.Trigger].Name, Issued: r.Issued, Due: r.Due, Acknowledged: r.Acknowledged,
			Implemented: r.Implemented, Status: a.status(r), AgeDays: a.o.Lag.Days(r.Issued, r.End(a.CutOff)), PersonName: a.data.Names.Person(r.Person), ClientName: a.data.Names.Client(r.Client),
			Manager: r.Manager, Text: r.Text, Category: r.Category, EffectiveFrom: r.EffectiveFrom, LeftOut: a.e.lag.reason[i], Scored: a.e.lag.reason[i] == "", Place: r.Place, Ended: table.NoDay}
		if p := a.person[r.Person]; p != nil {
			row.PersonName = p.Name
			if row.Manager == "" {
				row.Manager = p.Manager
			}
		}
		row.Verdict, row.SaidNotDone = verdictOf(r), r.SaidNotDone
		if v := r.Verdict; v != nil && v.PassThrough.Items > 0 {
			row.PassThrough, row.PassLo, row.PassHi = Of(v.PassThrough.PT), Of(v.PassThrough.Lo), Of(v.PassThrough.Hi)
		}
		if r.Ended() {
			row.Ended = r.Closed
		}
		if r.Open() && r.Due.Known() && r.Due < a.CutOff {
			n := a.o.Lag.Days(r.Due, a.CutOff)
			row.OverdueDays = &n
		}
		if r.TargetIncrease != nil {
			row.TargetIncrease = Of(float64(*r.TargetIncrease) / table.RateScale)
		}
		row.Lag = a.e.lag.instruction(i)
		if f := a.forward[i]; f.open {
			row.P20 = Of(f.p)
			if f.hasStake {
				row.AmountAtStake = Yen(int64(math.RoundToEven(f.stake)))
			}
		}
		a.Instructions = append(a.Instructions, row)
	}
	sort.SliceStable(a.Instructions, func(i, j int) bool { return a.Instructions[i].ID < a.Instructions[j].ID })
}

// status is the state as known at the cut-off: dates overrule words.
func (a *assessor) status(r *InstructionRecord) string {
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

// trendMonths are the months of the sparklines on page one.
const trendMonths = 12

// trend fills conceded, expected and overdue for the last twelve data months, for the
// company ("") and by team of today.
func (a *assessor) trend() {
	team := map[string]string{}
	for i := range a.People {
		team[a.People[i].ID] = a.People[i].Team
	}
	first := a.o.Month - trendMonths + 1
	months := make([]TrendMonth, trendMonths)
	expected := make([]map[string]float64, trendMonths)
	for k := range months {
		months[k] = TrendMonth{Month: first + table.Month(k), Conceded: map[string]int64{}, Expected: map[string]int64{}, Overdue: map[string]int64{}}
		expected[k] = map[string]float64{}
	}
	both := func(id string, f func(key string)) {
		f("")
		if t := team[id]; t != "" {
			f(t)
		}
	}
	for i, k := range a.cube.Keys {
		if k.Month < first || k.Month > a.o.Month {
			continue
		}
		both(a.cube.People[k.Person], func(key string) { months[k.Month-first].Conceded[key] += a.cube.Cells[i].Conceded })
	}
	c := a.e.concession
	for i := range c.cells {
		x := &c.cells[i]
		if x.month < first || x.month > a.o.Month {
			continue
		}
		both(a.e.people[x.person], func(key string) { expected[x.month-first][key] += float64(x.list * c.moneyRate[x.row]) })
	}
	for k := range months {
		end := months[k].Month.CutOff(a.o.ClosingDay)
		for i := range a.records {
			r := &a.records[i]
			if r.Due.Known() && r.Due < end && r.Issued <= end && !(r.Implemented.Known() && r.Implemented <= end) && !(r.Ended() && (!r.Closed.Known() || r.Closed <= end)) {
				both(r.Person, func(key string) { months[k].Overdue[key]++ })
			}
		}
		for key, v := range expected[k] {
			months[k].Expected[key] = int64(math.RoundToEven(v))
		}
	}
	a.Trend = months
}
