package heading

import (
	"context"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Recognised is what a file looks like to somebody who knows the usual headings: the table
// that it most likely holds and where its columns come from.
type Recognised struct {
	Table    string // canonical name; "" when no heading is known
	Sheet    string // "" where the form has none
	Columns  []RecognisedColumn
	Missing  []string // required columns for which no heading is known
	Left     []string // headings that nothing was made of
	Headings []string // all of them, as they stand in the file
}

// RecognisedColumn is one canonical column and its heading.
type RecognisedColumn struct{ Name, Heading string }

// Recognise is Recognise for a book that is open; path is what messages call it.
func Recognise(ctx context.Context, book *raw.Book, path string) (Recognised, error) {
	var best Recognised
	most := 0
	for _, schema := range table.All {
		b := &Binder{Schema: schema, Inputs: InputColumns(schema), Source: &source.Source{}, Path: path}
		head, seen, err := Find(ctx, book, "", 0, b.Score)
		if err != nil {
			return Recognised{}, format.Unreadable(path, err)
		}
		if head.Sheet == nil {
			if best.Table == "" { // what a person may describe
				best.Headings = nil
				for _, h := range seen {
					best.Headings = append(best.Headings, h.Text)
				}
			}
			continue
		}
		r := b.recognise(head.Heads)
		r.Sheet = head.Sheet.Name
		weight := 2 * len(r.Columns)
		if len(r.Missing) > 0 {
			weight -= 1 + 3*len(r.Missing)
		}
		if weight > most {
			best, most = r, weight
		}
	}
	return best, nil
}

// recognise gives every column of the table the first heading that is known for it.
func (b *Binder) recognise(heads []Heading) Recognised {
	r := Recognised{Table: b.Schema.Name}
	used := map[int]bool{}
	for _, c := range b.Inputs {
		at, _, _ := b.known(heads, c.Name, used)
		if at < 0 {
			if c.Required {
				r.Missing = append(r.Missing, c.Name)
			}
			continue
		}
		used[at] = true
		r.Columns = append(r.Columns, RecognisedColumn{c.Name, heads[at].Text})
	}
	for i, h := range heads {
		if h.Text == "" {
			continue
		}
		r.Headings = append(r.Headings, h.Text)
		if !used[i] {
			r.Left = append(r.Left, h.Text)
		}
	}
	return r
}
