package ingest

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/table"
)

// Looks is what the first pass saw of parts of the deals. Looks of parts merge in any
// order.
type Looks struct {
	Parts []PartLook
	Names map[int]*LookedNames // by file
}

// LookedNames are names as a file writes them.
type LookedNames struct{ People, Clients, Products map[string]bool }

// PartLook is what the first pass saw of one part.
type PartLook struct {
	File, Part               int
	Rows, LastText, LastFull int64
	Profiles                 [][]cell.Profile
	Own                      []bool
	Continued                bool
	Prints                   []uint64
}

// Look takes the first pass over parts from to to (not included) of a file of deals.
func (in *Input) Look(ctx context.Context, file, from, to int) (*Looks, error) {
	if _, err := in.PartsOf(file, from, to); err != nil {
		return nil, err
	}
	s, out := in.surveys[table.Deals.Name][file], &Looks{Names: map[int]*LookedNames{}}
	for k := from; k < to; k++ {
		if err := s.pass(ctx, k); err != nil {
			return nil, err
		}
		p := &s.parts[k]
		out.Parts = append(out.Parts, PartLook{file, k, p.rows, p.lastText, p.lastFull, p.profiles, p.own, p.continued, p.prints})
		out.name(file, &LookedNames{marked(p.people), marked(p.clients), marked(p.products)})
		s.parts[k] = partSurvey{}
	}
	return out, nil
}

// Merge adds what m saw.
func (l *Looks) Merge(m *Looks) {
	l.Parts = append(l.Parts, m.Parts...)
	for file, names := range m.Names {
		l.name(file, names)
	}
}

func (l *Looks) name(file int, m *LookedNames) {
	if l.Names == nil {
		l.Names = map[int]*LookedNames{}
	}
	n := l.Names[file]
	if n == nil {
		n = &LookedNames{map[string]bool{}, map[string]bool{}, map[string]bool{}}
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

// looked has s know what the first pass saw elsewhere.
func (s *survey) looked(l *Looks) error {
	got := make([]bool, len(s.parts))
	for i := range l.Parts {
		p := &l.Parts[i]
		if p.File != s.order {
			continue
		}
		if p.Part >= len(got) || got[p.Part] || len(p.Own) != len(s.layout.slots) {
			return fmt.Errorf("%s: part %d does not belong there", s.path, p.Part)
		}
		got[p.Part] = true
		s.parts[p.Part] = partSurvey{rows: p.Rows, lastText: p.LastText, lastFull: p.LastFull, profiles: p.Profiles, own: p.Own, continued: p.Continued, prints: p.Prints}
	}
	for k, ok := range got {
		if !ok {
			return fmt.Errorf("%s: nobody looked at part %d", s.path, k)
		}
	}
	if n := l.Names[s.order]; n != nil && len(s.parts) > 0 {
		s.parts[0].people, s.parts[0].clients, s.parts[0].products = set(sortedKeys(n.People)), set(sortedKeys(n.Clients)), set(sortedKeys(n.Products))
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
	Furniture  []Furniture
	Unmatched  []int64
}

// Tallies returns what became of the rows of parts from to to (not included), which have
// been read.
func (in *Input) Tallies(file, from, to int) *Tallies {
	in.mu.Lock()
	defer in.mu.Unlock()
	s, out := in.surveys[table.Deals.Name][file], &Tallies{}
	for k := from; k < to; k++ {
		if t := in.tallies[s][k]; t != nil {
			out.Parts = append(out.Parts, PartTally{file, k, t.counts, t.errors, t.furniture, t.unmatched})
		}
	}
	return out
}

// Merge adds the parts of u.
func (t *Tallies) Merge(u *Tallies) { t.Parts = append(t.Parts, u.Parts...) }

// Count has in know what became of the rows elsewhere, as if it had read them.
func (in *Input) Count(t *Tallies) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	for i := range t.Parts {
		p := &t.Parts[i]
		list := in.surveys[table.Deals.Name]
		if p.File >= len(list) || p.Part >= len(list[p.File].parts) {
			return fmt.Errorf("no part %d of file %d", p.Part, p.File)
		}
		u := p.Unmatched
		if u == nil {
			u = make([]int64, len(list[p.File].joins))
		}
		in.tallies[list[p.File]][p.Part] = &tally{p.Counts, p.Errors, p.Furniture, u}
	}
	for _, s := range in.surveys[table.Deals.Name] {
		for k, x := range in.tallies[s] {
			if x == nil {
				return fmt.Errorf("%s: nobody read part %d", s.path, k)
			}
		}
	}
	return nil
}

// Carry returns v, which a step of Apart gave, as bytes for another machine.
func Carry(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

// Carried reads what Carry returned into v.
func Carried(b []byte, v any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(v) }
