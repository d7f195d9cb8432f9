package dataset

import (
	"iter"
	"maps"
	"math/bits"

	"tenbin/ingest/table"
)

// daySet is a set of days, made to be added to once a row.
type daySet struct {
	usual [512]uint64 // from 1970-01-01 on
	other map[table.Day]bool
}

func (s *daySet) add(d table.Day) {
	if d >= 0 && d < 64*table.Day(len(s.usual)) {
		s.usual[d/64] |= 1 << (d % 64)
		return
	}
	if s.other == nil {
		s.other = map[table.Day]bool{}
	}
	s.other[d] = true
}

// all yields every day of the set once.
func (s *daySet) all() iter.Seq[table.Day] {
	return func(yield func(table.Day) bool) {
		for i, w := range s.usual {
			for ; w != 0; w &= w - 1 {
				if !yield(table.Day(64*i + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
		for d := range maps.Keys(s.other) {
			if !yield(d) {
				return
			}
		}
	}
}
