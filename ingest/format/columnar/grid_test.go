package columnar

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

// repeating are columns of few values, of many and of values that never come again, and
// their texts by row.
func repeating(rows int) ([]column, [][5]string) {
	r := rand.New(rand.NewPCG(3, 9))
	long := strings.Repeat("長い", longText)
	var few, many, once []parquet.ByteArray
	var days []int32
	var prices []float64
	var levels []int16
	want := make([][5]string, rows)
	for i := range rows {
		levels = append(levels, int16(min(1, i%11)))
		if i%11 == 0 {
			continue
		}
		w := [5]string{"分類 " + strconv.Itoa(r.IntN(40)), "得意先 " + strconv.Itoa(r.IntN(30_000)), "D" + strconv.Itoa(i), "", ""}
		if i%5000 == 7 {
			w[0] = long
		}
		few, many, once = append(few, parquet.ByteArray(w[0])), append(many, parquet.ByteArray(w[1])), append(once, parquet.ByteArray(w[2]))
		day, price := int32(20_000+r.IntN(700)), float64(r.IntN(9_000))/100
		days, prices = append(days, day), append(prices, price)
		w[3], w[4] = string(appendDay(nil, int64(day))), strconv.FormatFloat(price, 'f', -1, 64)
		want[i] = w
	}
	text := schema.StringLogicalType{}
	return []column{{"few", text, parquet.Types.ByteArray, 0, few, levels, ""}, {"many", text, parquet.Types.ByteArray, 0, many, levels, ""}, {"once", text, parquet.Types.ByteArray, 0, once, levels, ""},
		{"day", schema.DateLogicalType{}, parquet.Types.Int32, 0, days, levels, ""}, {"price", schema.NoLogicalType{}, parquet.Types.Double, 0, prices, levels, ""}}, want
}

// TestDictionaryOfBlocks: columns of few values, of more than are remembered and of values
// that never come again, with nulls and long texts between, read as they were written; and
// where a cell starts inside a block's dictionary, the same start is the same text for as
// long as a part is read.
func TestDictionaryOfBlocks(t *testing.T) {
	const rows = 40_000
	columns, want := repeating(rows)
	book, err := OpenParquet(saveParquet(t, columns, 2), raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for p := range 2 {
		var known [5]map[uint32]string
		for j := range known {
			known[j] = map[uint32]string{}
		}
		i, again := 0, 0
		err := book.Sheets[0].Read(context.Background(), p, func(b *raw.Block) error {
			for k := range b.Rows() {
				for j := range 5 {
					got, hint := b.Cell(k, j)
					if string(got) != want[i][j] || len(got) == 0 && hint != raw.Plain {
						return fmt.Errorf("row %d, column %d: %q (%d), want %q", i, j, got, hint, want[i][j])
					}
					start := b.Start[int(b.First[k])+j]
					if start >= b.Dict {
						continue
					}
					if old, ok := known[j][start]; ok && old != string(got) || start%raw.DictStep != 0 {
						return fmt.Errorf("row %d, column %d: %q stands where %q stood", i, j, got, old)
					} else if ok {
						again++
					}
					known[j][start] = string(got)
				}
				i++
			}
			return nil
		})
		if err != nil || i != rows {
			t.Fatalf("part %d: %d rows, %v", p, i, err)
		}
		if again < rows || len(known[3]) < 600 {
			t.Errorf("part %d: only %d cells and %d days came from the dictionary", p, again, len(known[3]))
		}
	}
}

// BenchmarkParquet reads 80,000 rows of five columns into blocks; bytes are those of the
// texts.
func BenchmarkParquet(b *testing.B) {
	columns, _ := repeating(40_000)
	book, err := OpenParquet(saveParquet(b, columns, 2, parquet.WithCompression(compress.Codecs.Zstd)), raw.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		size := int64(0)
		for p := range book.Sheets[0].Parts {
			if err := book.Sheets[0].Read(b.Context(), p, func(x *raw.Block) error {
				for k := range x.Start {
					size += int64(x.End[k] - x.Start[k])
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(size)
	}
}
