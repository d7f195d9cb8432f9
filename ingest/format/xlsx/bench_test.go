package xlsx

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/ingest/format/raw"
)

// count reads a book and returns its rows.
func count(t testing.TB, path string) (rows int) {
	t.Helper()
	book, err := Open(path, "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, s := range book.Sheets {
		n := 0
		if err := s.Read(context.Background(), 0, func(b *raw.Block) error { n += b.Rows(); return nil }); err != nil {
			t.Fatal(err)
		}
		rows = max(rows, n)
	}
	return rows
}

// The public workbook of recommendations: 2,192 rows below its one heading.
func TestRecommendations(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/taic-recommendations/*.xlsx")
	if len(files) == 0 {
		t.Skip("the shared data folder is not beside this checkout")
	}
	if n := count(t, files[0]); n != 2193 {
		t.Errorf("the largest sheet has %d rows, want 2,193", n)
	}
}

// The public workbook of 8,800 opportunities.
func TestOpportunities(t *testing.T) {
	path := "../../../shared/data/maven-crm/data_model.xlsx"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared data folder is not beside this checkout")
	}
	if n := count(t, path); n != 8801 {
		t.Errorf("the largest sheet has %d rows, want 8,801", n)
	}
}

// A year of order lines: ten columns, texts shared, dates and money. Bytes are those
// of the sheet's XML.
func BenchmarkReadXLSX(b *testing.B) {
	const rows = 50000
	var s strings.Builder
	for r := 1; r <= rows; r++ {
		fmt.Fprintf(&s, `<row r="%d" spans="1:10"><c r="A%[1]d" s="0"><v>%[1]d</v></c><c r="B%[1]d" s="1"><v>%[2]d</v></c>`, r, 46000+r%365)
		for c := range 4 {
			fmt.Fprintf(&s, `<c r="%c%d" t="s"><v>%d</v></c>`, 'C'+c, r, r%2)
		}
		for c := range 4 {
			fmt.Fprintf(&s, `<c r="%c%d"><v>%d.%02d</v></c>`, 'G'+c, r, r*7, c*13)
		}
		s.WriteString(`</row>`)
	}
	path := write(b, parts(data(s.String())))
	b.SetBytes(int64(s.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if n := count(b, path); n != rows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
