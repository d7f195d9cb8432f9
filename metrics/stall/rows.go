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
		if days := g.in.Options.Lag.Days(last, cut); days > g.quietest[i].days {
			g.quietest[i] = quietOne{days, r.ID}
		}
	}
}
