package ingest

import (
	"context"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
)

// Recognise looks at the headings of one file, without reading its rows. The table with
// the most headings wins, of those that lack no required column if there are any. What is
// wrong with the file as a whole is a *FileError.
func Recognise(ctx context.Context, path, passwordEnv string) (heading.Recognised, error) {
	book, err := format.Open(path, path, raw.Options{Workers: 1, Password: password(path, passwordEnv)})
	if err != nil {
		return heading.Recognised{}, err
	}
	if book.Close != nil {
		defer book.Close()
	}
	return heading.Recognise(ctx, book, path)
}
