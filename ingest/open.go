package ingest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/interpret"
	"tenbin/ingest/scan"
	"tenbin/ingest/sqlsource"
	"tenbin/ingest/table"
)

// open does the work of Open.
func (in *Input) open(ctx context.Context) error {
	s := &in.sources
	for _, t := range slices.Sorted(maps.Keys(s.Tables)) {
		if _, ok := table.Named(t); !ok {
			return fault.New(t, fault.ErrBadSource, fault.Sentence{JA: "知らない表の名前です", EN: "no such table"}, fault.Sentence{JA: "設定の sources を確認してください", EN: "check sources in the configuration"})
		}
	}
	var err error
	if in.opened.answers, err = sqlsource.Ask(ctx, s.Tables, sqlsource.Options{Base: s.Base, Scratch: s.Scratch, Location: s.Location, Limits: s.Limits, Piece: s.Piece}); err != nil {
		return err
	}
	if err := in.openTables(ctx, table.All...); err != nil {
		return err
	}
	if err := in.scan(ctx); err != nil {
		return err
	}
	if err := in.learnNames(ctx); err != nil {
		return err
	}
	for _, schema := range table.All {
		if in.tables.deferred(schema.Name) || s.resolvedBefore(schema.Name) {
			continue
		}
		said, err := in.tables.deduplicate(ctx, schema.Name, s.Location, in.memory, in.workers)
		if err != nil {
			return err
		}
		in.remarks = append(in.remarks, said...)
	}
	if in.lists, err = readLists(ctx, in.tables, in.env); err != nil {
		return err
	}
	if s.resolvedBefore(table.Deals.Name) {
		r := s.Distributed.Resolved
		in.nearProducts, in.shown.names = r.Near, [2]map[string]struct{}{set(r.People), set(r.Clients)}
		return in.files.wait()
	}
	in.nearProducts = nearProducts(in.tables.deals(), in.env.Prices)
	in.remarks = append(in.remarks, in.nearProducts...)
	if err := interpretDeals(ctx, in); err != nil {
		return err
	}
	for _, f := range in.tables.deals() {
		if err := convert.CheckBasis(ctx, f.Source, in.env); err != nil {
			return err
		}
	}
	return in.files.wait()
}

// interpretDeals settles what headings and cells of the deals leave open, or asks.
func interpretDeals(ctx context.Context, in *Input) error {
	var files []*scan.File
	var before []string
	for _, f := range in.tables.deals() {
		files = append(files, f.File)
		before = append(before, fmt.Sprintf("%+v", f.Layout.Slots))
	}
	remarks, asked, err := interpret.Deals(ctx, files, in.env)
	in.remarks = append(in.remarks, remarks...)
	if err == nil {
		err = asked.Err()
	}
	if err != nil || in.sources.Distributed == nil {
		return err
	}
	for i, f := range files { // what was settled here other machines do not know
		if f.Marks != nil || fmt.Sprintf("%+v", f.Layout.Slots) != before[i] {
			return fault.New(f.Path, fault.ErrUnreadable, fault.Sentence{JA: "行や列の読み方を前後の行から決めるファイルは、複数の機械では読めません", EN: "a file whose rows or columns are understood from the rows around them cannot be read by several machines"},
				fault.Sentence{JA: "tenbin reduce --cube で一台で読むか、列の意味を設定の columns に書いてください", EN: "read it on one machine with tenbin reduce --cube, or say under columns what its columns are"})
		}
	}
	return nil
}

// openTables opens the files of tables.
func (in *Input) openTables(ctx context.Context, schemas ...table.Schema) error {
	for _, schema := range schemas {
		deals := schema.Name == table.Deals.Name
		if deals {
			in.shown.from = in.opened.extent()
		}
		if r := in.sources.Deals; deals && r != nil {
			in.opened.admit(r)
			in.remarks = append(in.remarks, r.Remarks...)
		} else {
			opened, err := in.opened.openTable(ctx, schema)
			if err != nil {
				return err
			}
			in.tables[schema.Name] = opened
		}
		if deals {
			in.shown.to = in.opened.extent()
		}
	}
	in.joined = in.opened.joined
	in.remarks = append(in.remarks, in.opened.remarks...)
	return nil
}

// scan reads every file once and resolves its columns.
func (in *Input) scan(ctx context.Context) error {
	var open, first []*scan.File // whose columns are resolved here; which are read now
	for _, schema := range table.All {
		for _, s := range in.tables[schema.Name] {
			carried, err := in.sources.carried(s)
			if err != nil {
				return err
			}
			if !in.sources.resolvedBefore(schema.Name) {
				open = append(open, s.File)
			}
			if carried {
				continue
			}
			if in.sources.OnePass && s.defers() {
				s.Defer()
			}
			first = append(first, s.File)
		}
	}
	if err := scan.All(ctx, first, in.workers); err != nil {
		return err
	}
	remarks, err := scan.Resolve(ctx, open, in.workers)
	in.remarks = append(in.remarks, remarks...)
	return err
}

// learnNames fills the resolvers: the lists first, then every name that a file shows.
func (in *Input) learnNames(ctx context.Context) error {
	if err := listEntries(ctx, in.tables["roster"], "salesperson", in.env.People); err != nil {
		return err
	}
	if err := listEntries(ctx, in.tables["accounts"], "client", in.env.Clients); err != nil {
		return err
	}
	in.internNames()
	return nil
}

// internNames remembers the names that the files show. What a name becomes does not depend
// on the order.
func (in *Input) internNames() {
	var people, others, clients []string
	if r := in.sources.Deals; r != nil {
		people, clients = in.env.People.Unknown(set(r.People), people), in.env.Clients.Unknown(set(r.Clients), clients)
	}
	in.tables.all(func(s *tableFile) {
		for k := range s.Parts {
			p := &s.Parts[k]
			if in.sources.Report && s.Layout.Schema.Name == table.Deals.Name {
				in.shown.add(p)
			}
			people, clients = in.env.People.Unknown(p.People, people), in.env.Clients.Unknown(p.Clients, clients)
			others = in.env.People.Unknown(p.Others, others)
			p.People, p.Others, p.Clients = map[string]struct{}{}, map[string]struct{}{}, map[string]struct{}{}
		}
	})
	in.env.People.Intern(people, in.workers)
	in.env.People.InternOthers(in.env.People.Unknown(set(others), nil), in.workers)
	in.env.Clients.Intern(clients, in.workers)
}
