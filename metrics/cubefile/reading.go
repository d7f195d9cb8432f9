package cubefile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// Reading is everything that a run takes from the deal lines, so that it can go on
// without them: the cube and its plan, the rows that are looked at one by one behind the
// cube, and what the caller noted beside. Write puts it into a file.
type Reading struct {
	Month       table.Month
	Key         string // of what the lines were read under, in the caller's words
	Cube        *cube.Cube
	Plan        *cube.Plan
	Asked       instruction.Asked
	Rows        []cube.KeptRow  // by file and row
	Annotations json.RawMessage // the caller's own, handed on unread
}

// ErrNotAsked says that instructions want to know of the deal lines what nobody asked
// when these were read.
var ErrNotAsked = errors.New("the cube was made before these instructions")

// errSpentReading: Run writes into the cube that it is given.
var errSpent = errors.New("the reading holds no cube")

// ReadDeals reads the deal lines to what Run needs of them. Where at most every lines
// are measured it keeps the rows of all of them, for PersonLines; in any case the rows
// that instructions ask for.
//
// Run with the reading in Data.Reading and its Shard in place of the lines gives the
// assessment that Run gives on the lines themselves.
func ReadDeals(ctx context.Context, in instruction.Inputs, o assessment.Options, every int64) (*Reading, error) {
	o = o.Resolved()
	c, plan, err := cube.Reduce(ctx, in.Deals, o)
	if err != nil {
		return nil, err
	}
	t, err := instruction.Read(ctx, in, plan, o)
	if err != nil {
		return nil, err
	}
	want := &Wanted{t.Asks(), t.Rows(c.Inputs.LinesMeasured <= every)}
	kept, err := KeepWanted(ctx, in.Deals, want, plan, o)
	if err != nil {
		return nil, err
	}
	kept.Sort()
	return &Reading{Month: o.Month, Cube: c, Plan: plan, Asked: want.Asked, Rows: kept.Rows}, nil
}

// Reduced returns the cube and its plan.
func (r *Reading) Reduced() (*cube.Cube, *cube.Plan, error) {
	if r == nil {
		return nil, nil, nil
	}
	if r.Cube == nil || r.Plan == nil {
		return nil, nil, errSpent
	}
	c := *r.Cube // Run notes the instructions in it
	c.Inputs.InstructionsLeftOut = maps.Clone(c.Inputs.InstructionsLeftOut)
	return &c, r.Plan, nil
}

// Answers checks that the reading kept what the small tables ask for.
func (r *Reading) Answers(t *instruction.Tables) error {
	if r == nil {
		return nil
	}
	if missing := t.Asks().Missing(r.Asked); len(missing) > 0 {
		return fmt.Errorf("%w: %s", ErrNotAsked, strings.Join(missing, ", "))
	}
	return nil
}
