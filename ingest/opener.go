package ingest

import (
	"context"
	"errors"
	"sync"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/rows"
	"tenbin/ingest/scan"
	"tenbin/ingest/source"
	"tenbin/ingest/sqlsource"
	"tenbin/ingest/table"
)

// opener opens the files that were asked for and finds their tables.
type opener struct {
	sources *Sources
	answers *sqlsource.Answers
	files   *fileList
	env     *convert.Environment
	memory  *dedup.Spill
	workers int

	mu      sync.Mutex
	books   []*raw.Book // all that are open
	joined  JoinedRead  // what became of the rows of files that complete others
	learned []byte      // of the file opened last, with Sources.Distributed

	remarks []fault.Remark // on files and on what is not read of them
}

// keep remembers a book that must be closed.
func (o *opener) keep(book *raw.Book) *raw.Book {
	if book != nil {
		o.mu.Lock()
		o.books = append(o.books, book)
		o.mu.Unlock()
	}
	return book
}

// close closes all books.
func (o *opener) close() error {
	var errs []error
	for _, b := range o.books {
		if b.Close != nil {
			errs = append(errs, b.Close())
		}
	}
	o.books = nil
	return errors.Join(errs...)
}

// openTable opens the files of one table and finds their tables.
func (o *opener) openTable(ctx context.Context, schema table.Schema) ([]*tableFile, error) {
	var out []*tableFile
	for k := range o.sources.Tables[schema.Name] {
		source := &o.sources.Tables[schema.Name][k]
		paths, err := o.paths(source)
		if err != nil {
			return nil, err
		}
		joins, err := o.openJoins(ctx, schema, source)
		if err != nil {
			return nil, err
		}
		group, remarks := make([][]*tableFile, len(paths)), make([][]fault.Remark, len(paths))
		err = scan.Parallel(ctx, o.workers, len(paths), func(i int) (err error) {
			group[i], remarks[i], err = o.openFile(ctx, schema, source, paths[i], joins)
			return err
		})
		if err != nil {
			return nil, err
		}
		for i, sheets := range group {
			o.remarks = append(o.remarks, remarks[i]...)
			for _, s := range sheets {
				s.Order = len(out)
				out = append(out, s)
			}
		}
	}
	for _, s := range out {
		if err := o.enter(s, schema.Name); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// enter puts a file into the list and begins its sum.
func (o *opener) enter(s *tableFile, tableName string) error {
	if a := o.answers.To(s.Asked); a != nil {
		s.Number = o.files.add(table.File{Path: s.Path, Table: tableName, SHA256: a.SHA256, Month: s.Month})
		return nil
	}
	full, err := o.files.note(s.Path)
	if err != nil {
		return format.Unreadable(s.Path, err)
	}
	s.Number = o.files.add(table.File{Path: s.Path, Table: tableName, Month: s.Month, Sheet: s.Found.Sheet.Name})
	if f := o.seen(s.Asked, s.Path); f != nil {
		o.files.list[s.Number].SHA256 = f.SHA256
		return f.same(full)
	}
	o.files.start(s.Number, full)
	return nil
}

// paths are what a source reads, as it is shown: its files, or its query.
func (o *opener) paths(src *source.Source) ([]string, error) {
	if a := o.answers.To(src); a != nil {
		return []string{a.Path}, nil
	}
	if o.sources.Distributed != nil && o.seenTable(src) {
		return o.seenPaths(src), nil
	}
	return source.Expand(o.sources.Base, src.Files)
}

// openSource opens what paths has named, with the month that its name speaks of.
func (o *opener) openSource(src *source.Source, path string) (*raw.Book, int32, error) {
	if a := o.answers.To(src); a != nil {
		return o.keep(a.Book()), -1, nil
	}
	options := raw.Options{Encoding: src.Encoding, Delimiter: src.Delimiter, Workers: o.workers, Limits: o.sources.Limits, Piece: o.sources.Piece, Password: password(path, src.PasswordEnv)}
	if f := o.seen(src, path); f != nil {
		if options.Known = f.Index; options.Known == nil {
			options.Learned = func(x []byte) { o.learned = x }
		}
	}
	book, err := format.Open(source.Within(o.sources.Base, path), path, options)
	return o.keep(book), source.NameMonth(path), err
}

// openFile opens one file of a source and binds its columns, of each sheet that is part of
// the table.
func (o *opener) openFile(ctx context.Context, schema table.Schema, asked *source.Source, path string, joins []*rows.Joined) (out []*tableFile, remarks []fault.Remark, err error) {
	book, month, err := o.openSource(asked, path)
	if err != nil {
		return nil, nil, err
	}
	found, remarks, err := rows.OpenTables(ctx, book, schema, asked, path, joins, rows.Options{Location: o.sources.Location, Owners: len(o.sources.Tables["accounts"]) > 0})
	if err != nil {
		return nil, nil, err
	}
	if len(found) > 1 && o.sources.Distributed != nil && o.seenTable(asked) {
		return nil, nil, fault.New(path, fault.ErrBadSource, fault.Sentence{JA: "一つの表が複数のシートにあるブックは、複数の機械で分けて読めません", EN: "a table in several sheets cannot be read by several machines"},
			fault.Sentence{JA: "sheet で一枚を指定するか、CSV に出力してください", EN: "name one under sheet, or export it as CSV"})
	}
	for _, f := range found {
		f.Month, f.Listed = month, schema.Name == "deals" && len(o.sources.Tables["price_list"]) > 0
		if m := source.NameMonth(f.Found.Sheet.Name); m >= 0 && len(found) > 1 {
			f.Month = m
		}
		file := scan.New(f)
		out = append(out, &tableFile{File: file, env: o.env, memory: o.memory, tallies: make([]*convert.Tally, len(file.Parts))})
	}
	return out, remarks, nil
}

// seen returns what is known of a file of deals, nil where it was not opened before.
func (o *opener) seen(source *source.Source, path string) *SeenFile {
	if o.sources.Distributed == nil {
		return nil
	}
	list := o.sources.Tables[table.Deals.Name]
	for k := range o.sources.Distributed.Seen {
		if f := &o.sources.Distributed.Seen[k]; f.Path == path && f.Source < len(list) && &list[f.Source] == source {
			return f
		}
	}
	return nil
}

// seenTable reports whether a source is one of deals.
func (o *opener) seenTable(source *source.Source) bool {
	list := o.sources.Tables[table.Deals.Name]
	for k := range list {
		if &list[k] == source {
			return true
		}
	}
	return false
}

// seenPaths are the paths of a source that are known.
func (o *opener) seenPaths(source *source.Source) (paths []string) {
	list := o.sources.Tables[table.Deals.Name]
	for _, f := range o.sources.Distributed.Seen {
		if f.Source < len(list) && &list[f.Source] == source {
			paths = append(paths, f.Path)
		}
	}
	return paths
}
