package cube

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"tenbin/ingest/table"
)

// spread hands the shards to as many goroutines as workers says, each with a worker of
// its own. Of several errors the first shard's is returned.
func spread[W any](ctx context.Context, shards []table.Shard, workers int, start func() W, read func(W, context.Context, table.Shard) error) ([]W, error) {
	all := make([]W, max(1, min(workers, len(shards))))
	errs := make([]error, len(shards))
	var next atomic.Int64
	var failed atomic.Bool
	var group errgroup.Group
	for n := range all {
		all[n] = start()
		group.Go(func() error {
			for k := int(next.Add(1)) - 1; k < len(shards) && !failed.Load(); k = int(next.Add(1)) - 1 {
				if errs[k] = read(all[n], ctx, shards[k]); errs[k] != nil {
					failed.Store(true)
					return errs[k]
				}
			}
			return nil
		})
	}
	if group.Wait() != nil {
		for _, err := range errs {
			if err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// each runs f(0) … f(n−1), which share nothing, on as many goroutines as workers says.
func each(workers, n int, f func(int)) {
	var next atomic.Int64
	var group errgroup.Group
	for range max(1, min(workers, n)) {
		group.Go(func() error {
			for k := int(next.Add(1)) - 1; k < n; k = int(next.Add(1)) - 1 {
				f(k)
			}
			return nil
		})
	}
	_ = group.Wait() // f gives no errors
}
