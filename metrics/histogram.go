package metrics

import (
	"math/bits"
	"sort"
)

// exactAmounts is the number of distinct amounts that are counted one by one.
const exactAmounts = 1 << 20

// bucketBits is the precision of a bucket: relative width 2⁻¹⁰.
const bucketBits = 10

// histogram counts amounts > 0: exactly up to 2²⁰ distinct ones, beyond that in buckets
// of relative width 2⁻¹⁰ that stand for their lower edge. Which of the two depends on
// all amounts together, so merging is associative and commutative.
type histogram struct {
	total  int64
	coarse bool
	values []int64 // open addressing; 0 = free
	counts []int64
	used   int
	limit  int // exactAmounts, smaller in tests
}

func newHistogram() *histogram { return &histogram{limit: exactAmounts} }

// bucket returns the lower edge of v's bucket.
func bucket(v int64) int64 {
	if drop := bits.Len64(uint64(v)) - 1 - bucketBits; drop > 0 {
		return v >> drop << drop
	}
	return v
}

// add counts v n times (n may be negative: taken back).
func (h *histogram) add(v, n int64) {
	h.total += n
	if h.coarse {
		v = bucket(v)
	}
	h.put(v, n)
	if !h.coarse && h.used > h.limit {
		h.coarsen()
	}
}

func (h *histogram) put(v, n int64) {
	if 2*(h.used+1) > len(h.values) {
		h.resize(max(1<<10, 2*len(h.values)))
	}
	mask := uint64(len(h.values) - 1)
	x := uint64(v) * 0x9e3779b97f4a7c15
	for i := (x ^ x>>32) & mask; ; i = (i + 1) & mask {
		switch h.values[i] {
		case 0:
			h.values[i] = v
			h.used++
			fallthrough
		case v:
			h.counts[i] += n
			return
		}
	}
}

func (h *histogram) resize(size int) {
	values, counts := h.values, h.counts
	h.values, h.counts, h.used = make([]int64, size), make([]int64, size), 0
	for i, v := range values {
		if v != 0 {
			h.put(v, counts[i])
		}
	}
}

func (h *histogram) coarsen() {
	values, counts := h.values, h.counts
	h.values, h.counts, h.used, h.coarse = nil, nil, 0, true
	for i, v := range values {
		if v != 0 {
			h.put(bucket(v), counts[i])
		}
	}
}

// merge adds the counts of g.
func (h *histogram) merge(g *histogram) {
	if g.coarse && !h.coarse {
		h.coarsen()
	}
	for i, v := range g.values {
		if v != 0 {
			h.add(v, g.counts[i])
		}
	}
}

// rankedAmounts are the amounts of a histogram in ascending order.
type rankedAmounts []struct{ v, n int64 }

// ranked sorts the amounts.
func (h *histogram) ranked() rankedAmounts {
	all := make(rankedAmounts, 0, h.used)
	for i, v := range h.values {
		if v != 0 && h.counts[i] > 0 {
			all = append(all, struct{ v, n int64 }{v, h.counts[i]})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].v < all[j].v })
	return all
}

// smallest returns the k-th smallest amount, k from 1 to the number of amounts.
func (r rankedAmounts) smallest(k int64) int64 {
	for _, p := range r {
		if k -= p.n; k <= 0 {
			return p.v
		}
	}
	return 0
}
