package instruction

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/dedup"
)

// readInstructions fills t.Instructions, by id.
func (t *Tables) readInstructions(ctx context.Context, in Inputs, plan *cube.Plan, o assessment.Options) error {
	cut := o.CutOff()
	var all []Record
	var seen []dedup.Candidate
	err := table.EachRow(ctx, in.Tables[table.Instructions.Name], table.Instructions, func(r table.Row) {
		x := recordOf(r, in.Deals.Files)
		t.InstructionsRead++
		if x.Issued > cut {
			t.InstructionsLeftOut["after_cut_off"]++
			return
		}
		seen = append(seen, dedup.Candidate{ID: x.ID, Place: placeOf(r), Known: true,
			Content: sha256.Sum256(fmt.Appendf(nil, "%q", r.Said()))})
		all = append(all, asKnown(x, cut))
	})
	if err != nil {
		return err
	}
	stand := t.oncePerID(seen, in.Deals.Files)
	groups, segments, clients := teams(in.Deals.Roster), map[string]bool{}, map[string]bool{}
	for _, a := range t.Accounts {
		clients[a.Client] = true
		if a.Segment != "" {
			segments[a.Segment] = true
		}
	}
	var single []Record
	var several []reach
	for _, k := range stand {
		for _, x := range eachNamed(all[k]) {
			if r, many := t.reaches(&x, in.Deals.Roster, groups, segments, clients); many {
				several = append(several, r)
			} else {
				single = append(single, x)
			}
		}
	}
	t.several = several
	if len(several) > 0 {
		made, err := t.expand(ctx, several, in, plan, o)
		if err != nil {
			return err
		}
		own := map[string]bool{}
		for i := range single {
			own[single[i].ID] = true
		}
		for _, x := range made {
			if !own[x.ID] { // a row for the pair itself overrides the expansion
				single = append(single, x)
			}
		}
	}
	slices.SortStableFunc(single, func(a, b Record) int { return cmp.Compare(a.ID, b.ID) })
	t.Instructions = single
	return nil
}

// eachNamed makes one instruction for each person whom a row names: ID/person where there are
// several.
func eachNamed(x Record) []Record {
	people := strings.Split(x.Person, table.Together)
	out := make([]Record, len(people))
	for i, person := range people {
		if out[i] = x; len(people) > 1 {
			out[i].ID, out[i].Person, out[i].Expanded = x.ID+"/"+person, person, true
		}
	}
	return out
}

// recordOf is a row as the table gives it. A row that says "open" is open, whatever
// its closing date: the word is a statement, the date often a slip. With a day of completion
// it was opened again, and runs from there; "done" without a day is done on an unknown one,
// never overdue.
func recordOf(r table.Row, files []table.File) Record {
	x := Record{ID: r.Text("instruction_id"), Person: r.Text("salesperson"), Client: r.Text("client"), Manager: r.Text("manager"), Category: r.Text("category"),
		Product: r.Text("product"), Text: r.Text("text"), ConfirmedBy: r.Text("confirmed_by"), Agreed: r.Text("agreed"), Evidence: r.Text("evidence"),
		Trigger: r.Word("trigger"), Status: r.Word("status"), Issued: r.Day("issued"), Due: r.Day("due"), LoggedAt: r.Day("logged_at"), Acknowledged: r.Day("acknowledged"),
		ClientContacted: r.Day("client_contacted"), Implemented: r.Day("implemented"), Closed: r.Day("closed"), AgreedOn: r.Day("agreed_on"), EffectiveFrom: r.Day("effective_from"),
		TargetIncrease: r.Number("target_increase"), AllocationQuantity: r.Number("allocation_qty"), ContactDays: r.Number("contact_days"), AskedByClient: r.Flag("requested_by_client"), Reported: table.NoDay,
		Place: placeOf(r).In(files)}
	if !r.Empty("status") && x.Status == table.StatusOpen {
		x.Closed = table.NoDay
		if x.Implemented.Known() {
			x.HeldFrom, x.Implemented = x.Implemented, table.NoDay
		}
	}
	x.Undated = x.Status == table.StatusImplemented && !x.Implemented.Known() && !x.Closed.Known()
	return x
}

// asKnown takes away what lies after the cut-off: a later end has not happened, and the
// instruction is open.
func asKnown(x Record, cut table.Day) Record {
	later := x.Implemented > cut || x.Closed > cut
	for _, d := range []*table.Day{&x.Acknowledged, &x.ClientContacted, &x.Implemented, &x.Closed, &x.AgreedOn} {
		*d = upTo(*d, cut)
	}
	if later && !x.Implemented.Known() && !x.Closed.Known() && x.Status != table.StatusDisputed {
		x.Status = table.StatusOpen
	}
	return x
}

// oncePerID returns the positions of the instructions that stand, by the rules for lines:
// identical ones count once, the newest export replaces others, different ones in one file
// are errors.
func (t *Tables) oncePerID(seen []dedup.Candidate, files []table.File) (stand []int) {
	r := dedup.Resolve(slices.Clone(seen), files, table.Instructions.Name, "instruction_id")
	t.RowErrors, t.Superseded = append(t.RowErrors, r.RowErrors...), r.Superseded
	for k := range seen {
		if r.Dispositions[seen[k].Place] == dedup.Kept {
			stand = append(stand, k)
		}
	}
	return stand
}
