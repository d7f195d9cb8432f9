package ingest

import (
	"context"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
	"tenbin/ingest/text"
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

// Recognise looks at the headings of one file, without reading its rows. The table with
// the most headings wins, of those that lack no required column if there are any. What is
// wrong with the file as a whole is a *FileError.
func Recognise(ctx context.Context, path, passwordEnv string) (Recognised, error) {
	book, _, err := open(path, path, passwordEnv, text.Options{Workers: 1}, Sources{}.Limits)
	if err != nil {
		return Recognised{}, err
	}
	if book.Close != nil {
		defer book.Close()
	}
	return RecogniseBook(ctx, book, path)
}

// RecogniseBook is Recognise for a book that is open; path is what messages call it.
func RecogniseBook(ctx context.Context, book *raw.Book, path string) (Recognised, error) {
	var best Recognised
	most := 0
	for _, schema := range table.All {
		b := &binder{schema: schema, inputs: inputColumns(schema), source: &Source{}, path: path}
		head, seen, err := findHeader(ctx, book, "", 0, b.score)
		if err != nil {
			return Recognised{}, unreadable(path, err)
		}
		if head.sheet == nil {
			if best.Table == "" { // what a person may describe
				best.Headings = nil
				for _, h := range seen {
					best.Headings = append(best.Headings, h.Text)
				}
			}
			continue
		}
		r := b.recognise(head.heads)
		r.Sheet = head.sheet.Name
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
func (b *binder) recognise(heads []heading) Recognised {
	r := Recognised{Table: b.schema.Name}
	used := map[int]bool{}
	for _, c := range b.inputs {
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
