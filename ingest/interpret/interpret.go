// Package interpret settles what the headings and cells of a file of deals leave open: is
// this column an amount or a rate, do these signs mean discounts, is this row a total?
//
// What comes in: files whose table is found and whose columns are bound and profiled
// (scan.File). What goes out: changed layouts where arithmetic settles the matter, remarks
// that name the rows where a doubt stays small, and questions where two readings with
// different money are left; nothing is guessed.
//
// A rule first looks at what the first pass knows of the columns; only where that leaves
// something open are rows read again (Look, convert.TotalsUnder), so that a plain file costs
// nothing.
package interpret

import (
	"context"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// File is a file of deals under interpretation.
type File struct {
	*scan.File
	Env       *convert.Environment
	Remarks   []fault.Remark
	Questions fault.Questions
}

// rules are asked in this order; a later one sees what an earlier one changed.
var rules = []func(context.Context, *File) error{
	shortenedIDs,
	unitAbove,
	unitColumn,
	rateOrAmount,
	discountSign,
	unitAbove, // once more: what is an amount now takes the unit of the others
	rateScale,
	rateOnNet,
	blankDiscount,
	around,
	priceFactor,
	cutShort,
}

// Deals interprets the files of deals of a run.
func Deals(ctx context.Context, files []*scan.File, env *convert.Environment) ([]fault.Remark, fault.Questions, error) {
	all := make([]*File, len(files))
	for i, s := range files {
		all[i] = &File{File: s, Env: env}
	}
	if err := gone(ctx, all); err != nil {
		return nil, nil, err
	}
	for _, f := range all {
		for _, r := range rules {
			if err := r(ctx, f); err != nil {
				return nil, nil, err
			}
		}
	}
	var remarks []fault.Remark
	var asked fault.Questions
	for _, f := range all {
		remarks, asked = append(remarks, f.Remarks...), append(asked, f.Questions...)
	}
	return remarks, asked, nil
}

// Answer is what the configuration answers to a question about the file, "" = nothing.
func (f *File) Answer(code string) string { return f.Asked.Answers[code] }

// Warn remarks on something that makes the exit code 3, unless a person has accepted it.
func (f *File) Warn(code string, at table.Place, text fault.Sentence) {
	f.Remarks = append(f.Remarks, fault.Remark{Code: code, Place: at, Text: text, Warns: f.Answer(code) != source.Accept})
}

// Ask puts a question.
func (f *File) Ask(q fault.Question) {
	q.Places = f.Env.MinorUnits
	f.Questions = append(f.Questions, q)
}

// At is the heading of a slot as a place.
func (f *File) At(s *heading.Slot) table.Place {
	p := f.Place(f.Found.Row)
	p.Column = s.Column()
	return p
}

// totals are the sums of the file if change were made to its layout.
func (f *File) totals(ctx context.Context, change func(*heading.Layout)) (convert.Totals, error) {
	return convert.TotalsUnder(ctx, f.Source, changed(f.Layout, change), f.Env)
}

// Profile is what the first pass saw of the cells of a column, nil where it is not bound.
func (f *File) Profile(column string) *cell.Profile {
	s := f.Layout.Named(column)
	if s == nil {
		return nil
	}
	all := f.Profiles()
	for k := range f.Layout.Slots {
		if &f.Layout.Slots[k] == s && k < len(all) {
			return &all[k][0]
		}
	}
	return nil
}

// confirmed counts the lines whose net amount, if change were made to the layout, stands in
// a column that nothing is made of: with the tax rates of the country, or without.
func (f *File) confirmed(ctx context.Context, change func(*heading.Layout)) (lines int64, err error) {
	unbound := map[string]bool{}
	for _, h := range f.Layout.Unbound() {
		unbound[h] = true
	}
	var look []int
	for at, h := range f.Found.Heads {
		if unbound[h.Text] {
			look = append(look, at)
		}
	}
	if len(look) == 0 {
		return 0, nil
	}
	other := *f.Source
	other.Layout = changed(f.Layout, change)
	agree := make([]int64, 3*len(look))
	err = convert.Lines(ctx, &other, f.Env, look, func(l convert.Line) {
		if !l.HasNet || !l.HasList || l.Net <= 0 {
			return
		}
		for k, x := range l.Looked {
			for n, rate := range [...]int64{100, 108, 110} {
				if x.OK && abs(x.Value*100-l.Net*rate) <= 100 {
					agree[3*k+n]++
				}
			}
		}
	})
	for _, n := range agree {
		lines = max(lines, n)
	}
	return lines, err
}

// changed is a copy of l on which change was made.
func changed(l *heading.Layout, change func(*heading.Layout)) *heading.Layout {
	c := *l
	c.Slots = append([]heading.Slot(nil), l.Slots...)
	c.At = append([]int(nil), l.At...)
	change(&c)
	return &c
}
