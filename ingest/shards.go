package ingest

import (
	"context"
	"slices"
	"sort"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// tableFile is one file of a table: what was scanned of it and what came of reading it.
type tableFile struct {
	*scan.File
	book         *raw.Book
	dispositions map[int64]dedup.Disposition // of its rows that stand in several places
	tallies      []*convert.Tally            // by part; nil = not read
	spare        []*convert.Converter        // converters at rest, with what they have learned
	busy         []*convert.Converter        // every converter that read a part of a deferred file
}

// part is one part of one file, as a table.Shard.
type part struct {
	in   *Input
	s    *tableFile
	part int
	skip []bool // columns of deals that nobody wants, by position; nil = none
}

// Only returns the part without the values of other columns than those named, as far as
// leaving them out saves work. What is wrong with a row is found all the same.
func (p *part) Only(columns []string) table.Shard {
	q := *p
	q.skip = make([]bool, len(p.s.Layout.Schema.Columns))
	for i, c := range p.s.Layout.Schema.Columns {
		q.skip[i] = !slices.Contains(columns, c.Name) && (c.Kind == table.Text || c.Kind == table.Code && !p.s.Listed)
	}
	return &q
}

// Shards returns the parts of a table's files, in configuration order, then row order.
// They may be read in any order, at once, and more than once.
func (in *Input) Shards(tableName string) []table.Shard {
	var out []table.Shard
	for _, s := range in.surveys[tableName] {
		for k := range s.Parts {
			out = append(out, &part{in: in, s: s, part: k})
		}
	}
	return out
}

// Records calls f with the record batches of the part, in row order.
func (p *part) Records(ctx context.Context, f func(arrow.Record) error) error {
	return p.read(func(c *convert.Converter, r convert.Reading) (convert.Outcome, error) { return c.Records(ctx, r, f) })
}

// read has a converter read the part, and notes what became of its rows when all went well.
func (p *part) read(f func(*convert.Converter, convert.Reading) (convert.Outcome, error)) error {
	c := p.in.lease(p.s)
	o, err := f(c, convert.Reading{Part: p.part, Skip: p.skip, Observe: p.s.Parts[p.part].Pending, Dispositions: p.s.dispositions})
	if err != nil {
		return err
	}
	if o.Stats != nil {
		p.s.Parts[p.part] = *o.Stats
	}
	p.in.giveBack(p.s, c)
	p.in.mu.Lock()
	p.s.tallies[p.part] = o.Tally
	p.in.mu.Unlock()
	return nil
}

// each reads a table's rows one by one while Open builds its lists.
func (in *Input) each(ctx context.Context, tableName string, f func(convert.Row)) error {
	for _, s := range in.surveys[tableName] {
		for k := range s.Parts {
			p := &part{in: in, s: s, part: k}
			if err := p.read(func(c *convert.Converter, r convert.Reading) (convert.Outcome, error) { return c.Rows(ctx, r, f) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// TableCounts counts the rows of one table's own files that were read so far.
func (in *Input) TableCounts(tableName string) table.Counts {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.tableCounts(tableName)
}

func (in *Input) tableCounts(tableName string) table.Counts {
	var sum table.Counts
	if r := in.sources.Deals; r != nil && tableName == table.Deals.Name {
		return r.Counts
	}
	for _, s := range in.surveys[tableName] {
		tail := int64(0)
		for _, t := range s.tallies {
			if t == nil {
				continue
			}
			sum = sum.Add(t.Counts)
			for _, f := range t.NonData {
				if f.Kind == heading.ClassNames[heading.IsTail] {
					tail = 1
				}
			}
		}
		sum = sum.Add(table.Counts{RowsRead: tail + s.Folded, Furniture: tail, Helper: s.Folded})
	}
	return sum
}

// Counts counts every physical row of every file that was read so far, joined files
// included.
func (in *Input) Counts() table.Counts {
	in.mu.Lock()
	defer in.mu.Unlock()
	var sum table.Counts
	for _, schema := range table.All {
		sum = sum.Add(in.tableCounts(schema.Name))
	}
	for _, h := range in.helpers {
		sum = sum.Add(h)
	}
	return sum
}

// RowErrors lists the rows that could not be used, by place.
func (in *Input) RowErrors() []table.RowError {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := append([]table.RowError(nil), in.broken...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.RowErrors...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for _, t := range s.tallies {
				if t != nil {
					out = append(out, t.Errors...)
				}
			}
		}
	}
	table.SortRowErrors(out)
	return out
}

// Furniture lists the rows that belong to the sheet and not to a table, by place.
func (in *Input) Furniture() []heading.NonData {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := append([]heading.NonData(nil), in.sheets...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.Furniture...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for _, t := range s.tallies {
				if t != nil {
					out = append(out, t.NonData...)
				}
			}
		}
	}
	return heading.MergeNonData(out)
}

// Again lists the rows that stand in several exports, by place.
func (in *Input) Again() []dedup.Again {
	var list []dedup.Again
	if r := in.sources.Deals; r != nil {
		list = append(list, r.Again...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			list = dedup.AgainOf(list, s.Source, s.dispositions)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Place.Less(list[j].Place) })
	return list
}
