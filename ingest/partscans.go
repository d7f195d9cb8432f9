package ingest

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// Scans is what the first pass saw of parts of the deals. Scans of parts merge in any
// order.
type Scans struct {
	Parts []PartScan
	Names map[int]*ScannedNames // by file
}

// ScannedNames are names as a file writes them.
type ScannedNames struct{ People, Clients, Products map[string]bool }

// PartScan is what the first pass saw of one part.
type PartScan struct {
	File, Part               int
	Rows, LastText, LastFull int64
	Profiles                 [][]cell.Profile
	Own                      []bool
	Continued                bool
	Fingerprints             []uint64
}

// Scan takes the first pass over parts from to to (not included) of a file of deals.
func (in *Input) Scan(ctx context.Context, file, from, to int) (*Scans, error) {
	if _, err := in.PartsOf(file, from, to); err != nil {
		return nil, err
	}
	s, out := in.tables.deals()[file], &Scans{Names: map[int]*ScannedNames{}}
	for k := from; k < to; k++ {
		if err := s.Pass(ctx, k); err != nil {
			return nil, err
		}
		p := &s.Parts[k]
		out.Parts = append(out.Parts, PartScan{file, k, p.Rows, p.LastText, p.LastFull, p.Profiles, p.Own, p.Continued, p.Fingerprints})
		maps.Copy(p.People, p.Others)
		out.name(file, &ScannedNames{marked(p.People), marked(p.Clients), marked(p.Products)})
		s.Parts[k] = scan.PartStats{}
	}
	return out, nil
}

// Merge adds what m saw.
func (l *Scans) Merge(m *Scans) {
	l.Parts = append(l.Parts, m.Parts...)
	for file, names := range m.Names {
		l.name(file, names)
	}
}

func (l *Scans) name(file int, m *ScannedNames) {
	if l.Names == nil {
		l.Names = map[int]*ScannedNames{}
	}
	n := l.Names[file]
	if n == nil {
		n = &ScannedNames{map[string]bool{}, map[string]bool{}, map[string]bool{}}
		l.Names[file] = n
	}
	for _, x := range [...]struct{ from, to map[string]bool }{{m.People, n.People}, {m.Clients, n.Clients}, {m.Products, n.Products}} {
		for name := range x.from {
			x.to[name] = true
		}
	}
}

func marked(names map[string]struct{}) map[string]bool {
	m := make(map[string]bool, len(names))
	for n := range names {
		m[n] = true
	}
	return m
}

// takeScans has s know what the first pass saw on other machines.
func (s *tableFile) takeScans(l *Scans) error {
	got := make([]bool, len(s.Parts))
	for i := range l.Parts {
		p := &l.Parts[i]
		if p.File != s.Order {
			continue
		}
		if p.Part >= len(got) || got[p.Part] || len(p.Own) != len(s.Layout.Slots) {
			return fmt.Errorf("%s: part %d does not belong there", s.Path, p.Part)
		}
		got[p.Part] = true
		s.Parts[p.Part] = scan.PartStats{Rows: p.Rows, LastText: p.LastText, LastFull: p.LastFull, Profiles: p.Profiles, Own: p.Own, Continued: p.Continued, Fingerprints: p.Fingerprints}
	}
	for k, ok := range got {
		if !ok {
			return fmt.Errorf("%s: nobody scanned part %d", s.Path, k)
		}
	}
	if n := l.Names[s.Order]; n != nil && len(s.Parts) > 0 {
		s.Parts[0].People, s.Parts[0].Clients, s.Parts[0].Products = set(slices.Sorted(maps.Keys(n.People))), set(slices.Sorted(maps.Keys(n.Clients))), set(slices.Sorted(maps.Keys(n.Products)))
	}
	return nil
}

// Tallies is what became of the rows of parts of the deals, for the machine that reports.
type Tallies struct{ Parts []PartTally }

// PartTally is what became of the rows of one part.
type PartTally struct {
	File, Part int
	Counts     table.Counts
	Errors     []table.RowError
	NonData    []heading.NonData
	Unmatched  []int64
}

// Tallies returns what became of the rows of parts from to to (not included), which have
// been read.
func (in *Input) Tallies(file, from, to int) *Tallies {
	s, out := in.tables.deals()[file], &Tallies{}
	for k := from; k < to; k++ {
		if t := s.tallies[k]; t != nil {
			out.Parts = append(out.Parts, PartTally{file, k, t.Counts, t.Errors, t.NonData, t.Unmatched})
		}
	}
	return out
}

// Merge adds the parts of u.
func (t *Tallies) Merge(u *Tallies) { t.Parts = append(t.Parts, u.Parts...) }

// Count has in know what became of the rows elsewhere, as if it had read them.
func (in *Input) Count(t *Tallies) error {
	for i := range t.Parts {
		p := &t.Parts[i]
		list := in.tables.deals()
		if p.File >= len(list) || p.Part >= len(list[p.File].Parts) {
			return fmt.Errorf("no part %d of file %d", p.Part, p.File)
		}
		u := p.Unmatched
		if u == nil {
			u = make([]int64, len(list[p.File].Joins))
		}
		list[p.File].tallies[p.Part] = &convert.Tally{Counts: p.Counts, Errors: p.Errors, NonData: p.NonData, Unmatched: u}
	}
	for _, s := range in.tables.deals() {
		for k, x := range s.tallies {
			if x == nil {
				return fmt.Errorf("%s: nobody read part %d", s.Path, k)
			}
		}
	}
	return nil
}

// Carry returns v, which a step of Distributed gave, as bytes for another machine.
func Carry(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

// Carried reads what Carry returned into v.
func Carried(b []byte, v any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(v) }
