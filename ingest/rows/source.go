package rows

import (
	"context"
	"time"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Source is one file whose table is found and whose columns are bound to its cells.
type Source struct {
	Number int // position in the run's list of files
	Path   string
	Traits raw.Traits
	Asked  *source.Source
	Found  heading.Found
	Shape  heading.Shape
	Layout *heading.Layout
	Joins  []*Joined
	Order  int // configuration order among the table's files
	Month  int32
	Listed bool           // products are looked up in a price list
	Marks  map[int64]Mark // by physical row: what the rows around say of it; nil = nothing
	Folded int64          // rows of an event log that went into others
}

// Rows calls f on every row of the file that is one of the table.
func (s *Source) Rows(ctx context.Context, f func(*Cursor)) error {
	cur := NewCursor(s.Layout, s.Joins)
	for k := range max(1, s.Found.Sheet.Parts) {
		err := s.Found.Sheet.Read(ctx, k, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] > s.Found.Row && s.Shape.Class(b, i) == heading.IsRow {
					cur.Seek(b, i)
					f(cur)
				}
			}
			return nil
		})
		if err != nil {
			return format.Unreadable(s.Path, err)
		}
	}
	return nil
}

// Place is where a row of the file stands.
func (s *Source) Place(row int64) table.Place {
	return table.Place{File: s.Path, Sheet: s.Found.Sheet.Name, Row: row}
}

// Options say what of the run the columns of a table depend on.
type Options struct {
	Location *time.Location // business time zone
	Owners   bool           // accounts name owners: the salesperson column may be absent
}

// OpenTable finds a table in a book and binds its columns to cells.
func OpenTable(ctx context.Context, book *raw.Book, schema table.Schema, source *source.Source, path string, joins []*Joined, opt Options) (*Source, error) {
	b := &heading.Binder{Schema: schema, Inputs: heading.InputColumns(schema), Source: source, Path: path, Owners: opt.Owners}
	best, seen, err := heading.Find(ctx, book, source.Sheet, source.HeaderRow, b.Score)
	if err != nil {
		return nil, format.Unreadable(path, err)
	}
	if best.Sheet == nil {
		return nil, heading.NoTable(path, schema.Name, seen)
	}
	s := &Source{Path: path, Traits: book.Traits, Asked: source, Month: -1}
	if source.Events != nil && schema.Name == "instructions" {
		if best, s.Folded, err = Fold(ctx, best, source.Events, opt.Location, path); err != nil {
			return nil, err
		}
		described := *source
		described.Columns = foldedColumns(source.Events, source.Columns)
		b.Source = &described
	}
	s.Found = best
	heads := make([]*heading.JoinHeads, len(joins))
	for i, j := range joins {
		s.Joins = append(s.Joins, j.view())
		heads[i] = &s.Joins[i].JoinHeads
	}
	if s.Layout, err = b.Bind(best.Heads, heads); err != nil {
		return nil, err
	}
	for _, j := range s.Joins {
		j.build()
	}
	if s.Layout.Named("record_start") != nil {
		s.Found.Sheet = inOnePiece(best.Sheet)
	}
	s.Shape = heading.NewShape(best.Heads, heading.Anchors(s.Layout))
	s.Shape.Above = best.Above
	return s, nil
}
