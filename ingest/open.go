package ingest

import (
	"context"
	"maps"
	"slices"

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

// open does the work of Open.
func (in *Input) open(ctx context.Context, workers int) error {
	for _, t := range slices.Sorted(maps.Keys(in.sources.Tables)) {
		if _, ok := table.Named(t); !ok {
			return fault.New(t, fault.ErrBadSource, fault.Sentence{JA: "知らない表の名前です", EN: "no such table"}, fault.Sentence{JA: "設定の sources を確認してください", EN: "check sources in the configuration"})
		}
	}
	var err error
	if in.answers, err = sqlsource.Ask(ctx, in.sources.Tables, sqlsource.Options{Base: in.sources.Base, Scratch: in.sources.Scratch, Location: in.sources.Location, Limits: in.sources.Limits, Piece: in.sources.Piece}); err != nil {
		return err
	}
	var all []*tableFile
	digests := in.digests()
	for _, schema := range table.All {
		if schema.Name == table.Deals.Name && in.sources.Deals != nil {
			in.admit(in.sources.Deals)
			continue
		}
		opened, err := in.openTable(ctx, schema, digests, workers)
		if err != nil {
			return err
		}
		in.surveys[schema.Name] = opened
		all = append(all, opened...)
	}
	if err := in.survey(ctx, all, workers); err != nil {
		return err
	}
	if err := in.names(ctx); err != nil {
		return err
	}
	for _, schema := range table.All {
		if in.deferred(schema.Name) || in.isSettled(schema.Name) {
			continue
		}
		if err := in.judge(ctx, schema.Name); err != nil {
			return err
		}
	}
	for _, s := range all {
		s.tallies = make([]*convert.Tally, len(s.Parts))
	}
	if err := in.readLists(ctx); err != nil {
		return err
	}
	if in.isSettled(table.Deals.Name) {
		a := in.sources.Apart.Settled
		in.nearProducts, in.dealsNames = a.Near, [2]map[string]struct{}{set(a.People), set(a.Clients)}
		return digests.wait(in.files)
	}
	in.nearProducts = in.products()
	in.remarks = append(in.remarks, in.nearProducts...)
	for _, s := range in.surveys["deals"] {
		if err := convert.CheckBasis(ctx, s.Source, in.env); err != nil {
			return err
		}
	}
	return digests.wait(in.files)
}

// judge settles which rows of a table stand in several places.
func (in *Input) judge(ctx context.Context, tableName string) error {
	files := in.surveys[tableName]
	candidates := make([]dedup.File, len(files))
	for i, s := range files {
		candidates[i] = s.Deduplicable()
	}
	found, err := dedup.Deduplicate(ctx, candidates, in.env.Location, in.memory, in.workers)
	for i, v := range found {
		if v != nil {
			files[i].dispositions = v
		}
	}
	return err
}

// OpenTable opens the files of one table and finds their tables.
func (in *Input) openTable(ctx context.Context, schema table.Schema, digests *digests, workers int) ([]*tableFile, error) {
	var out []*tableFile
	if schema.Name == table.Deals.Name {
		in.mark(0)
		defer in.mark(1)
	}
	for k := range in.sources.Tables[schema.Name] {
		source := &in.sources.Tables[schema.Name][k]
		paths, err := in.paths(source)
		if err != nil {
			return nil, err
		}
		joins, err := in.openJoins(ctx, schema, source, workers)
		if err != nil {
			return nil, err
		}
		group := make([]*tableFile, len(paths))
		err = scan.Parallel(ctx, workers, len(paths), func(i int) error {
			s, err := in.openFile(ctx, schema, source, paths[i], joins, workers)
			group[i] = s
			return err
		})
		for _, s := range group {
			if s != nil && s.book != nil {
				in.books = append(in.books, s.book)
			}
		}
		if err != nil {
			return nil, err
		}
		for _, s := range group {
			s.Order = len(out)
			out = append(out, s)
		}
	}
	for _, s := range out {
		if a := in.answers.To(s.Asked); a != nil {
			s.Number = len(in.files)
			in.files = append(in.files, table.File{Path: s.Path, Table: schema.Name, SHA256: a.SHA256, Month: s.Month})
			continue
		}
		full, err := in.note(s.Path)
		if err != nil {
			return nil, format.Unreadable(s.Path, err)
		}
		s.Number = len(in.files)
		in.files = append(in.files, table.File{Path: s.Path, Table: schema.Name, Month: s.Month, Sheet: s.Found.Sheet.Name})
		if f := in.seen(s.Asked, s.Path); f != nil {
			if err := f.same(full); err != nil {
				return nil, err
			}
			in.files[s.Number].SHA256 = f.SHA256
			continue
		}
		digests.start(s.Number, full, s.Path)
	}
	return out, nil
}

// paths are what a source reads, as it is shown: its files, or its query.
func (in *Input) paths(src *source.Source) ([]string, error) {
	if a := in.answers.To(src); a != nil {
		return []string{a.Path}, nil
	}
	if in.sources.Apart != nil && in.seenTable(src) {
		return in.seenPaths(src), nil
	}
	return source.Expand(in.sources.Base, src.Files)
}

// openSource opens what paths has named, with the month that its name speaks of.
func (in *Input) openSource(src *source.Source, path string, workers int) (*raw.Book, int32, error) {
	if a := in.answers.To(src); a != nil {
		return a.Book(), -1, nil
	}
	o := raw.Options{Encoding: src.Encoding, Delimiter: src.Delimiter, Workers: workers, Limits: in.sources.Limits, Piece: in.sources.Piece, Password: password(path, src.PasswordEnv)}
	if f := in.seen(src, path); f != nil {
		if o.Known = f.Index; o.Known == nil {
			o.Learned = func(x []byte) { in.learned = x }
		}
	}
	book, err := format.Open(source.Within(in.sources.Base, path), path, o)
	return book, source.NameMonth(path), err
}

// openFile opens one file of a source and binds its columns.
func (in *Input) openFile(ctx context.Context, schema table.Schema, source *source.Source, path string, joins []*rows.Joined, workers int) (*tableFile, error) {
	book, month, err := in.openSource(source, path, workers)
	if err != nil {
		return nil, err
	}
	o, err := rows.OpenTable(ctx, book, schema, source, path, joins, rows.Options{Location: in.env.Location, Owners: len(in.sources.Tables["accounts"]) > 0})
	if err != nil {
		return &tableFile{book: book}, err
	}
	o.Month, o.Listed = month, schema.Name == "deals" && len(in.sources.Tables["price_list"]) > 0
	return &tableFile{book: book, File: scan.New(o)}, nil
}

// survey reads every file once and settles its columns.
func (in *Input) survey(ctx context.Context, all []*tableFile, workers int) error {
	var open, first []*scan.File // whose columns are settled here; which are read now
	for _, s := range all {
		carried, err := in.carried(s)
		if err != nil {
			return err
		}
		if !in.isSettled(s.Layout.Schema.Name) {
			open = append(open, s.File)
		}
		if carried {
			continue
		}
		if in.defers(s) {
			s.Defer()
		}
		first = append(first, s.File)
	}
	if err := scan.All(ctx, first, workers); err != nil {
		return err
	}
	remarks, err := scan.Resolve(ctx, open, workers)
	in.remarks = append(in.remarks, remarks...)
	return err
}

// names fills the resolvers: the lists first, then every name that a file shows.
func (in *Input) names(ctx context.Context) error {
	if err := in.listEntries(ctx, "roster", "salesperson", in.env.People); err != nil {
		return err
	}
	if err := in.listEntries(ctx, "accounts", "client", in.env.Clients); err != nil {
		return err
	}
	in.learn()
	return nil
}

// learn remembers the names that the files show. What a name becomes does not depend on
// the order.
func (in *Input) learn() {
	var people, clients []string
	if r := in.sources.Deals; r != nil {
		people, clients = in.env.People.Unknown(set(r.People), people), in.env.Clients.Unknown(set(r.Clients), clients)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for k := range s.Parts {
				p := &s.Parts[k]
				if in.sources.Report && schema.Name == table.Deals.Name {
					in.noteNames(p)
				}
				people, clients = in.env.People.Unknown(p.People, people), in.env.Clients.Unknown(p.Clients, clients)
				p.People, p.Clients = map[string]struct{}{}, map[string]struct{}{}
			}
		}
	}
	in.env.People.Intern(people, in.workers)
	in.env.Clients.Intern(clients, in.workers)
}
