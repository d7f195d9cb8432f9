package month

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
)

// TestWriteAll: each output is written once by however many workers, never more at a
// time than there are workers; of several faults the first of the list is told, and
// after a fault or an interruption nothing further is begun.
func TestWriteAll(t *testing.T) {
	list := make([]output, 200)
	for i := range list {
		list[i].path = strconv.Itoa(i)
	}
	fault := errors.New("disk full")
	for _, workers := range []int{1, 2, 7, 500} {
		for _, bad := range [][]int{nil, {0}, {199}, {60, 61, 62, 63}} {
			t.Run(fmt.Sprint(workers, " workers, faults at ", bad), func(t *testing.T) {
				var mu sync.Mutex
				times, now, most := map[string]int{}, 0, 0
				err := writeAll(t.Context(), list, workers, func(o output) error {
					mu.Lock()
					times[o.path]++
					now++
					most = max(most, now)
					mu.Unlock()
					defer func() { mu.Lock(); now--; mu.Unlock() }()
					for _, k := range bad {
						if o.path == strconv.Itoa(k) {
							return fmt.Errorf("%s: %w", o.path, fault)
						}
					}
					return nil
				})
				if most > workers {
					t.Errorf("%d at a time", most)
				}
				for path, n := range times {
					if n != 1 {
						t.Errorf("%s was written %d times", path, n)
					}
				}
				switch {
				case bad == nil && (err != nil || len(times) != len(list)):
					t.Errorf("%d written, %v", len(times), err)
				case bad != nil && !errors.Is(err, fault):
					t.Errorf("%v", err)
				case bad != nil && err.Error() != strconv.Itoa(bad[0])+": disk full":
					t.Errorf("not the first of the list: %v", err)
				case bad != nil && workers == 1 && len(times) != bad[0]+1:
					t.Errorf("%d written although one failed", len(times))
				}
			})
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	written := 0
	err := writeAll(ctx, list, 1, func(output) error {
		if written++; written == 10 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || written != 10 {
		t.Errorf("%d written after the interruption: %v", written, err)
	}
}
