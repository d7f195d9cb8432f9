package inspect

import (
	"context"
	"sort"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/operator"
	"tenbin/reports/publish"
	"tenbin/reports/words"
)

// Findings are what a run knows of its data beside the input itself.
type Findings struct {
	Assessment    *assessment.Assessment // nil when it ended before lines were counted
	Watch         *dataset.Watch         // what was noticed while they were read, nil likewise
	WithoutPerson []table.Place          // lines without a salesperson
	Blocked       *cli.Failure           // why nothing is published, nil when it is
	Warnings      []publish.Warning
}

// Input is what a run has opened.
type Input struct {
	RunID string
	Files *ingest.Input
	Deals *dataset.Precomputed // nil = read here
}

// Quality gathers what the data-quality workbook of month m shows; in is nil where
// nothing could be opened.
func Quality(ctx context.Context, c *config.Config, in *Input, m table.Month, f Findings) (*operator.Quality, error) {
	o := c.Options(m)
	q := &operator.Quality{Month: m, CutOff: m.CutOff(o.ClosingDay), Company: c.Company(), Currency: o.Currency, MinorUnits: o.MinorUnits, Alone: f.WithoutPerson}
	if b := f.Blocked; b != nil {
		q.Blocked = []operator.Matter{{Code: "blocked", Place: table.Place{File: b.Where}, What: words.Text(b.What), ToDo: words.Text(b.ToDo)}}
	}
	for _, w := range f.Warnings {
		q.Warnings = append(q.Warnings, operator.Matter{Code: w.Code, What: words.Text{JA: w.JA, EN: w.EN}})
	}
	if in == nil {
		return q, nil
	}
	q.RunID = in.RunID
	if f.Assessment != nil {
		q.Inputs, q.Errors = &f.Assessment.Inputs, f.Assessment.RowErrors
	} else {
		q.Errors = in.Files.RowErrors()
	}
	for _, r := range in.Files.NonData() {
		q.Outside = append(q.Outside, operator.Outside{Place: r.Place, Through: r.Through, Kind: r.Kind, Text: r.Text})
	}
	for _, r := range in.Files.Again() {
		q.Again = append(q.Again, operator.Again(r))
	}
	for _, r := range in.Files.Remarks() {
		q.Remarks = append(q.Remarks, operator.Matter{Code: r.Code, Place: r.Place, What: words.Text(r.Text)})
	}
	late := map[string]int64{} // records that only their meaning condemned
	for _, e := range q.Errors {
		late[e.Table]++
	}
	for _, e := range in.Files.RowErrors() {
		late[e.Table]--
	}
	for _, s := range table.All {
		n := in.Files.TableCounts(s.Name)
		if n.RowsRead == 0 {
			continue
		}
		n.Records, n.RowErrors = n.Records-late[s.Name], n.RowErrors+late[s.Name]
		q.Tables = append(q.Tables, operator.TableCount{Table: s.Name, Counts: n})
		empty, err := unfilled(ctx, in, s, f.Watch)
		if err != nil {
			return nil, err
		}
		q.Columns = append(q.Columns, empty...)
	}
	for _, u := range ingest.UnderstoodOf(in.Files) {
		for _, c := range u.NotYet() {
			q.Columns = append(q.Columns, operator.ColumnMatter{Table: u.Table, Kind: "not_yet", Column: c.Column})
		}
	}
	q.Columns = append(drift(in.Files), q.Columns...)
	return q, nil
}

// unfilled lists the columns of a table that no row fills: as w noticed while the table
// was read, or by reading it.
func unfilled(ctx context.Context, in *Input, s table.Schema, w *dataset.Watch) ([]operator.ColumnMatter, error) {
	if w == nil {
		w = dataset.NewWatch(0)
		if in.Deals != nil {
			w = in.Deals.Watch(0)
		}
	}
	if w.Filled(s.Name) == nil {
		if err := w.FillFrom(ctx, s, in.Files.Shards(s.Name)); err != nil {
			return nil, err
		}
	}
	var list []operator.ColumnMatter
	for i, filled := range w.Filled(s.Name) {
		if !filled {
			list = append(list, operator.ColumnMatter{Table: s.Name, Kind: "unfilled", Column: s.Columns[i].Name})
		}
	}
	return list, nil
}

// drift compares the headings of each file with those of the file before it of the
// same entry of a table: what came and what went.
func drift(in *ingest.Input) []operator.ColumnMatter {
	type headed struct {
		table.File
		heads []string
		entry int // of the table's sources: each has a layout of its own
	}
	var files []headed
	for i, f := range in.Files() {
		if heads, entry := in.Headings(i); heads != nil { // joined files complete others
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
	var list []operator.ColumnMatter
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
				if strings.TrimSpace(h) != "" && !known[name.Plain(h)] {
					list = append(list, operator.ColumnMatter{Table: now.Table, File: now.Path, Kind: kind, Column: h, Before: before.Path})
				}
			}
		}
		add("new", now.heads, before.heads)
		add("gone", before.heads, now.heads)
	}
	return list
}
