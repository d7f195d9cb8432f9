package rows

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sort"
	"time"

	"tenbin/ingest/cell"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Headings of the columns that folding adds; no export can hold them.
const (
	foldedIssued       = "»issued"
	foldedAcknowledged = "»acknowledged"
	foldedImplemented  = "»implemented"
	foldedClosed       = "»closed"
	foldedStatus       = "»status"
)

// happening is one row of an event log.
type happening struct {
	row    int32 // among the kept rows
	at     int64
	status string // folded
}

// Fold turns a log with one row per change of status into a sheet with one row per
// instruction, at the place of its first row: issued is the first event, acknowledged
// the first of a named status, implemented the last of one, and an ended status behind
// it withdraws. Its other cells are those of the first event. Rows without an id or a
// readable time stay rows of their own, and so row errors. The rows that were folded
// away are helpers; fold returns their number.
func Fold(ctx context.Context, f heading.Found, e *source.Events, loc *time.Location, path string) (heading.Found, int64, error) {
	idAt, statusAt, at := -1, -1, -1
	for _, c := range []struct {
		to   *int
		head string
	}{{&idAt, e.ID}, {&statusAt, e.Status}, {&at, e.At}} {
		if *c.to, _ = heading.Position(f.Heads, c.head); *c.to < 0 {
			b := heading.Binder{Schema: table.Instructions, Path: path}
			return f, 0, b.Missing("events", c.head, f.Heads)
		}
	}
	var rows Cells
	var loose []int32 // rows that stay by themselves
	s := heading.NewShape(f.Heads, []int{idAt, at})
	p := cell.Profile{}
	for part := range max(1, f.Sheet.Parts) {
		err := f.Sheet.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] <= f.Row {
					continue
				}
				if s.Class(b, i) == heading.IsRow {
					text, h := b.Cell(i, at)
					p.Observe(text, h)
				} else {
					loose = append(loose, int32(len(rows.Place)))
				}
				rows.Add(b, i, table.Place{Row: b.Row[i]})
			}
			return nil
		})
		if err != nil {
			return f, 0, format.Unreadable(path, err)
		}
	}
	d := p.Decide(table.Stamp)
	groups, order := map[string][]happening{}, []string(nil)
	skip := map[int32]bool{}
	for _, i := range loose {
		skip[i] = true
	}
	for i := range int32(len(rows.Place)) {
		if skip[i] {
			continue
		}
		text, _ := rows.Cell(i, idAt)
		when, h := rows.Cell(i, at)
		moment, _, ok := cell.Stamp(when, h, d, loc)
		if !ok || cell.Null(text) {
			loose = append(loose, i)
			continue
		}
		word, _ := rows.Cell(i, statusAt)
		id := string(bytes.TrimSpace(text))
		if groups[id] == nil {
			order = append(order, id)
		}
		groups[id] = append(groups[id], happening{i, moment, name.Plain(string(word))})
	}
	out, folded := foldedSheet(e, f, &rows, groups, order, loose, loc)
	return out, folded, nil
}

// foldedColumns lays what folding adds over the configured columns.
func foldedColumns(e *source.Events, configured map[string]source.Column) map[string]source.Column {
	all := map[string]source.Column{"instruction_id": {From: []string{e.ID}}, "issued": {From: []string{foldedIssued}}, "acknowledged": {From: []string{foldedAcknowledged}},
		"implemented": {From: []string{foldedImplemented}}, "closed": {From: []string{foldedClosed}}, "status": {From: []string{foldedStatus}}}
	for _, c := range slices.Sorted(maps.Keys(configured)) {
		all[c] = configured[c]
	}
	return all
}

// foldedSheet builds the folded grid.
func foldedSheet(e *source.Events, f heading.Found, rows *Cells, groups map[string][]happening, order []string, loose []int32, loc *time.Location) (heading.Found, int64) {
	type line struct {
		row   int32
		added [5]string
	}
	var lines []line
	folded := int64(0)
	for _, i := range loose {
		text := ""
		if at, _ := heading.Position(f.Heads, e.At); at >= 0 {
			b, _ := rows.Cell(i, at)
			text = string(b)
		}
		lines = append(lines, line{i, [5]string{text}})
	}
	acknowledged, implemented, ended := folds(e.Acknowledged), folds(e.Implemented), folds(e.Ended)
	for _, id := range order {
		g := groups[id]
		folded += int64(len(g) - 1)
		place := g[0].row
		sort.SliceStable(g, func(i, j int) bool { return g[i].at < g[j].at })
		l := line{row: place}
		day := func(h happening) string { return dayIn(h.at, loc).String() }
		l.added[0] = day(g[0])
		for _, h := range g {
			switch {
			case acknowledged[h.status] && l.added[1] == "":
				l.added[1] = day(h)
			case implemented[h.status]:
				l.added[2], l.added[3], l.added[4] = day(h), "", "implemented"
			case ended[h.status]:
				l.added[2], l.added[3], l.added[4] = "", day(h), "withdrawn"
			}
		}
		lines = append(lines, l)
	}
	sort.SliceStable(lines, func(i, j int) bool { return rows.Place[lines[i].row].Row < rows.Place[lines[j].row].Row })
	width := len(f.Heads)
	sheet := &raw.Sheet{Name: f.Sheet.Name, Parts: 1, Read: func(ctx context.Context, _ int, call func(*raw.Block) error) error {
		b := &raw.Block{}
		b.Reset()
		for n, l := range lines {
			if err := ctx.Err(); err != nil {
				return err
			}
			for j := range width {
				text, h := rows.Cell(l.row, j)
				b.Add(text, h)
			}
			blankRow := heading.Filled(b1(b, width), 0, 1) == 0
			for _, text := range l.added {
				if blankRow {
					text = ""
				}
				b.Add([]byte(text), raw.Plain)
			}
			b.EndRow(rows.Place[l.row].Row)
			if b.Rows() >= 4096 || n == len(lines)-1 {
				if err := call(b); err != nil {
					return err
				}
				b.Reset()
			}
		}
		return nil
	}}
	for _, h := range []string{foldedIssued, foldedAcknowledged, foldedImplemented, foldedClosed, foldedStatus} {
		f.Heads = append(f.Heads[:len(f.Heads):len(f.Heads)], heading.Heading{Text: h, Fold: heading.Read(h).Fold})
	}
	f.Sheet = sheet
	return f, folded
}

// b1 views the last width cells of an unfinished row as a row of its own.
func b1(b *raw.Block, width int) *raw.Block {
	n := uint32(len(b.Start))
	return &raw.Block{Row: []int64{0}, First: []uint32{n - uint32(width), n}, Start: b.Start, End: b.End, Data: b.Data, Hints: b.Hints}
}

// dayIn is the civil date of a moment.
func dayIn(at int64, loc *time.Location) table.Day {
	return table.DayOf(time.UnixMicro(at).In(loc).Date())
}

func folds(spellings []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range spellings {
		m[name.Plain(w)] = true
	}
	return m
}
