package main

import (
	"context"
	"sync"
	"sync/atomic"
)

// writeAll calls write with each of list, on workers goroutines: as many files as
// workers are in memory at a time, in whatever order they end. It returns the error of
// the first of list that failed; after an error or an interruption no further one is
// begun.
func writeAll(ctx context.Context, list []output, workers int, write func(output) error) error {
	faults := make([]error, len(list))
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for range min(workers, len(list)) {
		group.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(list) {
					return
				}
				if faults[i] = errorOf(ctx, write(list[i])); faults[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}
