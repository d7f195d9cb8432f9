package columnar

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

// column is a column to be written by parquet/file, its values as physical ones.
type column struct {
	name    string
	logical schema.LogicalType
	kind    parquet.Type
	length  int
	values  any
	levels  []int16 // nil: a required column
	want    string
}

// saveParquet writes one row group a call of chunk.
func saveParquet(t testing.TB, columns []column, groups int, options ...parquet.WriterProperty) string {
	t.Helper()
	var fields schema.FieldList
	for _, c := range columns {
		repetition := parquet.Repetitions.Required
		if c.levels != nil {
			repetition = parquet.Repetitions.Optional
		}
		n, err := schema.NewPrimitiveNodeLogical(c.name, repetition, c.logical, c.kind, c.length, -1)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		fields = append(fields, n)
	}
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := file.NewParquetWriter(&buf, root, file.WithWriterProps(parquet.NewWriterProperties(options...)))
	for range groups {
		g := w.AppendRowGroup()
		for _, c := range columns {
			cw, err := g.NextColumn()
			if err != nil {
				t.Fatal(err)
			}
			switch x := cw.(type) {
			case *file.Int32ColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]int32), c.levels, nil)
			case *file.Int64ColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]int64), c.levels, nil)
			case *file.Int96ColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]parquet.Int96), c.levels, nil)
			case *file.Float32ColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]float32), c.levels, nil)
			case *file.Float64ColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]float64), c.levels, nil)
			case *file.BooleanColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]bool), c.levels, nil)
			case *file.ByteArrayColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]parquet.ByteArray), c.levels, nil)
			case *file.FixedLenByteArrayColumnChunkWriter:
				_, err = x.WriteBatch(c.values.([]parquet.FixedLenByteArray), c.levels, nil)
			}
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			cw.Close()
		}
		g.Close()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.parquet")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// dump writes column j of a part: text/hint, blank between rows.
