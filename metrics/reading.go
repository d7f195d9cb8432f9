package metrics

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// Reading is everything that a run takes from the deal lines, so that it can go on
// without them: the cube and its plan, the rows that are looked at one by one behind the
// cube, and what the caller noted beside. WriteReading puts it into a file.
type Reading struct {
	Month table.Month
	Key   string // of what the lines were read under, in the caller's words
	Cube  *cube.Cube
	Plan  *cube.Plan
	Asked Asked
	Rows  []cube.KeptRow  // by file and row
	Door  json.RawMessage // the caller's own, handed on unread
}

// Asked is what instructions wanted to know of the deal lines when these were read.
type Asked struct {
	Reaches []string // instructions for several, in the form of reach.key
	Prices  []string // clients whose invoices are compared with a price increase
	Lines   []string // clients who are looked at line by line
}

// ErrNotAsked says that instructions want to know of the deal lines what nobody asked
// when these were read.
var ErrNotAsked = errors.New("the cube was made before these instructions")

// errSpentReading: Run writes into the cube that it is given.
var errSpentReading = errors.New("the reading holds no cube")

// ReadDeals reads the deal lines to what Run needs of them. Where at most every lines
// are measured it keeps the rows of all of them, for PersonLines; in any case the rows
// that instructions ask for.
//
// Run with the reading in Data.Reading and its Shard in place of the lines gives the
// assessment that Run gives on the lines themselves.
func ReadDeals(ctx context.Context, data Data, o assessment.Options, every int64) (*Reading, error) {
	o = o.Resolved()
	src := data.Source()
	cube, plan, err := cube.Reduce(ctx, src, o)
	if err != nil {
		return nil, err
	}
	t, err := ReadTables(ctx, data, plan, o)
	if err != nil {
		return nil, err
	}
	want := &Wanted{t.asked(), wantedRows(t, cube.Inputs.LinesMeasured <= every)}
	kept, err := KeepWanted(ctx, src, want, plan, o)
	if err != nil {
		return nil, err
	}
	kept.Sort()
	return &Reading{Month: o.Month, Cube: cube, Plan: plan, Asked: want.Asked, Rows: kept.Rows}, nil
}

// reduced returns the cube and its plan.
func (r *Reading) reduced() (*cube.Cube, *cube.Plan, error) {
	if r == nil {
		return nil, nil, nil
	}
	if r.Cube == nil || r.Plan == nil {
		return nil, nil, errSpentReading
	}
	c := *r.Cube // Run notes the instructions in it
	c.Inputs.InstructionsLeftOut = maps.Clone(c.Inputs.InstructionsLeftOut)
	return &c, r.Plan, nil
}

// key is what an instruction for several asks of the lines. Two that ask the same need the
// same rows.
func (r *reach) key() string {
	return fmt.Sprintf("%s %q %q %q %q", r.Issued, r.Person, r.Client, r.Category, r.Product)
}

// wanted are the clients whose invoices the instructions ask for.
func (t *Tables) wanted() wantedInvoices {
	return wantedInvoices{wantedClients(t.Instructions), lineClients(t.Instructions)}
}

// asked is what the small tables ask of the lines.
func (t *Tables) asked() Asked {
	w := t.wanted()
	a := Asked{Prices: sortedKeys(w.prices), Lines: sortedKeys(w.lines)}
	for i := range t.several {
		a.Reaches = append(a.Reaches, t.several[i].key())
	}
	slices.Sort(a.Reaches)
	a.Reaches = slices.Compact(a.Reaches)
	return a
}

// answers checks that the reading kept what the small tables ask for.
func (r *Reading) answers(t *Tables) error {
	if r == nil {
		return nil
	}
	now, missing := t.asked(), map[string]bool{}
	for _, q := range [...]struct{ now, then []string }{{now.Reaches, r.Asked.Reaches}, {now.Prices, r.Asked.Prices}, {now.Lines, r.Asked.Lines}} {
		for _, x := range q.now {
			if _, ok := slices.BinarySearch(q.then, x); !ok {
				missing[x] = true
			}
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%w: %s", ErrNotAsked, strings.Join(sortedKeys(missing), ", "))
	}
	return nil
}
