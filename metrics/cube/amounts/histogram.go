// Package amounts counts how often each amount of money comes, in bounded room.
//
// In come amounts, shard by shard; out come their order statistics, the same whatever the
// split: exact up to 2²⁰ distinct amounts, beyond that of relative width 2⁻¹⁰.
package amounts

import (
	"math/bits"
	"sort"
)

// exactAmounts is the number of distinct amounts that are counted one by one.
const exactAmounts = 1 << 20

// bucketBits is the precision of a bucket: relative width 2⁻¹⁰.
const bucketBits = 10

// Histogram counts amounts > 0: exactly up to 2²⁰ distinct ones, beyond that in buckets
// of relative width 2⁻¹⁰ that stand for their lower edge. Which of the two depends on
// all amounts together, so merging is associative and commutative.
type Histogram struct {
	Total  int64 // amounts counted
	coarse bool
	values []int64 // open addressing; 0 = free
	counts []int64
	used   int
	limit  int // exactAmounts, smaller in tests
}

// New returns an empty histogram.
func New() *Histogram { return &Histogram{limit: exactAmounts} }

// bucket returns the lower edge of v's bucket.
func bucket(v int64) int64 {
	if drop := bits.Len64(uint64(v)) - 1 - bucketBits; drop > 0 {
		return v >> drop << drop
	}
	return v
}

// Add counts v n times (n may be negative: taken back).
func (h *Histogram) Add(v, n int64) {
	h.Total += n
	if h.coarse {
		v = bucket(v)
	}
	h.put(v, n)
	if !h.coarse && h.used > h.limit {
		h.coarsen()
	}
}

func (h *Histogram) put(v, n int64) {
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

func (h *Histogram) resize(size int) {
	values, counts := h.values, h.counts
	h.values, h.counts, h.used = make([]int64, size), make([]int64, size), 0
	for i, v := range values {
		if v != 0 {
			h.put(v, counts[i])
		}
	}
}

func (h *Histogram) coarsen() {
	values, counts := h.values, h.counts
	h.values, h.counts, h.used, h.coarse = nil, nil, 0, true
	for i, v := range values {
		if v != 0 {
			h.put(bucket(v), counts[i])
		}
	}
}

// Merge adds the counts of g.
func (h *Histogram) Merge(g *Histogram) {
	if g.coarse && !h.coarse {
		h.coarsen()
	}
	for i, v := range g.values {
		if v != 0 {
			h.Add(v, g.counts[i])
		}
	}
}

// Ranked are the amounts of a histogram in ascending order.
type Ranked []struct{ v, n int64 }

// Ranked sorts the amounts.
func (h *Histogram) Ranked() Ranked {
	all := make(Ranked, 0, h.used)
	for i, v := range h.values {
		if v != 0 && h.counts[i] > 0 {
			all = append(all, struct{ v, n int64 }{v, h.counts[i]})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].v < all[j].v })
	return all
}

// Smallest returns the k-th smallest amount, k from 1 to the number of amounts.
func (r Ranked) Smallest(k int64) int64 {
	for _, p := range r {
		if k -= p.n; k <= 0 {
			return p.v
		}
	}
	return 0
}

// State is a histogram as values, for the way between machines.
type State struct {
	Total          int64
	Coarse         bool
	Values, Counts []int64
}

// State returns what h has counted.
func (h *Histogram) State() State {
	s := State{Total: h.Total, Coarse: h.coarse}
	for i, v := range h.values {
		if v != 0 {
			s.Values, s.Counts = append(s.Values, v), append(s.Counts, h.counts[i])
		}
	}
	return s
}

// Restore returns the histogram that a State was taken of.
func Restore(s State) *Histogram {
	h := New()
	h.coarse = s.Coarse
	for i, v := range s.Values {
		h.put(v, s.Counts[i])
	}
	h.Total = s.Total
	return h
}
