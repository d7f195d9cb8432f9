package columnar

import (
	"context"
	"fmt"
	"testing"

	"github.com/apache/arrow/go/v15/parquet"

	"tenbin/ingest/format/raw"
)

// TestCodesEnd: a writer whose dictionary grows too large goes on with values without
// codes in the middle of a column. The rows on both sides, and those of the batch in which
// it happens, read as they were written; the column of few values keeps its codes.
func TestCodesEnd(t *testing.T) {
	const rows = 20_000
	columns, want := repeating(rows)
	for _, version := range []parquet.DataPageVersion{parquet.DataPageV1, parquet.DataPageV2} {
		// 40 kB hold the days, 700 numbers of four bytes, and neither the clients nor the ids.
		path := saveParquet(t, columns, 1, parquet.WithDictionaryPageSizeLimit(40_000), parquet.WithDataPageSize(700), parquet.WithBatchSize(100), parquet.WithDataPageVersion(version))
		book, err := OpenParquet(path, raw.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		i := 0
		if err := book.Sheets[0].Read(context.Background(), 0, func(b *raw.Block) error {
			for k := range b.Rows() {
				for j := range columns {
					if got, _ := b.Cell(k, j); string(got) != want[i][j] {
						return fmt.Errorf("row %d, column %s: %q, want %q", i, columns[j].name, got, want[i][j])
					}
				}
				i++
			}
			return nil
		}); err != nil || i != rows {
			t.Fatalf("%d rows, %v", i, err)
		}
		for j, wantCodes := range map[int]bool{1: false, 2: false, 3: true} {
			first, last := codesAt(t, path, j)
			if !first || last != wantCodes {
				t.Errorf("column %s: codes at first %v, at last %v, want %v", columns[j].name, first, last, wantCodes)
			}
		}
	}
}

// codesAt reads a column of the first row group and reports whether its first and its
// last batch came by codes.
func codesAt(t *testing.T, path string, column int) (first, last bool) {
	t.Helper()
	c, rows := openColumn(t, path, column)
	for done := int64(0); done < rows; done += batchRows {
		if err := c.fill(min(batchRows, rows-done)); err != nil {
			t.Fatal(err)
		}
		if last = c.codes != nil; done == 0 {
			first = last
		}
	}
	if c.goesOn() {
		t.Errorf("column %d goes on", column)
	}
	return first, last
}

func openColumn(t testing.TB, path string, column int) (*cursor, int64) {
	t.Helper()
	p := &parquetFile{path: path, size: 1 << 20, limits: raw.Limits{}.WithDefaults()}
	r, m, err := p.open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	group := r.RowGroup(0)
	c, err := newCursor(r, group, column, m)
	if err != nil {
		t.Fatal(err)
	}
	return c, group.NumRows()
}

// BenchmarkCodes reads one column of a row group of 40,000 rows into blocks, the steps by
// themselves: codes or values out of pages (fill), and these with their cells (put). Bytes
// are those of the texts.
func BenchmarkCodes(b *testing.B) {
	columns, want := repeating(40_000)
	path := saveParquet(b, columns, 1)
	for j, c := range columns {
		size := 0
		for _, w := range want {
			size += len(w[j])
		}
		for _, step := range []string{"fill", "put"} {
			b.Run(c.name+"/"+step, func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					x, rows := openColumn(b, path, j)
					out := &grid{sink: sink{limits: raw.Limits{}.WithDefaults(), emit: func(*raw.Block) error { return nil }}, width: 1}
					for done := int64(0); done < rows; done += batchRows {
						n := min(batchRows, rows-done)
						if err := x.fill(n); err != nil {
							b.Fatal(err)
						}
						if step == "fill" {
							continue
						}
						out.begin(int(n))
						if err := x.put(out, 0, 0, int(n)); err != nil {
							b.Fatal(err)
						}
						if err := out.end(); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
