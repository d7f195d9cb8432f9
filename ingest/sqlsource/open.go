package sqlsource

import (
	"context"
	"fmt"
	"time"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
)

// Open asks one query, outside any configuration, and returns its answer as the book
// that a file would be, and what messages call it; with heads it asks for the columns
// alone. The file of the connection string is relative to the working directory; moments
// are shown in loc. What is wrong is a *FileError.
func Open(ctx context.Context, q source.Query, heads bool, loc *time.Location) (book *raw.Book, path string, err error) {
	source := &source.Source{Query: &q}
	a, err := askFor(source, "query")
	if err != nil {
		return nil, a.path, err
	}
	a.heads = heads
	as, err := newAnswers(Options{Location: loc})
	if err != nil {
		return nil, a.path, err
	}
	if err := as.askAll(ctx, []asked{a}); err != nil {
		as.Close() // nothing was kept
		return nil, a.path, err
	}
	book = as.To(source).Book()
	book.Remarks = []string{fmt.Sprintf("query (%s), %d columns, rows sorted by their columns", q.Driver, len(book.Sheets[0].Named))}
	book.Close = as.Close
	return book, a.path, nil
}
