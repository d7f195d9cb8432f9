package cube

import (
	"context"
	"runtime"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/amounts"
)

// Reduce takes deal lines to their cube: Survey → Plan → Reduce → Merge, with
// o.Workers goroutines. When the options give both size bands and L_min nothing needs to
// be surveyed: the lines are reduced at once, and only when that meets a repeated id, a
// return or a credit is the plan made after all and the lines are reduced again.
func Reduce(ctx context.Context, src Source, o assessment.Options) (*Cube, *Plan, error) {
	p, plan, err := reduceLines(ctx, src, o)
	if err != nil {
		return nil, nil, err
	}
	c, err := p.Cube(src.Files)
	return c, plan, err
}

// ReduceSums is Reduce for the sums alone, without ledgers and without a copy of
// the cells.
func ReduceSums(ctx context.Context, src Source, o assessment.Options) (*Sums, *Plan, error) {
	o.SumsOnly = true
	p, plan, err := reduceLines(ctx, src, o)
	if err != nil {
		return nil, nil, err
	}
	runtime.GC() // the fingerprints of ids are no longer wanted
	s, err := p.Sums()
	return s, plan, err
}

// reduceLines reads the lines once or, where a plan must be made, twice.
func reduceLines(ctx context.Context, src Source, o assessment.Options) (*Partial, *Plan, error) {
	o = o.Resolved()
	if o.SizeBands != nil && o.ListMin != nil {
		plan := &Plan{check: true}
		plan.freeze(amounts.New(), o)
		p, err := confirmed(ctx, src, func() (*Partial, error) { return reduceAll(ctx, src, plan, o) })
		if err != nil {
			return nil, nil, err
		}
		if p.unresolved == 0 && (p.prints == nil || p.prints.Repeated() == nil) {
			return p, plan, nil
		}
	}
	s, err := confirmed(ctx, src, func() (*Survey, error) { return SurveyOf(ctx, src, o) })
	if err != nil {
		return nil, nil, err
	}
	plan, err := MakePlan(ctx, src, s, o)
	if err != nil {
		return nil, nil, err
	}
	p, err := reduceAll(ctx, src, plan, o)
	return p, plan, err
}

// confirmed reads the deals, and once more where the reading did not stand.
func confirmed[T any](ctx context.Context, src Source, read func() (T, error)) (T, error) {
	result, err := read()
	if err != nil || src.Confirm == nil {
		return result, err
	}
	again, err := src.Confirm(ctx)
	if err != nil || !again {
		return result, err
	}
	return read()
}

// summed are the columns that sums depend on.
var summed = []string{"date", "salesperson", "client", "category", "region", "segment", "list_amount", "net_amount", "reference", "authorised_rate",
	"approved_rate", "requested_at", "approved_at", "kind", "reason", "stage", "recorded_at"}

// reduceAll reduces all shards under one plan.
func reduceAll(ctx context.Context, src Source, plan *Plan, o assessment.Options) (*Partial, error) {
	t := newShared(o.SumsOnly)
	if o.SumsOnly {
		src.Shards = table.Only(src.Shards, summed)
	}
	workers, err := spread(ctx, src.Shards, o.Workers, func() *Partial { return newPartial(t, plan, src, o) }, (*Partial).Reduce)
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
