package ingest

import (
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// Understood is how the files of one table were read: what a person must see to notice
// that a column was taken for another one, or thousands of yen for yen.
type Understood struct {
	Table   string
	Files   int
	Counts  table.Counts
	Columns []Taken  // in the order of the table, each heading once
	Unused  []string // headings that nothing was made of, each once
}

// Taken is a heading and what it was taken for.
type Taken struct {
	Column, Heading string
	Unit            int64  // money: 1000 where the file counts in thousands
	Tax             string // money: included, excluded, "" = not said
	Configured      bool   // the configuration names the heading
}

// UnderstoodOf tells of every table that is read from files, in the order of table.All.
func UnderstoodOf(in *Input) []Understood {
	var list []Understood
	for _, schema := range table.All {
		if u := understood(in, schema); u != nil {
			list = append(list, *u)
		}
	}
	return list
}

// understood tells of one table, nil where it has no file.
func understood(in *Input, schema table.Schema) *Understood {
	if r := in.sources.Deals; r != nil && schema.Name == table.Deals.Name {
		return r.Understood
	}
	files := in.tables[schema.Name]
	if len(files) == 0 {
		return nil
	}
	u := &Understood{Table: schema.Name, Files: len(files), Counts: in.TableCounts(schema.Name)}
	seen, left := map[Taken]bool{}, map[string]bool{}
	for _, s := range files {
		for _, slot := range s.Layout.Slots {
			name := s.Layout.Inputs[slot.Input].Name
			_, configured := s.Asked.Columns[name]
			t := Taken{Column: name, Heading: slot.Heading, Tax: slot.Tax, Unit: slot.Unit, Configured: configured || slot.Join != heading.MainRow}
			if t.Heading != "" && !seen[t] {
				seen[t] = true
				u.Columns = append(u.Columns, t)
			}
		}
		for _, h := range s.Layout.Unbound() {
			if !left[h] {
				left[h] = true
				u.Unused = append(u.Unused, h)
			}
		}
	}
	return u
}

// NotYet are the columns that are read and checked, and from which nothing is computed yet.
func (u *Understood) NotYet() (list []Taken) {
	schema, _ := table.Named(u.Table)
	for _, t := range u.Columns {
		if i := schema.Index(t.Column); i >= 0 && schema.Columns[i].NotYet {
			list = append(list, t)
		}
	}
	return list
}

// Canonical reports whether the heading is the column's own name, so that nothing had to be
// understood.
func (t Taken) Canonical() bool { return heading.Same(t.Heading, t.Column) }
