package ingest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// tableFile is one file of a table: what was scanned of it and what came of reading it.
type tableFile struct {
	*scan.File
	env       *convert.Environment
	memory    *dedup.Spill
	decisions map[int64]dedup.Decision // about its rows that stand in several places

	mu      sync.Mutex
	tallies []*convert.Tally     // by part; nil = not read
	spare   []*convert.Converter // converters at rest, with what they have learned
	busy    []*convert.Converter // every converter that read a part of a deferred file
}

// defers reports whether parts of the file may wait for their scan until they are read.
func (s *tableFile) defers() bool {
	return s.Layout.Schema.Name == table.Deals.Name && len(s.Parts) >= scan.LeastDeferred && convert.New(s.Source, s.env, s.memory).Fast()
}

// lease returns a converter for a part, one that has learned before if there is one.
func (s *tableFile) lease() *convert.Converter {
	s.mu.Lock()
	if n := len(s.spare); n > 0 {
		c := s.spare[n-1]
		s.spare = s.spare[:n-1]
		s.mu.Unlock()
		return c
	}
	s.mu.Unlock()
	c := convert.New(s.Source, s.env, s.memory)
	if s.Deferred {
		s.mu.Lock()
		s.busy = append(s.busy, c)
		s.mu.Unlock()
	}
	return c
}

// done notes what became of the rows of a part, and keeps a converter of deals for the next.
func (s *tableFile) done(part int, c *convert.Converter, t *convert.Tally) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Layout.Schema.Name == table.Deals.Name {
		s.spare = append(s.spare, c)
	}
	s.tallies[part] = t
}

// complete brings together what the converters saw of a deferred file. A part that nobody
// read is scanned now.
func (s *tableFile) complete(ctx context.Context, workers int) error {
	for _, c := range s.busy { // of what they learned only the fingerprints are still wanted
		c.Learned(&s.Parts[0])
		s.Late = append(s.Late, c.Fingerprints())
	}
	s.spare, s.busy = nil, nil
	return s.Whole(ctx, workers)
}

// outcomes calls f with what became of the rows of every part that was read.
func (s *tableFile) outcomes(f func(*convert.Tally)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.tallies {
		if t != nil {
			f(t)
		}
	}
}

// counts counts the rows that were read so far. A blank tail counts once.
func (s *tableFile) counts() (sum table.Counts) {
	tail := int64(0)
	s.outcomes(func(t *convert.Tally) {
		sum = sum.Add(t.Counts)
		for _, f := range t.NonData {
			if f.Kind == heading.ClassNames[heading.IsTail] {
				tail = 1
			}
		}
	})
	return sum.Add(table.Counts{RowsRead: tail + s.Folded, NonData: tail, Helper: s.Folded})
}

// unmatched remarks on the rows that found no partner.
func (s *tableFile) unmatched() []fault.Remark {
	n := make([]int64, len(s.Joins))
	s.outcomes(func(t *convert.Tally) {
		for k := range n {
			n[k] += t.Unmatched[k]
		}
	})
	var out []fault.Remark
	for k, j := range s.Joins {
		if n[k] > 0 {
			out = append(out, fault.Remark{Code: "join_unmatched", Place: table.Place{File: s.Path, Sheet: s.Found.Sheet.Name}, Text: fault.Sentence{
				JA: fmt.Sprintf("%d 行は %s に対応する行がありません", n[k], j.Path), EN: fmt.Sprintf("%d rows find no partner in %s", n[k], j.Path)}})
		}
	}
	return out
}

// part is one part of one file, as a table.Shard.
type part struct {
	*tableFile
	part int
	skip []bool // columns of deals that nobody wants, by position; nil = none
}

// Only returns the part without the values of other columns than those named, as far as
// leaving them out saves work. What is wrong with a row is found all the same.
func (p *part) Only(columns []string) table.Shard {
	q := *p
	q.skip = make([]bool, len(p.Layout.Schema.Columns))
	for i, c := range p.Layout.Schema.Columns {
		q.skip[i] = !slices.Contains(columns, c.Name) && (c.Kind == table.Text || c.Kind == table.Code && !p.Listed)
	}
	return &q
}

// Records calls f with the record batches of the part, in row order.
func (p *part) Records(ctx context.Context, f func(table.Record) error) error {
	return p.read(func(c *convert.Converter, r convert.Reading) (convert.Outcome, error) { return c.Records(ctx, r, f) })
}

