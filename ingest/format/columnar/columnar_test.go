package columnar

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/decimal128"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"tenbin/ingest/format/raw"
)

// sample holds each type that exports carry, with a null in every column.
func sample() arrow.Record {
	s := arrow.NewSchema([]arrow.Field{
		{Name: "amount", Type: &arrow.Decimal128Type{Precision: 19, Scale: 4}, Nullable: true},
		{Name: "count", Type: arrow.PrimitiveTypes.Uint32, Nullable: true},
		{Name: "ratio", Type: arrow.PrimitiveTypes.Float64, Nullable: true},
		{Name: "day", Type: arrow.FixedWidthTypes.Date32, Nullable: true},
		{Name: "local", Type: &arrow.TimestampType{Unit: arrow.Millisecond}, Nullable: true},
		{Name: "zoned", Type: &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}, Nullable: true},
		{Name: "name", Type: arrow.BinaryTypes.String, Nullable: true},
		{Name: "flag", Type: arrow.FixedWidthTypes.Boolean, Nullable: true},
	}, nil)
	b := array.NewRecordBuilder(memory.DefaultAllocator, s)
	b.Field(0).(*array.Decimal128Builder).Append(decimal128.FromI64(-12345678))
	b.Field(1).(*array.Uint32Builder).Append(4294967295)
	b.Field(2).(*array.Float64Builder).Append(.1)
	b.Field(3).(*array.Date32Builder).Append(20757)
	b.Field(4).(*array.TimestampBuilder).Append(1793000000123)
	b.Field(5).(*array.TimestampBuilder).Append(1793000000123456)
	b.Field(6).(*array.StringBuilder).Append("ミナト精機, ㈱")
	b.Field(7).(*array.BooleanBuilder).Append(true)
	for i := range s.Fields() {
		b.Field(i).AppendNull()
	}
	return b.NewRecord()
}

var wanted = [][]string{
	{"-1234.5678", "4294967295", "0.1", "2026-10-31", "2026-10-26T07:33:20.123", "2026-10-26T07:33:20.123456Z", "ミナト精機, ㈱", "true"},
	{"", "", "", "", "", "", "", ""},
}

var hints = []raw.Hint{raw.Number, raw.Number, raw.Number, raw.Date, raw.Stamp, raw.Stamp, raw.String, raw.Bool}

