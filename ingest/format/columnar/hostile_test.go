package columnar

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

// readAll opens and reads a file within 20 seconds.
func readAll(t *testing.T, open func(string, raw.Limits) (*raw.Book, error), path string, l raw.Limits) (rows int, err error) {
	t.Helper()
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		var book *raw.Book
		if book, err = open(path, l); err != nil {
			return
		}
		for p := range book.Sheets[0].Parts {
			if err = book.Sheets[0].Read(context.Background(), p, func(b *raw.Block) error { rows += b.Rows(); return nil }); err != nil {
				return
			}
		}
	}()
	select {
	case p := <-done:
		if p != nil {
			t.Fatalf("panic: %v", p)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("still reading after 20 seconds")
	}
	return rows, err
}

func refused(err error) bool {
	var limit *raw.LimitError
	return errors.Is(err, ErrTruncated) || errors.As(err, &limit)
}

// An IPC file with any byte wrong, or cut anywhere, is refused or read; never a panic, a
// hang or an allocation of what it claims.
func TestDamagedArrow(t *testing.T) {
	rec := sample()
	var stream bytes.Buffer
	sw := ipc.NewWriter(&stream, ipc.WithSchema(rec.Schema()))
	if err := sw.Write(rec); err != nil {
		t.Fatal(err)
	}
	sw.Close()
	path := filepath.Join(t.TempDir(), "a.arrow")
	f, err := os.Create(path)
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
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"file": whole, "stream": stream.Bytes()} {
		cuts := 0
		for at := 0; at < len(data); at += 13 {
			damaged := bytes.Clone(data)
			damaged[at] ^= 0x7F
			for _, b := range [][]byte{data[:at], damaged} {
				if err := os.WriteFile(path, b, 0o600); err != nil {
					t.Fatal(err)
				}
				_, err := readAll(t, OpenArrow, path, raw.Limits{})
				if err != nil && !refused(err) {
					t.Fatalf("%s at %d: %v", name, at, err)
				}
				if err != nil && len(b) == at {
					cuts++
				}
			}
		}
		if cuts < len(data)/13-40 {
			t.Errorf("%s: only %d of %d cut files were refused", name, cuts, len(data)/13)
		}
	}
}

// A page that unpacks to a thousand times its size stops at the limit that says so.
func TestParquetBomb(t *testing.T) {
	texts := make([]parquet.ByteArray, 80)
	for i := range texts {
		texts[i] = []byte(strings.Repeat("a", 1<<20))
	}
	path := saveParquet(t, []column{{"text", schema.StringLogicalType{}, parquet.Types.ByteArray, 0, texts, nil, ""}}, 1,
		parquet.WithDictionaryDefault(false), parquet.WithCompression(compress.Codecs.Zstd))
	runtime.GC()
	for _, c := range []struct {
		l   raw.Limits
		key string
	}{{raw.Limits{}, "ratio"}, {raw.Limits{Ratio: 1 << 40, Unpacked: 32 << 20}, "unpacked"}, {raw.Limits{Ratio: 1 << 40, Cell: 1000}, "cell"}} {
		_, err := readAll(t, OpenParquet, path, c.l)
		var limit *raw.LimitError
		if !errors.As(err, &limit) || limit.Key != c.key {
			t.Errorf("%+v: %v, want limit %s", c.l, err, c.key)
		}
	}
}

// The meter counts what is asked for, not what is still held, and stops at its limit.
func TestMeter(t *testing.T) {
	m := newMeter(1<<20, raw.Limits{}.WithDefaults())
	if m.most != 200<<20 || m.limit.Key != "ratio" {
		t.Errorf("a file of 1 MiB may unpack to %d by %s", m.most, m.limit.Key)
	}
	if m := newMeter(1<<40, raw.Limits{}.WithDefaults()); m.most != 4<<30 || m.limit.Key != "unpacked" {
		t.Errorf("a file of 1 TiB may unpack to %d by %s", m.most, m.limit.Key)
	}
	if m := newMeter(1<<40, raw.Limits{Ratio: 1 << 40}.WithDefaults()); m.limit.Key != "unpacked" {
		t.Errorf("an overflowing ratio stops at %s", m.limit.Key)
	}
	for _, n := range []int{200<<20 + 1, 1 << 62, -1} {
		var limit *raw.LimitError
		if err := protect(func() error { m.Allocate(n); return nil }); !errors.As(err, &limit) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// What the receiver of the blocks does wrong is not the file's fault.
func TestReceiver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	writeParquet(t, path)
	book, err := OpenParquet(path, raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	if err := book.Sheets[0].Read(context.Background(), 0, func(*raw.Block) error { return enough }); err != enough {
		t.Errorf("the receiver's error came back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := book.Sheets[0].Read(ctx, 0, func(*raw.Block) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	defer func() {
		if recover() != "ours" {
			t.Error("a panic of the receiver was taken for damage")
		}
	}()
	book.Sheets[0].Read(context.Background(), 0, func(*raw.Block) error { panic("ours") })
}

// The public reseller sales, 60,855 rows; bytes are those of the file.
func BenchmarkOpenParquet(b *testing.B) {
	path := "../../../shared/data/adventureworks/FactResellerSales.parquet"
	info, err := os.Stat(path)
	if err != nil {
		b.Skip("the shared data folder is not beside this checkout")
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		book, err := OpenParquet(path, raw.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		for p := range book.Sheets[0].Parts {
			if err := book.Sheets[0].Read(context.Background(), p, func(k *raw.Block) error { rows += k.Rows(); return nil }); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
