package ingest

import (
	"maps"
	"slices"

	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// BesideDeals are the tables that the reading of deal lines itself depends on: who people
// and clients are, what products cost, what currencies are worth.
var BesideDeals = []string{table.RosterTable.Name, table.Accounts.Name, table.PolicyTable.Name, table.PriceList.Name, table.FX.Name, table.Closings.Name}

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
	Furniture       []heading.NonData
	Again           []dedup.Again
	Joined          JoinedRead
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
	Furniture []heading.NonData
}

// dealsMarks are the lengths of the input's lists before and behind its files of deals.
type dealsMarks struct {
	files, helpers, broken, sheets [2]int
}

func (in *Input) mark(k int) {
	m := &in.dealsAt
	m.files[k], m.helpers[k], m.broken[k], m.sheets[k] = len(in.files), len(in.helpers), len(in.broken), len(in.sheets)
}

// DealsRead returns what the files of deals left at the door. Sources.Report must have
// been set, and every shard of the deals been read.
func (in *Input) DealsRead() *DealsRead {
	in.mu.Lock()
	defer in.mu.Unlock()
	r, m := &DealsRead{AuthorisedRate: in.authorisedRate(), Counts: in.tableCounts(table.Deals.Name)}, &in.dealsAt
	for i := m.files[0]; i < m.files[1]; i++ {
		f := DealsFile{File: in.files[i]}
		f.Heads, f.Entry = in.Headings(i)
		r.Files = append(r.Files, f)
	}
	r.People, r.Clients = keys(in.dealsNames[0]), keys(in.dealsNames[1])
	r.Joined = JoinedRead{Paths: in.helperPaths[m.helpers[0]:m.helpers[1]], Counts: in.helpers[m.helpers[0]:m.helpers[1]],
		RowErrors: in.broken[m.broken[0]:m.broken[1]], Furniture: in.sheets[m.sheets[0]:m.sheets[1]]}
	for _, s := range in.surveys[table.Deals.Name] {
		r.Remarks = append(r.Remarks, s.Remarks...)
		r.Remarks = append(r.Remarks, in.unmatched(s)...)
		for _, t := range s.tallies {
			if t != nil {
				r.RowErrors, r.Furniture = append(r.RowErrors, t.Errors...), append(r.Furniture, t.NonData...)
			}
		}
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
	c.Furniture, c.Joined.Furniture = append([]heading.NonData(nil), r.Furniture...), append([]heading.NonData(nil), r.Joined.Furniture...)
	c.RowErrors, c.Joined.RowErrors = copiedErrors(r.RowErrors), copiedErrors(r.Joined.RowErrors)
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
	for _, list := range [][]heading.NonData{r.Furniture, r.Joined.Furniture} {
		for i := range list {
			list[i].Text = f(list[i].Text)
		}
	}
	return r
}

// admit takes in what reading the deals left elsewhere, in the place where they would
// have been opened.
func (in *Input) admit(r *DealsRead) {
	in.mark(0)
	for _, f := range r.Files {
		in.files = append(in.files, f.File)
	}
	in.helperPaths, in.helpers = append(in.helperPaths, r.Joined.Paths...), append(in.helpers, r.Joined.Counts...)
	in.broken, in.sheets = append(in.broken, r.Joined.RowErrors...), append(in.sheets, r.Joined.Furniture...)
	in.mark(1)
	in.remarks = append(in.remarks, r.Remarks...)
}

// elsewhere is file i of Files where it was read elsewhere, else nil.
func (in *Input) elsewhere(i int) *DealsFile {
	if r := in.sources.Deals; r != nil && i >= in.dealsAt.files[0] && i < in.dealsAt.files[1] {
		return &r.Files[i-in.dealsAt.files[0]]
	}
	return nil
}

// noteNames keeps the names that a part of the deals shows, for DealsRead.
func (in *Input) noteNames(p *scan.PartStats) {
	for k, names := range [...]map[string]struct{}{p.People, p.Clients} {
		if in.dealsNames[k] == nil {
			in.dealsNames[k] = map[string]struct{}{}
		}
		for n := range names {
			in.dealsNames[k][n] = struct{}{}
		}
	}
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
