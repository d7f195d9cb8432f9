package metrics

import (
	"math"
	"sort"
	"sync"

	"tenbin/ingest/table"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// confidence of every interval that is printed.
const confidence = .9

// assessor carries what the parts of an assessment share.
type assessor struct {
	*Assessment
	cube    *Cube
	records []InstructionRecord
	data    Data
	o       Options
	e       *estimates
	plain   *concessionAxis // without region, for the absolute reference
	watched *concessionAxis // the months that monitoring reads
	forward []forecast      // per instruction record
	lists   moneyByPerson
	window  float64 // months with measured lines
	flags   []moneyFlag
	last    table.Month
	own     map[string][]int   // instruction records by person
	person  map[string]*Person // filled once people are in their order
	dated   bool               // some instruction has a due date
}

// Assess turns the cube and the instructions into the assessment: both axes, their
// combination, tiers, teams, forecasts and the step-in list. It is pure: the same input
// gives the same result, to the byte.
func Assess(cube *Cube, records []InstructionRecord, data Data, o Options) (*Assessment, error) {
	a := &assessor{Assessment: &Assessment{Month: o.Month, CutOff: o.CutOff(), WindowFrom: o.WindowFrom(), Currency: o.Currency, MinorUnits: o.MinorUnits,
		Inputs: cube.Inputs, Options: o, Lines: cube.Evidence, Files: data.Files, Definitions: map[string]float64{}},
		cube: cube, records: records, data: data, o: o, last: o.Month, own: map[string][]int{}}
	for i := range records {
		a.own[records[i].Person] = append(a.own[records[i].Person], i)
		a.dated = a.dated || records[i].Due.Known()
	}
	a.e = newEstimates(cube, records)
	// Three independent fits of the same lines; each is computed by one goroutine, so
	// nothing depends on who finishes first.
	var wait sync.WaitGroup
	wait.Go(func() {
		a.plain = newConcession(cube, a.e.cubePeople(cube), len(a.e.people), false)
		a.plain.fit()
		a.plain.release()
	})
	wait.Go(func() {
		a.watched = newConcessionFrom(cube, a.e.cubePeople(cube), len(a.e.people), true, o.Month-watchMonths+1)
		a.watched.fit()
		if o.CalendarFactor {
			a.watched.calendar()
		}
		a.watched.release()
	})
	a.e.fit(cube, records, o)
	a.e.concession.release()
	wait.Wait()
	a.lists = a.sumMoney()
	a.totals()
	a.hyper()
	a.forecasts()
	a.persons()
	a.pairsOf()
	a.teams()
	a.watch()
	a.tiers()
	a.order()
	a.person = map[string]*Person{}
	for i := range a.People {
		a.person[a.People[i].ID] = &a.People[i]
	}
	a.instructionRows()
	a.coaching()
	a.findings()
	a.praise()
	a.trend()
	a.waterfall()
	a.fillLedger()
	a.warn()
	return a.Assessment, nil
}

// measurable tells whether an axis has anything to say at all.
func (a *assessor) measurable() (concession, lag bool) {
	return a.Inputs.LinesMeasured > 0, len(a.e.lag.rows) > 0
}

// moneyByPerson are the measured sums of each person in the window, exact.
type moneyByPerson struct {
	lines, list, conceded, discount []int64
	total                           Cell
}

func (a *assessor) sumMoney() moneyByPerson {
	n := len(a.e.people)
	m := moneyByPerson{lines: make([]int64, n), list: make([]int64, n), conceded: make([]int64, n), discount: make([]int64, n)}
	months := map[table.Month]bool{}
	for i, k := range a.cube.Keys {
		if k.Month < a.cube.WindowFrom {
			continue
		}
		c := &a.cube.Cells[i]
		p := a.e.index[a.cube.People[k.Person]]
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
		t.ListAmount, t.DiscountAmount, t.ConcededAmount, t.ListAmountAboveList = Yen(c.List), Yen(c.Discount), Yen(c.Conceded), Yen(c.ListAbove)
		t.LinesDiscounted, t.LinesAboveList = c.LinesDiscounted, c.LinesAbove
		if c.List > 0 {
			t.ConcededShare = Of(float64(c.Conceded) / float64(c.List))
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
	a.Inputs.InstructionsScored = int64(len(a.e.lag.rows))
	a.Inputs.InstructionsLeftOut = a.e.lag.leftOut
}

func (a *assessor) hyper() {
	c, l := a.e.concession, a.e.lag
	a.Hyper = Hyper{SizeBands: a.o.SizeBands, Classes: a.e.classes,
		Concession: AxisHyper{A: a.e.c.A, M: a.e.c.M, Kappa: a.e.c.Kappa, Pi: a.e.c.Pi, Phi: c.Phi, Omega2: c.Omega2},
		Lag:        AxisHyper{A: a.e.l.A, M: a.e.l.M, Kappa: a.e.l.Kappa, Pi: a.e.l.Pi, Phi: 1, Omega2: l.Omega2}}
	if a.o.ListMin != nil {
		a.Hyper.ListMin = Yen(*a.o.ListMin)
	}
}

// persons fills everybody's figures.
func (a *assessor) persons() {
	e := a.e
	mu, sigma := make([]float64, len(e.people)), make([]float64, len(e.people))
	for i := range e.people {
		mu[i], sigma[i] = e.joint[i].Mu, e.joint[i].Sigma
	}
	var top []float64
	if len(mu) > 0 {
		top = rank.Top(mu, sigma, .1)
	}
	a.flags = e.concession.moneyFlags(e, a.o)
	for i, id := range e.people {
		j := e.joint[i]
		lo, hi := j.Interval()
		p := Person{ID: id, Name: a.data.Names.Person(id), Mu: j.Mu, Sigma: j.Sigma, Classes: j.W, PTop: Of(top[i]), Score: Of(100 * j.Score),
			K: Interval{Value: Of(math.Exp(j.Mu)), Lo: Of(lo), Hi: Of(hi), Confidence: confidence}}
		if r := a.data.Roster.Find(id); r != nil {
			if r.Name != "" {
				p.Name = r.Name
			}
			p.Kana = r.Kana
			if q, ok := r.On(a.CutOff); ok {
				p.Team, p.Manager = q.Team, q.Manager
			}
		}
		p.Posterior = [2]Posterior{Posterior(e.pc[i]), Posterior(e.pl[i])}
		a.concessionFigures(i, &p)
		a.lagFigures(i, &p)
		p.ReliabilityC, p.ReliabilityL = ratio.Reliability(e.concession.N[i], e.c.A), ratio.Reliability(e.lag.N[i], e.l.A)
		p.Reliability = Of(math.Max(p.ReliabilityC, p.ReliabilityL))
		p.Grade = grade(*p.Reliability)
		p.MoneyFlag, p.MoneyZ = a.flags[i].set, a.flags[i].z
		a.People = append(a.People, p)
	}
}

// grade is the evidence grade printed beside every rank.
func grade(reliability float64) string {
	switch {
	case reliability >= .7:
		return "good"
	case reliability >= .25:
		return "weak"
	}
	return "not_enough"
}

func (a *assessor) concessionFigures(i int, p *Person) {
	c, e := a.e.concession, a.e
	f := &p.Concession
	if f.Lines = a.lists.lines[i]; f.Lines > 0 {
		f.ListAmount, f.ConcededAmount = Yen(a.lists.list[i]), Yen(a.lists.conceded[i])
		if a.lists.list[i] > 0 {
			f.Share = Of(float64(a.lists.conceded[i]) / float64(a.lists.list[i]))
		}
	}
	scored := len(c.byOne[i]) > 0
	if conc, _ := a.measurable(); conc && !scored {
		f.Observed, f.Expected, f.N, f.Peers = Of(0), Of(0), Of(0), Of(0) // nothing that counts: O = E = 0
	}
	if scored {
		f.Observed, f.Expected, f.N, f.Peers = Of(c.O[i]), Of(c.E[i]), Of(c.N[i]), Of(c.Peers[i])
		f.ExpectedAmount = Yen(int64(math.RoundToEven(c.ExpectedMoney[i])))
		x := int64(0)
		for _, k := range c.byOne[i] {
			x += int64(c.rows[k].x)
		}
		p.ExcessAmount = x - *f.ExpectedAmount
		p.ExpectedFrom = c.From[i]
		p.NoColleague = c.From[i][3] > .5
		p.OnlyConceder = c.E[i] == 0 && c.O[i] > 0
		var n, y float64
		for _, k := range c.byOne[i] {
			n += c.rows[k].n
			y += c.rows[k].y
		}
		p.AbsConcession = a.absolute(y, n)
	}
	if c.N[i] > 0 {
		f.Ratio, f.Lo, f.Hi = Of(math.Exp(e.pc[i].MeanLog())/e.c.M), Of(e.pc[i].Quantile(.05)/e.c.M), Of(e.pc[i].Quantile(.95)/e.c.M)
		lo, hi := ratio.RawInterval(float64(c.N[i]*c.Ratio[i]), c.N[i], confidence)
		f.RawRatio, f.RawLo, f.RawHi = Of(c.O[i]/c.E[i]), Of(lo), Of(hi)
	}
}

// absolute is θ_abs = Σy/(n·τ) with its interval: conceded points against the points
// that are tolerated beyond policy. Its variance is the φ of the pairs.
func (a *assessor) absolute(y, n float64) Interval {
	e := float64(n * a.o.Tolerance)
	if e <= 0 {
		return Interval{Confidence: confidence}
	}
	phi := a.e.concession.Phi
	if phi <= 1e-9 { // at its floor the spread of a deal is not known, and neither are limits
		return Interval{Value: Of(y / e), Confidence: confidence}
	}
	lo, hi := ratio.RawInterval(y/phi, e/phi, confidence)
	return Interval{Value: Of(y / e), Lo: Of(lo), Hi: Of(hi), Confidence: confidence}
}

func (a *assessor) lagFigures(i int, p *Person) {
	l, e := a.e.lag, a.e
	f := &p.Lag
	for _, k := range a.own[p.ID] {
		r := &a.records[k]
		f.Instructions++
		if r.Open() {
			f.Open++
			if r.Due.Known() && r.Due < a.CutOff {
				f.Overdue++
			}
		}
	}
	if len(l.byOne[i]) == 0 {
		if _, lag := a.measurable(); lag {
			f.Observed, f.Expected, f.N, f.Peers = Of(0), Of(0), Of(0), Of(0)
		}
		return
	}
	f.Observed, f.Expected, f.N, f.Peers = Of(l.O[i]), Of(l.E[i]), Of(l.N[i]), Of(l.Peers[i])
	if o, x := l.sla(i); x > 0 {
		lo, hi := ratio.RawInterval(o, x, confidence)
		p.AbsLag = slow(o/x, lo, hi)
	}
	if l.N[i] <= 0 {
		return
	}
	theta := math.Exp(e.pl[i].MeanLog())
	f.Slowness, f.Lo, f.Hi = Of(e.l.M/theta), Of(e.l.M/e.pl[i].Quantile(.95)), Of(e.l.M/e.pl[i].Quantile(.05))
	lo, hi := ratio.RawInterval(float64(l.N[i]*l.Ratio[i]), l.N[i], confidence)
	raw := slow(l.O[i]/l.E[i], lo, hi)
	f.RawSlowness, f.RawLo, f.RawHi = raw.Value, raw.Lo, raw.Hi
	f.TypicalDays, f.PeerDays = Of(l.typicalDays(i, theta)), Of(l.typicalDays(i, e.l.M))
}

// slow inverts a speed with its limits; a speed of 0 has no slowness.
func slow(speed, lo, hi float64) Interval {
	x := Interval{Confidence: confidence}
	if speed > 0 {
		x.Value = Of(1 / speed)
	}
	if hi > 0 && !math.IsInf(hi, 0) {
		x.Lo = Of(1 / hi)
	}
	if lo > 0 {
		x.Hi = Of(1 / lo)
	}
	return x
}

// moneyFlag is the ¥ mark beside the tier.
type moneyFlag struct {
	set      bool
	z        float64
	observed float64 // O¥ of the scored lines, capped as y is
	expected float64 // Σ r·L at the per-deal rate
}

// moneyFlags compares the yen conceded with what the person's own per-deal behaviour
// would give on the same list amounts:
//
//	z¥ = (O¥ − θ̃E¥) / √( φ_d·max(θ̃/m, ½)·Σ r L² + .03·(θ̃/m·E¥)² ),  φ_d = Σ(y − ϑr)²/Σr over all lines
//
// z¥ > 2 and an excess above the cost of a visit set the mark.
func (c *concessionAxis) moneyFlags(e *estimates, o Options) []moneyFlag {
	flags := make([]moneyFlag, c.S)
	rl2 := make([]float64, c.S)
	var up, down float64
	for i := range c.cells {
		x := &c.cells[i]
		r := float64(c.rate[x.row] * x.f)
		t := float64(c.theta[x.person] * r)
		up += x.y2 - 2*float64(t*x.y) + float64(t*t*x.n)
		down += float64(r * x.n)
		flags[x.person].observed += x.x
		flags[x.person].expected += float64(r * x.list)
		rl2[x.person] += float64(r * x.list2)
	}
	if down <= 0 {
		return flags
	}
	phi := math.Max(up/down, 1e-9)
	for i := range flags {
		f := &flags[i]
		if c.N[i] <= 0 {
			continue
		}
		theta := math.Exp(e.pc[i].MeanLog())
		relative := theta / e.c.M
		spread := float64(phi*math.Max(relative, .5)*rl2[i]) + .03*float64(relative*f.expected*relative*f.expected)
		if spread > 0 {
			f.z = (f.observed - float64(theta*f.expected)) / math.Sqrt(spread)
		}
		f.set = f.z > 2 && (!o.HasVisitCost || f.observed-f.expected > float64(o.VisitCost))
	}
	return flags
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
