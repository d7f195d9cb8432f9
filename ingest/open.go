package ingest

import (
	"context"
	"fmt"
	"sync"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
	"tenbin/ingest/text"
)

// open does the work of Open.
func (in *Input) open(ctx context.Context, workers int) error {
	for _, t := range sortedKeys(in.sources.Tables) {
		if _, ok := table.Named(t); !ok {
			return fileError(t, ErrBadSource, Sentence{"知らない表の名前です", "no such table"}, Sentence{"設定の sources を確認してください", "check sources in the configuration"})
		}
	}
	if err := in.ask(ctx); err != nil {
		return err
	}
	var all []*survey
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
	if err := in.names(); err != nil {
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
		in.tallies[s] = make([]*tally, len(s.parts))
	}
	if err := in.readLists(); err != nil {
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
		if err := in.basis(ctx, s); err != nil {
			return err
		}
	}
	return digests.wait(in.files)
}

// judge settles which rows of a table stand in several places.
func (in *Input) judge(ctx context.Context, tableName string) error {
	found, err := judge(ctx, in.surveys[tableName], in.zone, in.memory, in.workers)
	if err != nil {
		return err
	}
	for s, v := range found {
		if in.verdicts == nil {
			in.verdicts = map[*survey]map[int64]verdict{}
		}
		in.verdicts[s] = v
	}
	return nil
}

// openTable opens the files of one table and finds their tables.
func (in *Input) openTable(ctx context.Context, schema table.Schema, digests *digests, workers int) ([]*survey, error) {
	var out []*survey
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
		group := make([]*survey, len(paths))
		err = parallel(ctx, workers, len(paths), func(i int) error {
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
			s.order = len(out)
			out = append(out, s)
		}
	}
	for _, s := range out {
		if a := in.answers[s.source]; a != nil {
			s.file = len(in.files)
			in.files = append(in.files, table.File{Path: s.path, Table: schema.Name, SHA256: a.sum, Month: s.month})
			continue
		}
		full, err := in.note(s.path)
		if err != nil {
			return nil, unreadable(s.path, err)
		}
		s.file = len(in.files)
		in.files = append(in.files, table.File{Path: s.path, Table: schema.Name, Month: s.month, Sheet: s.found.sheet.Name})
		if f := in.seen(s.source, s.path); f != nil {
			if err := f.same(full); err != nil {
				return nil, err
			}
			in.files[s.file].SHA256 = f.SHA256
			continue
		}
		digests.start(s.file, full, s.path)
	}
	return out, nil
}

// paths are what a source reads, as it is shown: its files, or its query.
func (in *Input) paths(source *Source) ([]string, error) {
	if a := in.answers[source]; a != nil {
		return []string{a.path}, nil
	}
	if in.sources.Apart != nil && in.seenTable(source) {
		return in.seenPaths(source), nil
	}
	return expand(in.sources.Base, source.Files)
}

// openSource opens what paths has named, with the month that its name speaks of.
func (in *Input) openSource(source *Source, path string, workers int) (*raw.Book, form, int32, error) {
	if a := in.answers[source]; a != nil {
		return a.book(), queried, -1, nil
	}
	o := text.Options{Encoding: source.Encoding, Delimiter: source.Delimiter, Workers: workers, Limits: in.sources.Limits, Piece: in.sources.Piece}
	if f := in.seen(source, path); f != nil {
		if o.Known = f.Index; o.Known == nil {
			o.Learned = func(x *text.Index) { in.learned = x }
		}
	}
	book, kind, err := open(within(in.sources.Base, path), path, source.PasswordEnv, o, in.sources.Limits)
	return book, kind, nameMonth(path), err
}

// openFile opens one file of a source and binds its columns.
func (in *Input) openFile(ctx context.Context, schema table.Schema, source *Source, path string, joins []*joined, workers int) (*survey, error) {
	book, kind, month, err := in.openSource(source, path, workers)
	if err != nil {
		return nil, err
	}
	s := &survey{path: path, form: kind, source: source, book: book, joins: joins, month: month,
		listed: schema.Name == "deals" && len(in.sources.Tables["price_list"]) > 0}
	b := &binder{schema: schema, inputs: inputColumns(schema), source: source, path: path, owners: len(in.sources.Tables["accounts"]) > 0}
	best, seen, err := findHeader(ctx, book, source.Sheet, source.HeaderRow, b.score)
	if err != nil {
		return s, unreadable(path, err)
	}
	if best.sheet == nil {
		return s, noTable(path, schema.Name, seen)
	}
	if source.Events != nil && schema.Name == "instructions" {
		if best, s.folded, err = fold(ctx, best, source.Events, in.zone, path); err != nil {
			return s, err
		}
		described := *source
		described.Columns = source.Events.columns(source.Columns)
		b.source = &described
	}
	s.found = best
	// Each file has its own view of the joins: the swapped direction of a key may differ.
	s.joins = make([]*joined, len(joins))
	for i, j := range joins {
		view := *j
		view.key = append([]int(nil), j.key...)
		s.joins[i] = &view
	}
	if s.layout, err = b.bind(best.heads, s.joins); err != nil {
		return s, err
	}
	for _, j := range s.joins {
		j.build()
	}
	if s.layout.named("record_start") != nil {
		s.found.sheet = inOnePiece(best.sheet)
		best = s.found
	}
	s.shape = newShape(best.heads, anchors(s.layout))
	s.shape.above = best.above
	s.parts = make([]partSurvey, max(1, best.sheet.Parts))
	return s, nil
}

