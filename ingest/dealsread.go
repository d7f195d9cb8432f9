package ingest

import (
	"maps"
	"slices"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// Companions are the tables that the reading of deal lines itself depends on: who people
// and clients are, what products cost, what currencies are worth.
var Companions = []string{table.RosterTable.Name, table.Accounts.Name, table.PolicyTable.Name, table.PriceList.Name, table.FX.Name, table.Closings.Name}

// DealsRead is what reading the files of deals left at the door: all that a run must
// know of them when the lines themselves were read elsewhere (Sources.Deals). It can be
// carried as JSON.
type DealsRead struct {
	Files           []DealsFile // in the order that "_file" counts
	People, Clients []string    // as written, sorted
	AuthorisedRate  bool        // a file has such a column
	Remarks         []fault.Remark
	Counts          table.Counts // of the files themselves
	RowErrors       []table.RowError
	NonData         []heading.NonData `json:"Furniture"`
	Again           []dedup.Again
	Joined          JoinedRead
	Understood      *Understood `json:",omitempty"`
}

// DealsFile is a file of deals, or one that completes their rows.
type DealsFile struct {
	table.File
	Heads []string // nil where it only completes the rows of others
	Entry int      // which entry of the configuration it belongs to
}

// JoinedRead is what became of the rows of files that complete those of the deals.
type JoinedRead struct {
	Paths     []string
	Counts    []table.Counts // by path
	RowErrors []table.RowError
	NonData   []heading.NonData `json:"Furniture"`
}

// add adds what became of the rows of another file.
func (j *JoinedRead) add(m JoinedRead) {
	j.Paths, j.Counts = append(j.Paths, m.Paths...), append(j.Counts, m.Counts...)
	j.RowErrors, j.NonData = append(j.RowErrors, m.RowErrors...), append(j.NonData, m.NonData...)
}

// since returns what stands between two extents.
func (j *JoinedRead) since(from, to extent) JoinedRead {
	return JoinedRead{Paths: j.Paths[from.paths:to.paths], Counts: j.Counts[from.paths:to.paths], RowErrors: j.RowErrors[from.errors:to.errors], NonData: j.NonData[from.nonData:to.nonData]}
}

// dealsShown is what the files of deals show beside their rows.
type dealsShown struct {
	from, to extent                 // of what was opened before and with them
	names    [2]map[string]struct{} // people and clients, with Sources.Report
}

// extent is how long the lists of what was opened are.
type extent struct{ files, paths, errors, nonData int }

func (o *opener) extent() extent {
	j := &o.joined
	return extent{len(o.files.list), len(j.Paths), len(j.RowErrors), len(j.NonData)}
}

// DealsRead returns what the files of deals left at the door. Sources.Report must have
// been set, and every shard of the deals been read.
func (in *Input) DealsRead() *DealsRead {
	r, from, to := &DealsRead{AuthorisedRate: in.authorisedRate(), Counts: in.TableCounts(table.Deals.Name), Understood: understood(in, table.Deals)}, in.shown.from, in.shown.to
	for i := from.files; i < to.files; i++ {
		f := DealsFile{File: in.files.list[i]}
		f.Heads, f.Entry = in.Headings(i)
		r.Files = append(r.Files, f)
	}
	r.People, r.Clients = keys(in.shown.names[0]), keys(in.shown.names[1])
	r.Joined = in.joined.since(from, to)
	for _, s := range in.tables.deals() {
		r.Remarks = append(r.Remarks, s.Remarks...)
		r.Remarks = append(r.Remarks, s.unmatched()...)
		s.outcomes(func(t *convert.Tally) {
			r.RowErrors, r.NonData = append(r.RowErrors, t.Errors...), append(r.NonData, t.NonData...)
		})
	}
	r.Remarks = append(r.Remarks, in.nearProducts...)
	table.SortRowErrors(r.RowErrors)
	for _, a := range in.Again() {
		if a.Table == table.Deals.Name {
			r.Again = append(r.Again, a)
		}
	}
	return r.copied()
}

// copied is a copy that shares nothing that verbatim or exact would change.
func (r *DealsRead) copied() *DealsRead {
	c := *r
	c.Files = append([]DealsFile(nil), r.Files...)
	for i := range c.Files {
		c.Files[i].Heads = append([]string(nil), c.Files[i].Heads...)
	}
	c.Remarks, c.Again = append([]fault.Remark(nil), r.Remarks...), append([]dedup.Again(nil), r.Again...)
	c.NonData, c.Joined.NonData = append([]heading.NonData(nil), r.NonData...), append([]heading.NonData(nil), r.Joined.NonData...)
	c.RowErrors, c.Joined.RowErrors = copiedErrors(r.RowErrors), copiedErrors(r.Joined.RowErrors)
	if r.Understood != nil {
		u := *r.Understood
		u.Columns, u.Unused = append([]Taken(nil), u.Columns...), append([]string(nil), u.Unused...)
		c.Understood = &u
	}
	return &c
}

func copiedErrors(list []table.RowError) []table.RowError {
	list = append([]table.RowError(nil), list...)
	for i := range list {
		list[i].Cells = append([]table.CellError(nil), list[i].Cells...)
	}
	return list
}

// Exact returns r in a form that JSON carries unchanged, Verbatim what Exact was given.
func (r *DealsRead) Exact() *DealsRead    { return r.copied().each(table.Exact) }
func (r *DealsRead) Verbatim() *DealsRead { return r.copied().each(table.Verbatim) }

// each changes every text that comes from a cell.
func (r *DealsRead) each(f func(string) string) *DealsRead {
	all := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = f(s)
		}
		return out
	}
	r.People, r.Clients = all(r.People), all(r.Clients)
	for i := range r.Files {
		if r.Files[i].Heads != nil {
			r.Files[i].Heads = all(r.Files[i].Heads)
		}
	}
	if u := r.Understood; u != nil {
		for i := range u.Columns {
			u.Columns[i].Heading = f(u.Columns[i].Heading)
		}
		u.Unused = all(u.Unused)
	}
	for i := range r.Remarks {
		t := &r.Remarks[i].Text
		t.JA, t.EN = f(t.JA), f(t.EN)
	}
	for _, list := range [][]table.RowError{r.RowErrors, r.Joined.RowErrors} {
		for i := range list {
			for k := range list[i].Cells {
				list[i].Cells[k].Value = f(list[i].Cells[k].Value)
			}
		}
	}
	for _, list := range [][]heading.NonData{r.NonData, r.Joined.NonData} {
		for i := range list {
			list[i].Text = f(list[i].Text)
		}
	}
	return r
}

