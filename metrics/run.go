package metrics

import (
	"context"

	"tenbin/ingest/table"
)

// ReduceDeals takes deal lines to their cube: Survey → Plan → Reduce → Merge, with
// o.Workers goroutines. When the options give both size bands and L_min nothing needs to
// be surveyed: the lines are reduced at once, and only when that meets a repeated id, a
// return or a credit is the plan made after all and the lines are reduced again.
func ReduceDeals(ctx context.Context, shards []table.Shard, data Data, o Options) (*Cube, *Plan, error) {
	o = o.settled()
	if o.SizeBands != nil && o.ListMin != nil {
		plan := &Plan{check: true}
		plan.freeze(newHistogram(), o)
		p, err := reduceAll(ctx, shards, plan, data, o)
		if err != nil {
			return nil, nil, err
		}
		if p.unsettled == 0 && p.prints.twice() == nil {
			c, err := p.Cube(data)
			return c, plan, err
		}
	}
	s, err := SurveyDeals(ctx, shards, data, o)
	if err != nil {
		return nil, nil, err
	}
	plan, err := MakePlan(ctx, shards, s, data, o)
	if err != nil {
		return nil, nil, err
	}
	p, err := reduceAll(ctx, shards, plan, data, o)
	if err != nil {
		return nil, nil, err
	}
	c, err := p.Cube(data)
	return c, plan, err
}

// reduceAll reduces all shards under one plan.
func reduceAll(ctx context.Context, shards []table.Shard, plan *Plan, data Data, o Options) (*Partial, error) {
	workers, err := spread(ctx, shards, o.Workers, func() *Partial { return NewPartial(plan, data, o) }, (*Partial).Reduce)
	if err != nil {
		return nil, err
	}
	for _, q := range workers[1:] {
		if err := workers[0].Merge(q); err != nil {
			return nil, err
		}
	}
	return workers[0], nil
}
