package metrics

import (
	"context"
	"maps"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// Run takes the tables to the assessment: deal lines to their cube, small tables as
// known at the cut-off, price increases against the invoices, then Assess. It reads no
// clock and no file; the same data and options give the same assessment with any number
// of workers. The Basis is what PersonLines needs to say the same of single lines.
func Run(ctx context.Context, data Data, o assessment.Options) (*assessment.Assessment, *Basis, error) {
	o = o.Resolved()
	src := data.Source()
	c, plan, err := data.Reading.Reduced()
	if data.Reading == nil {
		c, plan, err = cube.Reduce(ctx, src, o)
	}
	if err != nil {
		return nil, nil, err
	}
	t, err := instruction.Read(ctx, data.Inputs(), plan, o)
	if err != nil {
		return nil, nil, err
	}
	if err := data.Reading.Answers(t); err != nil {
		return nil, nil, err
	}
	if err := t.Verify(ctx, src, plan, o); err != nil {
		return nil, nil, err
	}
	c.Inputs.InstructionsRead = t.InstructionsRead
	data.Small = t
	o.SizeBands, o.ListMin = plan.SizeBands, &plan.ListMin
	a, rates, err := assess(c, t.Instructions, data, o)
	if err != nil {
		return nil, nil, err
	}
	if a.Inputs.InstructionsLeftOut == nil {
		a.Inputs.InstructionsLeftOut = map[string]int64{}
	}
	for _, r := range slices.Sorted(maps.Keys(t.InstructionsLeftOut)) {
		a.Inputs.InstructionsLeftOut[r] += t.InstructionsLeftOut[r]
	}
	a.RowErrors = append(append(a.RowErrors, plan.RowErrors...), t.RowErrors...)
	table.SortRowErrors(a.RowErrors)
	a.Plan = plan.Summary()
	return a, &Basis{plan, rates, a.Options, linesByMonth(c)}, nil
}
