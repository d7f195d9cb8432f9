package reports

import (
	"io"
	"testing"

	"tenbin/reports/reporttest"
)

// BenchmarkManager writes the workbook of a manager of thirty with 6,000 deal lines.
func BenchmarkManager(b *testing.B) {
	books := BooksOf(reporttest.Lined(200))
	b.ReportAllocs()
	for b.Loop() {
		if err := books.Manager(io.Discard, "M-101", reporttest.Stamp, "ja"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCard writes a person's card with 200 deal lines, as one of many.
func BenchmarkCard(b *testing.B) {
	a := reporttest.Lined(200)
	books := BooksOf(a)
	b.ReportAllocs()
	for b.Loop() {
		if err := books.Card(io.Discard, string(a.People[0].ID), nil, reporttest.Stamp, "ja"); err != nil {
			b.Fatal(err)
		}
	}
}
