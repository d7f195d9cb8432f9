package interpret

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// columnGone is the code of the question about a column that the other files have.
const columnGone = "column_gone"

// priced are the forms in which a line can carry a reference and a net price: a file has
// lost a price only when it has none of a group.
var priced = []struct {
	columns []string
	what    fault.Sentence
}{
	{[]string{"list_amount", "list_price", "agreed_price", "standard_price"}, fault.Sentence{JA: "定価", EN: "list price"}},
	{[]string{"net_amount", "net_price", "discount_rate", "discount_amount"}, fault.Sentence{JA: "売値", EN: "net price"}},
	{[]string{"salesperson"}, fault.Sentence{JA: "担当者", EN: "salesperson"}},
	{[]string{"kind"}, fault.Sentence{JA: "区分(返品など)", EN: "kind of line (returns and the like)"}},
	{[]string{"stage"}, fault.Sentence{JA: "商談の段階", EN: "stage"}},
}

// gone asks about files that lack a column which other files of deals
// have while a heading that nothing was made of stands there instead: most likely the
// export renamed it. Without such a heading the column is missing, which is said.
func gone(ctx context.Context, files []*File) error {
	for i, g := range priced {
		for _, f := range files {
			if has(f.File, g.columns) || i == 0 && f.Env.Prices != nil || g.columns[0] == "salesperson" && f.Env.Accounts != nil {
				continue // it is there, or a list gives it
			}
			other := slices.IndexFunc(files, func(o *File) bool { return o != f && (i < 2 || o.Asked == f.Asked) && has(o.File, g.columns) })
			if other < 0 {
				continue
			}
			o := files[other]
			column, called := first(o.File, g.columns)
			left, err := unexplained(ctx, f.File, o.File, i < 2)
			if err != nil {
				return err
			}
			at := f.Place(f.Found.Row)
			seen := fault.Sentence{
				JA: fmt.Sprintf("%sの列がありません。%s には「%s」があります", g.what.JA, o.Path, called),
				EN: fmt.Sprintf("there is no column of the %s; %s has %q", g.what.EN, o.Path, called)}
			if at := slices.IndexFunc(f.Found.Heads, func(h heading.Heading) bool { return h.Text != "" && h.Text == f.Answer(columnGone) }); at >= 0 {
				if err := f.bind(ctx, column, at); err != nil {
					return err
				}
				continue
			}
			if len(left) == 0 || f.Answer(columnGone) == "absent" || g.columns[0] == "kind" || g.columns[0] == "stage" {
				f.Warn(columnGone, at, fault.Sentence{JA: seen.JA + "。この表の行はその分を測れません", EN: seen.EN + ": the lines of this file are not measured on it"})
				continue
			}
			q := fault.Question{Code: columnGone, Place: at, Seen: seen}
			for _, h := range left[:min(3, len(left))] {
				q.Readings = append(q.Readings, fault.Reading{Word: h, What: fault.Sentence{JA: "「" + h + "」がその列です", EN: fmt.Sprintf("%q is that column", h)}})
			}
			q.Readings = append(q.Readings, fault.Reading{Word: "absent", What: fault.Sentence{JA: "この表にはありません(この分は測りません)", EN: "this file has none (not measured)"}})
			f.Ask(q)
		}
	}
	return nil
}

// has reports whether one of columns is bound in s.
func has(s *scan.File, columns []string) bool { c, _ := first(s, columns); return c != "" }

// first is the first of columns that is bound in s, with its heading.
func first(s *scan.File, columns []string) (column, heading string) {
	for _, c := range columns {
		if slot := s.Layout.Named(c); slot != nil {
			return c, slot.Heading
		}
	}
	return "", ""
}

// unexplained are the headings of s that nothing was made of and that other does not have;
// of them those over numbers where numeric is set.
func unexplained(ctx context.Context, s, other *scan.File, numeric bool) ([]string, error) {
	known := map[string]bool{}
	for _, h := range other.Found.Heads {
		known[name.Plain(h.Text)] = true
	}
	unbound := map[string]bool{}
	for _, h := range s.Layout.Unbound() {
		unbound[h] = !known[name.Plain(h)]
	}
	var left []string
	for at, h := range s.Found.Heads {
		if !unbound[h.Text] {
			continue
		}
		if numeric {
			p, err := sample(ctx, s, at)
			if err != nil {
				return nil, err
			}
			if cells, nulls := p.Cells(); 2*p.Numeric() <= cells-nulls || p.Numeric() == 0 {
				continue
			}
		}
		left = append(left, h.Text)
	}
	return left, nil
}

// sampled is how many rows are looked at to see what an unknown column holds.
const sampled = 200

// sample is what the first rows of a file show in a column.
func sample(ctx context.Context, s *scan.File, column int) (p cell.Profile, err error) {
	seen := 0
	err = s.Found.Sheet.Read(ctx, 0, func(b *raw.Block) error {
		for i := range b.Rows() {
			if b.Row[i] <= s.Found.Row || s.Shape.Class(b, i) != heading.IsRow {
				continue
			}
			text, h := b.Cell(i, column)
			if len(text) > 0 && text[0] == '=' {
				text, _ = cell.Unwrapped(text)
			}
			p.Observe(text, h)
			if seen++; seen >= sampled {
				return heading.ErrEnough
			}
		}
		return nil
	})
	if errors.Is(err, heading.ErrEnough) {
		err = nil
	}
	return p, err
}

// bind takes the cells under heading at for a column that the layout lacks.
func (f *File) bind(ctx context.Context, column string, at int) error {
	slot := f.Layout.Bind(column, f.Found.Heads[at], at)
	kind := f.Layout.Inputs[slot.Input].Kind
	if kind == heading.Exact {
		kind = table.Money
	}
	var p cell.Profile
	err := f.Rows(ctx, func(cur *rows.Cursor) {
		text, h := cur.Cell(heading.MainRow, at)
		p.Observe(text, h)
	})
	slot.Decision = p.Decide(kind)
	return err
}
