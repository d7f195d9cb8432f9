package metrics

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
func (t *Tables) readInstructions(ctx context.Context, data Data, plan *cube.Plan, o assessment.Options) error {
	cut := o.CutOff()
	var all []InstructionRecord
	var seen []dedup.Candidate
	err := eachRow(ctx, data, table.Instructions, func(r tableRow) {
		x := instruction(r, data)
		t.InstructionsRead++
		if x.Issued > cut {
			t.InstructionsLeftOut["after_cut_off"]++
			return
		}
		seen = append(seen, dedup.Candidate{ID: x.ID, Place: r.place(), Known: true,
			Content: sha256.Sum256(fmt.Appendf(nil, "%q", instructionContent(r)))})
		all = append(all, asKnown(x, cut))
	})
	if err != nil {
		return err
	}
	stand := t.oncePerID(seen, data.Files)
	groups, segments, clients := teams(data.Roster), map[string]bool{}, map[string]bool{}
	for _, a := range t.Accounts {
		clients[a.Client] = true
		if a.Segment != "" {
			segments[a.Segment] = true
		}
	}
	var single []InstructionRecord
	var several []reach
	for _, k := range stand {
		if r, many := t.reaches(&all[k], data, groups, segments, clients); many {
			several = append(several, r)
		} else {
			single = append(single, all[k])
		}
	}
	t.several = several
	if len(several) > 0 {
		made, err := t.expand(ctx, several, data, plan, o)
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
	slices.SortStableFunc(single, func(a, b InstructionRecord) int { return cmp.Compare(a.ID, b.ID) })
	t.Instructions = single
	return nil
}

// instruction is a row as the table gives it. A row that says "open" is open, whatever
// its closing date: the word is a statement, the date often a slip.
func instruction(r tableRow, data Data) InstructionRecord {
	x := InstructionRecord{ID: r.text("instruction_id"), Person: r.text("salesperson"), Client: r.text("client"), Manager: r.text("manager"), Category: r.text("category"),
		Product: r.text("product"), Text: r.text("text"), ConfirmedBy: r.text("confirmed_by"), Agreed: r.text("agreed"), Evidence: r.text("evidence"),
		Trigger: r.word("trigger"), Status: r.word("status"), Issued: r.day("issued"), Due: r.day("due"), LoggedAt: r.day("logged_at"), Acknowledged: r.day("acknowledged"),
		ClientContacted: r.day("client_contacted"), Implemented: r.day("implemented"), Closed: r.day("closed"), AgreedOn: r.day("agreed_on"), EffectiveFrom: r.day("effective_from"),
		TargetIncrease: r.number("target_increase"), AllocationQuantity: r.number("allocation_qty"), ContactDays: r.number("contact_days"), AskedByClient: r.flag("requested_by_client"), Reported: table.NoDay,
		Place: r.place().In(data.Files)}
	if !r.column("status").IsNull(r.i) && x.Status == table.StatusOpen {
		x.Closed = table.NoDay
	}
	return x
}

// instructionContent is everything that a row says.
func instructionContent(r tableRow) []string {
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
func asKnown(x InstructionRecord, cut table.Day) InstructionRecord {
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

// buyerPauseDays is the length after which a pause for the buyer ends unless renewed.
const buyerPauseDays = 20

// pause fills the days that do not count. A pause for the buyer ends at next_date or
// after 20 counting days, and needs a confirmation or a contact with the client inside
// it; without either its days are only counted. Absences come from the roster as well.
func (t *Tables) pause(data Data, o assessment.Options) {
	cut := o.CutOff()
	byID := map[string][]PauseRecord{}
	for _, p := range t.Pauses {
		byID[p.InstructionID] = append(byID[p.InstructionID], p)
	}
	contacts := map[string][]table.Day{}
	for _, a := range t.Activities {
		contacts[a.Client] = append(contacts[a.Client], a.Date)
	}
	for k := range t.Instructions {
		x := &t.Instructions[k]
		end := x.End(cut)
		days, buyer, unproven := map[table.Day]bool{}, map[table.Day]bool{}, map[table.Day]bool{}
		for _, p := range byID[x.ID] {
			to, into := p.until(end, o), days
			if p.WaitingFor == table.WaitingBuyer {
				if into = buyer; !p.proven(to, contacts[x.Client]) {
					into = unproven
				}
			}
			for d := max(p.From, x.Issued); d <= to; d++ {
				into[d] = true
			}
		}
		if who := data.Roster.Find(x.Person); who != nil && slices.ContainsFunc(who.Periods, func(p table.Period) bool { return p.Absence }) {
			for _, d := range who.AbsentDays(x.Issued, end) {
				days[d] = true
			}
		}
		for d := range buyer {
			if !days[d] {
				x.BuyerPaused = append(x.BuyerPaused, d)
				days[d] = true
			}
		}
		for d := range days {
			x.Paused = append(x.Paused, d)
		}
		slices.Sort(x.BuyerPaused)
		slices.Sort(x.Paused)
		for d := range unproven {
			if !days[d] && d > x.Issued && o.Lag.Open(d) {
				x.UnprovenPaused++
			}
		}
	}
}
