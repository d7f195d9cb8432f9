package rows

import (
	"context"
	"time"

	"tenbin/ingest/fault"
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

// OpenTables finds a table in a book and binds its columns to cells: one source, or one for
// each sheet with the same heading; with what looks like the table and is not read.
func OpenTables(ctx context.Context, book *raw.Book, schema table.Schema, source *source.Source, path string, joins []*Joined, opt Options) ([]*Source, []fault.Remark, error) {
	b := &heading.Binder{Schema: schema, Inputs: heading.InputColumns(schema), Source: source, Path: path, Owners: opt.Owners}
	columns := func(heads []heading.Heading) (map[string]string, bool) { return columnsOf(b, heads, joins) }
	choice, err := heading.Choose(ctx, book, source.Sheet, source.HeaderRow, b.Score, columns)
	if err != nil {
		return nil, nil, format.Unreadable(path, err)
	}
	if len(choice.Tables) == 0 {
		return nil, nil, noTable(book, path, schema.Name, choice.Seen)
	}
	var remarks []fault.Remark
	for _, l := range choice.Left {
		remarks = append(remarks, l.Remark(path))
	}
	for _, w := range book.Warnings {
		if w.Code != oneColumn {
			remarks = append(remarks, fault.Remark{Code: w.Code, Place: table.Place{File: path, Row: first(w.Rows)}, Text: w.Text})
		}
	}
	var out []*Source
	for _, found := range choice.Tables {
		s, err := bindTable(ctx, book, b, found, joins, opt)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, s)
	}
	return out, remarks, nil
}

// oneColumn is the warning of a form that found a single column: where that is the table,
// nothing is wrong.
const oneColumn = "one_column"

func first(rows []int64) int64 {
	if len(rows) == 0 {
		return 0
	}
	return rows[0]
}

// noTable says that a book does not hold a table, and what its form makes of that.
func noTable(book *raw.Book, path, schema string, seen []heading.Heading) error {
	for _, w := range book.Warnings {
		if f := raw.Foreign(w.Code); f != nil {
			return fault.New(path, fault.ErrNoTable, f.What, f.ToDo)
		}
	}
	err := heading.NoTable(path, schema, seen)
	for _, w := range book.Warnings {
		err.What.JA += "。" + w.Text.JA
		err.What.EN += "; " + w.Text.EN
	}
	return err
}

// columnsOf are the canonical columns that a heading gives, with their headings, and whether
// none is missing.
func columnsOf(b *heading.Binder, heads []heading.Heading, joins []*Joined) (map[string]string, bool) {
	views := make([]*heading.JoinHeads, len(joins))
	for i, j := range joins {
		views[i] = &j.view().JoinHeads
	}
	l, err := b.Bind(heads, views)
	named := map[string]string{}
	if l == nil {
		return named, false
	}
	for _, slot := range l.Slots {
		if slot.Join == heading.MainRow && slot.Constant == nil {
			named[l.Inputs[slot.Input].Name] = heading.Read(slot.Heading).Fold
		}
	}
	return named, err == nil
}

// bindTable binds the columns of a table that was found.
func bindTable(ctx context.Context, book *raw.Book, b *heading.Binder, best heading.Found, joins []*Joined, opt Options) (*Source, error) {
	s := &Source{Path: b.Path, Traits: book.Traits, Asked: b.Source, Month: -1}
	var err error
	if e := b.Source.Events; e != nil && b.Schema.Name == "instructions" {
		if best, s.Folded, err = Fold(ctx, best, e, opt.Location, b.Path); err != nil {
			return nil, err
		}
		described := *b.Source
		described.Columns = foldedColumns(e, b.Source.Columns)
		folded := *b
		folded.Source = &described
		b = &folded
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
	if err := s.merge(ctx); err != nil {
		return nil, format.Unreadable(b.Path, err)
	}
	if s.Layout.Named("record_start") != nil {
		s.Found.Sheet = inOnePiece(s.Found.Sheet)
	}
	s.Shape = heading.NewShape(best.Heads, heading.Anchors(s.Layout))
	s.Shape.Above, s.Shape.Through = best.Above, best.Through
	if b.Schema.Name == table.Deals.Name {
		if s.Layout.Shortened, err = s.shortened(ctx); err != nil {
			return nil, format.Unreadable(b.Path, err)
		}
	}
	return s, nil
}

// merge gives the cells that merged cells cover their value. Amounts are never carried down.
func (s *Source) merge(ctx context.Context) error {
	if s.Found.Sheet.Merged == nil {
		return nil
	}
	ranges, err := s.Found.Sheet.Merged(ctx)
	if err != nil || len(ranges) == 0 {
		return err
	}
	amounts := map[int]bool{}
	for _, slot := range s.Layout.Slots {
		switch s.Layout.Inputs[slot.Input].Kind {
		case table.Money, table.Quantity, heading.Exact:
			for _, c := range slot.Cells {
				amounts[c] = amounts[c] || slot.Join == heading.MainRow
			}
		}
	}
	filled := s.Found.Sheet.Filled(ranges, s.Found.Row+1, func(column int, down bool) bool { return !down || !amounts[column] })
	s.Found.Sheet = &filled
	return nil
}
