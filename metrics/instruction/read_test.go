package instruction

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
)

func tablesOf(t *testing.T, in Inputs) *Tables {
	t.Helper()
	o := october()
	got, err := Read(context.Background(), in, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What happened after the cut-off has not happened yet.
func TestAsKnownAtTheCutOff(t *testing.T) {
	order := func(id string, r row) row {
		for k, v := range (row{"instruction_id": id, "issued": "2026-09-01", "salesperson": "sato", "client": "aoi"}) {
			if _, ok := r[k]; !ok {
				r[k] = v
			}
		}
		return r
	}
	got := tablesOf(t, Inputs{Deals: cube.Source{Files: files}, Tables: map[string][]table.Shard{
		"instructions": {small(t, table.Instructions, 0,
			order("done", row{"implemented": "2026-10-31", "status": table.StatusImplemented}),
			order("done later", row{"acknowledged": "2026-09-02", "implemented": "2026-11-01", "status": table.StatusImplemented}),
			order("withdrawn later", row{"closed": "2026-11-02", "status": table.StatusWithdrawn}),
			order("acknowledged later", row{"acknowledged": "2026-11-02"}),
			order("issued later", row{"issued": "2026-11-01"}),
			order("copy", row{}), order("copy", row{}), order("clash", row{}), order("clash", row{"client": "beni"}),
			order("newer", row{"text": "old"})),
			small(t, table.Instructions, 1, order("newer", row{"text": "new"}))},
		"milestones": {small(t, table.Milestones, 2, row{"instruction_id": "done", "milestone": "prepare", "done": "2026-11-01"})},
		"sessions":   {small(t, table.Sessions, 2, row{"plan_id": "P", "date": "2026-11-01", "held": true}, row{"plan_id": "P", "date": "2026-10-30", "held": true})},
		"updates":    {small(t, table.Updates, 2, row{"at": "2026-10-31"}, row{"at": "2026-11-01"})},
		"decisions":  {small(t, table.Decisions, 2, row{"finding_id": "f", "date": "2026-11-04"}, row{"finding_id": "g", "decision": 2})},
	}})
	var said []string
	for _, x := range got.Instructions {
		said = append(said, fmt.Sprintf("%s: %s ack %s done %s closed %s %s", x.ID, table.Statuses.Words[x.Status].Name, x.Acknowledged, x.Implemented, x.Closed, x.Text))
	}
	want := []string{"acknowledged later: open ack  done  closed  ", "copy: open ack  done  closed  ", "done: implemented ack  done 2026-10-31 closed  ",
		"done later: open ack 2026-09-02 done  closed  ", "newer: open ack  done  closed  new", "withdrawn later: open ack  done  closed  "}
	if d := cmp.Diff(want, said); d != "" {
		t.Error(d)
	}
	if got.InstructionsRead != 11 || got.InstructionsLeftOut["after_cut_off"] != 1 || len(got.RowErrors) != 2 || got.RowErrors[0].Place.String() != "a.csv:9" || len(got.Superseded) != 1 {
		t.Errorf("read %d, left out %v, errors %v, superseded %v", got.InstructionsRead, got.InstructionsLeftOut, got.RowErrors, got.Superseded)
	}
	if got.Milestones[0].Done.Known() || len(got.Sessions) != 1 || len(got.Updates) != 1 || len(got.Decisions) != 1 || got.Decisions[0].Decision != 2 {
		t.Errorf("small tables hold what lies after the cut-off: %+v %+v %+v %+v", got.Milestones, got.Sessions, got.Updates, got.Decisions)
	}
}

// A row for several people or clients becomes one for each buyer, with its owner.
func TestExpansion(t *testing.T) {
	team := func(name string) []table.Period {
		return []table.Period{{Team: name, From: table.NoDay, To: table.NoDay}}
	}
	people := &table.Roster{People: []table.RosterPerson{{ID: "ito", Periods: team("West")}, {ID: "kato", Periods: team("East")}, {ID: "sato", Periods: team("East")}}}
	lines := deals(t, 0,
		row{"date": "2026-03-01", "client": "aoi", "salesperson": "ito"}, row{"date": "2026-03-02", "client": "aoi", "salesperson": "sato"},
		row{"date": "2025-04-01", "client": "beni", "salesperson": "kato", "segment": "small"}, row{"date": "2025-03-31", "client": "too early"},
		row{"date": "2026-04-01", "client": "too late"}, row{"date": "2026-03-01", "client": "other category", "category": "B"},
		row{"date": "2026-03-01", "client": "lost", "stage": table.Lost}, row{"date": "2026-03-01", "client": "cha", "salesperson": "sato"})
	accounts := small(t, table.Accounts, 2, row{"client": "cha", "owner": "ito", "segment": "large", "owner_to": "2026-04-01"}, row{"client": "cha", "owner": "kato", "owner_from": "2026-04-02"})
	for _, c := range []struct {
		name string
		r    row
		want []string
	}{
		{"everybody", row{"salesperson": "*", "category": "A"}, []string{"X/ito/cha", "X/kato/beni", "X/sato/aoi"}},
		{"empty cells", row{"category": "A"}, []string{"X/ito/cha", "X/kato/beni", "X/sato/aoi"}},
		{"a team", row{"salesperson": "East", "category": "A"}, []string{"X/kato/beni", "X/sato/aoi"}},
		{"one person", row{"salesperson": "sato", "category": "A"}, []string{"X/sato/aoi"}},
		{"a segment of the accounts", row{"client": "large", "category": "A"}, []string{"X/ito/cha"}},
		{"one client", row{"client": "beni", "category": "A"}, []string{"X/kato/beni"}},
		{"an owner whose client bought nothing", row{"client": "cha", "category": "Z"}, []string{"X/ito/cha"}},
		{"nobody", row{"category": "Z"}, nil},
		{"no client, no category", row{"salesperson": "sato"}, []string{"X"}},
		{"one pair", row{"salesperson": "sato", "client": "beni", "category": "A"}, []string{"X"}},
	} {
		c.r["instruction_id"], c.r["issued"] = "X", "2026-04-01"
		override := row{"instruction_id": "X/sato/aoi", "issued": "2026-04-05", "salesperson": "sato", "client": "aoi", "category": "A", "status": table.StatusWithdrawn}
		for _, rows := range [][]row{{c.r}, {c.r, override}} {
			got := tablesOf(t, Inputs{Deals: cube.Source{Roster: people, Shards: []table.Shard{lines}}, Tables: map[string][]table.Shard{"accounts": {accounts}, "instructions": {small(t, table.Instructions, 1, rows...)}}})
			var ids []string
			for _, x := range got.Instructions {
				if len(rows) == 2 && x.ID == "X/sato/aoi" {
					if x.Status != table.StatusWithdrawn || x.Expanded {
						t.Errorf("%s: the pair's own row does not override", c.name)
					}
					continue
				}
				ids = append(ids, x.ID)
			}
			want := c.want
			if len(rows) == 2 {
				want = nil
				for _, id := range c.want {
					if id != "X/sato/aoi" {
						want = append(want, id)
					}
				}
			}
			if d := cmp.Diff(want, ids); d != "" {
				t.Errorf("%s: %s", c.name, d)
			}
		}
	}
}

// Days in a pause do not count; a pause for the buyer needs evidence and ends.
func TestPauses(t *testing.T) {
	pause := func(id, from string, r row) row {
		r["instruction_id"], r["from"] = id, from
		return r
	}
	var orders []row
	for _, id := range []string{"us", "buyer", "contact", "long", "next", "absent", "still"} {
		person := "sato"
		if id == "absent" {
			person = "kato"
		}
		orders = append(orders, row{"instruction_id": id, "issued": "2026-09-01", "salesperson": person, "client": "c-" + id})
	}
	people := &table.Roster{People: []table.RosterPerson{{ID: "kato", Periods: []table.Period{{From: table.NoDay, To: table.NoDay}, {Absence: true, From: mustDay("2026-10-01"), To: mustDay("2026-10-05")}}}, {ID: "sato"}}}
	got := tablesOf(t, Inputs{Deals: cube.Source{Roster: people}, Tables: map[string][]table.Shard{
		"instructions": {small(t, table.Instructions, 0, orders...)},
		"pauses": {small(t, table.Pauses, 1,
			pause("us", "2026-09-10", row{"to": "2026-09-12", "waiting_for": table.WaitingUs}), pause("us", "2026-09-12", row{"to": "2026-09-13", "waiting_for": table.WaitingAbsence}),
			pause("buyer", "2026-09-10", row{"to": "2026-09-12"}), pause("contact", "2026-09-10", row{"to": "2026-09-12"}),
			pause("long", "2026-09-10", row{"to": "2026-10-30", "confirmed_by": "manager"}), pause("next", "2026-09-10", row{"next_date": "2026-09-15", "confirmed_by": "manager"}),
			pause("still", "2026-10-30", row{"waiting_for": table.WaitingUs}), pause("still", "2026-11-02", row{"waiting_for": table.WaitingUs}))},
		"activities": {small(t, table.Activities, 2, row{"date": "2026-09-11", "salesperson": "sato", "client": "c-contact"}, row{"date": "2026-09-13", "salesperson": "sato", "client": "c-buyer"})},
	}})
	days := map[string][2]int{}
	for _, x := range got.Instructions {
		days[x.ID] = [2]int{len(x.Paused), x.UnprovenPaused}
	}
	want := map[string][2]int{"us": {4, 0}, "buyer": {0, 3}, "contact": {3, 0}, "long": {20, 0}, "next": {6, 0}, "absent": {5, 0}, "still": {2, 0}}
	if d := cmp.Diff(want, days); d != "" {
		t.Error("paused and unproven days:", d)
	}
}