func dump(t testing.TB, book *raw.Book, part, j int) string {
	t.Helper()
	var b strings.Builder
	if err := book.Sheets[0].Read(context.Background(), part, func(k *raw.Block) error {
		for i := range k.Rows() {
			v, h := k.Cell(i, j)
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s/%d", v, h)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every type that exporters write, by hand, three rows each; the second of an optional
// column is null.
func TestParquetForms(t *testing.T) {
	some := []int16{1, 0, 1}
	types := parquet.Types
	old := parquet.Int96{}
	binary.LittleEndian.PutUint64(old[:8], 33300_000000000) // 09:15
	binary.LittleEndian.PutUint32(old[8:], 2440588+20757)
	fixed := func(s ...string) (out []parquet.FixedLenByteArray) {
		for _, v := range s {
			out = append(out, parquet.FixedLenByteArray(v))
		}
		return out
	}
	ms, us, ns := schema.TimeUnitMillis, schema.TimeUnitMicros, schema.TimeUnitNanos
	none := schema.NoLogicalType{}
	columns := []column{
		{"int32", none, types.Int32, 0, []int32{1, -2, math.MinInt32}, nil, "1/2 -2/2 -2147483648/2"},
		{"int64", none, types.Int64, 0, []int64{math.MinInt64, math.MaxInt64}, some, "-9223372036854775808/2 /0 9223372036854775807/2"},
		{"uint32", schema.NewIntLogicalType(32, false), types.Int32, 0, []int32{-1, 1}, some, "4294967295/2 /0 1/2"},
		{"uint64", schema.NewIntLogicalType(64, false), types.Int64, 0, []int64{-1, 1}, some, "18446744073709551615/2 /0 1/2"},
		{"decimal32", schema.NewDecimalLogicalType(9, 2), types.Int32, 0, []int32{-5, 123456789, 0}, nil, "-0.05/2 1234567.89/2 0.00/2"},
		{"decimal64", schema.NewDecimalLogicalType(18, 4), types.Int64, 0, []int64{-12345678, 10000}, some, "-1234.5678/2 /0 1.0000/2"},
		{"decimal bytes", schema.NewDecimalLogicalType(30, 2), types.ByteArray, 0, []parquet.ByteArray{{0xFF}, {0x04, 0xD2}}, some, "-0.01/2 /0 12.34/2"},
		{"decimal fixed", schema.NewDecimalLogicalType(38, 2), types.FixedLenByteArray, 16,
			fixed("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x04\xD2", strings.Repeat("\xFF", 16), "\x00\x00\x00\x00\x00\x00\x00\x01"+strings.Repeat("\x00", 8)), nil, "12.34/2 -0.01/2 184467440737095516.16/2"},
		{"date", schema.DateLogicalType{}, types.Int32, 0, []int32{20757, -1}, some, "2026-10-31/4 /0 1969-12-31/4"},
		{"local ms", schema.NewTimestampLogicalType(false, ms), types.Int64, 0, []int64{1793000000123, 0}, some, "2026-10-26T07:33:20.123/5 /0 1970-01-01T00:00:00/5"},
		{"zoned us", schema.NewTimestampLogicalType(true, us), types.Int64, 0, []int64{1793000000123456, -1}, some, "2026-10-26T07:33:20.123456Z/5 /0 1969-12-31T23:59:59.999999Z/5"},
		{"zoned ns", schema.NewTimestampLogicalType(true, ns), types.Int64, 0, []int64{1793000000123456789, 0}, some, "2026-10-26T07:33:20.123456789Z/5 /0 1970-01-01T00:00:00Z/5"},
		{"int96", none, types.Int96, 0, []parquet.Int96{old, old}, some, "2026-10-31T09:15:00/5 /0 2026-10-31T09:15:00/5"},
		{"time ms", schema.NewTimeLogicalType(false, ms), types.Int32, 0, []int32{33300500, 86400000}, some, "09:15:00.5/6 /0 86400000/8"},
		{"time us", schema.NewTimeLogicalType(false, us), types.Int64, 0, []int64{33300000000, -1}, some, "09:15:00/6 /0 -1/8"},
		{"float", none, types.Float, 0, []float32{.1, 1e6, float32(math.Inf(-1))}, nil, "0.1/2 1000000/2 -Inf/8"},
		{"double", none, types.Double, 0, []float64{1234567, math.NaN(), 1e-9}, nil, "1234567/2 /0 1E-09/2"},
		{"boolean", none, types.Boolean, 0, []bool{true, false}, some, "true/7 /0 false/7"},
		{"utf8", schema.StringLogicalType{}, types.ByteArray, 0, []parquet.ByteArray{[]byte("㈱髙砂"), {}}, some, "㈱髙砂/1 /0 /1"},
		{"enum", schema.EnumLogicalType{}, types.ByteArray, 0, []parquet.ByteArray{[]byte("won"), []byte("lost")}, some, "won/1 /0 lost/1"},
		{"bytes", none, types.ByteArray, 0, []parquet.ByteArray{[]byte("a"), []byte("\x83\x65")}, some, "a/1 /0 \x83\x65/10"},
		{"uuid", schema.UUIDLogicalType{}, types.FixedLenByteArray, 16, fixed("\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff", strings.Repeat("\x00", 16)), some,
			"00112233-4455-6677-8899-aabbccddeeff/1 /0 00000000-0000-0000-0000-000000000000/1"},
		{"half", schema.Float16LogicalType{}, types.FixedLenByteArray, 2, fixed("\x00\x3C", "\x00\xC1"), some, "1/2 /0 -2.5/2"},
	}
	book, err := OpenParquet(saveParquet(t, columns, 1), raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for j, c := range columns {
		if book.Sheets[0].Named[j] != c.name {
			t.Fatalf("column %d is %s, want %s", j, book.Sheets[0].Named[j], c.name)
		}
		if got := dump(t, book, 0, j); got != c.want {
			t.Errorf("%s = %q, want %q", c.name, got, c.want)
		}
	}
}

// Values stay right across pages, encodings, compressions and row groups, and the parts
// may be read at once.
func TestParquetPages(t *testing.T) {
	const rows = 5000
	var texts []parquet.ByteArray
	var numbers []int64
	var levels []int16
	for i := range rows {
		levels = append(levels, int16(min(1, i%7)))
		if i%7 > 0 {
			texts = append(texts, fmt.Appendf(nil, "得意先 %d", i))
			numbers = append(numbers, int64(i)*1001)
		}
	}
	columns := []column{{"text", schema.StringLogicalType{}, parquet.Types.ByteArray, 0, texts, levels, ""}, {"number", schema.NoLogicalType{}, parquet.Types.Int64, 0, numbers, levels, ""}}
	for _, options := range [][]parquet.WriterProperty{
		{parquet.WithDictionaryDefault(false), parquet.WithDataPageSize(512)},
		{parquet.WithDictionaryDefault(true), parquet.WithDataPageSize(512), parquet.WithCompression(compress.Codecs.Zstd)},
		{parquet.WithDictionaryDefault(false), parquet.WithDataPageSize(700), parquet.WithCompression(compress.Codecs.Snappy), parquet.WithDataPageVersion(parquet.DataPageV2)},
		{parquet.WithDictionaryDefault(true), parquet.WithCompression(compress.Codecs.Gzip), parquet.WithDataPageVersion(parquet.DataPageV2)},
	} {
		book, err := OpenParquet(saveParquet(t, columns, 3, options...), raw.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		s := book.Sheets[0]
		if s.Parts != 3 {
			t.Fatalf("%d parts", s.Parts)
		}
		var group sync.WaitGroup
		for p := range s.Parts {
			group.Add(1)
			go func() {
				defer group.Done()
				i := 0
				err := s.Read(context.Background(), p, func(b *raw.Block) error {
					for k := range b.Rows() {
						text, _ := b.Cell(k, 0)
						number, _ := b.Cell(k, 1)
						wantText, wantNumber := "", ""
						if i%7 > 0 {
							wantText, wantNumber = fmt.Sprint("得意先 ", i), fmt.Sprint(i*1001)
						}
						if string(text) != wantText || string(number) != wantNumber || b.Row[k] != int64(p*rows+i+1) {
							return fmt.Errorf("part %d, row %d: %q, %q as row %d", p, i, text, number, b.Row[k])
						}
						i++
					}
					return nil
				})
				if err != nil || i != rows {
					t.Errorf("part %d: %d rows, %v", p, i, err)
				}
			}()
		}
		group.Wait()
	}
}

// Dictionaries are their values; nested columns are left out and said so.
func TestArrowDictionary(t *testing.T) {
	s := arrow.NewSchema([]arrow.Field{
		{Name: "client", Type: &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}, Nullable: true},
		{Name: "tags", Type: arrow.ListOf(arrow.BinaryTypes.String), Nullable: true},
		{Name: "amount", Type: arrow.PrimitiveTypes.Float64},
	}, nil)
	b := array.NewRecordBuilder(memory.DefaultAllocator, s)
	client := b.Field(0).(*array.BinaryDictionaryBuilder)
	for i, v := range []string{"湊商店", "", "湊商店", "北川"} {
		if v == "" {
			client.AppendNull()
		} else if err := client.AppendString(v); err != nil {
			t.Fatal(err)
		}
		b.Field(1).AppendNull()
		b.Field(2).(*array.Float64Builder).Append([]float64{1234567, math.NaN(), .5, math.Inf(1)}[i])
	}
	rec := b.NewRecord()
	var buf bytes.Buffer
	w := ipc.NewWriter(&buf, ipc.WithSchema(s))
	for range 2 {
		if err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	path := filepath.Join(t.TempDir(), "a.arrows")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	book, err := OpenArrow(path, raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(book.Remarks, "; "); got != "Arrow IPC, 2 columns; nested column left out: tags" {
		t.Errorf("remarks %q", got)
	}
	for j, want := range []string{"湊商店/1 /0 湊商店/1 北川/1", "1234567/2 /0 0.5/2 +Inf/8"} {
		if got := dump(t, book, 0, j); got != want+" "+want {
			t.Errorf("column %d = %q, want twice %q", j, got, want)
		}
	}
}
