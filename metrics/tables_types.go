package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/cube/dedup"
)

// Tables are the small tables of a run as known at the cut-off, in the order of the
// inputs: rows dated after it are left out, later ends are empty.
type Tables struct {
	Instructions []InstructionRecord // by id
	Pauses       []PauseRecord
	Milestones   []MilestoneRecord
	Updates      []UpdateRecord
	Activities   []ActivityRecord
	Events       []EventRecord
	Coaching     []CoachingRecord
	Sessions     []SessionRecord
	Decisions    []DecisionRecord
	Replies      []ReplyRecord
	Accounts     []AccountRecord

	InstructionsRead    int64            // rows, before expansion
	InstructionsLeftOut map[string]int64 // after_cut_off; no_person: a row for several that finds nobody
	RowErrors           []table.RowError
	Superseded          []dedup.Replacement

	several []reach       // what the deal lines were asked about clients, in table order
	sold    []dedup.Place // the lines that answered
}

// PauseRecord is a stretch that somebody says was spent waiting; To NoDay = still.
type PauseRecord struct {
	InstructionID, Reason, ConfirmedBy string
	From, To, NextDate                 table.Day
	WaitingFor                         int
	Place                              table.Place
}

// MilestoneRecord is one step of an instruction.
type MilestoneRecord struct {
	InstructionID, Milestone, Owner, Note string
	Due, Done                             table.Day
}

// UpdateRecord is a progress note or a daily report.
type UpdateRecord struct {
	InstructionID, Person, Client, Author, Text string
	At, PromisedDate                            table.Day
	Vague                                       bool // says nothing that could be checked
}

// ActivityRecord is a contact with a client.
type ActivityRecord struct {
	Date           table.Day
	Person, Client string
	Kind           int
	Rank           int // of the visitor: table.RankOther …
}

// EventRecord is a shock: when it began and whom it hit.
type EventRecord struct {
	ID                        string
	Trigger                   int
	From, To                  table.Day
	Product, Category, Client string
}

// CoachingRecord is a coaching plan.
type CoachingRecord struct {
	PlanID, Person, Coach, Note string
	Theme                       int
	From, To                    table.Day
	SessionsPlanned             *int64
	HoursPlanned                *int64 // 10⁻⁶
	Accepted                    bool
}

// SessionRecord is one coaching session.
type SessionRecord struct {
	PlanID, InstructionID, Coach string
	Date                         table.Day
	Minutes                      *int64
	Kind                         int
	Held                         bool
}

// DecisionRecord is what a manager decided about a finding.
type DecisionRecord struct {
	FindingID, Action, Outcome string
	Decision, Reason           int
	Date                       table.Day
	Place                      table.Place
}

// ReplyRecord is what the person replied on the own card.
type ReplyRecord struct {
	FindingID, Reply string
	Reason           int
	Date             table.Day
	Place            table.Place
}

// AccountRecord is whose account a client is, and in which segment.
type AccountRecord struct {
	Client, Segment, Owner string
	OwnerFrom, OwnerTo     table.Day
}
