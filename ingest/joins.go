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
func (in *Input) openJoins(ctx context.Context, schema table.Schema, src *source.Source, workers int) ([]*rows.Joined, error) {
	var out []*rows.Joined
	for _, j := range src.Join {
		paths, err := source.Expand(in.sources.Base, j.Files)
		if err != nil {
			return nil, err
		}
		var whole *rows.Joined
		for _, path := range paths {
			if whole, err = in.openJoin(ctx, schema, j, path, whole, workers); err != nil {
				return nil, err
			}
		}
		out = append(out, whole)
	}
	return out, nil
}

// openJoin reads one file of a join and adds its rows to whole.
func (in *Input) openJoin(ctx context.Context, schema table.Schema, j source.Join, path string, whole *rows.Joined, workers int) (*rows.Joined, error) {
	full := source.Within(in.sources.Base, path)
	book, err := format.Open(full, path, raw.Options{Encoding: j.Encoding, Delimiter: j.Delimiter, Workers: workers, Limits: in.sources.Limits, Password: password(path, j.PasswordEnv)})
	if err != nil {
		return nil, err
	}
	in.books = append(in.books, book)
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
	sum, err := in.sum(path)
	if err != nil {
		return nil, format.Unreadable(path, err)
	}
	known := false
	for _, f := range in.files {
		known = known || f.Path == path && f.Table == schema.Name
	}
	if !known {
		in.files = append(in.files, table.File{Path: path, Table: schema.Name, SHA256: sum, Month: source.NameMonth(path), Sheet: best.Sheet.Name})
	}
	return whole, in.loadJoin(ctx, schema.Name, whole, best, book.Traits.Separated, path)
}

// loadJoin copies the rows of a joined file. Rows of a file that is itself a source
// are counted there; all others are helpers, each once however many tables join them.
func (in *Input) loadJoin(ctx context.Context, tableName string, whole *rows.Joined, f heading.Found, separated bool, path string) error {
	counted := in.isSource(path)
	for _, p := range in.helperPaths {
		counted = counted || p == path
	}
	var c table.Counts
	var tail bool
	var loose []heading.NonData
	var broken []table.RowError
	tailFrom, tailTo, empty := int64(0), int64(0), int64(0)
	s := heading.NewShape(f.Heads, whole.Key)
	for part := range max(1, f.Sheet.Parts) {
		err := f.Sheet.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] <= f.Row {
					continue
				}
				class := s.Class(b, i)
				at := table.Place{File: path, Sheet: f.Sheet.Name, Row: b.Row[i]}
				if class == heading.IsBlank { // a tail until a row follows
					if !tail {
						tail, tailFrom, empty = true, b.Row[i], 0
					}
					tailTo = b.Row[i]
					empty++
					continue
				}
				if tail {
					c.RowsRead, c.Furniture, tail = c.RowsRead+empty, c.Furniture+empty, false
					loose = append(loose, heading.NonData{Table: tableName, Place: table.Place{File: path, Sheet: f.Sheet.Name, Row: tailFrom}, Through: tailTo, Kind: heading.ClassNames[heading.IsBlank], Text: ""})
				}
				c.RowsRead++
				switch {
				case class != heading.IsRow:
					c.Furniture++
					loose = append(loose, heading.NonData{Table: tableName, Place: at, Through: b.Row[i], Kind: heading.ClassNames[class], Text: heading.FirstText(b, i)})
				case separated && heading.Ragged(b, i, len(f.Heads)):
					c.RowErrors++
					broken = append(broken, table.RowError{Table: tableName, Place: at, Cells: []table.CellError{{Reason: table.FieldCount}}})
				default:
					c.Helper++
					whole.Rows.Add(b, i, at)
				}
			}
			return nil
		})
		if err != nil {
			return format.Unreadable(path, err)
		}
	}
	if tail {
		c.RowsRead, c.Furniture = c.RowsRead+1, c.Furniture+1
		loose = append(loose, heading.NonData{Table: tableName, Place: table.Place{File: path, Sheet: f.Sheet.Name, Row: tailFrom}, Through: tailTo, Kind: heading.ClassNames[heading.IsTail], Text: ""})
	}
	if !counted {
		in.helperPaths = append(in.helperPaths, path)
		in.helpers = append(in.helpers, c)
		in.broken = append(in.broken, broken...)
		in.sheets = append(in.sheets, loose...)
	}
	return nil
}

// isSource reports whether a path is itself a file of some table.
func (in *Input) isSource(path string) bool {
	if r := in.sources.Deals; r != nil {
		for _, f := range r.Files {
			if f.Path == path && f.Heads != nil {
				return true
			}
		}
	}
	for _, t := range slices.Sorted(maps.Keys(in.sources.Tables)) {
		for _, s := range in.sources.Tables[t] {
			if paths, err := source.Expand(in.sources.Base, s.Files); err == nil {
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
