package ingest

import (
	"context"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// Finalize finishes the scans that were left to the first reading of the shards (see
// Sources.OnePass). again is true when what was read does not stand: a column proves to
// be written otherwise than its sample, or rows stand in several places; all shards must
// then be read once more. Without deferred scans it
// does nothing.
func (in *Input) Finalize(ctx context.Context) (again bool, err error) {
	var late []*tableFile
	for _, s := range in.tables.deals() {
		if s.Deferred {
			late = append(late, s)
		}
	}
	if len(late) == 0 {
		return false, nil
	}
	for _, s := range late {
		if err := s.complete(ctx, in.workers); err != nil {
			return false, err
		}
		again = again || s.NumbersLines()
	}
	before := make([][]cell.Decision, len(late))
	for i, s := range late {
		for _, slot := range s.Layout.Slots {
			before[i] = append(before[i], slot.Decision)
		}
	}
	deals := make([]*scan.File, len(in.tables.deals()))
	for i, s := range in.tables.deals() {
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
	in.internNames()
	in.names.compared = false
	said, err := in.tables.deduplicate(ctx, table.Deals.Name, in.sources.Location, in.memory, in.workers)
	if err != nil {
		return false, err
	}
	in.remarks = append(in.remarks, said...)
	for _, s := range late {
		again = again || len(s.decisions) > 0
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