// read has a converter read the part, and notes what became of its rows when all went well.
func (p *part) read(f func(*convert.Converter, convert.Reading) (convert.Outcome, error)) error {
	c := p.lease()
	o, err := f(c, convert.Reading{Part: p.part, Skip: p.skip, Observe: p.Parts[p.part].Pending, Decisions: p.decisions})
	if err != nil {
		return err
	}
	if o.Stats != nil {
		p.Parts[p.part] = *o.Stats
	}
	p.done(p.part, c, o.Tally)
	return nil
}

// tables are the opened files by table, in configuration order.
type tables map[string][]*tableFile

// all calls f with every file, table by table.
func (ts tables) all(f func(*tableFile)) {
	for _, schema := range table.All {
		for _, s := range ts[schema.Name] {
			f(s)
		}
	}
}

// deals are the files of deals.
func (ts tables) deals() []*tableFile { return ts[table.Deals.Name] }

// deferred reports whether files of a table wait for parts of their scan.
func (ts tables) deferred(tableName string) bool {
	return slices.ContainsFunc(ts[tableName], func(s *tableFile) bool { return s.Deferred })
}

// each reads a table's rows one by one.
func (ts tables) each(ctx context.Context, tableName string, f func(convert.Row)) error {
	for _, s := range ts[tableName] {
		for k := range s.Parts {
			p := &part{tableFile: s, part: k}
			if err := p.read(func(c *convert.Converter, r convert.Reading) (convert.Outcome, error) { return c.Rows(ctx, r, f) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// deduplicate decides which rows of a table that stand in several places count, and says
// what of the deals another export says otherwise.
func (ts tables) deduplicate(ctx context.Context, tableName string, loc *time.Location, memory *dedup.Spill, workers int) ([]fault.Remark, error) {
	files := make([]dedup.File, len(ts[tableName]))
	days := make([][2]int32, len(files))
	for i, s := range ts[tableName] {
		files[i], days[i] = s.Deduplicable(), s.Days()
	}
	found, err := dedup.Deduplicate(ctx, files, loc, memory, workers)
	var remarks []fault.Remark
	if err == nil && tableName == table.Deals.Name {
		var v dedup.Versions
		if v, err = dedup.Replace(ctx, files, days, found, loc); err == nil {
			remarks = v.Remarks(func(code string) bool {
				return !slices.ContainsFunc(files, func(f dedup.File) bool { return f.Asked.Answers[code] == source.Accept })
			})
		}
	}
	for i, v := range found {
		if v != nil {
			ts[tableName][i].decisions = v
		}
	}
	return remarks, err
}

// hiddenRows remarks on rows that were read though the workbook does not show them.
func (s *tableFile) hiddenRows() []fault.Remark {
	if s.Found.Sheet.HiddenRows == nil || s.Found.Sheet.HiddenRows() == 0 {
		return nil
	}
	n := s.Found.Sheet.HiddenRows()
	return []fault.Remark{{Code: "hidden_rows", Place: table.Place{File: s.Path, Sheet: s.Found.Sheet.Name}, Text: fault.Sentence{
		JA: fmt.Sprintf("非表示の行が %d 行あり、ほかの行と同じに数えました", n), EN: fmt.Sprintf("%d hidden rows were counted like all others", n)}}}
}

// manyFooters is above how many lines behind a table somebody should look at them.
const manyFooters = 20

// footers remarks on a file of which many rows were taken for lines behind the table.
func (s *tableFile) footers() []fault.Remark {
	n, from := 0, int64(0)
	s.outcomes(func(t *convert.Tally) {
		for _, f := range t.NonData {
			if f.Kind == heading.ClassNames[heading.IsFooter] {
				if n++; from == 0 || f.Place.Row < from {
					from = f.Place.Row
				}
			}
		}
	})
	if n <= manyFooters {
		return nil
	}
	return []fault.Remark{{Code: "footers", Place: table.Place{File: s.Path, Sheet: s.Found.Sheet.Name, Row: from}, Text: fault.Sentence{
		JA: fmt.Sprintf("%d 行目から、セルが一つだけの行が %d 行あり、表の後の文とみなしました。表の行でないか確認してください", from, n),
		EN: fmt.Sprintf("%d rows from row %d on hold a single cell each and were taken for lines behind the table; see that they are no rows of it", n, from)}}}
}
