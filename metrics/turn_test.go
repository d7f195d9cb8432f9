package metrics

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// Whose turn the first instruction is on the cut-off, by what the tables show.
func TestTurn(t *testing.T) {
	o := referenceOptions()
	cut := o.CutOff()
	held := open("1", "a", "x", 0, 60)
	buyer := func(from, to, next table.Day, confirmed string) *instruction.Tables {
		return &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: from, To: to, NextDate: next, ConfirmedBy: confirmed, WaitingFor: table.WaitingBuyer}}}
	}
	with := func(t *instruction.Tables, ago table.Day) *instruction.Tables {
		t.Activities = []instruction.Activity{{Date: cut - ago, Person: "a", Client: "x", Kind: 1}}
		return t
	}
	step := func(owner string, done table.Day) *instruction.Tables {
		return &instruction.Tables{Milestones: []instruction.Milestone{{InstructionID: "1", Milestone: "first", Owner: owner, Due: cut + 3, Done: done}}}
	}
	for _, c := range []struct {
		name   string
		first  order
		tables *instruction.Tables
		want   string
	}{
		{"nothing recorded", held, nil, assessment.TurnSalesperson},
		{"carried out", done("1", "a", "x", 0, 60, 9), nil, ""},
		{"a wait for us runs", held, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 9, To: table.NoDay, WaitingFor: table.WaitingUs}}}, assessment.TurnUs},
		{"a wait for the buyer, confirmed", held, buyer(cut-5, table.NoDay, table.NoDay, "m"), assessment.TurnBuyer},
		{"a wait for the buyer, only said", held, buyer(cut-5, table.NoDay, table.NoDay, ""), assessment.TurnSalesperson},
		{"a wait for the buyer, seen by a contact inside it", held, with(buyer(cut-5, table.NoDay, table.NoDay, ""), 3), assessment.TurnBuyer},
		{"a wait for the buyer, contact before it", held, with(buyer(cut-5, table.NoDay, table.NoDay, ""), 6), assessment.TurnSalesperson},
		{"a wait for the buyer, over", held, buyer(cut-9, cut-1, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer, over today", held, buyer(cut-9, cut, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer to a date ahead", held, buyer(cut-9, table.NoDay, cut+1, "m"), assessment.TurnBuyer},
		{"a wait for the buyer to a date gone by", held, buyer(cut-9, table.NoDay, cut-2, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer of 20 days without renewal", held, buyer(cut-20, table.NoDay, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer of 19 days without renewal", held, buyer(cut-19, table.NoDay, table.NoDay, "m"), assessment.TurnBuyer},
		{"the next step is the manager's", held, step("m", table.NoDay), assessment.TurnUs},
		{"the next step is the salesperson's", held, step("a", table.NoDay), assessment.TurnSalesperson},
		{"the next step is nobody's", held, step("", table.NoDay), assessment.TurnSalesperson},
		{"the next step is the buyer's, unconfirmed", held, step("お客様", table.NoDay), assessment.TurnSalesperson},
		{"the step was done", held, step("m", cut-2), assessment.TurnSalesperson},
	} {
		a := desk(o, c.tables, assessment.Healthy, c.first)
		if got := a.turn(&a.records[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The next step is the earliest due one that is not done; one without a date comes last.
func TestNextStep(t *testing.T) {
	o := referenceOptions()
	cut := o.CutOff()
	a := desk(o, &instruction.Tables{Milestones: []instruction.Milestone{
		{InstructionID: "1", Milestone: "undated", Owner: "a", Due: table.NoDay, Done: table.NoDay},
		{InstructionID: "1", Milestone: "later", Owner: "m", Due: cut + 9, Done: table.NoDay},
		{InstructionID: "1", Milestone: "over", Owner: "a", Due: cut - 9, Done: cut - 8},
		{InstructionID: "1", Milestone: "next", Owner: "a", Due: cut + 2, Done: table.NoDay},
		{InstructionID: "2", Milestone: "another", Owner: "b", Due: cut - 3, Done: table.NoDay},
	}}, assessment.Healthy, open("1", "a", "x", 0, 60))
	if step, owner, due := a.nextStep(&a.records[0]); step != "next" || owner != "a" || due != cut+2 {
		t.Errorf("%s of %s by %v", step, owner, due)
	}
}
