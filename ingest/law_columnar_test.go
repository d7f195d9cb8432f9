package ingest

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"

	"tenbin/ingest/source"

	pq "github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
)

// typedDeals makes the same deal lines up as CSV and as a record of texts, whole numbers,
// days and doubles, with empty cells and with prices that are too large among them.
func typedDeals(lines int) (csv string, r arrow.Record) {
	random := rand.New(rand.NewPCG(7, 7))
	types := []arrow.Field{}
	for _, f := range []struct {
		name string
		kind arrow.DataType
	}{{"document", arrow.BinaryTypes.String}, {"line", arrow.PrimitiveTypes.Int32}, {"date", arrow.FixedWidthTypes.Date32}, {"salesperson", arrow.BinaryTypes.String},
		{"client", arrow.BinaryTypes.String}, {"product", arrow.BinaryTypes.String}, {"category", arrow.BinaryTypes.String}, {"quantity", arrow.PrimitiveTypes.Int64},
		{"list_price", arrow.PrimitiveTypes.Float64}, {"net_price", arrow.PrimitiveTypes.Float64}, {"authorised_rate", arrow.PrimitiveTypes.Float64}} {
		types = append(types, arrow.Field{Name: f.name, Type: f.kind, Nullable: true})
	}
	b := array.NewRecordBuilder(memory.DefaultAllocator, arrow.NewSchema(types, nil))
	defer b.Release()
	var text strings.Builder
	for k, f := range types {
		fmt.Fprint(&text, strings.Repeat(",", min(k, 1)), f.Name)
	}
	for i := range lines {
		day := table.Day(20_000 + random.IntN(700))
		cells := []any{fmt.Sprintf("D%06d", i/3), i%3 + 1, day, fmt.Sprintf("見本 花子 #%02d", random.IntN(30)), fmt.Sprintf("Client %05d", random.IntN(4_000)),
			fmt.Sprintf("SKU-%03d", random.IntN(300)), []string{"Pumps", "弁"}[random.IntN(2)], 1 + random.IntN(40),
			float64(1_000+random.IntN(900_000)) / 100, float64(1_000+random.IntN(800_000)) / 100, []float64{0, .05, .075, .2}[random.IntN(4)]}
		if i > 100 && random.IntN(30) == 0 { // any of them may be missing
			cells[2+random.IntN(len(cells)-2)] = nil
		} else if i > 100 && random.IntN(200) == 0 {
			cells[8] = 1e20
		}
		for k, v := range cells {
			text.WriteString([]string{"\n", ","}[min(k, 1)])
			switch v := v.(type) {
			case nil:
				b.Field(k).AppendNull()
			case string:
				b.Field(k).(*array.StringBuilder).Append(v)
				text.WriteString(v)
			case table.Day:
				b.Field(k).(*array.Date32Builder).Append(arrow.Date32(v))
				text.WriteString(v.String())
			case int:
				if err := b.Field(k).AppendValueFromString(strconv.Itoa(v)); err != nil {
					panic(err)
				}
				text.WriteString(strconv.Itoa(v))
			case float64:
				b.Field(k).(*array.Float64Builder).Append(v)
				text.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
			}
		}
	}
	return text.String() + "\n", b.NewRecord()
}

