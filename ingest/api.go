package ingest

import (
	"context"
	"time"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/source"
	"tenbin/ingest/sqlsource"
)

// The words of the rooms below that a caller of this package speaks too.
type (
	Source     = source.Source
	Column     = source.Column
	Join       = source.Join
	Events     = source.Events
	Query      = source.Query
	FileError  = fault.FileError
	Remark     = fault.Remark
	Sentence   = fault.Sentence
	NonData    = heading.NonData
	Recognised = heading.Recognised
	Book       = raw.Book
	Limits     = raw.Limits
)

// What can be wrong with a file as a whole; see package fault.
var (
	ErrNotFound      = fault.ErrNotFound
	ErrBadSource     = fault.ErrBadSource
	ErrUnreadable    = fault.ErrUnreadable
	ErrNoTable       = fault.ErrNoTable
	ErrMissingColumn = fault.ErrMissingColumn
	ErrEmptyExport   = fault.ErrEmptyExport
	ErrOutage        = fault.ErrOutage
	ErrChanged       = fault.ErrChanged
)

// Drivers lists the database/sql drivers that this build can read through.
func Drivers() []string { return sqlsource.Drivers() }

// VariableName reports whether s can be the name of an environment variable; a connection
// string cannot.
func VariableName(s string) bool { return source.VariableName(s) }

// OpenQuery asks one query, outside any configuration; see sqlsource.Open.
func OpenQuery(ctx context.Context, q Query, heads bool, loc *time.Location) (book *raw.Book, path string, err error) {
	return sqlsource.Open(ctx, q, heads, loc)
}

// RecogniseBook is Recognise for a book that is open; path is what messages call it.
func RecogniseBook(ctx context.Context, book *raw.Book, path string) (Recognised, error) {
	return heading.Recognise(ctx, book, path)
}

// AnswerCodes are the codes that answers: of a source may settle, each with its words; none =
// any.
func AnswerCodes() map[string][]string { return source.Codes }
