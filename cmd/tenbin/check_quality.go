package main

import (
	"context"
	"path"
	"path/filepath"
	"sort"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/name"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// findings are what a run knows of its data beside the input itself.
type findings struct {
	a        *metrics.Assessment // nil when it ended before lines were counted
	alone    []table.Place
	blocked  *failure
	warnings []publish.Warning
}

// quality gathers what the data-quality workbook of month m shows.
func (j *job) quality(ctx context.Context, m table.Month, f findings) (*reports.Quality, error) {
	o := j.c.Options(m)
	q := &reports.Quality{Month: m, CutOff: m.CutOff(o.ClosingDay), Company: j.c.Company(), Currency: o.Currency, MinorUnits: o.MinorUnits, Alone: f.alone}
	if b := f.blocked; b != nil {
		q.Blocked = []reports.Matter{{Code: "blocked", Place: table.Place{File: b.where}, What: metrics.Text(b.what), ToDo: metrics.Text(b.todo)}}
	}
	for _, w := range f.warnings {
		q.Warnings = append(q.Warnings, reports.Matter{Code: w.Code, What: metrics.Text{JA: w.JA, EN: w.EN}})
	}
	if j.in == nil {
		return q, nil
	}
	q.RunID = j.inputKey(m)
	if f.a != nil {
		q.Inputs, q.Errors = &f.a.Inputs, f.a.RowErrors
	} else {
		q.Errors = j.in.RowErrors()
	}
	for _, r := range j.in.Furniture() {
		q.Outside = append(q.Outside, reports.Outside{Place: r.Place, Through: r.Through, Kind: r.Kind, Text: r.Text})
	}
	for _, r := range j.in.Remarks() {
		q.Remarks = append(q.Remarks, reports.Matter{Code: r.Code, Place: r.Place, What: metrics.Text(r.Text)})
	}
	late := map[string]int64{} // records that only their meaning condemned
	for _, e := range q.Errors {
		late[e.Table]++
	}
	for _, e := range j.in.RowErrors() {
		late[e.Table]--
	}
	for _, s := range table.All {
		n := j.in.TableCounts(s.Name)
		if n.RowsRead == 0 {
			continue
		}
		n.Records, n.RowErrors = n.Records-late[s.Name], n.RowErrors+late[s.Name]
		q.Tables = append(q.Tables, reports.TableCount{Table: s.Name, Counts: n})
		empty, err := j.unfilled(ctx, s)
		if err != nil {
			return nil, err
		}
		q.Columns = append(q.Columns, empty...)
	}
	drift, err := j.drift(ctx)
	q.Columns = append(drift, q.Columns...)
	return q, err
}

// unfilled lists the columns of a table that no row fills.
func (j *job) unfilled(ctx context.Context, s table.Schema) ([]reports.ColumnMatter, error) {
	filled, rows := make([]bool, len(s.Columns)), int64(0)
	for _, shard := range j.in.Shards(s.Name) {
		err := shard.Records(ctx, func(r arrow.Record) error {
			rows += r.NumRows()
			for i := range s.Columns {
				c := r.Column(table.FirstColumn + i)
				filled[i] = filled[i] || c.NullN() < c.Len()
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var list []reports.ColumnMatter
	for i, c := range s.Columns {
		if rows > 0 && !filled[i] {
			list = append(list, reports.ColumnMatter{Table: s.Name, Kind: "unfilled", Column: c.Name})
		}
	}
	return list, nil
}

// drift compares the headings of each file with those of the file before it of the
// same table: what came and what went.
func (j *job) drift(ctx context.Context) ([]reports.ColumnMatter, error) {
	var files []table.File
	for _, f := range j.in.Files() {
		if !j.joined(f) {
			files = append(files, f)
		}
	}
	sort.SliceStable(files, func(i, k int) bool {
		if files[i].Table != files[k].Table {
			return files[i].Table < files[k].Table
		}
		return files[i].Month < files[k].Month
	})
	var list []reports.ColumnMatter
	for i := 1; i < len(files); i++ {
		if files[i].Table != files[i-1].Table {
			continue
		}
		before, err := j.headings(ctx, files[i-1])
		if err != nil {
			return nil, err
		}
		now, err := j.headings(ctx, files[i])
		if err != nil {
			return nil, err
		}
		add := func(kind string, these, others []string) {
			known := map[string]bool{}
			for _, h := range others {
				known[name.Plain(h)] = true
			}
			for _, h := range these {
				if !empty(h) && !known[name.Plain(h)] {
					list = append(list, reports.ColumnMatter{Table: files[i].Table, File: files[i].Path, Kind: kind, Column: h, Before: files[i-1].Path})
				}
			}
		}
		add("new", now, before)
		add("gone", before, now)
	}
	return list, nil
}

// joined reports whether a file only completes the rows of others.
func (j *job) joined(f table.File) bool {
	for _, source := range j.c.Sources().Tables[f.Table] {
		for _, join := range source.Join {
			for _, pattern := range join.Files {
				pattern = path.Clean(filepath.ToSlash(pattern))
				if ok, err := path.Match(pattern, f.Path); err == nil && ok || path.Dir(f.Path) == pattern {
					return true
				}
			}
		}
	}
	return false
}

// headings are those of a file that the run has read already.
func (j *job) headings(ctx context.Context, f table.File) ([]string, error) {
	sources := j.c.Sources()
	o := reading{sheet: f.Sheet}
	if list := sources.Tables[f.Table]; len(list) == 1 { // of several entries it is not known which
		o.encoding, o.delimiter, o.passwordEnv = list[0].Encoding, list[0].Delimiter, list[0].PasswordEnv
	}
	full := filepath.FromSlash(f.Path)
	if !filepath.IsAbs(full) {
		full = filepath.Join(sources.Base, full)
	}
	book, err := openBook(full, o)
	if err != nil {
		return nil, err
	}
	if book.Close != nil {
		defer book.Close()
	}
	g, err := findGrid(ctx, book, f.Sheet)
	if err != nil || g == nil {
		return nil, err
	}
	return g.heads, nil
}
