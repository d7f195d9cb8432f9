package metrics

import (
	"sync"

	"tenbin/ingest/table"
	"tenbin/metrics/advocacy"
	"tenbin/metrics/assessment"
	"tenbin/metrics/company"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/cusum"
	"tenbin/metrics/estimate"
	"tenbin/metrics/exception"
	"tenbin/metrics/finding"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/ledger"
	"tenbin/metrics/linerate"
	"tenbin/metrics/monitor"
	"tenbin/metrics/pair"
	"tenbin/metrics/person"
	"tenbin/metrics/record"
	"tenbin/metrics/response"
	"tenbin/metrics/stall"
	"tenbin/metrics/team"
	"tenbin/metrics/trend"
)

// assessor carries what the parts of an assessment share.
type assessor struct {
	*assessment.Assessment
	cube     *cube.Cube
	records  []instruction.Record
	data     Data
	o        assessment.Options
	e        *estimate.Estimates
	plain    *concession.Axis    // without region, for the absolute reference
	watched  *concession.Axis    // the months that monitoring reads
	forward  []forecast.Forecast // per instruction record
	money    *company.Money
	last     table.Month
	own      map[string][]int              // instruction records by person
	person   map[string]*assessment.Person // filled once people are in their order
	register *record.Register
	gaps     record.Gaps
	dated    bool // some instruction has a due date
}

// assess turns the cube and the instructions into the assessment: both axes, their
// combination, tiers, teams, forecasts and the step-in list; and the peers' rates of
// single lines. It is pure: the same input gives the same result, to the byte.
func assess(cube *cube.Cube, records []instruction.Record, data Data, o assessment.Options) (*assessment.Assessment, *linerate.Rates, error) {
	o = o.Resolved()
	if data.Small != nil {
		records = instruction.Handovers(records, data.Small.Accounts, o.CutOff())
	} else {
		records = instruction.Handovers(records, nil, o.CutOff())
	}
	a := &assessor{Assessment: &assessment.Assessment{Month: o.Month, CutOff: o.CutOff(), WindowFrom: o.WindowFrom(), Currency: o.Currency, MinorUnits: o.MinorUnits,
		Inputs: cube.Inputs, Options: o, Lines: cube.Evidence, Files: data.Files},
		cube: cube, records: records, data: data, o: o, last: o.Month, own: map[string][]int{}}
	for i := range records {
		a.own[records[i].Person] = append(a.own[records[i].Person], i)
		a.dated = a.dated || records[i].Due.Known()
	}
	a.register = record.New(data.Small, data.Names, o)
	a.gaps = a.register.Gaps(records)
	a.e = estimate.New(cube, records)
	// Three independent fits of the same lines; each is computed by one goroutine, so
	// nothing depends on who finishes first.
	var wait sync.WaitGroup
	wait.Go(func() {
		a.plain = estimate.NewConcession(cube, a.e.Places(cube), len(a.e.People), false)
		a.plain.Passes()
		a.plain.Release()
	})
	wait.Go(func() {
		a.watched = concession.New(estimate.Deals(cube, a.e.Places(cube), true, o.Month-table.Month(o.WatchMonths())+1), len(a.e.People))
		a.watched.Passes()
		if o.CalendarFactor {
			a.watched.Calendar()
		}
		a.watched.Release()
	})
	a.e.Fit(cube, records, o)
	a.e.Concession.Release()
	wait.Wait()
	// The peers' rates of single lines are wanted by nobody below.
	rates := linerate.New(a.e.Concession, cube, a.e.People, o)
	wait.Go(func() { rates.FillAll(a.Lines) })
	unpaused := a.e.WithoutPauses(records, o)
	a.money = company.MoneyOf(cube, a.e.Index)
	measured, _ := a.measurable()
	a.Totals = company.Totals(a.money, measured, records, o)
	a.WindowFrom = company.From(a.WindowFrom, cube, records)
	a.countInstructions()
	a.Hyper = hyper(a.e, o)
	a.forward = forecast.Of(a.e.Lag, a.e.PL, a.e.L.M, records, cube, o)
	gains := forecast.Gains(&forecast.Levels{Axis: a.e.Concession, Theta: a.e.PC, M: a.e.C.M, Months: a.money.Months, Recovery: o.Recovery}, a.e.Lag, a.forward)
	a.People = person.Of(&person.Input{Options: o, Estimates: a.e, Money: a.money, Records: records, Own: a.own, Roster: data.Roster, Names: data.Names, Measured: measured, HasPolicy: data.HasPolicy,
		Marks: finding.MoneyFlags(a.e.Concession, a.e.PC, a.e.C.M, o), MayMark: a.says(table.FactorConcession), Unpaused: unpaused})
	level := make([]float64, len(a.e.PC))
	for i := range level {
		level[i] = a.e.PC[i].Mean()
	}
	pairs, spread := pair.Of(&pair.Input{Cube: cube, Axis: a.e.Concession, Index: a.e.Index, Level: level, M: a.e.C.M, Names: data.Names})
	a.Pairs = pairs
	for i := range spread {
		a.People[i].ExcessClients, a.People[i].TopClientShare = spread[i].Clients, spread[i].Top
	}
	a.Teams = team.Of(a.People, a.e.Concession, a.plain, a.e.Lag, o.Tolerance, data.HasPolicy)
	signals, charts := monitor.Watch(&monitor.Input{People: a.e.People, Options: o, Concession: a.e.Concession, Months: a.watched, Lag: a.e.Lag, Records: records, Acted: finding.Interventions(data.Small, a.register, a.e.People, a.Pairs, o)})
	for i := range signals {
		a.People[i].Signal = signals[i]
	}
	a.Charts = finding.Silence(a.People, charts, o)
	co := &finding.Company{Options: o, Cut: a.CutOff, WindowFrom: a.WindowFrom, Months: a.money.Months, Roster: data.Roster, Estimates: a.e, Forecasts: a.forward, Gains: gains, Lines: a.Lines, Charts: a.Charts}
	a.People, a.People20 = finding.Tiers(co, a.People)
	a.person = map[string]*assessment.Person{}
	for i := range a.People {
		a.person[string(a.People[i].ID)] = &a.People[i]
	}
	groupOf, managerOf := a.responsible()
	a.LagCurves = a.e.Lag.Curves(a.e.People, managerOf, records, a.CutOff, a.says(table.FactorLag))
	a.Progress = stall.Of(&stall.Input{Options: o, Records: records, Register: a.register, Gaps: a.gaps, People: a.e.People, Index: a.e.Index, Names: data.Names, Says: a.says(table.FactorLag)})
	a.Advocacy = advocacy.Of(&advocacy.Input{Options: o, Cube: cube, Records: records, Estimates: a.e, Person: a.person})
	asked := exception.Of(cube, a.e, o.CalendarFactor, a.says(table.FactorConcession))
	a.Exceptions, a.Approvals, a.RequestsKnown = asked.People, asked.Approvals, asked.Known
	a.Responses, a.ResponsesDerived = response.Of(&response.Input{Options: o, Events: data.events(), Records: records, Cube: cube, Axis: a.e.Concession, People: a.e.People, Group: groupOf, Level: level, M: a.e.C.M, Says: a.says(table.FactorConcession)})
	finding.Alarms(co, a.person)
	if t := data.Small; t != nil {
		a.TurnsKnown = len(t.Pauses) > 0 || len(t.Milestones) > 0
	}
	a.Instructions = ledger.Of(&ledger.Input{Options: o, Records: records, Register: a.register, Lag: a.e.Lag, Forward: a.forward, Person: a.person, Names: data.Names})
	a.Decisions, a.Replies = data.Small.Returned(data.Published)
	a.coaching()
	matters := &finding.Matters{Company: co, People: a.People, Person: a.person, Pairs: a.Pairs, Records: records, Own: a.own, Dated: a.dated, Register: a.register, Gaps: a.gaps}
	a.StepIn = finding.List(matters)
	for i := range a.StepIn {
		a.remember(&a.StepIn[i])
	}
	a.DoneWell = finding.DoneWell(matters)
	a.Trend, a.Waterfalls = trend.Of(&trend.Input{Options: o, Cube: cube, Records: records, Axis: a.e.Concession, People: a.e.People, WaitsForBuyer: a.register.WaitingForBuyer})
	wait.Wait()
	a.warn(finding.DecidedByPauses(matters))
	a.Warnings = append(a.Warnings, finding.Suspensions(a.People, o)...)
	a.Definitions = constants(o)
	a.SignalBands = append([]float64(nil), cusum.BandEdges[:]...)
	return a.Assessment, rates, nil
}

