package metrics

import (
	"cmp"
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/count"
	"tenbin/metrics/finding"
	"tenbin/metrics/instruction"
	"tenbin/metrics/peers"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// progress fills a.Progress, one row a person with an acknowledged instruction or an
// update, in the order of ids.
func (a *assessor) progress() {
	S := len(a.e.People)
	g := &progressRows{a: a, pair: map[pairKey]int{}, seen: map[*instruction.Update]bool{}, quietest: map[int]quietOne{}, notes: map[int][]assessment.ProgressUpdate{}}
	for i := range a.records {
		g.add(&a.records[i])
	}
	kinds := len(table.Triggers.Words)
	silence, moved := count.Compare(g.updates, S, kinds, false), count.Compare(g.moved, S, kinds, true)
	vague, said := count.Compare(g.vague, S, kinds, true), count.Compare(g.said, S, kinds, true)
	acks := a.stage(func(r instruction.Record) (instruction.Record, bool) {
		if r.Acknowledged.Known() {
			r.Implemented, r.Closed = r.Acknowledged, table.NoDay
		} else {
			r.Implemented = table.NoDay
		}
		return r, true
	})
	after := func(r instruction.Record) (instruction.Record, bool) {
		ok := r.Acknowledged.Known()
		if r.Acknowledged > r.Issued {
			r.Issued = r.Acknowledged
		}
		return r, ok
	}
	done := a.stage(after)
	waited := a.stage(func(r instruction.Record) (instruction.Record, bool) {
		r, ok := after(r)
		if r.Closed.Known() && r.WaitedOut(a.CutOff) {
			r.Implemented = r.Closed
		} else if r.Implemented.Known() {
			r.Closed, r.Status, r.Implemented = r.Implemented, table.StatusSuperseded, table.NoDay
		}
		return r, ok
	})
	for i := range S {
		if !a.mayFind(a.e.People[i], string(table.FactorLag)) {
			continue
		}
		p := assessment.Progress{Person: table.PersonID(a.e.People[i]), Quiet: -1}
		if len(g.acked) > 0 {
			p.HasAck = true
			p.AckDays, p.AckPeers = acks.days(i)
			p.DoneDays, p.DonePeers = done.days(i)
			p.Stall, p.Waited = inverted(done.all[i]), waited.all[i]
			p.HasWaited = waited.any
			if p.AckDays != nil && p.DoneDays != nil && *p.AckDays > 0 && *p.AckPeers > 0 && *p.DonePeers > 0 {
				p.AckFirst = assessment.Of(*p.DoneDays / *p.AckDays / (*p.DonePeers / *p.AckPeers))
			}
		}
		if a.register.HasUpdates {
			p.Silence, p.HasSilence, p.Vague = inverted(silence[i]), true, vague[i]
			p.Moved, p.HasMoved = moved[i], a.register.HasPromises
			p.Quiet, p.QuietID = g.quiet(i)
			p.UsualGap = a.gaps.Usual(string(p.Person), finding.FewestGaps)
		}
		p.Said, p.HasSaid = said[i], len(g.said) > 0
		if p.Stall.Exposure == 0 && p.Silence.Exposure == 0 && p.Vague.Exposure == 0 && p.Said.Exposure == 0 {
			continue
		}
		p.Updates = g.notes[i]
		slices.SortStableFunc(p.Updates, func(x, y assessment.ProgressUpdate) int { return cmp.Compare(x.At, y.At) })
		a.indexOf(&p)
		a.Progress = append(a.Progress, p)
	}
}

// indexOf sets the geometric mean of what can be said and the two worst statements.
func (a *assessor) indexOf(p *assessment.Progress) {
	type measure struct {
		ratio, raw float64 // shrunken and as counted, above 1 = worse
		say        func() assessment.Evidence
	}
	var ms []measure
	for _, m := range []struct {
		c        assessment.Counted
		say      func(*assessment.Progress) assessment.Evidence
		fits     bool
		fewWorse bool // the fewer the worse
	}{
		{p.Stall, sayStall, p.DoneDays != nil, true},
		{p.Silence, saySilence, true, true},
		{p.Vague, sayVague, true, false},
		{p.Waited, sayWaited, p.HasWaited, false},
		{p.Moved, sayMoved, p.HasMoved, false},
	} {
		if m.fits && m.c.Said() {
			raw := m.c.Observed / m.c.Expected
			if m.fewWorse {
				raw = m.c.Expected / math.Max(m.c.Observed, .5)
			}
			ms = append(ms, measure{*m.c.Ratio, raw, func() assessment.Evidence { return m.say(p) }})
		}
	}
	if len(ms) == 0 {
		return
	}
	sum := 0.
	for _, m := range ms {
		sum += math.Log(peers.Clamp(m.ratio, 1/widestRatio, widestRatio))
	}
	p.Index = assessment.Of(math.Exp(sum / float64(len(ms))))
	slices.SortStableFunc(ms, func(x, y measure) int { return cmp.Compare(y.ratio, x.ratio) })
	for _, m := range ms {
		if m.ratio > standsOut && m.raw > standsOut && len(p.Worst) < 2 {
			p.Worst = append(p.Worst, m.say())
		}
	}
}

// standsOut is how far both the shrunken and the counted ratio lie above 1 where
// something is said in a sentence: little evidence among others who have none says
// nothing.
const standsOut = 1.25

// widestRatio bounds what one measure can do to the index, up and down.
const widestRatio = 4

// pairKey is a salesperson with a client.
type pairKey struct{ person, client string }

// progressRows collects what is counted.
type progressRows struct {
	a                           *assessor
	pair                        map[pairKey]int
	updates, vague, moved, said []count.Row
	acked                       []int
	seen                        map[*instruction.Update]bool
	quietest                    map[int]quietOne
	notes                       map[int][]assessment.ProgressUpdate
}

type quietOne struct {
	days int
	id   string
}

func (g *progressRows) quiet(person int) (int, string) {
	if q, ok := g.quietest[person]; ok {
		return q.days, q.id
	}
	return -1, ""
}

// add counts one instruction. A manager's own updates are not the salesperson's.
func (g *progressRows) add(r *instruction.Record) {
	i, ok := g.a.e.Index[r.Person]
	if !ok {
		return
	}
	k, known := g.pair[pairKey{r.Person, r.Client}]
	if !known {
		k = len(g.pair)
		g.pair[pairKey{r.Person, r.Client}] = k
	}
	row := count.Row{Person: i, Pair: k, Kind: r.Trigger}
	if r.Implemented.Known() || r.SaidNotDone {
		s := row
		if s.Exposure = 1; r.SaidNotDone {
			s.Events = 1
		}
		g.said = append(g.said, s)
	}
	if r.Acknowledged.Known() {
		g.acked = append(g.acked, i)
	}
	if !g.a.register.HasUpdates || !r.Acknowledged.Known() {
		return
	}
	cut := g.a.CutOff
	from, end := max(r.Acknowledged, r.HeldFrom), r.End(cut)
	var mine []*instruction.Update
	g.a.register.EachUpdate(r, func(x *instruction.Update) {
		manager := r.Manager != "" && (x.Author == r.Manager || x.Author == g.a.data.Names.Person(r.Manager))
		if x.At > from && x.At <= end && !manager {
			mine = append(mine, x)
		}
	})
	slices.SortStableFunc(mine, func(x, y *instruction.Update) int { return cmp.Compare(x.At, y.At) })
	open := float64(g.a.o.Lag.Days(from, end) - progress.PausedDays(r, g.a.o, end))
	if open > 0 {
		s := row
		s.Exposure, s.Events = open, float64(len(mine))
		g.updates = append(g.updates, s)
	}
	promised := table.NoDay
	for _, x := range mine {
		if !x.PromisedDate.Known() {
			continue
		}
		if promised.Known() { // whoever promises nothing puts nothing off: the exposure is a promise that could have been kept
			s := row
			if s.Exposure = 1; x.PromisedDate > promised {
				s.Events = 1
			}
			g.moved = append(g.moved, s)
		}
		promised = x.PromisedDate
	}
	last := from
	for _, x := range mine {
		last = max(last, x.At)
		if g.seen[x] {
			continue // a daily report without an id speaks of several instructions once
		}
		g.seen[x] = true
		s, vague := row, x.Vague
		if s.Exposure = 1; vague {
			s.Events = 1
		}
		g.vague = append(g.vague, s)
		g.notes[i] = append(g.notes[i], assessment.ProgressUpdate{At: x.At, Promised: x.PromisedDate, Client: table.ClientID(r.Client), Text: x.Text, Vague: vague})
	}
	if r.Open() {
		if days := g.a.o.Lag.Days(last, cut); days > g.quietest[i].days {
			g.quietest[i] = quietOne{days, r.ID}
		}
	}
}

// stageAxis is one stage of the way, on the machinery of the lag axis.
type stageAxis struct {
	*progress.Axis
	all    []assessment.Counted // each person's count; above 1 is more than peers
	middle float64              // θ of the middle person
	any    bool                 // something happened in this stage at all
}

// stage runs the lag axis over records as change sees them.
func (a *assessor) stage(change func(instruction.Record) (instruction.Record, bool)) stageAxis {
	var records []instruction.Record
	for i := range a.records {
		if r, ok := change(a.records[i]); ok {
			records = append(records, r)
		}
	}
	o := a.o
	o.DueBand = false
	s := stageAxis{Axis: progress.New(records, a.e.Index, len(a.e.People), o, true)}
	s.Fit()
	prior := ratio.FitOne(s.Ratio, s.N)
	for _, n := range s.O {
		s.any = s.any || n > 0
	}
	for i, n := range s.N {
		if !s.any {
			n = 0
		}
		s.all = append(s.all, count.Of(s.O[i], s.E[i], float64(len(s.ByOne[i])), s.Ratio[i], n, prior))
	}
	s.middle = count.ToMiddle(s.all, prior.M)
	return s
}

// inverted turns a ratio and its limits round; what was counted stays.
func inverted(c assessment.Counted) assessment.Counted {
	if c.Ratio != nil && *c.Ratio > 0 && *c.Lo > 0 {
		c.Ratio, c.Lo, c.Hi = assessment.Of(1 / *c.Ratio), assessment.Of(1 / *c.Hi), assessment.Of(1 / *c.Lo)
	}
	return c
}

// days are the usual days of the person in the stage and peers' on the same kinds; nil
// where nothing can be said.
func (s stageAxis) days(i int) (own, peers assessment.Number) {
	c := s.all[i]
	if !c.Said() {
		return nil, nil
	}
	return assessment.Of(s.TypicalDays(i, *c.Ratio*s.middle)), assessment.Of(s.TypicalDays(i, s.middle))
}
