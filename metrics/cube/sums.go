package cube

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
	"sync/atomic"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/cube/hash"
)

// Sums are the cells of a finished reduction in the cube's order, where they were
// counted: the lists of names and strata, and per cell its key and its place.
type Sums struct {
	People, Clients, Categories, Regions []string
	Strata                               []Stratum
	order                                entries
	cells                                *cellTable
	touched                              atomic.Int64 // of no meaning: keeps loads that fetch cells ahead of their use
}

// sumsEntry is one cell: its key and where it lies, the part in the upper bits.
type sumsEntry struct {
	who, what uint64 // person and client; stratum and month
	at        uint32
}

// entries are a list of cells in chunks, for which there is room between what was given
// back before.
type entries struct {
	n      int
	chunks [][]sumsEntry
}

// entryBits is the size of a chunk of entries.
const entryBits = 14

func newEntries(n int) entries {
	e := entries{n: n}
	for from := 0; from < n; from += 1 << entryBits {
		e.chunks = append(e.chunks, make([]sumsEntry, min(1<<entryBits, n-from)))
	}
	return e
}

func (e *entries) at(i int) *sumsEntry { return &e.chunks[i>>entryBits][i&(1<<entryBits-1)] }

// Len returns the number of cells.
func (s *Sums) Len() int { return s.order.n }

// Key returns the key of the i-th cell.
func (s *Sums) Key(i int) CellKey {
	e := s.order.at(i)
	return CellKey{Person: int32(e.who >> 32), Client: int32(uint32(e.who)), Stratum: int32(e.what >> 32), Month: table.Month(int32(uint32(e.what) ^ 1<<31))}
}

// Sum returns the sums of money of the i-th cell.
func (s *Sums) Sum(i int) *CellSums {
	at := s.order.at(i).at
	return s.cells.parts[at>>(32-hash.PartBits)].sum(int(at & (1<<(32-hash.PartBits) - 1)))
}

// cell returns the i-th cell, where not only sums were counted.
func (s *Sums) cell(i int) *Cell {
	at := s.order.at(i).at
	return s.cells.parts[at>>(32-hash.PartBits)].at(int(at & (1<<(32-hash.PartBits) - 1)))
}

// Sums returns what was counted, sorted: the same whatever the split into shards and
// partials. The partial must not be added to afterwards.
func (p *Partial) Sums() (*Sums, error) {
	p.flushAll()
	if p.err != nil {
		return nil, p.err
	}
	s := &Sums{cells: &p.shared.cells}
	s.cells.rest()
	p.queues, p.sums = [hash.Parts][]queuedLine{}, sumsQueue{}
	lists := [4]*column.Interner{p.scan.person.Names, p.scan.client.Names, p.scan.category.Names, p.scan.region.Names}
	used, kinds := s.uses(lists, p.o.Workers)
	var rank [4][]int32
	for k, out := range [4]*[]string{&s.People, &s.Clients, &s.Categories, &s.Regions} {
		*out, rank[k] = sortedUse(lists[k], used[k])
	}
	s.Strata = make([]Stratum, 0, len(kinds))
	stratum := func(kind uint64) Stratum {
		k := hash.Key{What: kind << hash.WorkShift}
		return Stratum{rank[2][k.Category()], rank[3][k.Region()], k.Band()}
	}
	for kind := range kinds {
		s.Strata = append(s.Strata, stratum(kind))
	}
	order := func(a, b Stratum) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Region, b.Region), cmp.Compare(a.Band, b.Band))
	}
	slices.SortFunc(s.Strata, order)
	for kind := range kinds {
		n, _ := slices.BinarySearchFunc(s.Strata, stratum(kind), order)
		kinds[kind] = int32(n)
	}
	s.arrange(rank[0], rank[1], kinds, p.o)
	return s, nil
}

// uses finds which names occur in cells, and which kinds of strata: category, region and
// band as in the key.
func (s *Sums) uses(lists [4]*column.Interner, workers int) (used [4][]bool, kinds map[uint64]int32) {
	type found struct {
		used  [4][]bool
		kinds map[uint64]int32
	}
	all := make([]found, workers)
	s.parts(workers, func(w int, t *cellPart, _ uint32) {
		f := &all[w]
		if f.kinds == nil {
			f.kinds = map[uint64]int32{}
			for k, l := range lists {
				f.used[k] = make([]bool, len(l.List))
			}
		}
		last := ^uint64(0)
		for n := range t.len() {
			k := t.key(n)
			f.used[0][k.Person()], f.used[1][k.Client()], f.used[2][k.Category()], f.used[3][k.Region()] = true, true, true, true
			if kind := k.What >> hash.WorkShift; kind != last {
				f.kinds[kind], last = 0, kind
			}
		}
	})
	kinds = map[uint64]int32{}
	for k, l := range lists {
		used[k] = make([]bool, len(l.List))
	}
	for _, f := range all {
		for kind := range f.kinds {
			kinds[kind] = 0
		}
		for k := range f.used {
			for n, u := range f.used[k] {
				used[k][n] = used[k][n] || u
			}
		}
	}
	return used, kinds
}

