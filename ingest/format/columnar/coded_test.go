package columnar

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/apache/arrow/go/v15/parquet"

	"tenbin/ingest/format/raw"
)

// TestReadCoded: what stands as codes or numbers says what the text says, and becomes that
// text when it is spelled; also where a dictionary ends within the column.
func TestReadCoded(t *testing.T) {
	const rows = 20_000
	columns, want := repeating(rows)
	path := saveParquet(t, columns, 1, parquet.WithDictionaryPageSizeLimit(40_000), parquet.WithDataPageSize(700), parquet.WithBatchSize(100))
	book, err := OpenParquet(path, raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	wants := make([]raw.Want, len(columns))
	for j := range wants {
		wants[j] = raw.AsNumbers
	}
	wants[0] = raw.AsText
	i, coded := 0, 0
	if err := book.Sheets[0].ReadCoded(context.Background(), 0, wants, func(b *raw.Block) error {
		for j := range b.Coded {
			if j == 0 && b.Coded[j].Codes != nil {
				return fmt.Errorf("column %s is wanted as text", columns[j].name)
			}
			for k, code := range b.Coded[j].Codes {
				if got, _ := b.Coded[j].Value(code); string(got) != want[i+k][j] {
					return fmt.Errorf("row %d, column %s, code %d: %q, want %q", i+k, columns[j].name, code, got, want[i+k][j])
				}
				coded++
			}
		}
		if err := b.Spell(); err != nil {
			return err
		}
		if b.Coded != nil {
			return fmt.Errorf("a block that was spelled still has codes")
		}
		for k := range b.Rows() {
			for j := range columns {
				if got, _ := b.Cell(k, j); string(got) != want[i+k][j] {
					return fmt.Errorf("row %d, column %s: %q, want %q", i+k, columns[j].name, got, want[i+k][j])
				}
			}
		}
		i += b.Rows()
		return nil
	}); err != nil || i != rows {
		t.Fatalf("%d rows, %v", i, err)
	}
	if coded < rows {
		t.Errorf("only %d cells stood as codes", coded)
	}
}

// hundred must say of a double what its shortest text says.
func TestHundred(t *testing.T) {
	for _, v := range []float64{0, math.Copysign(0, -1), 1, -1, .01, .1, .105, .125, 12.5, 2358.51, -7.25, 1e12, 999999999999.99, 9999999999999.99, 1e13, 1e15, 1e20, 1 / 3., math.Pi, math.NaN(), math.Inf(1), 5e-324} {
		n, ok := hundred(v)
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !ok {
			if m, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(m) < 1e12 && len(text) > 3 && text[len(text)-3] == '.' {
				t.Errorf("%s is a number of hundredths", text)
			}
			continue
		}
		if got := string(hundredths(nil, n)); got != text {
			t.Errorf("%s became %d, %s", text, n, got)
		}
	}
}
