package ingest

import (
	"context"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// defers reports whether parts of a file may wait for their survey until they are read.
func (in *Input) defers(s *tableFile) bool {
	return in.sources.OnePass && s.Layout.Schema.Name == "deals" && len(s.Parts) >= scan.LeastDeferred && convert.New(s.Source, in.env, in.memory).Fast()
}

// deferred reports whether files of a table wait for parts of their survey.
func (in *Input) deferred(tableName string) bool {
	for _, s := range in.surveys[tableName] {
		if s.Deferred {
			return true
		}
	}
	return false
}

// Settle finishes the surveys that were left to the first reading of the shards (see
// Sources.OnePass). again is true when what was read does not stand: a column proves to
// be written otherwise than its sample, or rows stand in several places; all shards must
// then be read once more. Without deferred surveys it does
// nothing.
func (in *Input) Settle(ctx context.Context) (again bool, err error) {
	var late []*tableFile
	for _, s := range in.surveys["deals"] {
		if s.Deferred {
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
		for _, slot := range s.Layout.Slots {
			before[i] = append(before[i], slot.Decision)
		}
	}
	deals := make([]*scan.File, len(in.surveys["deals"]))
	for i, s := range in.surveys["deals"] {
		deals[i] = s.File
	}
	remarks, err := scan.Resolve(ctx, deals, in.workers)
	in.remarks = append(in.remarks, remarks...)
	if err != nil {
		return false, err
	}
	for i, s := range late {
		for k, slot := range s.Layout.Slots {
			again = again || !before[i][k].Reads(slot.Decision)
		}
	}
	in.learn()
	in.compared = false
	if err := in.judge(ctx, "deals"); err != nil {
		return false, err
	}
	for _, s := range late {
		again = again || len(s.dispositions) > 0
		s.Late = nil
	}
	if again {
		for _, s := range late {
			if err := convert.CheckBasis(ctx, s.Source, in.env); err != nil {
				return false, err
			}
		}
	}
	return again, nil
}

// complete brings together what the converters saw of a deferred file. A part that
// nobody read is surveyed now.
func (in *Input) complete(ctx context.Context, s *tableFile, again bool) (bool, error) {
	for _, c := range s.busy { // of what they learned only the fingerprints are still wanted
		c.Learned(&s.Parts[0])
		s.Late = append(s.Late, c.Fingerprints())
	}
	s.spare, s.busy = nil, nil
	if err := s.Whole(ctx, in.workers); err != nil {
		return false, err
	}
	return again || s.NumbersLines(), nil
}

// lease returns a converter for a part of s, one that has learned before if there is one.
func (in *Input) lease(s *tableFile) *convert.Converter {
	in.mu.Lock()
	if n := len(s.spare); n > 0 {
		c := s.spare[n-1]
		s.spare = s.spare[:n-1]
		in.mu.Unlock()
		return c
	}
	in.mu.Unlock()
	c := convert.New(s.Source, in.env, in.memory)
	if s.Deferred {
		in.mu.Lock()
		s.busy = append(s.busy, c)
		in.mu.Unlock()
	}
	return c
}

// giveBack keeps a converter for the next part of a deals file.
func (in *Input) giveBack(s *tableFile, c *convert.Converter) {
	if s.Layout.Schema.Name != table.Deals.Name {
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	s.spare = append(s.spare, c)
}
