// Package stall answers: where on the way from instruction to result does time go, and what
// is heard meanwhile?
//
// In come the records, what is on record about them, and the people; out comes one row a
// person with acknowledgement, reports, dates put off and ends waited for, beside peers.
package stall

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
	"tenbin/metrics/record"
)

// Input is what progress is computed from. People are ids in order, Index their places.
type Input struct {
	Options  assessment.Options
	Records  []instruction.Record
	Register *record.Register
	Gaps     record.Gaps
	People   []string
	Index    map[string]int
	Names    table.Names
	Says     func(id string) bool // whether anything may be said of a person
}

// Of returns one row a person with an acknowledged instruction or an update, in the order
// of ids.
func Of(in *Input) (all []assessment.Progress) {
	S := len(in.People)
	g := &progressRows{in: in, pair: map[pairKey]int{}, seen: map[*instruction.Update]bool{}, quietest: map[int]quietOne{}, notes: map[int][]assessment.ProgressUpdate{}}
	for i := range in.Records {
		g.add(&in.Records[i])
	}
	kinds := len(table.Triggers.Words)
	silence, moved := count.Compare(g.updates, S, kinds, false), count.Compare(g.moved, S, kinds, true)
	vague, said := count.Compare(g.vague, S, kinds, true), count.Compare(g.said, S, kinds, true)
	acks := in.stage(func(r instruction.Record) (instruction.Record, bool) {
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
	done := in.stage(after)
	waited := in.stage(func(r instruction.Record) (instruction.Record, bool) {
		r, ok := after(r)
		if r.Closed.Known() && r.WaitedOut(in.Options.CutOff()) {
			r.Implemented = r.Closed
		} else if r.Implemented.Known() {
			r.Closed, r.Status, r.Implemented = r.Implemented, table.StatusSuperseded, table.NoDay
		}
		return r, ok
	})
	for i := range S {
		if !in.Says(in.People[i]) {
			continue
		}
		p := assessment.Progress{Person: table.PersonID(in.People[i]), Quiet: -1}
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
		if in.Register.HasUpdates {
			p.Silence, p.HasSilence, p.Vague = inverted(silence[i]), true, vague[i]
			p.Moved, p.HasMoved = moved[i], in.Register.HasPromises
			p.Quiet, p.QuietID = g.quiet(i)
			p.UsualGap = in.Gaps.Usual(string(p.Person), finding.FewestGaps)
		}
		p.Said, p.HasSaid = said[i], len(g.said) > 0
		if p.Stall.Exposure == 0 && p.Silence.Exposure == 0 && p.Vague.Exposure == 0 && p.Said.Exposure == 0 {
			continue
		}
		p.Updates = g.notes[i]
		slices.SortStableFunc(p.Updates, func(x, y assessment.ProgressUpdate) int { return cmp.Compare(x.At, y.At) })
		indexOf(&p)
		all = append(all, p)
	}
	return all
}

// indexOf sets the geometric mean of what can be said and the two worst statements.
func indexOf(p *assessment.Progress) {
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
		sum += math.Log(peers.Clamp(m.ratio, 1/WidestRatio, WidestRatio))
	}
	p.Index = assessment.Of(math.Exp(sum / float64(len(ms))))
	slices.SortStableFunc(ms, func(x, y measure) int { return cmp.Compare(y.ratio, x.ratio) })
	for _, m := range ms {
		if m.ratio > StandsOut && m.raw > StandsOut && len(p.Worst) < 2 {
			p.Worst = append(p.Worst, m.say())
		}
	}
}

// StandsOut is how far both the shrunken and the counted ratio lie above 1 where
// something is said in a sentence: little evidence among others who have none says
// nothing.
const StandsOut = 1.25

// WidestRatio bounds what one measure can do to the index, up and down.
const WidestRatio = 4

// pairKey is a salesperson with a client.
type pairKey struct{ person, client string }

// stageAxis is one stage of the way, on the machinery of the lag axis.
type stageAxis struct {
	*progress.Axis
	all    []assessment.Counted // each person's count; above 1 is more than peers
	middle float64              // θ of the middle person
	any    bool                 // something happened in this stage at all
}

// stage runs the lag axis over records as change sees them.
func (in *Input) stage(change func(instruction.Record) (instruction.Record, bool)) stageAxis {
	var records []instruction.Record
	for i := range in.Records {
		if r, ok := change(in.Records[i]); ok {
			records = append(records, r)
		}
	}
	o := in.Options
	o.DueBand = false
	s := stageAxis{Axis: progress.New(records, in.Index, len(in.People), o, true)}
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
