package metrics

import (
	"context"
	"runtime"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Run takes the tables to the assessment: deal lines to their cube, small tables as
// known at the cut-off, price increases against the invoices, then Assess. It reads no
// clock and no file; the same data and options give the same assessment with any number
// of workers. The Basis is what PersonLines needs to say the same of single lines.
func Run(ctx context.Context, data Data, o assessment.Options) (*assessment.Assessment, *Basis, error) {
	o = o.Resolved()
	lines := data.Tables[table.Deals.Name]
	cube, plan, err := data.Reading.reduced()
	if data.Reading == nil {
		cube, plan, err = ReduceDeals(ctx, lines, data, o)
	}
	if err != nil {
		return nil, nil, err
	}
	t, err := ReadTables(ctx, data, plan, o)
	if err != nil {
		return nil, nil, err
	}
	if err := data.Reading.answers(t); err != nil {
		return nil, nil, err
	}
	var v *Invoices
	if wanted := t.wanted(); len(wanted.prices)+len(wanted.lines) > 0 {
		if v, err = ReadInvoices(ctx, lines, wanted, plan.Dropped, o); err != nil {
			return nil, nil, err
		}
		judge(t.Instructions, v, o)
	}
	judgeOthers(t, v, o)
	cube.Inputs.InstructionsRead = t.InstructionsRead
	data.Small = t
	o.SizeBands, o.ListMin = plan.SizeBands, &plan.ListMin
	a, rates, err := assess(cube, t.Instructions, data, o)
	if err != nil {
		return nil, nil, err
	}
	if a.Inputs.InstructionsLeftOut == nil {
		a.Inputs.InstructionsLeftOut = map[string]int64{}
	}
	for _, r := range sortedKeys(t.InstructionsLeftOut) {
		a.Inputs.InstructionsLeftOut[r] += t.InstructionsLeftOut[r]
	}
	a.RowErrors = append(append(a.RowErrors, plan.RowErrors...), t.RowErrors...)
	table.SortRowErrors(a.RowErrors)
	a.Plan = plan.Summary()
	return a, &Basis{plan, rates, a.Options}, nil
}

// ReduceDeals takes deal lines to their cube: Survey → Plan → Reduce → Merge, with
// o.Workers goroutines. When the options give both size bands and L_min nothing needs to
// be surveyed: the lines are reduced at once, and only when that meets a repeated id, a
// return or a credit is the plan made after all and the lines are reduced again.
func ReduceDeals(ctx context.Context, shards []table.Shard, data Data, o assessment.Options) (*Cube, *Plan, error) {
	p, plan, err := reduceDeals(ctx, shards, data, o)
	if err != nil {
		return nil, nil, err
	}
	c, err := p.Cube(data)
	return c, plan, err
}

// ReduceSums is ReduceDeals for the sums alone, without ledgers and without a copy of
// the cells.
func ReduceSums(ctx context.Context, shards []table.Shard, data Data, o assessment.Options) (*Sums, *Plan, error) {
	o.SumsOnly = true
	p, plan, err := reduceDeals(ctx, shards, data, o)
	if err != nil {
		return nil, nil, err
	}
	runtime.GC() // the fingerprints of ids are no longer wanted
	s, err := p.Sums()
	return s, plan, err
}

// reduceDeals reads the lines once or, where a plan must be made, twice.
func reduceDeals(ctx context.Context, shards []table.Shard, data Data, o assessment.Options) (*Partial, *Plan, error) {
	o = o.Resolved()
	if o.SizeBands != nil && o.ListMin != nil {
		plan := &Plan{check: true}
		plan.freeze(newHistogram(), o)
		p, err := settled(ctx, data, func() (*Partial, error) { return reduceAll(ctx, shards, plan, data, o) })
		if err != nil {
			return nil, nil, err
		}
		if p.unsettled == 0 && (p.prints == nil || p.prints.twice() == nil) {
			return p, plan, nil
		}
	}
	s, err := settled(ctx, data, func() (*Survey, error) { return SurveyDeals(ctx, shards, data, o) })
	if err != nil {
		return nil, nil, err
	}
	plan, err := MakePlan(ctx, shards, s, data, o)
	if err != nil {
		return nil, nil, err
	}
	p, err := reduceAll(ctx, shards, plan, data, o)
	return p, plan, err
}

// settled reads the deals, and once more where the reading did not stand.
func settled[T any](ctx context.Context, data Data, read func() (T, error)) (T, error) {
	result, err := read()
	if err != nil || data.Settle == nil {
		return result, err
	}
	again, err := data.Settle(ctx)
	if err != nil || !again {
		return result, err
	}
	return read()
}

// summed are the columns that sums depend on.
var summed = []string{"date", "salesperson", "client", "category", "region", "segment", "list_amount", "net_amount", "reference", "authorised_rate",
	"approved_rate", "requested_at", "approved_at", "kind", "reason", "stage", "recorded_at"}

// reduceAll reduces all shards under one plan.
func reduceAll(ctx context.Context, shards []table.Shard, plan *Plan, data Data, o assessment.Options) (*Partial, error) {
	t := newTogether(o.SumsOnly)
	if o.SumsOnly {
		shards = table.Only(shards, summed)
	}
	workers, err := spread(ctx, shards, o.Workers, func() *Partial { return newPartial(t, plan, data, o) }, (*Partial).Reduce)
	if err != nil {
		return nil, err
	}
	for _, q := range workers[1:] {
		if err := workers[0].Merge(q); err != nil {
			return nil, err
		}
	}
	if o.SumsOnly {
		t.cells.rest()
		runtime.GC() // what only the reading needed makes room for what is to come
	}
	return workers[0], nil
}
