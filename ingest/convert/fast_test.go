package convert

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/lookup"
	"tenbin/ingest/rows"
	"tenbin/ingest/scan"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// scanFile opens a file of deals and takes the first pass over it.
func scanFile(t *testing.T, content string) *scan.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "d.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	book, err := format.Open(path, "d.csv", raw.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	o, _, err := rows.OpenTables(t.Context(), book, table.Deals, &source.Source{}, "d.csv", nil, rows.Options{Location: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	s := scan.New(o[0])
	if err := scan.All(t.Context(), []*scan.File{s}, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := scan.Resolve(t.Context(), []*scan.File{s}, 1); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLaneTakes: the rows of an ordinary file need no converter, or the fast path is no good.
func TestLaneTakes(t *testing.T) {
	var b strings.Builder
	b.WriteString("document,line,date,salesperson,client,product,quantity,list_price,net_price,authorised_rate\n")
	for i := range 500 {
		fmt.Fprintf(&b, "D%05d,%d,2026-%02d-%02d,佐藤 #%d,\"Acme, Inc. %d\",Pump A,%d,%d.50,%d.25,%d.5\n", i/2, i%2+1, i%12+1, i%28+1, i%7, i%40, i%9+1, 100+i%50, 90+i%50, i%19+1)
	}
	s := scanFile(t, b.String())
	c := New(s.Source, &Environment{Location: time.UTC, Currency: "EUR", MinorUnits: 2, People: lookup.NewResolver(true), Clients: lookup.NewResolver(false)}, nil)
	rows := int64(0)
	o, err := c.Records(t.Context(), Reading{}, func(r arrow.Record) error { rows += r.NumRows(); return nil })
	if err != nil || rows != 500 || o.Tally.Counts != (table.Counts{RowsRead: 500, Records: 500}) {
		t.Fatalf("%d rows, %+v, %v", rows, o.Tally.Counts, err)
	}
	taken := 0
	for _, ok := range c.fast.good {
		if ok {
			taken++
		}
	}
	if taken != 500 {
		t.Errorf("the lane took %d of 500 rows", taken)
	}
}