// measurable tells whether an axis has anything to say at all.
func (a *assessor) measurable() (concession, lag bool) {
	return a.Inputs.LinesMeasured > 0, len(a.e.Lag.Rows) > 0
}

// countInstructions fills what became of the records on the way to their axis.
func (a *assessor) countInstructions() {
	if len(a.records) == 0 {
		return
	}
	a.Inputs.InstructionsRead = max(a.Inputs.InstructionsRead, int64(len(a.records)))
	a.Inputs.InstructionsScored = int64(len(a.e.Lag.Rows))
	a.Inputs.InstructionsLeftOut = a.e.Lag.LeftOut
}

// responsible is everybody's group and manager of today, by id; managers who answer to
// nobody are in no group.
func (a *assessor) responsible() (group map[string]assessment.Group, manager map[string]table.ManagerID) {
	group, manager = map[string]assessment.Group{}, map[string]table.ManagerID{}
	for i, g := range assessment.Groups(a.People) {
		p := &a.People[i]
		manager[string(p.ID)] = p.Manager
		if g != nil {
			group[string(p.ID)] = *g
		}
	}
	return group, manager
}

// says tells of whom something may be said under a factor.
func (a *assessor) says(f table.Factor) func(id string) bool {
	return func(id string) bool { return a.o.MayFind(table.PersonID(id), f) }
}

// hyper are the parameters that the month's data gave.
func hyper(e *estimate.Estimates, o assessment.Options) assessment.Hyper {
	c, l := e.Concession, e.Lag
	h := assessment.Hyper{SizeBands: o.SizeBands, Classes: e.Classes,
		Concession: assessment.AxisHyper{A: e.C.A, M: e.C.M, Kappa: e.C.Kappa, Pi: e.C.Pi, Phi: c.Phi, Omega2: c.Omega2},
		Lag:        assessment.AxisHyper{A: e.L.A, M: e.L.M, Kappa: e.L.Kappa, Pi: e.L.Pi, Phi: 1, Omega2: l.Omega2}}
	if o.ListMin != nil {
		h.ListMin = assessment.Yen(*o.ListMin)
	}
	return h
}