// asParquet writes r with the given properties.
func asParquet(t testing.TB, r arrow.Record, options ...pq.WriterProperty) string {
	t.Helper()
	var out bytes.Buffer
	w, err := pqarrow.NewFileWriter(r.Schema(), &out, pq.NewWriterProperties(options...), pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	const rows = 2_500 // of a group
	for from := int64(0); from < r.NumRows(); from += rows {
		part := r.NewSlice(from, min(from+rows, r.NumRows()))
		if err := w.Write(part); err != nil {
			t.Fatal(err)
		}
		part.Release()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// read prints what a file of deals gives, whatever its form: records, counts, and the
// rows refused, numbered from the first row of the table, with column, value and reason.
func (s Sources) read(t *testing.T, dir, name string) string {
	t.Helper()
	s.Base, s.Currency, s.MinorUnits = dir, "EUR", 2
	s.Tables = map[string][]source.Source{"deals": {{Files: []string{name}}}}
	in, err := Open(context.Background(), s, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out := dump(t, in, "deals")
	if again, err := in.Finalize(context.Background()); err != nil {
		t.Fatal(err)
	} else if again {
		out = dump(t, in, "deals")
	}
	var b strings.Builder
	head := int64(0)
	if name == "d.csv" {
		head = 1
	}
	for _, e := range in.RowErrors() {
		fmt.Fprintln(&b, e.Place.Row-head, e.ListAmount)
		for _, c := range e.Cells {
			fmt.Fprintln(&b, "  ", c.Column, c.Name, c.Value, c.Reason)
		}
	}
	c := in.TableCounts("deals")
	return fmt.Sprintf("%s%s%d records, %d row errors\n", out, &b, c.Records, c.RowErrors)
}

// TestColumnarLaw: the same lines give the same records and the same refusals as CSV and
// as Parquet, with a dictionary, without, and with one that ends within a column.
func TestColumnarLaw(t *testing.T) {
	csv, r := typedDeals(6_000)
	defer r.Release()
	dir := files(t, map[string]string{
		"d.csv":         csv,
		"codes.parquet": asParquet(t, r, pq.WithCompression(compress.Codecs.Zstd)),
		"ends.parquet":  asParquet(t, r, pq.WithDictionaryPageSizeLimit(8_000), pq.WithDataPageSize(900), pq.WithBatchSize(100), pq.WithDataPageVersion(pq.DataPageV2)),
		"plain.parquet": asParquet(t, r, pq.WithDictionaryDefault(false)),
	})
	want := Sources{slow: true}.read(t, dir, "d.csv")
	if !strings.Contains(want, "row errors") || strings.HasSuffix(want, " 0 row errors\n") {
		t.Fatal("nothing was refused: the lines prove too little")
	}
	for _, name := range []string{"codes.parquet", "ends.parquet", "plain.parquet"} {
		for k, s := range []Sources{{slow: true}, {}, {OnePass: true}} {
			if got := s.read(t, dir, name); got != want {
				d := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n"))
				t.Errorf("%s, way %d:\n%.2000s", name, k, d)
			}
		}
	}
}

// TestColumnarOnly: who leaves columns out reads the same of the others, and a value that
// does not decode in a column left out is found all the same.
func TestColumnarOnly(t *testing.T) {
	_, r := typedDeals(6_000)
	defer r.Release()
	product := array.NewStringBuilder(memory.DefaultAllocator)
	for i := range int(r.NumRows()) {
		product.Append(fmt.Sprintf("SKU-%03d%s", i%50, map[bool]string{true: "\xff"}[i%50 == 7]))
	}
	columns := append([]arrow.Array(nil), r.Columns()...)
	columns[5] = product.NewArray()
	torn := array.NewRecord(r.Schema(), columns, r.NumRows())
	dir := files(t, map[string]string{"d.parquet": asParquet(t, torn), "plain.parquet": asParquet(t, torn, pq.WithDictionaryDefault(false))})
	named := []string{"date", "salesperson", "client", "category", "list_amount", "net_amount", "authorised_rate"}
	var results []string
	for _, name := range []string{"d.parquet", "plain.parquet"} {
		for _, only := range []bool{false, true} {
			in, err := Open(context.Background(), Sources{Base: dir, Currency: "EUR", MinorUnits: 2, Tables: map[string][]source.Source{"deals": {{Files: []string{name}}}}}, 2)
			if err != nil {
				t.Fatal(err)
			}
			shards := in.Shards("deals")
			if only {
				shards = table.Only(shards, named)
			}
			var out strings.Builder
			for _, s := range shards {
				if err := s.Records(context.Background(), func(r arrow.Record) error { print(&out, r, "deals", named); return nil }); err != nil {
					t.Fatal(err)
				}
			}
			c := in.TableCounts("deals")
			if c.RowErrors < 120 {
				t.Fatalf("%s: only %d row errors", name, c.RowErrors)
			}
			fmt.Fprintln(&out, c)
			results = append(results, out.String())
			in.Close()
		}
	}
	for k, got := range results[1:] {
		if got != results[0] {
			t.Errorf("way %d differs:\n%.2000s", k+1, cmp.Diff(strings.Split(results[0], "\n"), strings.Split(got, "\n")))
		}
	}
}
