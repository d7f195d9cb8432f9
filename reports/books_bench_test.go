package reports

import (
	"fmt"
	"io"
	"testing"

	"tenbin/metrics/assessment"
)

// lined is the made-up company with n deal lines of each person as evidence.
func lined(n int) *assessment.Assessment {
	a := oneTeam()
	some := a.Lines
	a.Lines = nil
	for i := range a.People {
		for k := range n {
			l := some[(i+k)%len(some)]
			l.Person, l.LineID, l.Document = a.People[i].ID, fmt.Sprintf("L-%02d-%03d", i, k), fmt.Sprintf("D-%02d-%03d", i, k/4)
			l.Place.Row = int64(i*n + k + 2)
			a.Lines = append(a.Lines, l)
		}
	}
	return a
}

// BenchmarkManager writes the workbook of a manager of thirty with 6,000 deal lines.
func BenchmarkManager(b *testing.B) {
	books := BooksOf(lined(200))
	b.ReportAllocs()
	for b.Loop() {
		if err := books.Manager(io.Discard, "M-101", read, "ja"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCard writes a person's card with 200 deal lines, as one of many.
func BenchmarkCard(b *testing.B) {
	a := lined(200)
	books := BooksOf(a)
	b.ReportAllocs()
	for b.Loop() {
		if err := books.Card(io.Discard, a.People[0].ID, nil, read, "ja"); err != nil {
			b.Fatal(err)
		}
	}
}
