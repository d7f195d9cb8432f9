package sqlsource

import (
	"bytes"
	"math/big"
	"os"
	"testing"
	"time"

	"tenbin/ingest/format/raw"
)

// Decimals are ordered by value; the second source is math/big.
func TestCompareDecimals(t *testing.T) {
	texts := []string{"0", "-0", "0.00", "1", "1.0", "01", "-1", "10", "9", "2.5", "2.49", "2.50", "-2.5", "-10", "100000000000000000000", "99999999999999999999.9", "0.001", "-0.001", "000.0010"}
	for _, a := range texts {
		for _, b := range texts {
			x, _ := new(big.Rat).SetString(a)
			y, _ := new(big.Rat).SetString(b)
			if got, want := compareDecimals([]byte(a), []byte(b)), x.Cmp(y); got != want {
				t.Errorf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
}

// FuzzAnswerRow: a row comes back as it was written, equals only itself, and its order
// does not depend on which side it stands.
func FuzzAnswerRow(f *testing.F) {
	f.Add("12.50", "見本", "-3", "", true)
	f.Add("", "a", "b", "c\x00", false)
	f.Fuzz(func(t *testing.T, a, b, c, d string, number bool) {
		col := AnswerColumn{"x", asText}
		if number {
			col.Kind = asNumber
		}
		row := func(cells ...string) (out []byte) {
			for _, s := range cells {
				text, h := col.AppendValue(nil, s, time.UTC)
				out = appendCell(out, text, h)
			}
			return out
		}
		one, two := row(a, b), row(c, d)
		text, _, rest := nextCell(one)
		if more, _, end := nextCell(rest); string(text) != a || string(more) != b || len(end) != 0 {
			t.Fatalf("%q, %q came back as %q, %q", a, b, text, more)
		}
		if x, y := compareRows(one, two), compareRows(two, one); x != -y || (x == 0) != bytes.Equal(one, two) {
			t.Fatalf("%q and %q: %d and %d", one, two, x, y)
		}
	})
}

// While rows are read the answer lies in a directory and a file for their owner alone.
func TestAnswerIsPrivate(t *testing.T) {
	as, err := newAnswers(Options{Scratch: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer as.Close()
	dir, err := os.Stat(as.dir)
	if err != nil || dir.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", dir, err)
	}
	w := newAnswer(as.dir, []AnswerColumn{{"n", asNumber}}, raw.Limits{}.WithDefaults(), 0)
	for i := range 50 {
		if err := w.add([]any{int64(i)}, time.UTC); err != nil {
			t.Fatal(err)
		}
	}
	a, err := w.finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	info, err := a.file.Stat()
	if err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 {
		t.Errorf("%v, %v", info, err)
	}
}
