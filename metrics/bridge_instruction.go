package metrics

import "tenbin/metrics/instruction"

// The small tables stand in package instruction; these names are a bridge for what is
// still on its way to rooms of its own.
type (
	InstructionRecord = instruction.Record
	PauseRecord       = instruction.Pause
	MilestoneRecord   = instruction.Milestone
	UpdateRecord      = instruction.Update
	ActivityRecord    = instruction.Activity
	EventRecord       = instruction.Event
	CoachingRecord    = instruction.Coaching
	SessionRecord     = instruction.Session
	DecisionRecord    = instruction.Decision
	ReplyRecord       = instruction.Reply
	AccountRecord     = instruction.Account
	Tables            = instruction.Tables
)
