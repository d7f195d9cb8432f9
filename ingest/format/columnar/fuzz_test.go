package columnar

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/ipc"

	"tenbin/ingest/format/raw"
)

// fuzzed reads whatever bytes there are: the end is rows or a refusal.
func fuzzed(f *testing.F, open func(string, raw.Limits) (*raw.Book, error)) {
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(dir, fmt.Sprint(os.Getpid()))
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		rows, err := readAll(t, open, path, raw.Limits{})
		if err != nil && !refused(err) {
			t.Errorf("%d rows, then %v", rows, err)
		}
	})
}

func FuzzOpenParquet(f *testing.F) {
	path := filepath.Join(f.TempDir(), "a.parquet")
	writeParquet(f, path)
	b, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	fuzzed(f, OpenParquet)
}

func FuzzOpenArrow(f *testing.F) {
	rec := sample()
	var stream bytes.Buffer
	w := ipc.NewWriter(&stream, ipc.WithSchema(rec.Schema()))
	if err := w.Write(rec); err != nil {
		f.Fatal(err)
	}
	w.Close()
	f.Add(stream.Bytes())
	path := filepath.Join(f.TempDir(), "a.arrow")
	file, err := os.Create(path)
	if err != nil {
		f.Fatal(err)
	}
	fw, err := ipc.NewFileWriter(file, ipc.WithSchema(rec.Schema()))
	if err != nil {
		f.Fatal(err)
	}
	if err := fw.Write(rec); err != nil {
		f.Fatal(err)
	}
	fw.Close()
	file.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	fuzzed(f, OpenArrow)
}
