package metrics

import (
	"cmp"
	"context"
	"slices"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
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
	*InstructionRecord
	anyone, team     bool // any person; any person of the team that Person names
	anyClient        bool
	segment          bool // any client of the segment that Client names
	from             table.Day
	category, goods  int32 // the scan's numbers; 0 = any
	segmentID, buyer int32
}

// reaches returns whom x is meant for and whether that is more than one pair. A row for
// one person without client, category and product is an instruction about no client and
// stays as it is.
func (t *Tables) reaches(x *InstructionRecord, data Data, teams, segments, clients map[string]bool) (reach, bool) {
	r := reach{InstructionRecord: x, from: table.Day(x.Issued.Time().AddDate(-1, 0, 0).Unix() / 86400)}
	r.anyone = x.Person == "" || x.Person == everyone
	r.team = !r.anyone && teams[x.Person] && data.Roster.Find(x.Person) == nil
	r.anyClient = x.Client == everyone || x.Client == "" && (r.anyone || r.team || x.Category != "" || x.Product != "")
	r.segment = !r.anyClient && segments[x.Client] && !clients[x.Client]
	return r, r.anyone || r.team || r.anyClient || r.segment
}

// sale is the latest sale that a reach found for a client.
type latestSale struct {
	date   table.Day
	place  linePlace
	person string
}

func (a latestSale) later(b latestSale) bool {
	return cmp.Or(cmp.Compare(a.date, b.date), a.place.compare(b.place)) > 0
}

// buyers looks for the clients that each reach is about, shard by shard.
type buyers struct {
	scan  *dealScan
	batch dealBatch
	plan  *Plan
	wide  []reach
	owns  map[string]string       // client → segment by the account list
	found []map[string]latestSale // by reach: client → latest sale
}

func (b *buyers) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r arrow.Record) error { b.look(r); return nil })
}

func (b *buyers) look(r arrow.Record) {
	b.scan.view(r, &b.batch)
	d, s := &b.batch, b.scan
	var l dealLine
	for i := range d.rows {
		s.read(d, i, &l)
		if l.kind != table.Sale || !l.known || !l.won || l.client == 0 || b.plan != nil && b.plan.Dropped(d.file[i], d.row[i]) {
			continue
		}
		category, goods, segment := d.category.at(i), d.product.at(i), d.segment.at(i)
		for k := range b.wide {
			w := &b.wide[k]
			if l.date < w.from || l.date >= w.Issued || w.category != 0 && w.category != category || w.goods != 0 && w.goods != goods || w.buyer != 0 && w.buyer != l.client {
				continue
			}
			client := s.client.names.list[l.client]
			if w.segment && segment != w.segmentID && b.owns[client] != w.Client {
				continue
			}
			x := latestSale{l.date, linePlace{d.file[i], d.row[i]}, s.person.names.list[l.person]}
			if old, ok := b.found[k][client]; !ok || x.later(old) {
				b.found[k][client] = x
			}
		}
	}
}

// buyersAmong looks in the deal lines for the clients that each reach is about: reach →
// client → latest sale.
func (t *Tables) buyersAmong(ctx context.Context, shards []table.Shard, wide []reach, data Data, plan *Plan, o assessment.Options) ([]map[string]latestSale, error) {
	segments := map[string]string{}
	for _, a := range t.Accounts {
		if a.Segment != "" {
			segments[a.Client] = a.Segment
		}
	}
	workers, err := spread(ctx, shards, o.Workers, func() *buyers {
		b := &buyers{scan: newDealScan(data, o), plan: plan, wide: slices.Clone(wide), owns: segments, found: make([]map[string]latestSale, len(wide))}
		for k := range b.wide {
			w := &b.wide[k]
			b.found[k] = map[string]latestSale{}
			w.category, w.goods = b.scan.category.names.of(w.Category), b.scan.product.names.of(w.Product)
			switch {
			case w.segment:
				w.segmentID = b.scan.segment.names.of(w.Client)
			case !w.anyClient:
				w.buyer = b.scan.client.names.of(w.Client)
			}
		}
		return b
	}, (*buyers).read)
	if err != nil {
		return nil, err
	}
	found := workers[0].found
	for _, b := range workers[1:] {
		for k := range wide {
			for client, x := range b.found[k] {
				if old, ok := found[k][client]; !ok || x.later(old) {
					found[k][client] = x
				}
			}
		}
	}
	return found, nil
}

// expand turns each instruction for several into one for every client that bought the
// category or product in the 12 months before it was issued, with the client's owner on
// that day: by the account list, else who sold to the client last. Ids are
// ID/salesperson/client.
func (t *Tables) expand(ctx context.Context, wide []reach, data Data, plan *Plan, o assessment.Options) ([]InstructionRecord, error) {
	var all []map[string]latestSale
	var err error
	if data.Bought != nil {
		all = data.Bought.latest(len(wide))
	} else if all, err = t.buyersAmong(ctx, data.Tables[table.Deals.Name], wide, data, plan, o); err != nil {
		return nil, err
	}
	var out []InstructionRecord
	for k := range wide {
		w := &wide[k]
		found := all[k]
		for _, x := range found {
			t.sold = append(t.sold, x.place)
		}
		made := t.pairsOf(w, found, data)
		switch {
		case len(made) > 0:
			out = append(out, made...)
		case !w.anyone && !w.team: // nobody bought it: the person's own instruction all the same
			out = append(out, *w.InstructionRecord)
		default:
			t.InstructionsLeftOut["no_person"]++
		}
	}
	return out, nil
}

// pairsOf makes the instructions of one reach, by client.
func (t *Tables) pairsOf(w *reach, found map[string]latestSale, data Data) []InstructionRecord {
	clients := make([]string, 0, len(found)+1)
	for c := range found {
		clients = append(clients, c)
	}
	if !w.anyClient && !w.segment && len(found) == 0 {
		clients = append(clients, w.Client) // named outright: its owner, though it bought nothing
	}
	slices.Sort(clients)
	var out []InstructionRecord
	for _, client := range clients {
		owner := t.ownerOn(client, w.Issued)
		if owner == "" {
			owner = found[client].person
		}
		switch {
		case owner == "":
			continue
		case w.team:
			who := data.Roster.Find(owner)
			if who == nil {
				continue
			}
			if p, ok := who.On(w.Issued); !ok || p.Team != w.Person {
				continue
			}
		case !w.anyone && owner != w.Person:
			continue
		}
		x := *w.InstructionRecord
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
