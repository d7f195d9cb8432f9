package metrics

import (
	"math"
	"sort"
	"sync"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/cusum"
	"tenbin/metrics/estimate"
	"tenbin/metrics/finding"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/monitor"
	"tenbin/metrics/record"
)

// assessor carries what the parts of an assessment share.
type assessor struct {
	*assessment.Assessment
	rates    *peerRates // the chain behind E
	cube     *cube.Cube
	records  []instruction.Record
	data     Data
	o        assessment.Options
	e        *estimate.Estimates
	plain    *concession.Axis    // without region, for the absolute reference
	watched  *concession.Axis    // the months that monitoring reads
	forward  []forecast.Forecast // per instruction record
	lists    moneyByPerson
	window   float64 // months with measured lines
	flags    []finding.MoneyFlag
	gains    []forecast.Gain
	last     table.Month
	own      map[string][]int                     // instruction records by person
	revenue  map[revenueKey]*[revenueMonths]int64 // filled when first asked for
	person   map[string]*assessment.Person        // filled once people are in their order
	register *record.Register
	gaps     record.Gaps
	unpaused []float64 // scores if no wait for the buyer counted; nil when nobody recorded one
	dated    bool      // some instruction has a due date
}

// assess turns the cube and the instructions into the assessment: both axes, their
// combination, tiers, teams, forecasts and the step-in list; and the peers' rates of
// single lines. It is pure: the same input gives the same result, to the byte.
func assess(cube *cube.Cube, records []instruction.Record, data Data, o assessment.Options) (*assessment.Assessment, *peerRates, error) {
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
	wait.Go(a.fillLedger)
	a.unpaused = a.withoutPauses()
	a.lists = a.sumMoney()
	a.totals()
	a.hyper()
	a.forward = forecast.Of(a.e.Lag, a.e.PL, a.e.L.M, records, cube, o)
	a.gains = forecast.Gains(&forecast.Levels{Axis: a.e.Concession, Theta: a.e.PC, M: a.e.C.M, Months: a.window, Recovery: o.Recovery}, a.e.Lag, a.forward)
	a.persons()
	a.pairsOf()
	a.teams()
	signals, charts := monitor.Watch(&monitor.Input{People: a.e.People, Options: o, Concession: a.e.Concession, Months: a.watched, Lag: a.e.Lag, Records: records, Acted: a.interventions()})
	for i := range signals {
		a.People[i].Signal = signals[i]
	}
	a.Charts = charts
	a.silence()
	a.tiers()
	a.order()
	a.person = map[string]*assessment.Person{}
	for i := range a.People {
		a.person[string(a.People[i].ID)] = &a.People[i]
	}
	a.lagCurves()
	a.progress()
	a.advocacy()
	a.exceptions()
	a.responses()
	a.signalSentences()
	a.instructionRows()
	a.returned()
	a.coaching()
	a.findings()
	a.praise()
	a.trend()
	a.waterfall()
	wait.Wait()
	a.warn()
	a.noteSuspension()
	a.Definitions = a.constants()
	a.SignalBands = append([]float64(nil), cusum.BandEdges[:]...)
	return a.Assessment, a.rates, nil
}

// measurable tells whether an axis has anything to say at all.
func (a *assessor) measurable() (concession, lag bool) {
	return a.Inputs.LinesMeasured > 0, len(a.e.Lag.Rows) > 0
}

// moneyByPerson are the measured sums of each person in the window, exact.
type moneyByPerson struct {
	lines, list, conceded, discount []int64
	total                           cube.Cell
}

func (a *assessor) sumMoney() moneyByPerson {
	n := len(a.e.People)
	m := moneyByPerson{lines: make([]int64, n), list: make([]int64, n), conceded: make([]int64, n), discount: make([]int64, n)}
	months := map[table.Month]bool{}
	for i, k := range a.cube.Keys {
		if k.Month < a.cube.WindowFrom {
			continue
		}
		c := &a.cube.Cells[i]
		p := a.e.Index[a.cube.People[k.Person]]
		m.lines[p] += c.Lines
		m.list[p] += c.List
		m.conceded[p] += c.Conceded
		m.discount[p] += c.Discount
		m.total.List += c.List
		m.total.Discount += c.Discount
		m.total.Conceded += c.Conceded
		m.total.LinesDiscounted += c.LinesDiscounted
		m.total.LinesAbove += c.LinesAbove
		m.total.ListAbove += c.ListAbove
		months[k.Month] = true
	}
	a.window = math.Max(float64(len(months)), 1)
	return m
}

func (a *assessor) totals() {
	t := &a.Totals
	if conc, _ := a.measurable(); conc {
		c := a.lists.total
		t.ListAmount, t.DiscountAmount, t.ConcededAmount, t.ListAmountAboveList = assessment.Yen(c.List), assessment.Yen(c.Discount), assessment.Yen(c.Conceded), assessment.Yen(c.ListAbove)
		t.LinesDiscounted, t.LinesAboveList = c.LinesDiscounted, c.LinesAbove
		if c.List > 0 {
			t.ConcededShare = assessment.Of(float64(c.Conceded) / float64(c.List))
		}
	}
	if !a.WindowFrom.Known() {
		a.WindowFrom = a.cube.FirstDay
		for i := range a.records {
			if !a.WindowFrom.Known() || a.records[i].Issued < a.WindowFrom {
				a.WindowFrom = a.records[i].Issued
			}
		}
	}
	if len(a.records) == 0 {
		return
	}
	var open, overdue, done, late, ended, all int64
	for i := range a.records {
		r := &a.records[i]
		all++
		switch {
		case r.Open():
			open++
			if r.Due.Known() && r.Due < a.CutOff {
				overdue++
			}
		case r.Implemented.Known():
			done++
			if r.Due.Known() && r.Implemented > r.Due {
				late++
			}
		default:
			ended++
		}
	}
	t.Instructions, t.InstructionsOpen, t.InstructionsOverdue, t.InstructionsImplemented, t.InstructionsLate, t.InstructionsEnded = &all, &open, &overdue, &done, &late, &ended
	a.Inputs.InstructionsRead = max(a.Inputs.InstructionsRead, all)
	a.Inputs.InstructionsScored = int64(len(a.e.Lag.Rows))
	a.Inputs.InstructionsLeftOut = a.e.Lag.LeftOut
}

func (a *assessor) hyper() {
	c, l := a.e.Concession, a.e.Lag
	a.Hyper = assessment.Hyper{SizeBands: a.o.SizeBands, Classes: a.e.Classes,
		Concession: assessment.AxisHyper{A: a.e.C.A, M: a.e.C.M, Kappa: a.e.C.Kappa, Pi: a.e.C.Pi, Phi: c.Phi, Omega2: c.Omega2},
		Lag:        assessment.AxisHyper{A: a.e.L.A, M: a.e.L.M, Kappa: a.e.L.Kappa, Pi: a.e.L.Pi, Phi: 1, Omega2: l.Omega2}}
	if a.o.ListMin != nil {
		a.Hyper.ListMin = assessment.Yen(*a.o.ListMin)
	}
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