// admit takes in what reading the deals left on another day, in the place where they would
// have been opened.
func (o *opener) admit(r *DealsRead) {
	for _, f := range r.Files {
		o.files.add(f.File)
	}
	o.joined.add(r.Joined)
}

// precomputed is file i of Files where it was read on another day, else nil.
func (d *dealsShown) precomputed(r *DealsRead, i int) *DealsFile {
	if r != nil && i >= d.from.files && i < d.to.files {
		return &r.Files[i-d.from.files]
	}
	return nil
}

// add keeps the names that a part of the deals shows, for DealsRead.
func (d *dealsShown) add(p *scan.PartStats) {
	for k, names := range [...]map[string]struct{}{p.People, p.Clients} {
		if d.names[k] == nil {
			d.names[k] = map[string]struct{}{}
		}
		maps.Copy(d.names[k], names)
	}
	maps.Copy(d.names[0], p.Others)
}

func set(list []string) map[string]struct{} {
	m := make(map[string]struct{}, len(list))
	for _, s := range list {
		m[s] = struct{}{}
	}
	return m
}

// keys returns the keys of m in byte order, never nil.
func keys(m map[string]struct{}) []string {
	list := slices.AppendSeq(make([]string, 0, len(m)), maps.Keys(m))
	slices.Sort(list)
	return list
}
