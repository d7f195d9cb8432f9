package scan

import (
	"context"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
)

// LeastDeferred is how many parts a file has at least of which some may wait for their
// scan until they are read. What is scanned beforehand: its first part, one in the middle
// and the last two, which tell where the table ends. Smaller files are scanned whole.
const LeastDeferred = 8

// Defer leaves the scan of most parts to their first reading.
func (s *File) Defer() {
	s.Deferred = true
	for part := range s.Parts {
		s.Parts[part].Pending = s.waits(part)
	}
}

// waits reports whether a part is none of those that are looked at beforehand. A column of a
// typed file is the same from its first part to its last, behind which nothing stands.
func (s *File) waits(part int) bool {
	n := len(s.Parts)
	if s.Traits.Typed {
		return part != 0 && part != n-1
	}
	return part != 0 && part != n/2 && part < n-2
}

// All reads all parts of files that do not wait for their first reading. Files in which
// the parts looked at do not show where the table ends, or whose ids are line numbers, are
// read whole.
func All(ctx context.Context, all []*File, workers int) error {
	type job struct {
		s    *File
		part int
	}
	var jobs []job
	for _, s := range all {
		for part := range s.Parts {
			if !s.Parts[part].Pending {
				jobs = append(jobs, job{s, part})
			}
		}
	}
	if err := Parallel(ctx, workers, len(jobs), func(i int) error { return jobs[i].s.Pass(ctx, jobs[i].part) }); err != nil {
		return err
	}
	for _, s := range all {
		if !s.Deferred || s.Parts[len(s.Parts)-1].LastFull+s.Parts[len(s.Parts)-2].LastFull > 0 && !s.NumbersLines() {
			continue
		}
		if err := s.Whole(ctx, workers); err != nil {
			return err
		}
	}
	return nil
}

// Whole scans what is left of a file.
func (s *File) Whole(ctx context.Context, workers int) error {
	s.Deferred = false
	return Parallel(ctx, workers, len(s.Parts), func(part int) error {
		if !s.Parts[part].Pending {
			return nil
		}
		return s.Pass(ctx, part)
	})
}

// Resolve resolves the columns of files of which every part was scanned, or a sample, and
// returns what is remarkable about them. Files of one source and layout are resolved together:
// where the cells of one leave a column open, the others may say.
func Resolve(ctx context.Context, all []*File, workers int) (remarks []fault.Remark, err error) {
	for _, s := range all {
		if !s.Deferred && s.NumbersLines() {
			s.Layout.Compose, s.Late = true, nil // what was seen of the ids is seen anew
			if err := Parallel(ctx, workers, len(s.Parts), func(part int) error { return s.Pass(ctx, part) }); err != nil {
				return nil, err
			}
		}
	}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].Asked == all[i].Asked {
			j++
		}
		group := all[i:j]
		i = j
		pools := map[string][][]cell.Profile{} // by what the columns are, for files of one layout
		if len(group) > 1 {
			for _, s := range group {
				k := signature(s.Layout)
				pools[k] = MergeProfiles(pools[k], s.Profiles())
			}
		}
		for _, s := range group {
			doubts := s.resolve(pools[signature(s.Layout)])
			if !s.Deferred && !s.Remarked {
				s.Remarked, s.Remarks = true, doubts
				remarks = append(remarks, doubts...)
			}
			if err := s.empty(); err != nil {
				return remarks, err
			}
		}
	}
	return remarks, nil
}

// empty refuses a file of deals without a row.
func (s *File) empty() error {
	if s.Shape.LastFull != 0 || s.Layout.Schema.Name != "deals" {
		return nil
	}
	rows := int64(0)
	for _, p := range s.Parts {
		rows += p.Rows
	}
	return fault.New(s.Path, fault.ErrEmptyExport, fault.Sentence{JA: fmt.Sprintf("見出しの下に行がありません(空行など %d 行)", rows), EN: fmt.Sprintf("there is no row below the heading (%d empty or other rows)", rows)},
		fault.Sentence{JA: "出力の期間と条件を確認して、出力し直してください", EN: "check the period and filters of the export and export again"})
}

// signature tells layouts apart whose columns are not the same.
func signature(l *heading.Layout) string {
	k := ""
	for _, s := range l.Slots {
		k += fmt.Sprint(s.Input, s.Join, len(s.Cells), s.Product, ";")
	}
	return k
}
