package ingest

import (
	"context"

	"tenbin/ingest/cell"
	"tenbin/ingest/table"
)

// What is surveyed of a file before it is read for good: its first part, one in the
// middle and the last two, which tell where the table ends. Smaller files are surveyed
// whole.
const leastDeferred = 8

// defers reports whether parts of a file may wait for their survey until they are read.
func (in *Input) defers(s *survey) bool {
	return in.sources.OnePass && s.layout.schema.Name == "deals" && len(s.parts) >= leastDeferred && newLane(newConverter(in, s)) != nil
}

// waits reports whether a part of n is none of those that are looked at beforehand. A
// column of a typed file is the same from its first part to its last, behind which
// nothing stands.
func (s *survey) waits(part int) bool {
	n := len(s.parts)
	if s.form == parquet {
		return part != 0 && part != n-1
	}
	return part != 0 && part != n/2 && part < n-2
}

// deferred reports whether files of a table wait for parts of their survey.
func (in *Input) deferred(tableName string) bool {
	for _, s := range in.surveys[tableName] {
		if s.deferred {
			return true
		}
	}
	return false
}

// hasty surveys whole the files in which the parts looked at do not show where the table
// ends, or whose ids are line numbers.
func (in *Input) hasty(ctx context.Context, all []*survey, workers int) error {
	for _, s := range all {
		if !s.deferred || s.parts[len(s.parts)-1].lastFull+s.parts[len(s.parts)-2].lastFull > 0 && !s.numbersLines() {
			continue
		}
		if err := in.whole(ctx, s, workers); err != nil {
			return err
		}
	}
	return nil
}

// whole surveys what is left of a file.
func (in *Input) whole(ctx context.Context, s *survey, workers int) error {
	s.deferred = false
	return parallel(ctx, workers, len(s.parts), func(part int) error {
		if !s.parts[part].pending {
			return nil
		}
		return s.pass(ctx, part)
	})
}

// Settle finishes the surveys that were left to the first reading of the shards (see
// Sources.OnePass). again is true when what was read does not stand: a column proves to
// be written otherwise than its sample, or rows stand in several places; all shards must
// then be read once more. Without deferred surveys it does
// nothing.
func (in *Input) Settle(ctx context.Context) (again bool, err error) {
	var late []*survey
	for _, s := range in.surveys["deals"] {
		if s.deferred {
			late = append(late, s)
		}
	}
	if len(late) == 0 {
		return false, nil
	}
	for _, s := range late {
		if again, err = in.complete(ctx, s, again); err != nil {
			return false, err
		}
	}
	before := make([][]cell.Decision, len(late))
	for i, s := range late {
		for _, slot := range s.layout.slots {
			before[i] = append(before[i], slot.decision)
		}
	}
	if err := in.conclude(ctx, in.surveys["deals"], in.workers); err != nil {
		return false, err
	}
	for i, s := range late {
		for k, slot := range s.layout.slots {
			again = again || !before[i][k].Reads(slot.decision)
		}
	}
	in.learn()
	in.compared = false
	if err := in.judge(ctx, "deals"); err != nil {
		return false, err
	}
	for _, s := range late {
		again = again || len(in.verdicts[s]) > 0
		s.spare, s.all = nil, nil
	}
	if again {
		for _, s := range late {
			if err := in.basis(ctx, s); err != nil {
				return false, err
			}
		}
	}
	return again, nil
}

// complete brings together what the converters saw of a deferred file. A part that
// nobody read is surveyed now.
func (in *Input) complete(ctx context.Context, s *survey, again bool) (bool, error) {
	seen := &s.parts[0]
	for _, c := range s.all {
		c.lane.profile(seen.profiles)
		for k := range c.lane.steps {
			x := &c.lane.steps[k]
			if !x.named {
				continue
			}
			var names map[string]struct{}
			switch roleOf("deals", s.layout.inputs[s.layout.slots[x.slot].input].Name) {
			case person:
				names = seen.people
			case client:
				names = seen.clients
			default:
				if seen.products == nil {
					seen.products = map[string]struct{}{}
				}
				names = seen.products
			}
			for n := range x.memo.entries {
				if x.memo.counts[n] > 0 {
					names[string(x.memo.text(n))] = struct{}{}
				}
			}
		}
	}
	s.spare = nil
	for _, c := range s.all { // of what they learned only the fingerprints are still wanted
		*c = converter{lane: &lane{prints: c.lane.prints}}
	}
	if err := in.whole(ctx, s, in.workers); err != nil {
		return false, err
	}
	if s.numbersLines() {
		return true, nil
	}
	return again, nil
}

// lease returns a converter for a part of s, one that has learned before if there is one.
func (in *Input) lease(s *survey) *converter {
	in.mu.Lock()
	if n := len(s.spare); n > 0 {
		c := s.spare[n-1]
		s.spare = s.spare[:n-1]
		in.mu.Unlock()
		return c
	}
	in.mu.Unlock()
	c := newConverter(in, s)
	if c.lane = newLane(c); c.lane != nil {
		c.lane.prints.spill = in.memory
	}
	if s.deferred {
		in.mu.Lock()
		s.all = append(s.all, c)
		in.mu.Unlock()
	}
	return c
}

// giveBack keeps a converter for the next part of a deals file.
func (in *Input) giveBack(c *converter) {
	if c.s.layout.schema.Name != table.Deals.Name {
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	c.s.spare = append(c.s.spare, c)
}
