package dedup

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sort"
	"time"

	"golang.org/x/sync/errgroup"

	"tenbin/ingest/cell"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Decision is what becomes of a row whose identity stands in more than one place.
type Decision struct {
	Disposition Disposition
	Other       table.Place // the row that it repeats, that replaces it, or conflicts with it
	Occurrence  int         // of a derived identity: 2 for the second row of the same content
	Owner       string      // as written: the salesperson whose the line stays; "" = whom the row names
}

// Disposition is which of them counts.
type Disposition uint8

const (
	Kept Disposition = iota
	Repeated
	Superseded
	Conflicting
)

// duplicate is one row whose identity was seen more than once.
type duplicate struct {
	id      string
	content [32]byte
	*rows.Source
	file       int // among those that are compared
	row        int64
	recorded   int64
	occurrence int
	owner      string // the salesperson, as written
}

// File is a file whose rows may stand elsewhere too.
type File struct {
	*rows.Source
	Parts []Part
	Late  []*Fingerprints // of parts that were scanned while they were read
}

// Part are the fingerprints of one part.
type Part struct {
	Fingerprints []uint64
	Late         bool // some may be among those of the whole file
}

// Deduplicate finds the rows of one table that stand in several places and decides which one
// counts: identical → once; different in two files → the newest export (recorded_at,
// then the month in the file's name, then configuration order); different inside one
// file → all are errors. Fingerprints find candidates, the ids themselves decide. What
// becomes of the rows is returned by file, nil for one that has no such row.
func Deduplicate(ctx context.Context, files []File, loc *time.Location, memory *Spill, workers int) ([]map[int64]Decision, error) {
	out := make([]map[int64]Decision, len(files))
	suspects, err := repeatedFingerprints(files, memory, workers)
	if err != nil || len(suspects) == 0 {
		return out, err
	}
	groups := map[string][]duplicate{}
	for i := range files {
		if err := files[i].collect(ctx, i, suspects, loc, groups); err != nil {
			return nil, err
		}
	}
	put := func(g duplicate, v Decision) {
		if out[g.file] == nil {
			out[g.file] = map[int64]Decision{}
		}
		out[g.file][g.row] = v
	}
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		classify(groups[id], put)
	}
	return out, nil
}

// repeatedFingerprints returns the fingerprints that occur more than once.
func repeatedFingerprints(files []File, memory *Spill, workers int) (map[uint64]bool, error) {
	defer memory.compared()
	own := &Fingerprints{Spill: memory}
	all := []*Fingerprints{own}
	for _, s := range files {
		for _, p := range s.Parts {
			for _, x := range p.Fingerprints {
				own.Add(x)
			}
		}
		all = append(all, s.Late...)
	}
	found := make([][]uint64, Partitions)
	each := (Partitions + workers - 1) / workers
	if err := memory.failed(); err != nil {
		return nil, err
	}
	var group errgroup.Group
	for w := range workers {
		group.Go(func() (err error) {
			var slots []uint64
			for k := w * each; k < min(Partitions, (w+1)*each) && err == nil; k++ {
				found[k], slots, err = repeats(all, k, slots)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var out map[uint64]bool
	for _, f := range found {
		for _, p := range f {
			if out == nil {
				out = map[uint64]bool{}
			}
			out[p] = true
		}
	}
	return out, nil
}

// collect reads the parts of s that hold suspects again and files their rows by id. A
// derived identity is numbered per file, so that the same two lines in two overlapping
// exports are two lines and not four.
func (s *File) collect(ctx context.Context, file int, suspects map[uint64]bool, loc *time.Location, groups map[string][]duplicate) error {
	id := NewIdentity(s.Layout)
	cur := rows.NewCursor(s.Layout, s.Joins)
	times := map[string]int{}
	stamp, owner := s.Layout.Named("recorded_at"), s.Layout.Named("salesperson")
	for part := range s.Parts {
		if !s.Parts[part].Late && !slices.ContainsFunc(s.Parts[part].Fingerprints, func(p uint64) bool { return suspects[p] }) {
			continue
		}
		err := s.Found.Sheet.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] <= s.Found.Row || s.Shape.Class(b, i) != heading.IsRow {
					continue
				}
				cur.Seek(b, i)
				text := bytes.Clone(id.Text(cur))
				if !suspects[Fingerprint(text)] {
					continue
				}
				g := duplicate{id: string(text), Source: s.Source, file: file, row: b.Row[i]}
				if id.Kind == derivedID {
					times[g.id]++
					g.occurrence = times[g.id]
					g.id += string([]byte{0xfe, byte(g.occurrence), byte(g.occurrence >> 8), byte(g.occurrence >> 16)})
				}
				g.content = id.content(cur)
				if stamp != nil {
					t, h := cur.Value(stamp)
					g.recorded, _, _ = cell.Stamp(t, h, stamp.Decision, loc)
				}
				if owner != nil {
					t, _ := cur.Value(owner)
					g.owner = cell.Clean(string(t))
				}
				groups[g.id] = append(groups[g.id], g)
			}
			return nil
		})
		if err != nil {
			return format.Unreadable(s.Path, err)
		}
	}
	return nil
}

func (g duplicate) at() table.Place { return g.Source.Place(g.row) }

// classify decides about rows of one identity, which come in configuration order and
// row order.
func classify(group []duplicate, put func(duplicate, Decision)) {
	// Inside each file first.
	var heads []duplicate
	for i := 0; i < len(group); {
		j := i + 1
		for j < len(group) && group[j].file == group[i].file {
			j++
		}
		file := group[i:j]
		i = j
		conflict := slices.ContainsFunc(file, func(g duplicate) bool { return g.content != file[0].content })
		for n, g := range file {
			switch {
			case conflict:
				other := file[0]
				if n == 0 {
					k := slices.IndexFunc(file, func(h duplicate) bool { return h.content != g.content })
					other = file[k]
				}
				put(g, Decision{Disposition: Conflicting, Other: other.at()})
			case n > 0:
				put(g, Decision{Disposition: Repeated, Other: file[0].at()})
			default:
				heads = append(heads, g)
			}
		}
	}
	if len(heads) == 0 {
		return
	}
	// Then between files: the newest stands.
	newest := slices.Clone(heads)
	sort.SliceStable(newest, func(a, b int) bool {
		x, y := newest[a], newest[b]
		if x.recorded != y.recorded {
			return x.recorded > y.recorded
		}
		if x.Month != y.Month {
			return x.Month > y.Month
		}
		return x.Order > y.Order
	})
	stands := newest[0]
	for _, g := range heads { // of equal content the first place stands
		if g.content == stands.content {
			stands = g
			break
		}
	}
	for _, g := range heads {
		switch {
		case g.file == stands.file && g.row == stands.row:
			put(g, Decision{Disposition: Kept, Occurrence: g.occurrence, Owner: keptOwner(g, newest[len(newest)-1])})
		case g.content == stands.content:
			put(g, Decision{Disposition: Repeated, Other: stands.at()})
		default:
			put(g, Decision{Disposition: Superseded, Other: stands.at()})
		}
	}
}

// keptOwner is the salesperson of the oldest export where the row that stands names another
// one, "" where it does not or the configuration lets the newest decide.
func keptOwner(stands, oldest duplicate) string {
	if stands.Layout.Schema.Name != table.Deals.Name || stands.owner == oldest.owner || stands.Asked.Owner == source.OwnerLatest {
		return ""
	}
	return oldest.owner
}
