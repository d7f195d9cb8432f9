package ingest

import (
	"context"
	"fmt"
	"time"

	"tenbin/ingest/raw"
)

// OpenQuery asks one query, outside any configuration, and returns its answer as the book
// that a file would be, and what messages call it; with heads it asks for the columns
// alone. The file of the connection string is relative to the working directory; moments
// are shown in loc. What is wrong is a *FileError.
func OpenQuery(ctx context.Context, q Query, heads bool, loc *time.Location) (book *raw.Book, path string, err error) {
	source := &Source{Query: &q}
	a, err := askFor(source, "query")
	if err != nil {
		return nil, a.path, err
	}
	a.heads = heads
	in := &Input{sources: Sources{Location: loc}}
	if err := in.makeScratch(); err != nil {
		return nil, a.path, err
	}
	if err := in.askAll(ctx, []asked{a}); err != nil {
		in.forget() // nothing was kept
		return nil, a.path, err
	}
	book = in.answers[source].book()
	book.Remarks = []string{fmt.Sprintf("query (%s), %d columns, rows sorted by their columns", q.Driver, len(book.Sheets[0].Named))}
	book.Close = in.forget
	return book, a.path, nil
}
