package sqlsource

import (
	"container/heap"
	"errors"
	"io"
)

// mergeHeap holds readers that stand on a row, the smallest row first.
type mergeHeap []*rowReader

// Len, Less, Swap, Push and Pop are those of container/heap.
func (h mergeHeap) Len() int           { return len(h) }
func (h mergeHeap) Less(i, j int) bool { return compareRows(h[i].row, h[j].row) < 0 }
func (h mergeHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push adds a reader.
func (h *mergeHeap) Push(r any) { *h = append(*h, r.(*rowReader)) }

// Pop takes the last reader off.
func (h *mergeHeap) Pop() any {
	last := len(*h) - 1
	r := (*h)[last]
	*h = (*h)[:last]
	return r
}

// push adds a reader that has not begun.
func (h *mergeHeap) push(r *rowReader) error {
	err := r.next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil {
		heap.Push(h, r)
	}
	return err
}

// advance moves the first reader on, and takes it out behind its last row.
func (h *mergeHeap) advance() error {
	err := (*h)[0].next()
	switch {
	case err == nil:
		heap.Fix(h, 0)
	case errors.Is(err, io.EOF):
		heap.Pop(h)
		return nil
	}
	return err
}
