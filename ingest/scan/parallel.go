package scan

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// Parallel runs f(0) … f(n−1), at most workers at a time, and returns the error of the
// smallest index.
func Parallel(ctx context.Context, workers, n int, f func(int) error) error {
	errs := make([]error, n)
	var group errgroup.Group
	group.SetLimit(max(1, workers))
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { errs[i] = f(i); return nil })
	}
	_ = group.Wait() // what went wrong stands in errs
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
