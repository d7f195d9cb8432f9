package instruction

import (
	"context"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/dedup"
)

// everyone in the place of a person or client means all.
const everyone = "*"

// teams returns the names of the roster's teams.
func teams(r *table.Roster) map[string]bool {
	m := map[string]bool{}
	if r != nil {
		for i := range r.People {
			for _, p := range r.People[i].Periods {
				if p.Team != "" {
					m[p.Team] = true
				}
			}
		}
	}
	return m
}

// reach says whom an instruction for several is meant for.
type reach struct {
	*Record
	anyone, team bool // any person; any person of the team that Person names
	anyClient    bool
	segment      bool // any client of the segment that Client names
	from         table.Day
}

// reaches returns whom x is meant for and whether that is more than one pair. A row for
// one person without client, category and product is an instruction about no client and
// stays as it is.
func (t *Tables) reaches(x *Record, roster *table.Roster, teams, segments, clients map[string]bool) (reach, bool) {
	r := reach{Record: x, from: table.Day(x.Issued.Time().AddDate(-1, 0, 0).Unix() / 86400)}
	r.anyone = x.Person == "" || x.Person == everyone
	r.team = !r.anyone && teams[x.Person] && roster.Find(x.Person) == nil
	r.anyClient = x.Client == everyone || x.Client == "" && (r.anyone || r.team || x.Category != "" || x.Product != "")
	r.segment = !r.anyClient && segments[x.Client] && !clients[x.Client]
	return r, r.anyone || r.team || r.anyClient || r.segment
}

// question is what the deal lines are asked about the clients of a reach.
func (r *reach) question() cube.Question {
	q := cube.Question{From: r.from, To: r.Issued, Category: r.Category, Product: r.Product}
	switch {
	case r.segment:
		q.Segment = r.Client
	case !r.anyClient:
		q.Client = r.Client
	}
	return q
}

// questions are what the deal lines are asked, in the order of the reaches.
func (t *Tables) questions() []cube.Question {
	out := make([]cube.Question, len(t.several))
	for k := range t.several {
		out[k] = t.several[k].question()
	}
	return out
}

// segments are the segments of clients by the account list.
func (t *Tables) segments() map[string]string {
	m := map[string]string{}
	for _, a := range t.Accounts {
		if a.Segment != "" {
			m[a.Client] = a.Segment
		}
	}
	return m
}

// expand turns each instruction for several into one for every client that bought the
// category or product in the 12 months before it was issued, with the client's owner on
// that day: by the account list, else who sold to the client last. Ids are
// ID/salesperson/client.
func (t *Tables) expand(ctx context.Context, wide []reach, in Inputs, plan *cube.Plan, o assessment.Options) ([]Record, error) {
	bought := in.Bought
	if bought == nil {
		var err error
		if bought, err = cube.FindBuyers(ctx, in.Deals, plan, t.questions(), t.segments(), o); err != nil {
			return nil, err
		}
	}
	var out []Record
	for k := range wide {
		w := &wide[k]
		found := bought.Of(k)
		for _, x := range found {
			t.sold = append(t.sold, dedup.At(x.File, x.Row))
		}
		made := t.pairsOf(w, found, in.Deals.Roster)
		switch {
		case len(made) > 0:
			out = append(out, made...)
		case !w.anyone && !w.team: // nobody bought it: the person's own instruction all the same
			out = append(out, *w.Record)
		default:
			t.InstructionsLeftOut["no_person"]++
		}
	}
	return out, nil
}

// pairsOf makes the instructions of one reach, by client.
func (t *Tables) pairsOf(w *reach, found map[string]cube.Sale, roster *table.Roster) []Record {
	clients := make([]string, 0, len(found)+1)
	for c := range found {
		clients = append(clients, c)
	}
	if !w.anyClient && !w.segment && len(found) == 0 {
		clients = append(clients, w.Client) // named outright: its owner, though it bought nothing
	}
	slices.Sort(clients)
	var out []Record
	for _, client := range clients {
		owner := t.ownerOn(client, w.Issued)
		if owner == "" {
			owner = found[client].Person
		}
		switch {
		case owner == "":
			continue
		case w.team:
			who := roster.Find(owner)
			if who == nil {
				continue
			}
			if p, ok := who.On(w.Issued); !ok || p.Team != w.Person {
				continue
			}
		case !w.anyone && owner != w.Person:
			continue
		}
		x := *w.Record
		x.ID, x.Person, x.Client, x.Expanded = x.ID+"/"+owner+"/"+client, owner, client, true
		out = append(out, x)
	}
	return out
}

// ownerOn returns the account list's owner of a client on a day, "" for none; of several
// the one that began last.
func (t *Tables) ownerOn(client string, on table.Day) string {
	owner, from := "", table.NoDay
	for _, a := range t.Accounts {
		if a.Client == client && a.Owner != "" && a.OwnerFrom <= on && (!a.OwnerTo.Known() || on <= a.OwnerTo) && (owner == "" || a.OwnerFrom >= from) {
			owner, from = a.Owner, a.OwnerFrom
		}
	}
	return owner
}
