package instruction

import (
	"context"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/dedup"
)

// tableRow is one row of a small table.
type tableRow struct {
	record arrow.Record
	i      int
	schema table.Schema
}

func (r tableRow) column(name string) arrow.Array {
	return r.record.Column(table.FirstColumn + r.schema.Index(name))
}

func (r tableRow) text(name string) string {
	a := r.column(name)
	if a.IsNull(r.i) {
		return ""
	}
	return string([]byte(a.(*array.String).Value(r.i))) // the record is borrowed
}

func (r tableRow) day(name string) table.Day {
	a := r.column(name)
	if a.IsNull(r.i) {
		return table.NoDay
	}
	return table.Day(a.(*array.Date32).Value(r.i))
}

func (r tableRow) word(name string) int {
	a := r.column(name)
	if a.IsNull(r.i) {
		return 0
	}
	return int(a.(*array.Uint8).Value(r.i))
}

func (r tableRow) number(name string) *int64 {
	a := r.column(name)
	if a.IsNull(r.i) {
		return nil
	}
	v := a.(*array.Int64).Value(r.i)
	return &v
}

func (r tableRow) flag(name string) bool {
	a := r.column(name)
	return !a.IsNull(r.i) && a.(*array.Boolean).Value(r.i)
}

func (r tableRow) place() dedup.Place {
	return dedup.At(r.record.Column(table.FileColumn).(*array.Int32).Value(r.i), r.record.Column(table.RowColumn).(*array.Int64).Value(r.i))
}

// eachRow calls f with every row of a small table, in the order of the inputs.
func eachRow(ctx context.Context, in Inputs, s table.Schema, f func(tableRow)) error {
	for _, shard := range in.Tables[s.Name] {
		err := shard.Records(ctx, func(r arrow.Record) error {
			for i := range int(r.NumRows()) {
				f(tableRow{r, i, s})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

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
		row    func(tableRow)
	}{
		{table.Accounts, func(r tableRow) {
			t.Accounts = append(t.Accounts, Account{r.text("client"), r.text("segment"), r.text("owner"), r.day("owner_from"), r.day("owner_to")})
		}},
		{table.Pauses, func(r tableRow) {
			p := Pause{r.text("instruction_id"), r.text("reason"), r.text("confirmed_by"), r.day("from"), r.day("to"), r.day("next_date"), r.word("waiting_for"), r.place().In(in.Deals.Files)}
			if known(p.From) {
				t.Pauses = append(t.Pauses, p)
			}
		}},
		{table.Milestones, func(r tableRow) {
			t.Milestones = append(t.Milestones, Milestone{r.text("instruction_id"), r.text("milestone"), r.text("owner"), r.text("note"), r.day("due"), upTo(r.day("done"), cut)})
		}},
		{table.Updates, func(r tableRow) {
			if u := (Update{r.text("instruction_id"), r.text("salesperson"), r.text("client"), r.text("author"), r.text("text"), r.day("at"), r.day("promised_date"), false}); known(u.At) {
				u.Vague = in.vague(u.Text, u.PromisedDate.Known())
				t.Updates = append(t.Updates, u)
			}
		}},
		{table.Activities, func(r tableRow) {
			if a := (Activity{r.day("date"), r.text("salesperson"), r.text("client"), r.word("kind"), in.rank(r.text("visitor_rank"))}); known(a.Date) {
				t.Activities = append(t.Activities, a)
			}
		}},
		{table.Events, func(r tableRow) {
			if e := (Event{r.text("event_id"), r.word("trigger"), r.day("from"), r.day("to"), r.text("product"), r.text("category"), r.text("client")}); known(e.From) {
				t.Events = append(t.Events, e)
			}
		}},
		{table.Coaching, func(r tableRow) {
			if c := (Coaching{r.text("plan_id"), in.original(r.text("salesperson")), r.text("coach"), r.text("note"), r.word("theme"), r.day("from"), r.day("to"), r.number("sessions_planned"), r.number("hours_planned"), r.word("accepted") != 0}); known(c.From) {
				t.Coaching = append(t.Coaching, c)
			}
		}},
		{table.Sessions, func(r tableRow) {
			if s := (Session{r.text("plan_id"), r.text("instruction_id"), r.text("coach"), r.day("date"), r.number("minutes"), r.word("kind"), r.flag("held")}); known(s.Date) {
				t.Sessions = append(t.Sessions, s)
			}
		}},
		{table.Decisions, func(r tableRow) {
			if d := (Decision{r.text("finding_id"), r.text("action"), r.text("outcome"), r.word("decision"), r.word("reason"), r.day("date"), r.place().In(in.Deals.Files)}); known(d.Date) {
				t.Decisions = append(t.Decisions, d)
			}
		}},
		{table.Replies, func(r tableRow) {
			if p := (Reply{r.text("finding_id"), r.text("reply"), r.word("reply_reason"), r.day("date"), r.place().In(in.Deals.Files)}); known(p.Date) {
				t.Replies = append(t.Replies, p)
			}
		}},
	}
	for _, x := range read {
		if err := eachRow(ctx, in, x.schema, x.row); err != nil {
			return nil, err
		}
	}
	if err := t.readInstructions(ctx, in, plan, o); err != nil {
		return nil, err
	}
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
