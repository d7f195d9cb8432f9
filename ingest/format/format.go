// Package format opens files of any form: what do the first bytes say, and what are the rows?
//
// What comes in: a path. What goes out: a raw.Book, whose sheets give blocks of cells, or a
// *fault.FileError with what to do. A new form is one new package below this one and one line
// of forms: a book tells by its traits what its readers must know, nobody lists forms.
package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/columnar"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/format/text"
	"tenbin/ingest/format/xlsx"
)

// forms are the forms of files; the first that recognises a file opens it.
var forms = []*raw.Form{
	&xlsx.Form,
	&columnar.Parquet,
	&columnar.Arrow,
	&text.Page,
	&text.Form,
}

// formOf returns the form of a file that begins with head.
func formOf(head []byte) *raw.Form {
	for _, f := range forms {
		if f.Is(head) {
			return f
		}
	}
	return nil
}

// Open opens the file at path by its content; shown is what messages call it.
func Open(path, shown string, o raw.Options) (*raw.Book, error) {
	book, err := Book(path, o)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fault.NotFound(shown)
	case err != nil:
		return nil, Unreadable(shown, err)
	}
	return book, nil
}

// Book is Open with the error as the file's form gives it.
func Book(path string, o raw.Options) (*raw.Book, error) {
	head, err := firstBytes(path)
	if err != nil {
		return nil, err
	}
	return formOf(head).Open(path, o)
}

// firstBytes reads the beginning of a file.
func firstBytes(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, raw.HeadBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return head[:n], nil
}

// Unreadable wraps what a reader says once with the file's name, in both languages
// where the reason is a known one; where in the file it is stays in English.
func Unreadable(shown string, err error) error {
	var f *fault.FileError
	var limit *raw.LimitError
	var form *raw.FormatError
	switch {
	case errors.As(err, &f), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &form):
		return &fault.FileError{Path: shown, Code: fault.ErrUnreadable, Err: err, What: form.What, ToDo: form.ToDo}
	case errors.As(err, &limit):
		got := ""
		if limit.Got > 0 {
			got = fmt.Sprintf("(%d)", limit.Got)
		}
		return &fault.FileError{Path: shown, Code: fault.ErrUnreadable, Err: err, Detail: strings.TrimSuffix(strings.TrimSuffix(err.Error(), limit.Error()), ": "),
			What: fault.Sentence{JA: fmt.Sprintf("limits.%s の上限 %d を超えています%s", limit.Key, limit.Limit, got), EN: "the file " + limit.Error()},
			ToDo: fault.Sentence{JA: fmt.Sprintf("ファイルが正しければ、設定の limits.%s を上げてください", limit.Key), EN: fmt.Sprintf("if the file is right, raise limits.%s in the configuration", limit.Key)}}
	}
	for _, f := range forms {
		for _, r := range f.Refusals {
			if errors.Is(err, r.Err) {
				detail, _ := strings.CutPrefix(err.Error(), r.Err.Error())
				return &fault.FileError{Path: shown, Code: fault.ErrUnreadable, Err: err, Detail: strings.TrimPrefix(detail, ": "), What: r.What, ToDo: r.ToDo}
			}
		}
	}
	return &fault.FileError{Path: shown, Code: fault.ErrUnreadable, Err: err, Detail: err.Error(), What: fault.Sentence{JA: "ファイルを読めません", EN: "the file cannot be read"}, ToDo: fault.ExportAgain}
}
