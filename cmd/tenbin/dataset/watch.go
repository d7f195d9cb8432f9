package dataset

import (
	"context"
	"maps"
	"slices"
	"sort"
	"sync"

	"tenbin/ingest/table"
)

// Watch notices, while metrics reads, in which data months a table has rows at all,
// whatever becomes of them, which deal lines have no salesperson, and which columns
// hold anything. It costs no pass of its own.
type Watch struct {
	closing    int
	mu         sync.Mutex
	months     map[table.Month]bool
	dealMonths map[table.Month]bool // those of them that deals fall in
	alone      map[loneRow]bool     // a shard may be read more than once
	filled     map[string][]bool    // table → per column of its schema, of the tables watched and read
	days       map[table.Day]bool   // on which deals fall
}

// loneRow is a deal line without a salesperson.
type loneRow struct {
	file  int32
	row   int64
	month table.Month
}

// NewWatch returns a watch that has noticed nothing yet; data months close on the day
// closing.
func NewWatch(closing int) *Watch {
	return &Watch{closing: closing, months: map[table.Month]bool{}, dealMonths: map[table.Month]bool{}, alone: map[loneRow]bool{}, filled: map[string][]bool{}, days: map[table.Day]bool{}}
}

// Forget drops what was noticed in a reading that did not stand.
func (w *Watch) Forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.months)
	clear(w.dealMonths)
	clear(w.alone)
	clear(w.filled)
	clear(w.days)
}

// Filled tells per column of a table watched whether any row fills it, nil where none was
// read.
func (w *Watch) Filled(tableName string) []bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.filled[tableName]
}

// Over returns shards that tell w the dates of column as they are read and, where
// the table has a column person, the rows in which it is empty.
func (w *Watch) Over(s table.Schema, column, person string, shards []table.Shard) []table.Shard {
	date, who := table.FirstColumn+s.Index(column), -1
	if person != "" {
		who = table.FirstColumn + s.Index(person)
	}
	list := make([]table.Shard, len(shards))
	for i, inner := range shards {
		list[i] = &watched{inner, w, s, date, who}
	}
	return list
}

// Any reports whether a row fell in the months from to to.
func (w *Watch) Any(from, to table.Month) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for m := range w.months {
		if m >= from && m <= to {
			return true
		}
	}
	return false
}

// WithoutPerson lists the places of the lines without a salesperson in the months
// from to to, by file and row.
func (w *Watch) WithoutPerson(files []table.File, from, to table.Month) []table.Place {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []table.Place
	for r := range w.alone {
		if r.month >= from && r.month <= to {
			list = append(list, table.Place{File: files[r.file].Path, Sheet: files[r.file].Sheet, Row: r.row})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Less(list[j]) })
	return list
}

// Days are the days on which deals fall, in order.
func (w *Watch) Days() []table.Day {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.days))
}

type watched struct {
	table.Shard
	w         *Watch
	schema    table.Schema
	date, who int // columns; who −1 = none
}

// Only leaves out columns that w does not look at.
func (s *watched) Only(columns []string) table.Shard {
	return &watched{table.Only([]table.Shard{s.Shard}, columns)[0], s.w, s.schema, s.date, s.who}
}

// Records hands the batches on and notes what w wants to know.
func (s *watched) Records(ctx context.Context, f func(table.Record) error) error {
	return s.Shard.Records(ctx, func(r table.Record) error {
		s.note(r)
		return f(r)
	})
}

func (s *watched) note(r table.Record) {
	s.w.fill(s.schema, r)
	dates, ok := table.Dates(r, s.date)
	if !ok {
		return
	}
	var seen daySet
	var alone []loneRow
	last := table.NoDay
	for i := range dates.Len() {
		if dates.IsNull(i) {
			continue
		}
		if d := table.Day(dates.Value(i)); d != last {
			last = d
			seen.add(d)
		}
		if s.who >= 0 && r.Column(s.who).IsNull(i) {
			file, row := table.SourceOf(r, i)
			alone = append(alone, loneRow{file, row, last.DataMonth(s.w.closing)})
		}
	}
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	for d := range seen.all() {
		m := d.DataMonth(s.w.closing)
		s.w.months[m] = true
		if s.schema.Name == table.Deals.Name {
			s.w.dealMonths[m], s.w.days[d] = true, true
		}
	}
	for _, l := range alone {
		s.w.alone[l] = true
	}
}

// FillFrom reads shards only to note which of their columns hold anything.
func (w *Watch) FillFrom(ctx context.Context, s table.Schema, shards []table.Shard) error {
	for _, shard := range shards {
		if err := shard.Records(ctx, func(r table.Record) error { w.fill(s, r); return nil }); err != nil {
			return err
		}
	}
	return nil
}

// fill notes which columns of a batch hold anything.
func (w *Watch) fill(s table.Schema, r table.Record) {
	if r.NumRows() == 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := w.filled[s.Name]
	if seen == nil {
		seen = make([]bool, len(s.Columns))
		w.filled[s.Name] = seen
	}
	for i := range seen {
		c := r.Column(table.FirstColumn + i)
		seen[i] = seen[i] || c.NullN() < c.Len()
	}
}
