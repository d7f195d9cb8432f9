// Package export writes what other programs and a terminal read: assessment.json, Parquet,
// calendars and tables of text.
//
// In come an assessment, or a book that a workbook described; out go bytes, the same for
// the same input.
package export
