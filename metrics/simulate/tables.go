package simulate

import (
	"fmt"

	"tenbin/ingest/table"
)

// Months returns the data months of the history, oldest first.
func (c *Company) Months() []table.Month {
	var ms []table.Month
	for t := range c.Setting.Months {
		ms = append(ms, c.firstMonth()+table.Month(t))
	}
	return ms
}

// Tables returns the company's rows as record batches of the canonical tables.
func (c *Company) Tables() map[string][]table.Shard {
	deals := table.NewBuilder(table.Deals, 0)
	for _, l := range c.Lines {
		for range 1 + l.Copies {
			deals.Set("line_id", l.ID).Set("date", l.Date).Set("salesperson", c.people[l.Person].ID).Set("client", c.ClientID(l.Client)).
				Set("category", fmt.Sprintf("K%02d", l.Category)).Set("region", fmt.Sprintf("R%03d", l.Region)).
				Set("list_amount", l.List).Set("net_amount", l.Net).Set("reference", table.ReferenceLine)
			if l.Authorised >= 0 {
				deals.Set("authorised_rate", l.Authorised)
			}
			if l.Recorded.Known() {
				deals.Set("recorded_at", int64(l.Recorded)*86400e6)
			}
			deals.EndRow()
		}
	}
	orders, pauses := table.NewBuilder(table.Instructions, 1), table.NewBuilder(table.Pauses, 2)
	for _, o := range c.Orders {
		orders.Set("instruction_id", o.ID).Set("issued", o.Issued).Set("salesperson", c.people[o.Person].ID).Set("client", c.ClientID(o.Client)).
			Set("trigger", o.Kind).Set("due", o.Due).Set("logged_at", o.Logged).Set("acknowledged", o.Acked).
			Set("implemented", o.Done).Set("closed", o.Closed).Set("status", o.Status)
		orders.EndRow()
		for _, q := range o.Pauses {
			pauses.Set("instruction_id", o.ID).Set("from", q.From).Set("to", q.To).Set("next_date", q.Next).Set("waiting_for", q.WaitingFor)
			if q.ConfirmedBy != "" {
				pauses.Set("confirmed_by", q.ConfirmedBy)
			}
			pauses.EndRow()
		}
	}
	coaching, sessions := table.NewBuilder(table.Coaching, 3), table.NewBuilder(table.Sessions, 4)
	if from := max(c.Setting.Step, c.Setting.Coach); from > 0 {
		spoken := (c.firstMonth() + table.Month(from) - 1).CutOff(0) + 1
		for i := range c.people {
			if p := &c.people[i]; c.Setting.Step > 0 && p.Captured || p.coached > 0 {
				coaching.Set("plan_id", "P"+p.ID).Set("salesperson", p.ID).Set("theme", 0).Set("from", spoken).EndRow()
				sessions.Set("plan_id", "P"+p.ID).Set("date", spoken).Set("held", true).EndRow()
			}
		}
	}
	tables := map[string][]table.Shard{"coaching": {coaching.Shard()}, "sessions": {sessions.Shard()}, "deals": {deals.Shard()}, "instructions": {orders.Shard()}, "pauses": {pauses.Shard()}}
	if len(c.Notes) > 0 {
		notes := table.NewBuilder(table.Updates, 5)
		for _, n := range c.Notes {
			o := c.Orders[n.Order]
			notes.Set("instruction_id", o.ID).Set("salesperson", c.people[o.Person].ID).Set("client", c.ClientID(o.Client)).Set("at", n.At).Set("promised_date", n.Promised).EndRow()
		}
		tables["updates"] = []table.Shard{notes.Shard()}
	}
	return tables
}

// Roster returns who works in which team.
func (c *Company) Roster() *table.Roster {
	r := &table.Roster{}
	for i := range c.people {
		p := &c.people[i]
		r.People = append(r.People, table.RosterPerson{ID: p.ID, Name: p.ID, Periods: []table.Period{{Team: p.Team, Manager: "M" + p.Team, From: table.NoDay, To: table.NoDay}}})
	}
	return r
}
