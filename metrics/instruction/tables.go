package instruction

import (
	"tenbin/ingest/table"
	"tenbin/metrics/cube/dedup"
)

// Tables are the small tables of a run as known at the cut-off, in the order of the
// inputs: rows dated after it are left out, later ends are empty.
type Tables struct {
	Instructions []Record // by id
	Pauses       []Pause
	Milestones   []Milestone
	Updates      []Update
	Activities   []Activity
	Events       []Event
	Coaching     []Coaching
	Sessions     []Session
	Decisions    []Decision
	Replies      []Reply
	Accounts     []Account

	InstructionsRead    int64            // rows, before expansion
	InstructionsLeftOut map[string]int64 // after_cut_off; no_person: a row for several that finds nobody
	RowErrors           []table.RowError
	Superseded          []dedup.Replacement

	several []reach       // what the deal lines were asked about clients, in table order
	sold    []dedup.Place // the lines that answered
}

// Pause is a stretch that somebody says was spent waiting; To NoDay = still.
type Pause struct {
	InstructionID, Reason, ConfirmedBy string
	From, To, NextDate                 table.Day
	WaitingFor                         int
	Place                              table.Place
}

// Milestone is one step of an instruction.
type Milestone struct {
	InstructionID, Milestone, Owner, Note string
	Due, Done                             table.Day
}

// Update is a progress note or a daily report.
type Update struct {
	InstructionID, Person, Client, Author, Text string
	At, PromisedDate                            table.Day
	Vague                                       bool // says nothing that could be checked
}

// Activity is a contact with a client.
type Activity struct {
	Date           table.Day
	Person, Client string
	Kind           int
	Rank           int // of the visitor: table.RankOther …
}

// Event is a shock: when it began and whom it hit.
type Event struct {
	ID                        string
	Trigger                   int
	From, To                  table.Day
	Product, Category, Client string
}

// Coaching is a coaching plan.
type Coaching struct {
	PlanID, Person, Coach, Note string
	Theme                       int
	From, To                    table.Day
	SessionsPlanned             *int64
	HoursPlanned                *int64 // 10⁻⁶
	Accepted                    bool
}

// Session is one coaching session.
type Session struct {
	PlanID, InstructionID, Coach string
	Date                         table.Day
	Minutes                      *int64
	Kind                         int
	Held                         bool
}

// Decision is what a manager decided about a finding.
type Decision struct {
	FindingID, Action, Outcome string
	Decision, Reason           int
	Date                       table.Day
	Place                      table.Place
}

// Reply is what the person replied on the own card.
type Reply struct {
	FindingID, Reply string
	Reason           int
	Date             table.Day
	Place            table.Place
}

// Account is whose account a client is, and in which segment.
type Account struct {
	Client, Segment, Owner string
	OwnerFrom, OwnerTo     table.Day
}
