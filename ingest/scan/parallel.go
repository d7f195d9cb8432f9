package scan

import (
	"context"
	"sync"
)

// Parallel runs f(0) … f(n−1) on workers goroutines and returns the error of the
// smallest index.
func Parallel(ctx context.Context, workers, n int, f func(int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(workers, n) {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				errs[i] = f(i)
			}
		}()
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