// parts calls f for every part of the cells, several at once: always the same goroutine w
// for the same part.
func (s *Sums) parts(workers int, f func(w int, t *cellPart, part uint32)) {
	each(workers, workers, func(w int) {
		for part := w; part < hash.Parts; part += workers {
			f(w, &s.cells.parts[part], uint32(part))
		}
	})
}

// arrange sorts the cells by person, client, stratum and month: first into one run per
// person by counting, then each run on its own, several at once.
func (s *Sums) arrange(person, client []int32, kinds map[uint64]int32, o assessment.Options) {
	next := make([][]int, o.Workers) // by goroutine and person: first the cells, then where the next one goes
	for w := range next {
		next[w] = make([]int, len(s.People))
	}
	s.parts(o.Workers, func(w int, t *cellPart, _ uint32) {
		for n := range t.len() {
			next[w][person[t.key(n).Person()]]++
		}
	})
	starts := make([]int, len(s.People)+1)
	at := 0
	for n := range s.People {
		starts[n] = at
		for w := range next {
			next[w][n], at = at, at+next[w][n]
		}
	}
	starts[len(s.People)] = at
	s.order = newEntries(at)
	s.parts(o.Workers, func(w int, t *cellPart, part uint32) {
		last, number := ^uint64(0), int32(0)
		for n := range t.len() {
			k := t.key(n)
			if kind := k.What >> hash.WorkShift; kind != last {
				number, last = kinds[kind], kind
			}
			who := person[k.Person()]
			*s.order.at(next[w][who]) = sumsEntry{uint64(who)<<32 | uint64(client[k.Client()]), uint64(number)<<32 | uint64(uint32(int32(o.Month-k.Ago()))^1<<31), part<<(32-hash.PartBits) | uint32(n)}
			next[w][who]++
		}
	})
	each(o.Workers, o.Workers, func(w int) {
		var r runSort
		for n := w; n < len(s.People); n += o.Workers {
			r.sort(&s.order, starts[n], starts[n+1], bits.Len(uint(len(s.Clients))), bits.Len(uint(len(s.Strata))))
		}
	})
}

// runSort sorts the cells of one person.
type runSort struct {
	keys []uint64
	run  []sumsEntry
}

// sort sorts the entries [from, to) by client, stratum and month. Where the three and the
// place in the run fit in one word it sorts words, several times as fast.
func (r *runSort) sort(e *entries, from, to, clientBits, stratumBits int) {
	r.run = r.run[:0]
	for i := from; i < to; i++ {
		r.run = append(r.run, *e.at(i))
	}
	placeBits := bits.Len(uint(len(r.run)))
	if clientBits+stratumBits+placeBits > 64-monthBits || !r.pack(stratumBits, placeBits) {
		slices.SortFunc(r.run, func(a, b sumsEntry) int {
			if a.who != b.who {
				return cmp.Compare(a.who, b.who)
			}
			return cmp.Compare(a.what, b.what)
		})
		for n := range r.run {
			*e.at(from + n) = r.run[n]
		}
		return
	}
	slices.Sort(r.keys)
	for n, k := range r.keys {
		*e.at(from + n) = r.run[k&(1<<placeBits-1)]
	}
}

// monthBits is room for the months of a run, counted from its first.
const monthBits = 14

// pack writes the keys of the run as words; false where it spans too many months.
func (r *runSort) pack(stratumBits, placeBits int) bool {
	first := ^uint32(0)
	for n := range r.run {
		first = min(first, uint32(r.run[n].what))
	}
	r.keys = r.keys[:0]
	for n := range r.run {
		e := &r.run[n]
		month := uint32(e.what) - first
		if month >= 1<<monthBits {
			return false
		}
		r.keys = append(r.keys, ((uint64(uint32(e.who))<<stratumBits|e.what>>32)<<monthBits|uint64(month))<<placeBits|uint64(n))
	}
	return true
}

// sortedUse returns the names that are used, sorted, and each name's position.
func sortedUse(names *column.Interner, used []bool) ([]string, []int32) {
	var list []string
	for k, u := range used {
		if u {
			list = append(list, names.List[k])
		}
	}
	sort.Strings(list)
	position := make([]int32, len(names.List))
	for k, u := range used {
		if u {
			position[k] = int32(sort.SearchStrings(list, names.List[k]))
		}
	}
	return list, position
}

// Cube returns what was counted with its ledgers. An error names the sum that no longer
// fits.
func (p *Partial) Cube(files []table.File) (*Cube, error) {
	s, err := p.Sums()
	if err != nil {
		return nil, err
	}
	c := &Cube{FirstDay: p.first, WindowFrom: p.o.Month - table.Month(p.o.WindowMonths) + 1,
		People: s.People, Clients: s.Clients, Categories: s.Categories, Regions: s.Regions, Strata: s.Strata}
	if p.o.WindowMonths == assessment.All {
		c.WindowFrom = p.earliest
	}
	c.Keys, c.Cells = make([]CellKey, s.Len()), make([]Cell, s.Len())
	each(p.o.Workers, p.o.Workers, func(w int) {
		for i := s.Len() * w / p.o.Workers; i < s.Len()*(w+1)/p.o.Workers; i++ {
			c.Keys[i], c.Cells[i] = s.Key(i), *s.cell(i)
		}
	})
	p.ledger(c, files)
	c.Exceptions = p.exceptionsOf(c)
	return c, p.inputs(&c.Inputs)
}
