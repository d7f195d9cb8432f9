package metrics

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/instruction"
)

// The positions of "visit" among the kinds of activity and of "role_play" among those
// of sessions; a test holds them against the vocabularies.
const (
	visitKind = instruction.Visit
	rolePlay  = 0
)

// pairKey is a salesperson with a client.
type pairKey struct{ person, client string }

// register finds what the small tables say about one instruction or pair without
// reading them through every time.
type register struct {
	visits    map[pairKey][]table.Day // visits of the salesperson
	senior    map[string][]table.Day  // visits of anybody senior, by client
	byID      map[string][]instruction.Update
	byPair    map[pairKey][]instruction.Update   // updates without an instruction
	waiting   map[string][]instruction.Pause     // waits for us, by instruction
	asked     map[string][]instruction.Pause     // waits for the buyer, by instruction
	contacts  map[string][]table.Day             // contacts of any kind, by client
	steps     map[string][]instruction.Milestone // by instruction
	rehearsed map[string]bool                    // instructions with a rehearsal held
	accepted  map[table.FindingID]bool           // findings that a manager took on
	taken     map[table.FindingID]table.Day      // when, where the decision is dated

	hasVisits, hasUpdates, hasPromises, hasSessions bool
}

func newRegister(t *instruction.Tables, cut table.Day) *register {
	g := &register{visits: map[pairKey][]table.Day{}, senior: map[string][]table.Day{}, byID: map[string][]instruction.Update{}, byPair: map[pairKey][]instruction.Update{},
		waiting: map[string][]instruction.Pause{}, rehearsed: map[string]bool{}, accepted: map[table.FindingID]bool{}, taken: map[table.FindingID]table.Day{}}
	g.asked, g.contacts, g.steps = map[string][]instruction.Pause{}, map[string][]table.Day{}, map[string][]instruction.Milestone{}
	if t == nil {
		return g
	}
	g.hasVisits, g.hasUpdates, g.hasSessions = len(t.Activities) > 0, len(t.Updates) > 0, len(t.Sessions) > 0
	for _, x := range t.Milestones {
		g.steps[x.InstructionID] = append(g.steps[x.InstructionID], x)
	}
	for _, x := range t.Activities {
		g.contacts[x.Client] = append(g.contacts[x.Client], x.Date)
		if x.Kind != visitKind || x.Date > cut {
			continue
		}
		k := pairKey{x.Person, x.Client}
		g.visits[k] = append(g.visits[k], x.Date)
		if x.Rank >= table.RankSectionHead {
			g.senior[x.Client] = append(g.senior[x.Client], x.Date)
		}
	}
	for _, x := range t.Updates {
		g.hasPromises = g.hasPromises || x.PromisedDate.Known()
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
		if x.Held && x.Kind == rolePlay && x.InstructionID != "" && x.Date <= cut {
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

// contacts says what updates and visits are recorded about an open instruction after
// day since: counts that a sentence may name, −1 where the table was not supplied.
func (a *assessor) contacts(r *instruction.Record, since table.Day) (visits, updates int, last table.Day) {
	visits, updates, last = -1, -1, table.NoDay
	if g := a.register; g.hasVisits && r.Client != "" {
		visits = 0
		for _, d := range g.visits[pairKey{r.Person, r.Client}] {
			if d > since {
				visits++
			}
		}
	}
	if !a.register.hasUpdates {
		return
	}
	updates = 0
	a.eachUpdate(r, func(x *instruction.Update) {
		if x.At > since {
			updates++
			last = max(last, x.At)
		}
	})
	return
}

// eachUpdate calls f with the updates about an instruction: those with its id, and the
// daily reports of its salesperson about its client.
func (a *assessor) eachUpdate(r *instruction.Record, f func(*instruction.Update)) {
	for _, list := range [][]instruction.Update{a.register.byID[r.ID], a.register.byPair[pairKey{r.Person, r.Client}]} {
		for k := range list {
			f(&list[k])
		}
	}
}

// waitingForUs returns since when an instruction waits for us on the cut-off, NoDay when
// it does not.
func (a *assessor) waitingForUs(r *instruction.Record) table.Day {
	since := table.NoDay
	for _, p := range a.register.waiting[r.ID] {
		if p.From <= a.CutOff && (!p.To.Known() || p.To > a.CutOff) {
			since = max(since, p.From)
		}
	}
	return since
}

// seniorVisitSince reports whether somebody senior visited the client after day d.
func (a *assessor) seniorVisitSince(client string, d table.Day) bool {
	return slices.ContainsFunc(a.register.senior[client], func(x table.Day) bool { return x > d })
}

// followedUp reports whether a manager's follow-up on an instruction is on record: the
// finding was taken on, or the manager wrote an update. Authors are written as the
// source has them, by id or by name.
func (a *assessor) followedUp(r *instruction.Record, manager string) bool {
	if a.register.accepted[findingID(table.ActionFollowUp, r.Person, r.Client, r.ID, r.Category)] {
		return true
	}
	return slices.ContainsFunc(a.register.byID[r.ID], func(x instruction.Update) bool {
		return x.At > r.Issued && x.Author != "" && manager != "" && (x.Author == manager || x.Author == a.data.Names.Person(manager))
	})
}
