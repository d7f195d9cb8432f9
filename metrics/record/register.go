package record

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// The positions of "visit" among the kinds of activity and of "role_play" among those
// of sessions; a test holds them against the vocabularies.
const (
	Visit    = instruction.Visit
	RolePlay = 0
)

// pairKey is a salesperson with a client.
type pairKey struct{ person, client string }

// Register finds what the small tables say about one instruction or pair without
// reading them through every time.
type Register struct {
	o         assessment.Options
	cut       table.Day
	names     table.Names
	visits    map[pairKey][]table.Day // visits of the salesperson
	senior    map[string][]table.Day  // visits of anybody senior, by client
	byID      map[string][]instruction.Update
	byPair    map[pairKey][]instruction.Update   // updates without an instruction
	waiting   map[string][]instruction.Pause     // waits for us, by instruction
	asked     map[string][]instruction.Pause     // waits for the buyer, by instruction
	contacts  map[string][]table.Day             // Contacts of any kind, by client
	steps     map[string][]instruction.Milestone // by instruction
	rehearsed map[string]bool                    // instructions with a rehearsal held
	accepted  map[table.FindingID]bool           // findings that a manager took on
	taken     map[table.FindingID]table.Day      // when, where the decision is dated

	// What was supplied at all, and whether updates carry promised dates.
	HasVisits, HasUpdates, HasPromises, HasSessions bool
}

// New reads the tables, nil where none were supplied, as known at the cut-off of o.
func New(t *instruction.Tables, names table.Names, o assessment.Options) *Register {
	cut := o.CutOff()
	g := &Register{o: o, cut: cut, names: names, visits: map[pairKey][]table.Day{}, senior: map[string][]table.Day{}, byID: map[string][]instruction.Update{}, byPair: map[pairKey][]instruction.Update{},
		waiting: map[string][]instruction.Pause{}, rehearsed: map[string]bool{}, accepted: map[table.FindingID]bool{}, taken: map[table.FindingID]table.Day{}}
	g.asked, g.contacts, g.steps = map[string][]instruction.Pause{}, map[string][]table.Day{}, map[string][]instruction.Milestone{}
	if t == nil {
		return g
	}
	g.HasVisits, g.HasUpdates, g.HasSessions = len(t.Activities) > 0, len(t.Updates) > 0, len(t.Sessions) > 0
	for _, x := range t.Milestones {
		g.steps[x.InstructionID] = append(g.steps[x.InstructionID], x)
	}
	for _, x := range t.Activities {
		g.contacts[x.Client] = append(g.contacts[x.Client], x.Date)
		if x.Kind != Visit || x.Date > cut {
			continue
		}
		k := pairKey{x.Person, x.Client}
		g.visits[k] = append(g.visits[k], x.Date)
		if x.Rank >= table.RankSectionHead {
			g.senior[x.Client] = append(g.senior[x.Client], x.Date)
		}
	}
	for _, x := range t.Updates {
		g.HasPromises = g.HasPromises || x.PromisedDate.Known()
		switch k := (pairKey{x.Person, x.Client}); {
		case x.At > cut:
		case x.InstructionID != "":
			g.byID[x.InstructionID] = append(g.byID[x.InstructionID], x)
		default:
			g.byPair[k] = append(g.byPair[k], x)
		}
	}
	for _, x := range t.Pauses {
		switch x.WaitingFor {
		case table.WaitingUs:
			g.waiting[x.InstructionID] = append(g.waiting[x.InstructionID], x)
		case table.WaitingBuyer:
			g.asked[x.InstructionID] = append(g.asked[x.InstructionID], x)
		}
	}
	for _, x := range t.Sessions {
		if x.Held && x.Kind == RolePlay && x.InstructionID != "" && x.Date <= cut {
			g.rehearsed[x.InstructionID] = true
		}
	}
	for _, x := range t.Decisions {
		if table.DecisionWords.Words[x.Decision].Name == "accepted" {
			g.accepted[table.FindingID(x.FindingID)] = true
			if x.Date.Known() && x.Date <= cut {
				g.taken[table.FindingID(x.FindingID)] = x.Date
			}
		}
	}
	return g
}

// Contacts says what updates and visits are recorded about an open instruction after
// day since: counts that a sentence may name, −1 where the table was not supplied.
func (g *Register) Contacts(r *instruction.Record, since table.Day) (visits, updates int, last table.Day) {
	visits, updates, last = -1, -1, table.NoDay
	if g.HasVisits && r.Client != "" {
		visits = 0
		for _, d := range g.visits[pairKey{r.Person, r.Client}] {
			if d > since {
				visits++
			}
		}
	}
	if !g.HasUpdates {
		return
	}
	updates = 0
	g.EachUpdate(r, func(x *instruction.Update) {
		if x.At > since {
			updates++
			last = max(last, x.At)
		}
	})
	return
}

// EachUpdate calls f with the updates about an instruction: those with its id, and the
// daily reports of its salesperson about its client.
func (g *Register) EachUpdate(r *instruction.Record, f func(*instruction.Update)) {
	for _, list := range [][]instruction.Update{g.byID[r.ID], g.byPair[pairKey{r.Person, r.Client}]} {
		for k := range list {
			f(&list[k])
		}
	}
}

// WaitingForUs returns since when an instruction waits for us on the cut-off, NoDay when
// it does not.
func (g *Register) WaitingForUs(r *instruction.Record) table.Day {
	since := table.NoDay
	for _, p := range g.waiting[r.ID] {
		if p.From <= g.cut && (!p.To.Known() || p.To > g.cut) {
			since = max(since, p.From)
		}
	}
	return since
}

// SeniorVisitSince reports whether somebody senior visited the client after day d.
func (g *Register) SeniorVisitSince(client string, d table.Day) bool {
	return slices.ContainsFunc(g.senior[client], func(x table.Day) bool { return x > d })
}

// Wrote reports whether a manager wrote an update on an instruction. Authors are written
// as the source has them, by id or by name.
func (g *Register) Wrote(r *instruction.Record, manager string) bool {
	return slices.ContainsFunc(g.byID[r.ID], func(x instruction.Update) bool {
		return x.At > r.Issued && x.Author != "" && manager != "" && (x.Author == manager || x.Author == g.names.Person(manager))
	})
}

// Rehearsed reports whether a rehearsal of an instruction was held.
func (g *Register) Rehearsed(r *instruction.Record) bool { return g.rehearsed[r.ID] }

// Accepted reports whether a manager took a finding on.
func (g *Register) Accepted(f table.FindingID) bool { return g.accepted[f] }

// Taken is the day on which a manager took a finding on, where the decision is dated.
func (g *Register) Taken(f table.FindingID) (day table.Day, ok bool) {
	day, ok = g.taken[f]
	return
}

// SomeTaken reports whether any dated decision took a finding on.
func (g *Register) SomeTaken() bool { return len(g.taken) > 0 }

// Steps is the number of steps of an instruction.
func (g *Register) Steps(r *instruction.Record) int { return len(g.steps[r.ID]) }