// check compares a book with the sample. The Parquet writer of this library marks
// zone-less timestamps as adjusted to UTC, so there they come back with a Z.
func check(t *testing.T, book *raw.Book, zoneless string) {
	t.Helper()
	row := 0
	s := book.Sheets[0]
	if len(s.Named) != len(hints) || s.Named[0] != "amount" {
		t.Fatalf("columns %v", s.Named)
	}
	for p := range s.Parts {
		if err := s.Read(context.Background(), p, func(b *raw.Block) error {
			for i := range b.Rows() {
				for j := range b.Width(i) {
					text, h := b.Cell(i, j)
					want := wanted[row][j]
					if row == 0 && s.Named[j] == "local" {
						want += zoneless
					}
					if string(text) != want {
						t.Errorf("row %d, %s = %q, want %q", row, s.Named[j], text, want)
					}
					if row == 0 && h != hints[j] {
						t.Errorf("%s has hint %d, want %d", s.Named[j], h, hints[j])
					}
				}
				row++
				if b.Row[i] != int64(row) {
					t.Errorf("row number %d, want %d", b.Row[i], row)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if row != len(wanted) {
		t.Errorf("%d rows, want %d", row, len(wanted))
	}
}

func writeParquet(t testing.TB, path string) {
	t.Helper()
	rec := sample()
	var buf bytes.Buffer
	w, err := pqarrow.NewFileWriter(rec.Schema(), &buf, nil, pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(rec); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestParquetTypes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	writeParquet(t, path)
	book, err := OpenParquet(path, raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, book, "Z")
	check(t, book, "Z") // a book can be read again
}

func TestArrowFileAndStream(t *testing.T) {
	rec := sample()
	dir := t.TempDir()
	var stream bytes.Buffer
	sw := ipc.NewWriter(&stream, ipc.WithSchema(rec.Schema()))
	if err := sw.Write(rec); err != nil {
		t.Fatal(err)
	}
	sw.Close()
	f, err := os.Create(filepath.Join(dir, "a.arrow"))
	if err != nil {
		t.Fatal(err)
	}
	fw, err := ipc.NewFileWriter(f, ipc.WithSchema(rec.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	if err := fw.Write(rec); err != nil {
		t.Fatal(err)
	}
	fw.Close()
	f.Close()
	os.WriteFile(filepath.Join(dir, "b.arrows"), stream.Bytes(), 0o600)
	for _, name := range []string{"a.arrow", "b.arrows"} {
		book, err := OpenArrow(filepath.Join(dir, name), raw.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		check(t, book, "")
	}
}

// A file cut anywhere is refused or read right, never a panic.
func TestDamagedParquetIsRefused(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "a.parquet")
	writeParquet(t, whole)
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for cut := 0; cut < len(data); cut += 37 {
		for _, damaged := range [][]byte{data[:cut], append(append([]byte(nil), data[:cut]...), append([]byte{0xff, 0xff}, data[min(cut+2, len(data)):]...)...)} {
			path := filepath.Join(dir, "b.parquet")
			os.WriteFile(path, damaged, 0o600)
			book, err := OpenParquet(path, raw.Limits{})
			for p := 0; err == nil && p < book.Sheets[0].Parts; p++ {
				err = book.Sheets[0].Read(context.Background(), p, func(*raw.Block) error { return nil })
			}
			if err != nil {
				refused++
				var limit *raw.LimitError
				if !errors.Is(err, ErrTruncated) && !errors.As(err, &limit) {
					t.Fatalf("cut at %d: %v", cut, err)
				}
			}
		}
	}
	if refused < len(data)/37 {
		t.Errorf("only %d damaged files were refused", refused)
	}
}

func TestColumnLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	writeParquet(t, path)
	var limit *raw.LimitError
	if _, err := OpenParquet(path, raw.Limits{Columns: 3}); !errors.As(err, &limit) || limit.Key != "columns" {
		t.Errorf("8 columns with a limit of 3: %v", err)
	}
}

// The public reseller sales: 60,855 rows, and the exact decimal sums that pqarrow gives.
func TestAdventureWorksSums(t *testing.T) {
	path := "../../../shared/data/adventureworks/FactResellerSales.parquet"
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared data folder is not beside this checkout")
	}
	book, err := OpenParquet(path, raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]*big.Rat{}
	rows := 0
	s := book.Sheets[0]
	for p := range s.Parts {
		if err := s.Read(context.Background(), p, func(b *raw.Block) error {
			for i := range b.Rows() {
				rows++
				for _, name := range []string{"SalesAmount", "DiscountAmount", "ExtendedAmount"} {
					for j, n := range s.Named {
						if n != name {
							continue
						}
						text, _ := b.Cell(i, j)
						v, ok := new(big.Rat).SetString(string(text))
						if !ok {
							t.Fatalf("%s = %q", name, text)
						}
						if sums[name] == nil {
							sums[name] = new(big.Rat)
						}
						sums[name].Add(sums[name], v)
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if rows != 60855 {
		t.Errorf("%d rows, want 60,855", rows)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := file.NewParquetReader(f)
	if err != nil {
		t.Fatal(err)
	}
	fr, err := pqarrow.NewFileReader(r, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	tbl, err := fr.ReadTable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(sums) != 3 {
		t.Fatalf("%d of 3 columns were found", len(sums))
	}
	for name, got := range sums {
		col := tbl.Column(tbl.Schema().FieldIndices(name)[0])
		want := new(big.Rat)
		for _, c := range col.Data().Chunks() {
			switch a := c.(type) {
			case *array.Decimal128:
				scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(a.DataType().(*arrow.Decimal128Type).Scale)), nil)
				for i := range a.Len() {
					want.Add(want, new(big.Rat).SetFrac(a.Value(i).BigInt(), scale))
				}
			case *array.Float64:
				for i := range a.Len() {
					v, _ := new(big.Rat).SetString(a.ValueStr(i))
					want.Add(want, v)
				}
			}
		}
		if want.Sign() <= 0 || got.Cmp(want) != 0 {
			t.Errorf("%s sums to %s, pqarrow gives %s", name, got.FloatString(6), want.FloatString(6))
		}
	}
}
