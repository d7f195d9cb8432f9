package instruction

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

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
	err := eachRow(ctx, in, table.Instructions, func(r tableRow) {
		x := recordOf(r, in.Deals.Files)
		t.InstructionsRead++
		if x.Issued > cut {
			t.InstructionsLeftOut["after_cut_off"]++
			return
		}
		seen = append(seen, dedup.Candidate{ID: x.ID, Place: r.place(), Known: true,
			Content: sha256.Sum256(fmt.Appendf(nil, "%q", contentOf(r)))})
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
		if r, many := t.reaches(&all[k], in.Deals.Roster, groups, segments, clients); many {
			several = append(several, r)
		} else {
			single = append(single, all[k])
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

// recordOf is a row as the table gives it. A row that says "open" is open, whatever
// its closing date: the word is a statement, the date often a slip.
func recordOf(r tableRow, files []table.File) Record {
	x := Record{ID: r.text("instruction_id"), Person: r.text("salesperson"), Client: r.text("client"), Manager: r.text("manager"), Category: r.text("category"),
		Product: r.text("product"), Text: r.text("text"), ConfirmedBy: r.text("confirmed_by"), Agreed: r.text("agreed"), Evidence: r.text("evidence"),
		Trigger: r.word("trigger"), Status: r.word("status"), Issued: r.day("issued"), Due: r.day("due"), LoggedAt: r.day("logged_at"), Acknowledged: r.day("acknowledged"),
		ClientContacted: r.day("client_contacted"), Implemented: r.day("implemented"), Closed: r.day("closed"), AgreedOn: r.day("agreed_on"), EffectiveFrom: r.day("effective_from"),
		TargetIncrease: r.number("target_increase"), AllocationQuantity: r.number("allocation_qty"), ContactDays: r.number("contact_days"), AskedByClient: r.flag("requested_by_client"), Reported: table.NoDay,
		Place: r.place().In(files)}
	if !r.column("status").IsNull(r.i) && x.Status == table.StatusOpen {
		x.Closed = table.NoDay
	}
	return x
}

// contentOf is everything that a row says.
func contentOf(r tableRow) []string {
	out := make([]string, len(r.schema.Columns))
	for k := range out {
		if a := r.record.Column(table.FirstColumn + k); !a.IsNull(r.i) {
			out[k] = "=" + a.ValueStr(r.i)
		}
	}
	return out
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
