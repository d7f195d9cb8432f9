package convert

import (
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// optional are the columns whose cells may be unreadable without costing the row: what
// they say stands beside the money, which is whole without them.
var optional = map[string]bool{
	"deals.approved_rate": true, "deals.approved_by": true, "deals.approval_id": true, "deals.requested_at": true, "deals.approved_at": true,
	"deals.requested_rate": true, "deals.consideration": true, "deals.reason": true, "deals.cost": true, "deals.recorded_at": true,
	"instructions.due": true, "instructions.logged_at": true, "instructions.acknowledged": true, "instructions.client_contacted": true,
	"instructions.requested_by_client": true, "instructions.agreed_on": true, "instructions.allocation_qty": true, "instructions.contact_days": true,
	"milestones.due": true, "updates.promised_date": true, "activities.kind": true, "pauses.next_date": true,
	"coaching.to": true, "coaching.sessions_planned": true, "coaching.hours_planned": true, "coaching.accepted": true, "sessions.minutes": true, "sessions.kind": true,
	"decisions.reason": true, "replies.reply_reason": true, // what was decided or replied stands without its class
}

// required reports required columns that are empty. A line without a salesperson stays
// (its owner, or nobody), an instruction without one is meant for several, and an open
// or lost deal may lack date and client: it is counted and left out.
func (c *Converter) required() {
	unsold := c.s.Layout.Schema.Name == "deals" && c.out.byte(c.at["stage"]) != table.Won
	for i, col := range c.s.Layout.Schema.Columns {
		if !col.Required {
			continue
		}
		if c.out.has(i) {
			continue
		}
		switch {
		case col.Name == "salesperson" && (c.s.Layout.Schema.Name == "deals" || c.s.Layout.Schema.Name == "instructions"):
			continue
		case unsold && (col.Name == "date" || col.Name == "client"):
			continue
		case c.faulted(col.Name):
			continue
		}
		var text []byte
		s := c.s.Layout.Named(col.Name)
		if s != nil {
			text, _ = c.cur.Value(s)
		}
		c.fault(s, col.Name, text, table.Empty)
	}
}

func (c *Converter) faulted(column string) bool {
	for _, e := range c.errs {
		if e.Name == column {
			return true
		}
	}
	return false
}

// instruction checks the order of an instruction's days. A task list often has one date
// for every end: on a row whose status says implemented it is the day of that.
//
// A log that has no column for the day of completion means it by the day of closing, unless
// a status says otherwise. An instruction whose trigger nobody notes is about something else.
func (c *Converter) instruction() {
	if !c.out.has(c.at["trigger"]) {
		c.out.setByte(c.at["trigger"], table.OtherTrigger)
	}
	resolveWords(c)
	status := c.at["status"]
	silent := !c.out.has(status) && c.s.Layout.Named("implemented") == nil
	if closed := c.out.day(c.at["closed"]); closed.Known() && !c.out.has(c.at["implemented"]) && (silent || c.out.byte(status) == table.StatusImplemented) {
		c.out.setDay(c.at["implemented"], closed)
	}
	issued := c.out.day(c.at["issued"])
	for _, end := range []string{"implemented", "closed"} {
		if d := c.out.day(c.at[end]); d.Known() && issued.Known() && d < issued {
			s := c.s.Layout.Named(end)
			text, _ := c.cur.Value(s)
			c.fault(s, end, text, table.EndsBeforeStart)
		}
	}
}

// period checks that a stretch of days does not end before it begins.
func (c *Converter) period(from, to string) {
	i, ok := c.at[from]
	j, also := c.at[to]
	if !ok || !also {
		return
	}
	if a, b := c.out.day(i), c.out.day(j); a.Known() && b.Known() && b < a {
		s := c.s.Layout.Named(to)
		text, _ := c.cur.Value(s)
		c.fault(s, to, text, table.EndsBeforeStart)
	}
}

// durationUnit is what a minute is worth in a column that holds how long something takes,
// 0 where it holds anything else.
func durationUnit(tableName, column string) float64 {
	switch {
	case tableName == table.Sessions.Name && column == "minutes":
		return 1
	case tableName == table.Coaching.Name && column == "hours_planned":
		return micro1 / 60.
	}
	return 0
}

// micro1 is one in the unit of a quantity.
const micro1 = 1e6

// exception leaves out an approved rate whose day of approval or request cannot be read:
// that it was approved before the order is what makes it authorised, and nobody can tell.
func (p *pricer) exception() {
	c := p.c
	for _, e := range c.minor {
		if e.Name == "approved_at" || e.Name == "requested_at" {
			c.out.unset(c.at["approved_rate"])
			return
		}
	}
}

// stranger reports whether a row of a small table stands for somebody whom a given roster
// lacks, for nobody, or for several people of whom not all are known. Such a row is listed:
// it makes no new person, and no instruction to everybody.
func (c *Converter) stranger(s *heading.Slot, column string, text []byte) bool {
	if c.s.Asked.Masked {
		return false
	}
	switch c.s.Layout.Schema.Name {
	case table.Instructions.Name, table.Activities.Name, table.Coaching.Name:
		if column != "salesperson" {
			return false
		}
	default:
		return false
	}
	switch w := c.someone(s, heading.Person, text); {
	case w.Several && (w.ID == "" || c.s.Layout.Schema.Name != table.Instructions.Name):
		c.fault(s, column, text, table.SeveralPeople)
	case w.Absent || w.Word && name.Plain(string(text)) != "*":
		c.fault(s, column, text, table.UnknownPerson)
	default:
		return false
	}
	return true
}

// nobodys is why nobody can be meant by a name: the firm itself sold, or two people carry it.
func nobodys(c *Converter, s *heading.Slot, role heading.Role, text []byte) table.Reason {
	if c.someone(s, role, text).House {
		return table.HouseAccount
	}
	return table.Homonym
}
