package instruction

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/dedup"
)

// placeOf is where a row stands.
func placeOf(r table.Row) dedup.Place { return dedup.At(r.Source()) }

// Read decodes the small tables as known at the cut-off, resolves instructions
// that stand in several places, expands those for several people or clients from the
// deal lines, and counts the days that pauses and absences take off their clocks.
// plan tells which deal lines take no part; nil means all do.
func Read(ctx context.Context, in Inputs, plan *cube.Plan, o assessment.Options) (*Tables, error) {
	o = o.Resolved()
	cut := o.CutOff()
	t := &Tables{InstructionsLeftOut: map[string]int64{"after_cut_off": 0, "no_person": 0}}
	known := func(d table.Day) bool { return d <= cut } // an absent date is before every other
	read := []struct {
		schema table.Schema
		row    func(table.Row)
	}{
		{table.Accounts, func(r table.Row) {
			t.Accounts = append(t.Accounts, Account{r.Text("client"), r.Text("segment"), r.Text("owner"), r.Day("owner_from"), r.Day("owner_to")})
		}},
		{table.Pauses, func(r table.Row) {
			p := Pause{r.Text("instruction_id"), r.Text("reason"), r.Text("confirmed_by"), r.Day("from"), r.Day("to"), r.Day("next_date"), r.Word("waiting_for"), placeOf(r).In(in.Deals.Files)}
			if known(p.From) {
				t.Pauses = append(t.Pauses, p)
			}
		}},
		{table.Milestones, func(r table.Row) {
			t.Milestones = append(t.Milestones, Milestone{r.Text("instruction_id"), r.Text("milestone"), r.Text("owner"), r.Text("note"), r.Day("due"), upTo(r.Day("done"), cut)})
		}},
		{table.Updates, func(r table.Row) {
			if u := (Update{r.Text("instruction_id"), r.Text("salesperson"), r.Text("client"), r.Text("author"), r.Text("text"), r.Day("at"), r.Day("promised_date"), false}); known(u.At) {
				u.Vague = in.vague(&u)
				t.Updates = append(t.Updates, u)
			}
		}},
		{table.Activities, func(r table.Row) {
			if a := (Activity{r.Day("date"), r.Text("salesperson"), r.Text("client"), r.Word("kind"), in.rank(r.Text("visitor_rank"))}); known(a.Date) {
				t.Activities = append(t.Activities, a)
			}
		}},
		{table.Events, func(r table.Row) {
			if e := (Event{r.Text("event_id"), r.Word("trigger"), r.Day("from"), r.Day("to"), r.Text("product"), r.Text("category"), r.Text("client")}); known(e.From) {
				t.Events = append(t.Events, e)
			}
		}},
		{table.Coaching, func(r table.Row) {
			if c := (Coaching{r.Text("plan_id"), in.original(r.Text("salesperson")), r.Text("coach"), r.Text("note"), r.Word("theme"), r.Day("from"), r.Day("to"), r.Number("sessions_planned"), r.Number("hours_planned"), r.Word("accepted") != 0}); known(c.From) {
				t.Coaching = append(t.Coaching, c)
			}
		}},
		{table.Sessions, func(r table.Row) {
			if s := (Session{r.Text("plan_id"), r.Text("instruction_id"), r.Text("coach"), r.Day("date"), r.Number("minutes"), r.Word("kind"), r.Flag("held")}); known(s.Date) {
				t.Sessions = append(t.Sessions, s)
			}
		}},
		{table.Decisions, func(r table.Row) {
			if d := (Decision{r.Text("finding_id"), r.Text("action"), r.Text("outcome"), r.Word("decision"), r.Word("reason"), r.Day("date"), placeOf(r).In(in.Deals.Files)}); known(d.Date) {
				t.Decisions = append(t.Decisions, d)
			}
		}},
		{table.Replies, func(r table.Row) {
			if p := (Reply{r.Text("finding_id"), r.Text("reply"), r.Word("reply_reason"), r.Day("date"), placeOf(r).In(in.Deals.Files)}); known(p.Date) {
				t.Replies = append(t.Replies, p)
			}
		}},
	}
	for _, x := range read {
		if err := table.EachRow(ctx, in.Tables[x.schema.Name], x.schema, x.row); err != nil {
			return nil, err
		}
	}
	if err := t.readInstructions(ctx, in, plan, o); err != nil {
		return nil, err
	}
	t.enter(in.SeenFrom, o)
	t.pause(in.Deals.Roster, o)
	t.resolveFeedback(in)
	return t, nil
}

// upTo empties a date after the cut-off: it has not happened yet.
func upTo(d, cut table.Day) table.Day {
	if d > cut {
		return table.NoDay
	}
	return d
}