// anchors are the cells of a file's own rows that a row of the table cannot lack.
func anchors(l *layout) []int {
	var cells []int
	for _, s := range l.slots {
		if s.join == mainRow && s.constant == nil && l.inputs[s.input].Required {
			cells = append(cells, s.cells...)
		}
	}
	for _, k := range l.keys {
		for _, f := range k.from {
			if f.join == mainRow {
				cells = append(cells, f.cell)
			}
		}
	}
	return cells
}

func noTable(path, tableName string, seen []heading) error {
	return fileError(path, ErrNoTable, Sentence{
		fmt.Sprintf("%s の見出し行が見つかりません", tableName), fmt.Sprintf("no heading row of %s was found", tableName)},
		Sentence{"設定の columns で見出しを指定してください。最初の行:" + listed(seen), "name the headings under columns in the configuration; first row: " + listed(seen)})
}

// survey reads every file once and settles its columns.
func (in *Input) survey(ctx context.Context, all []*survey, workers int) error {
	type job struct {
		s    *survey
		part int
	}
	var jobs []job
	var open []*survey // whose columns are settled here
	for _, s := range all {
		carried, err := in.carried(s)
		if err != nil {
			return err
		}
		if !in.isSettled(s.layout.schema.Name) {
			open = append(open, s)
		}
		if carried {
			continue
		}
		s.deferred = in.defers(s)
		for part := range s.parts {
			if s.parts[part].pending = s.deferred && s.waits(part); s.parts[part].pending {
				continue
			}
			jobs = append(jobs, job{s, part})
		}
	}
	if err := parallel(ctx, workers, len(jobs), func(i int) error { return jobs[i].s.pass(ctx, jobs[i].part) }); err != nil {
		return err
	}
	if err := in.hasty(ctx, all, workers); err != nil {
		return err
	}
	return in.conclude(ctx, open, workers)
}

// conclude settles the columns of files that were read.
func (in *Input) conclude(ctx context.Context, all []*survey, workers int) error {
	for _, s := range all {
		if !s.deferred && s.numbersLines() {
			s.layout.compose, s.all = true, nil // what was seen of the ids is seen anew
			if err := parallel(ctx, workers, len(s.parts), func(part int) error { return s.pass(ctx, part) }); err != nil {
				return err
			}
		}
	}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].source == all[i].source {
			j++
		}
		group := all[i:j]
		i = j
		pools := map[string][][]cell.Profile{} // by what the columns are, for files of one layout
		if len(group) > 1 {
			for _, s := range group {
				k := s.layout.signature()
				pools[k] = mergeProfiles(pools[k], s.profiles())
			}
		}
		for _, s := range group {
			remarks := s.conclude(pools[s.layout.signature()])
			if !s.deferred && !s.said {
				s.said, s.remarks = true, remarks
				in.remarks = append(in.remarks, remarks...)
			}
			rows := int64(0)
			for _, p := range s.parts {
				rows += p.rows
			}
			if s.shape.lastFull == 0 && s.layout.schema.Name == "deals" {
				return fileError(s.path, ErrEmptyExport, Sentence{fmt.Sprintf("見出しの下に行がありません(空行など %d 行)", rows), fmt.Sprintf("there is no row below the heading (%d empty or other rows)", rows)},
					Sentence{"出力の期間と条件を確認して、出力し直してください", "check the period and filters of the export and export again"})
			}
		}
	}
	return nil
}

// signature tells layouts apart whose columns are not the same.
func (l *layout) signature() string {
	k := ""
	for _, s := range l.slots {
		k += fmt.Sprint(s.input, s.join, len(s.cells), s.product, ";")
	}
	return k
}

// names fills the resolvers: the lists first, then every name that a file shows.
func (in *Input) names() error {
	if err := in.listEntries("roster", "salesperson", in.people); err != nil {
		return err
	}
	if err := in.listEntries("accounts", "client", in.clients); err != nil {
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
		people, clients = in.people.strange(set(r.People), people), in.clients.strange(set(r.Clients), clients)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for k := range s.parts {
				p := &s.parts[k]
				if in.sources.Report && schema.Name == table.Deals.Name {
					in.noteNames(p)
				}
				people, clients = in.people.strange(p.people, people), in.clients.strange(p.clients, clients)
				p.people, p.clients = map[string]struct{}{}, map[string]struct{}{}
			}
		}
	}
	in.people.learnAll(people, in.workers)
	in.clients.learnAll(clients, in.workers)
}

// parallel runs f(0) … f(n−1) on workers goroutines and returns the error of the
// smallest index.
func parallel(ctx context.Context, workers, n int, f func(int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(workers, n) {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				errs[i] = f(i)
			}
		}()
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
