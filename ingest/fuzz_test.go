package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/fault"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Every row below a heading is a record, a row error or non-data rows: none is lost, and
// no text makes the reader panic. A blank tail counts once.
func FuzzNothingIsLost(f *testing.F) {
	f.Add("1,2026-10-01,S,C,100,90\n")
	f.Add("1,2026-10-01,S,C,100,90\n,,,,,\nTotal,,,,,90\n\n\n")
	f.Add("1,2026-10-01,S,C,100\n2,x,?,,\"a\nb\",\n")
	f.Add("\"1,2026-10-01\n合計,,,,,1\nCopyright (c) 2026\n")
	f.Add("1,2026-10-01,S,C,100,90\n1,2026-10-01,S,C,100,90\n1,2026-10-01,S,C,100,80\n")
	f.Add("\xff\xfe,,,,,\n")
	f.Add("1,2026-10-01,S,Total,100,90\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, rows string) {
		const head = "line_id,date,salesperson,client,list_amount,net_amount\n"
		path := filepath.Join(dir, "d.csv")
		if err := os.WriteFile(path, []byte(head+rows), 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := Open(context.Background(), Sources{Base: dir, Currency: "JPY", Tables: map[string][]source.Source{"deals": {{Files: []string{"d.csv"}, Encoding: "utf-8", Delimiter: ","}}}}, 1)
		if err != nil {
			var file *fault.FileError
			var asked fault.Questions
			if !errors.As(err, &file) && !errors.As(err, &asked) {
				t.Fatalf("%v is neither a file error nor a question", err)
			}
			return
		}
		defer in.Close()
		records := int64(0)
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(r arrow.Record) error { records += r.NumRows(); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		c := in.Counts()
		if !c.Whole() || c.Records != records || int64(len(in.RowErrors())) != c.RowErrors {
			t.Fatalf("%d records, %d errors, counts %+v", records, len(in.RowErrors()), c)
		}
		physical := int64(0)
		for _, s := range in.tables.deals() {
			for _, p := range s.Parts {
				physical += p.Rows
			}
		}
		tail := int64(0)
		for _, f := range in.NonData() {
			if f.Kind == "blank_tail" {
				tail++
			}
		}
		if !strings.Contains(rows, "\"") && physical < c.RowsRead || tail > 1 || tail == 0 && physical != c.RowsRead {
			t.Fatalf("%d physical rows, counts %+v, %d tails", physical, c, tail)
		}
		if first := records + int64(len(in.RowErrors())); first > physical {
			t.Fatalf("%d rows of %d", first, physical)
		}
	})
}

// The rate of the whole trip: two passes over the text, cells to values, batches.
func BenchmarkDeals(b *testing.B) {
	var text strings.Builder
	text.WriteString("line_id,date,salesperson,client,product,category,region,quantity,list_price,net_price,authorised_rate\n")
	const lines = 200_000
	for i := range lines {
		n := i*7919 + 13
		text.WriteString("L" + itoa(i) + ",2026-" + two(1+n%12) + "-" + two(1+n%28) + ",S" + itoa(n%500) + ",C" + itoa(n%9000) + ",P" + itoa(n%300) + ",K" + itoa(n%12) + ",R" + itoa(n%8) + "," + itoa(1+n%40) + "," + itoa(1000+n%5000) + "," + itoa(900+n%4000) + ",0.05\n")
	}
	dir := files(b, map[string]string{"d.csv": text.String()})
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		in, err := Open(context.Background(), Sources{Base: dir, Currency: "JPY", Tables: map[string][]source.Source{"deals": {{Files: []string{"d.csv"}}}}}, 2)
		if err != nil {
			b.Fatal(err)
		}
		readAll(b, in)
		if got := in.Counts(); got != (table.Counts{RowsRead: lines, Records: lines}) {
			b.Fatalf("%+v %v", got, in.RowErrors()[:1])
		}
		in.Close()
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func two(n int) string { return itoa(n/10) + itoa(n%10) }
