package ingest

import (
	"bytes"
	"context"
	"slices"
	"sort"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// verdict is what becomes of a row whose identity stands in more than one place.
type verdict struct {
	fate       fate
	other      table.Place // the row that it repeats, that replaces it, or conflicts with it
	occurrence int         // of a derived identity: 2 for the second row of the same content
}

type fate uint8

const (
	kept fate = iota
	repeated
	superseded
	conflicting
)

// sighting is one row whose identity was seen more than once.
type sighting struct {
	id         string
	content    [32]byte
	survey     *survey
	row        int64
	recorded   int64
	occurrence int
}

// judge finds the rows of one table that stand in several places and decides which one
// counts: identical → once; different in two files → the newest export (recorded_at,
// then the month in the file's name, then configuration order); different inside one
// file → all are errors. Fingerprints find candidates, the ids themselves decide.
func judge(ctx context.Context, surveys []*survey, loc *zone, memory *spill, workers int) (map[*survey]map[int64]verdict, error) {
	suspects, err := suspicious(surveys, memory, workers)
	if err != nil || len(suspects) == 0 {
		return nil, err
	}
	groups := map[string][]sighting{}
	for _, s := range surveys {
		if err := s.sight(ctx, suspects, loc, groups); err != nil {
			return nil, err
		}
	}
	out := map[*survey]map[int64]verdict{}
	put := func(g sighting, v verdict) {
		if out[g.survey] == nil {
			out[g.survey] = map[int64]verdict{}
		}
		out[g.survey][g.row] = v
	}
	for _, id := range sortedKeys(groups) {
		judgeGroup(groups[id], put)
	}
	return out, nil
}

// suspicious returns the fingerprints that occur more than once.
func suspicious(surveys []*survey, memory *spill, workers int) (map[uint64]bool, error) {
	defer memory.compared()
	own := &prints{spill: memory}
	all := []*prints{own}
	for _, s := range surveys {
		for _, p := range s.parts {
			for _, x := range p.prints {
				own.add(x)
			}
		}
		for _, c := range s.all {
			all = append(all, &c.lane.prints)
		}
	}
	found := make([][]uint64, printParts)
	each := (printParts + workers - 1) / workers
	if err := memory.failed(); err != nil {
		return nil, err
	}
	err := parallel(context.Background(), workers, workers, func(w int) (err error) {
		var slots []uint64
		for k := w * each; k < min(printParts, (w+1)*each) && err == nil; k++ {
			found[k], slots, err = twice(all, k, slots)
		}
		return err
	})
	if err != nil {
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

// sight reads the parts of s that hold suspects again and files their rows by id. A
// derived identity is numbered per file, so that the same two lines in two overlapping
// exports are two lines and not four.
func (s *survey) sight(ctx context.Context, suspects map[uint64]bool, loc *zone, groups map[string][]sighting) error {
	id := newIdentity(s.layout)
	cur := newCursor(s.layout, s.joins)
	times := map[string]int{}
	stamp := s.layout.named("recorded_at")
	for part := range s.parts {
		if !s.parts[part].late && !slices.ContainsFunc(s.parts[part].prints, func(p uint64) bool { return suspects[p] }) {
			continue
		}
		err := s.found.sheet.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] <= s.found.row || s.shape.of(b, i) != isRow {
					continue
				}
				cur.stand(b, i)
				text := bytes.Clone(id.text(cur))
				if !suspects[fingerprint(text)] {
					continue
				}
				g := sighting{id: string(text), survey: s, row: b.Row[i]}
				if id.kind == derivedID {
					times[g.id]++
					g.occurrence = times[g.id]
					g.id += string([]byte{0xfe, byte(g.occurrence), byte(g.occurrence >> 8), byte(g.occurrence >> 16)})
				}
				g.content = id.content(cur)
				if stamp != nil {
					t, h := cur.value(stamp)
					g.recorded, _, _ = cell.Stamp(t, h, stamp.decision, loc.loc)
				}
				groups[g.id] = append(groups[g.id], g)
			}
			return nil
		})
		if err != nil {
			return unreadable(s.path, err)
		}
	}
	return nil
}

func (g sighting) place() table.Place {
	return table.Place{File: g.survey.path, Sheet: g.survey.found.sheet.Name, Row: g.row}
}

// judgeGroup decides about rows of one identity, which come in configuration order and
// row order.
func judgeGroup(group []sighting, put func(sighting, verdict)) {
	// Inside each file first.
	var heads []sighting
	for i := 0; i < len(group); {
		j := i + 1
		for j < len(group) && group[j].survey == group[i].survey {
			j++
		}
		file := group[i:j]
		i = j
		conflict := slices.ContainsFunc(file, func(g sighting) bool { return g.content != file[0].content })
		for n, g := range file {
			switch {
			case conflict:
				other := file[0]
				if n == 0 {
					k := slices.IndexFunc(file, func(h sighting) bool { return h.content != g.content })
					other = file[k]
				}
				put(g, verdict{fate: conflicting, other: other.place()})
			case n > 0:
				put(g, verdict{fate: repeated, other: file[0].place()})
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
		if x.survey.month != y.survey.month {
			return x.survey.month > y.survey.month
		}
		return x.survey.order > y.survey.order
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
		case g.survey == stands.survey && g.row == stands.row:
			put(g, verdict{fate: kept, occurrence: g.occurrence})
		case g.content == stands.content:
			put(g, verdict{fate: repeated, other: stands.place()})
		default:
			put(g, verdict{fate: superseded, other: stands.place()})
		}
	}
}
