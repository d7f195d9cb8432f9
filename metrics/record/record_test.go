package record_test

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/instruction/instructiontest"
	"tenbin/metrics/record"
)

// Whose turn the first instruction is on the cut-off, by what the tables show.
func TestTurn(t *testing.T) {
	o := instructiontest.Options()
	cut := o.CutOff()
	held := instructiontest.Open("1", "a", "x", 0, 60)
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
		first  instructiontest.Order
		tables *instruction.Tables
		want   string
	}{
		{"nothing recorded", held, nil, assessment.TurnSalesperson},
		{"carried out", instructiontest.Done("1", "a", "x", 0, 60, 9), nil, ""},
		{"a wait for us runs", held, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 9, To: table.NoDay, WaitingFor: table.WaitingUs}}}, assessment.TurnUs},
		{"a wait for the buyer, confirmed", held, buyer(cut-5, table.NoDay, table.NoDay, "m"), assessment.TurnBuyer},
		{"a wait for the buyer, only said", held, buyer(cut-5, table.NoDay, table.NoDay, ""), assessment.TurnSalesperson},
		{"a wait for the buyer, seen by a contact inside it", held, with(buyer(cut-5, table.NoDay, table.NoDay, ""), 3), assessment.TurnBuyer},
		{"a wait for the buyer, contact before it", held, with(buyer(cut-5, table.NoDay, table.NoDay, ""), 6), assessment.TurnSalesperson},
		{"a wait for the buyer, over", held, buyer(cut-9, cut-1, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer, over today", held, buyer(cut-9, cut, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer to a date ahead", held, buyer(cut-9, table.NoDay, cut+1, "m"), assessment.TurnBuyer},
		{"a wait for the buyer to a date gone by", held, buyer(cut-9, table.NoDay, cut-2, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer of 21 days without renewal", held, buyer(cut-20, table.NoDay, table.NoDay, "m"), assessment.TurnSalesperson},
		{"a wait for the buyer of 19 days without renewal", held, buyer(cut-18, table.NoDay, table.NoDay, "m"), assessment.TurnBuyer},
		{"the next step is the manager's", held, step("m", table.NoDay), assessment.TurnUs},
		{"the next step is the salesperson's", held, step("a", table.NoDay), assessment.TurnSalesperson},
		{"the next step is nobody's", held, step("", table.NoDay), assessment.TurnSalesperson},
		{"the next step is the buyer's, unconfirmed", held, step("お客様", table.NoDay), assessment.TurnSalesperson},
		{"the step was done", held, step("m", cut-2), assessment.TurnSalesperson},
	} {
		r := c.first.Record()
		if got := record.New(c.tables, table.Names{}, o).Turn(&r); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The next step is the earliest due one that is not done; one without a date comes last.
func TestNextStep(t *testing.T) {
	o := instructiontest.Options()
	cut := o.CutOff()
	g := record.New(&instruction.Tables{Milestones: []instruction.Milestone{
		{InstructionID: "1", Milestone: "undated", Owner: "a", Due: table.NoDay, Done: table.NoDay},
		{InstructionID: "1", Milestone: "later", Owner: "m", Due: cut + 9, Done: table.NoDay},
		{InstructionID: "1", Milestone: "over", Owner: "a", Due: cut - 9, Done: cut - 8},
		{InstructionID: "1", Milestone: "next", Owner: "a", Due: cut + 2, Done: table.NoDay},
		{InstructionID: "2", Milestone: "another", Owner: "b", Due: cut - 3, Done: table.NoDay},
	}}, table.Names{}, o)
	r := instructiontest.Open("1", "a", "x", 0, 60).Record()
	if step, owner, due := g.NextStep(&r); step != "next" || owner != "a" || due != cut+2 {
		t.Errorf("%s of %s by %v", step, owner, due)
	}
}

// The positions that the code names are those of the vocabularies.
func TestVocabularyPositions(t *testing.T) {
	if got := table.ActivityKinds.Find("visit"); got != record.Visit {
		t.Errorf("visit stands at %d", got)
	}
	if got := table.SessionKinds.Find("role_play"); got != record.RolePlay {
		t.Errorf("role_play stands at %d", got)
	}
}
