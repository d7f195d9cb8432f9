package main

import (
	"context"
	"io"
	"sort"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// findings are what a run knows of its data beside the input itself.
type findings struct {
	a        *assessment.Assessment // nil when it ended before lines were counted
	w        *dataset.Watch         // what was noticed while they were read, nil likewise
	alone    []table.Place
	blocked  *cli.Failure
	warnings []publish.Warning
}

// quality gathers what the data-quality workbook of month m shows.
func (j *job) quality(ctx context.Context, m table.Month, f findings) (*reports.Quality, error) {
	o := j.c.Options(m)
	q := &reports.Quality{Month: m, CutOff: m.CutOff(o.ClosingDay), Company: j.c.Company(), Currency: o.Currency, MinorUnits: o.MinorUnits, Alone: f.alone}
	if b := f.blocked; b != nil {
		q.Blocked = []reports.Matter{{Code: "blocked", Place: table.Place{File: b.Where}, What: assessment.Text(b.What), ToDo: assessment.Text(b.ToDo)}}
	}
	for _, w := range f.warnings {
		q.Warnings = append(q.Warnings, reports.Matter{Code: w.Code, What: assessment.Text{JA: w.JA, EN: w.EN}})
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
	for _, r := range j.in.Again() {
		q.Again = append(q.Again, reports.Again(r))
	}
	for _, r := range j.in.Remarks() {
		q.Remarks = append(q.Remarks, reports.Matter{Code: r.Code, Place: r.Place, What: assessment.Text(r.Text)})
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
		empty, err := j.unfilled(ctx, s, f.w)
		if err != nil {
			return nil, err
		}
		q.Columns = append(q.Columns, empty...)
	}
	q.Columns = append(j.drift(), q.Columns...)
	j.mask.Mask(q)
	return q, nil
}

// unfilled lists the columns of a table that no row fills: as w noticed while the table
// was read, or by reading it.
func (j *job) unfilled(ctx context.Context, s table.Schema, w *dataset.Watch) ([]reports.ColumnMatter, error) {
	if w == nil {
		w = dataset.NewWatch(0)
		if j.deals != nil {
			w = j.deals.Watch(0)
		}
	}
	if w.Filled(s.Name) == nil {
		for _, shard := range j.in.Shards(s.Name) {
			if err := shard.Records(ctx, func(r arrow.Record) error { w.Fill(s, r); return nil }); err != nil {
				return nil, err
			}
		}
	}
	var list []reports.ColumnMatter
	for i, filled := range w.Filled(s.Name) {
		if !filled {
			list = append(list, reports.ColumnMatter{Table: s.Name, Kind: "unfilled", Column: s.Columns[i].Name})
		}
	}
	return list, nil
}

// drift compares the headings of each file with those of the file before it of the
// same entry of a table: what came and what went.
func (j *job) drift() []reports.ColumnMatter {
	type headed struct {
		table.File
		heads []string
		entry int // of the table's sources: each has a layout of its own
	}
	var files []headed
	for i, f := range j.in.Files() {
		if heads, entry := j.in.Headings(i); heads != nil { // joined files complete others
			files = append(files, headed{f, heads, entry})
		}
	}
	sort.SliceStable(files, func(i, k int) bool {
		if files[i].Table != files[k].Table {
			return files[i].Table < files[k].Table
		}
		if files[i].entry != files[k].entry {
			return files[i].entry < files[k].entry
		}
		return files[i].Month < files[k].Month
	})
	var list []reports.ColumnMatter
	for i := 1; i < len(files); i++ {
		now, before := files[i], files[i-1]
		if now.Table != before.Table || now.entry != before.entry {
			continue
		}
		add := func(kind string, these, others []string) {
			known := map[string]bool{}
			for _, h := range others {
				known[name.Plain(h)] = true
			}
			for _, h := range these {
				if !empty(h) && !known[name.Plain(h)] {
					list = append(list, reports.ColumnMatter{Table: now.Table, File: now.Path, Kind: kind, Column: h, Before: before.Path})
				}
			}
		}
		add("new", now.heads, before.heads)
		add("gone", before.heads, now.heads)
	}
	return list
}

// qualityBooks lists the data-quality workbooks of month m, one for each language.
func (j *job) qualityBooks(ctx context.Context, m table.Month, f findings) ([]output, error) {
	q, err := j.quality(ctx, m, f)
	if err != nil {
		return nil, err
	}
	var list []output
	for _, language := range languages(j.c.Language()) {
		list = append(list, output{"data-quality" + j.suffix(language), func(w io.Writer) error { return reports.WriteQuality(w, q, j.stamp(0), language) }})
	}
	return list, nil
}
