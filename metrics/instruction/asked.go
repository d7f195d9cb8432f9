package instruction

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/dedup"
)

// Asked is what instructions wanted to know of the deal lines when these were read.
type Asked struct {
	Reaches []string // instructions for several, in the form of reach.key
	Prices  []string // clients whose invoices are compared with a price increase
	Lines   []string // clients who are looked at line by line
}

// key is what an instruction for several asks of the lines. Two that ask the same need the
// same rows.
func (r *reach) key() string {
	return fmt.Sprintf("%s %q %q %q %q", r.Issued, r.Person, r.Client, r.Category, r.Product)
}

// wanted are the clients whose invoices the instructions ask for.
func (t *Tables) wanted() wantedInvoices {
	return wantedInvoices{wantedClients(t.Instructions), lineClients(t.Instructions)}
}

// Asks is what the small tables ask of the lines.
func (t *Tables) Asks() Asked {
	w := t.wanted()
	a := Asked{Prices: slices.Sorted(maps.Keys(w.prices)), Lines: slices.Sorted(maps.Keys(w.lines))}
	for i := range t.several {
		a.Reaches = append(a.Reaches, t.several[i].key())
	}
	slices.Sort(a.Reaches)
	a.Reaches = slices.Compact(a.Reaches)
	return a
}

// Rows says which rows are kept behind the cube for what the small tables ask; every: those
// of all measured lines as well.
func (t *Tables) Rows(every bool) cube.Rows {
	w, inv := cube.Rows{Clients: map[string]bool{}, Places: map[dedup.Place]bool{}, Every: every}, t.wanted()
	for c := range inv.prices {
		w.Clients[c] = true
	}
	for c := range inv.lines {
		w.Clients[c] = true
	}
	for _, at := range t.sold {
		w.Places[at] = true
	}
	return w
}

// Buyers reads parts of the deals for the clients that instructions for several are
// about.
func Buyers(ctx context.Context, in Inputs, plan *cube.Plan, o assessment.Options) (*cube.Bought, error) {
	o = o.Resolved()
	t, err := Read(ctx, in.WithoutDeals(), plan, o)
	if err != nil || len(t.several) == 0 {
		return &cube.Bought{}, err
	}
	return cube.FindBuyers(ctx, in.Deals, plan, t.questions(), t.segments(), o)
}

// Missing are the questions of now that nobody asked then, sorted.
func (now Asked) Missing(then Asked) []string {
	missing := map[string]bool{}
	for _, q := range [...]struct{ now, then []string }{{now.Reaches, then.Reaches}, {now.Prices, then.Prices}, {now.Lines, then.Lines}} {
		for _, x := range q.now {
			if _, ok := slices.BinarySearch(q.then, x); !ok {
				missing[x] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(missing))
}
