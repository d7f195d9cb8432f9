package stall

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/count"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
)

// progressRows collects what is counted.
type progressRows struct {
	in                          *Input
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
	i, ok := g.in.Index[r.Person]
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
	if !g.in.Register.HasUpdates || !r.Acknowledged.Known() {
		return
	}
	cut := g.in.Options.CutOff()
	from, end := max(r.Acknowledged, r.HeldFrom), r.End(cut)
	var mine []*instruction.Update
	g.in.Register.EachUpdate(r, func(x *instruction.Update) {
		manager := r.Manager != "" && (x.Author == r.Manager || x.Author == g.in.Names.Person(r.Manager))
		if x.At > from && x.At <= end && !manager {
			mine = append(mine, x)
		}
	})
	slices.SortStableFunc(mine, func(x, y *instruction.Update) int { return cmp.Compare(x.At, y.At) })
	open := float64(g.in.Options.Lag.Days(from, end) - progress.PausedDays(r, g.in.Options, end))
	if open > 0 {
		s := row
		s.Exposure, s.Events = open, float64(len(mine))
		g.updates = append(g.updates, s)
	}
	for _, moved := range g.promises(r, mine, end) {
		s := row
		if s.Exposure = 1; moved {
			s.Events = 1
		}
		g.moved = append(g.moved, s)
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
		if days := g.in.Options.Lag.Days(last, cut); days > g.quietest[i].days {
			g.quietest[i] = quietOne{days, r.ID}
		}
	}
}

// promises tells of every promise of an instruction that came due, in the order of the notes
// mine, whether it was put off: a later day was written down before its own day came. A day
// that passed came due and was not put off, whatever was promised after it (that is the next
// step); so did one before which the instruction was carried out. A promise ahead of end, one
// replaced by an earlier day, and one made before a wait that is nobody's delay say nothing.
//
// Note: counting every later date among the promises after the first gives everybody one
// event a promise (22 of 22 people in the demo had observed = expected).
func (g *progressRows) promises(r *instruction.Record, mine []*instruction.Update, end table.Day) (moved []bool) {
	standing, written := table.NoDay, table.NoDay
	paused := func(to table.Day) bool {
		return progress.PausedDays(r, g.in.Options, to) > progress.PausedDays(r, g.in.Options, written)
	}
	for _, x := range mine {
		if x.PromisedDate <= x.At || !x.PromisedDate.Known() || x.PromisedDate == standing {
			continue
		}
		switch {
		case !standing.Known():
		case standing <= x.At:
			moved = append(moved, false)
		case x.PromisedDate > standing && !paused(x.At):
			moved = append(moved, true)
		}
		standing, written = x.PromisedDate, x.At
	}
	if standing.Known() && (standing <= end || r.Implemented.Known()) {
		moved = append(moved, false)
	}
	return moved
}
