package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// openJoins opens and reads the joined files of a source, in the source's order.
func (o *opener) openJoins(ctx context.Context, schema table.Schema, src *source.Source) ([]*rows.Joined, error) {
	var out []*rows.Joined
	for _, j := range src.Join {
		paths, err := source.Expand(o.sources.Base, j.Files)
		if err != nil {
			return nil, err
		}
		var whole *rows.Joined
		for _, path := range paths {
			if whole, err = o.openJoin(ctx, schema, j, path, whole); err != nil {
				return nil, err
			}
		}
		out = append(out, whole)
	}
	return out, nil
}

// openJoin reads one file of a join and adds its rows to whole.
func (o *opener) openJoin(ctx context.Context, schema table.Schema, j source.Join, path string, whole *rows.Joined) (*rows.Joined, error) {
	full := source.Within(o.sources.Base, path)
	book, err := format.Open(full, path, raw.Options{Encoding: j.Encoding, Delimiter: j.Delimiter, Workers: o.workers, Limits: o.sources.Limits, Password: password(path, j.PasswordEnv)})
	if err != nil {
		return nil, err
	}
	o.keep(book)
	best, seen, err := heading.Find(ctx, book, j.Sheet, j.HeaderRow, func(heads []heading.Heading) int { return heading.ScoreJoin(j, heads) })
	if err != nil {
		return nil, format.Unreadable(path, err)
	}
	if best.Sheet == nil {
		return nil, heading.NoTable(path, schema.Name+" join", seen)
	}
	fresh := rows.NewJoined(path, j, best.Heads)
	if whole == nil {
		whole = fresh
	} else if fmt.Sprint(heading.Listed(whole.Heads)) != fmt.Sprint(heading.Listed(fresh.Heads)) {
		return nil, fault.New(path, fault.ErrBadSource, fault.Sentence{JA: "結合するファイルの見出しが揃っていません", EN: "the joined files have different headings"},
			fault.Sentence{JA: "join を分けて書いてください", EN: "write one join for each layout"})
	}
	sum, err := o.files.sum(path)
	if err != nil {
		return nil, format.Unreadable(path, err)
	}
	if !o.files.has(schema.Name, path) {
		o.files.add(table.File{Path: path, Table: schema.Name, SHA256: sum, Month: source.NameMonth(path), Sheet: best.Sheet.Name})
	}
	read, err := loadJoin(ctx, schema.Name, whole, best, book.Traits.Separated, path)
	if err == nil && !o.isSource(path) && !slices.Contains(o.joined.Paths, path) {
		o.joined.add(read)
	}
	return whole, err
}

// loadJoin copies the rows of a joined file. Rows of a file that is itself a source
// are counted there; all others are helpers, each once however many tables join them.
func loadJoin(ctx context.Context, tableName string, whole *rows.Joined, f heading.Found, separated bool, path string) (JoinedRead, error) {
	l := &joinLoader{table: tableName, path: path, whole: whole, found: f, separated: separated, shape: heading.NewShape(f.Heads, whole.Key)}
	for part := range max(1, f.Sheet.Parts) {
		if err := f.Sheet.Read(ctx, part, l.block); err != nil {
			return JoinedRead{}, format.Unreadable(path, err)
		}
	}
	if l.empty > 0 { // a tail counts once
		l.counts.RowsRead, l.counts.NonData = l.counts.RowsRead+1, l.counts.NonData+1
		l.note(l.from, l.to, heading.IsTail, "")
	}
	return JoinedRead{Paths: []string{path}, Counts: []table.Counts{l.counts}, RowErrors: l.broken, NonData: l.others}, nil
}

// joinLoader copies the rows of a joined file and counts what became of them.
type joinLoader struct {
	table, path string
	whole       *rows.Joined
	found       heading.Found
	separated   bool
	shape       heading.Shape

	counts          table.Counts
	broken          []table.RowError
	others          []heading.NonData
	from, to, empty int64 // blank rows: a tail until a row follows
}

// note lists a row, or a range, that is none of the table.
func (l *joinLoader) note(from, to int64, class heading.Class, text string) {
	l.others = append(l.others, heading.NonData{Table: l.table, Place: l.place(from), Through: to, Kind: heading.ClassNames[class], Text: text})
}

func (l *joinLoader) place(row int64) table.Place {
	return table.Place{File: l.path, Sheet: l.found.Sheet.Name, Row: row}
}

// block takes the rows of a block.
func (l *joinLoader) block(b *raw.Block) error {
	for i, row := range b.Row {
		if row <= l.found.Row {
			continue
		}
		class := l.shape.Class(b, i)
		if class == heading.IsBlank {
			if l.empty == 0 {
				l.from = row
			}
			l.to = row
			l.empty++
			continue
		}
		if l.empty > 0 {
			l.counts.RowsRead, l.counts.NonData = l.counts.RowsRead+l.empty, l.counts.NonData+l.empty
			l.note(l.from, l.to, heading.IsBlank, "")
			l.empty = 0
		}
		l.counts.RowsRead++
		switch {
		case class != heading.IsRow:
			l.counts.NonData++
			l.note(row, row, class, heading.FirstText(b, i))
		case l.separated && heading.Ragged(b, i, len(l.found.Heads)):
			l.counts.RowErrors++
			l.broken = append(l.broken, table.RowError{Table: l.table, Place: l.place(row), Cells: []table.CellError{{Reason: table.FieldCount}}})
		default:
			l.counts.Helper++
			l.whole.Rows.Add(b, i, l.place(row))
		}
	}
	return nil
}

// isSource reports whether a path is itself a file of some table.
func (o *opener) isSource(path string) bool {
	if r := o.sources.Deals; r != nil {
		for _, f := range r.Files {
			if f.Path == path && f.Heads != nil {
				return true
			}
		}
	}
	for _, t := range slices.Sorted(maps.Keys(o.sources.Tables)) {
		for _, s := range o.sources.Tables[t] {
			if paths, err := source.Expand(o.sources.Base, s.Files); err == nil {
				for _, p := range paths {
					if p == path {
						return true
					}
				}
			}
		}
	}
	return false
}
