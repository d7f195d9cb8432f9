package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	"github.com/xuri/excelize/v2"
)

// exportForms are the forms of a file that a run reads; each writes rows, the heading
// first, as the cells of that form.
var exportForms = []struct {
	ending string
	write  func(t *testing.T, path string, rows [][]string)
}{
	{".csv", writeCSV}, {".xlsx", writeXLSX}, {".parquet", writeParquet}, {".arrow", writeArrow},
}

func writeCSV(t *testing.T, path string, rows [][]string) {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, b.Bytes())
}

func writeXLSX(t *testing.T, path string, rows [][]string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range rows {
		for c, text := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			// An empty cell that carries a format is in the file, as in real exports.
			if err := f.SetCellStr("Sheet1", cell, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func writeParquet(t *testing.T, path string, rows [][]string) {
	t.Helper()
	r := asRecord(rows)
	defer r.Release()
	var b bytes.Buffer
	w, err := pqarrow.NewFileWriter(r.Schema(), &b, nil, pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, b.Bytes())
}

func writeArrow(t *testing.T, path string, rows [][]string) {
	t.Helper()
	r := asRecord(rows)
	defer r.Release()
	var b bytes.Buffer
	w := ipc.NewWriter(&b, ipc.WithSchema(r.Schema()))
	if err := w.Write(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, b.Bytes())
}

// asRecord makes text columns of rows, null where a cell is empty.
func asRecord(rows [][]string) arrow.Record {
	var fields []arrow.Field
	var columns []arrow.Array
	for c, name := range rows[0] {
		b := array.NewStringBuilder(memory.DefaultAllocator)
		for _, row := range rows[1:] {
			if row[c] == "" {
				b.AppendNull()
			} else {
				b.Append(row[c])
			}
		}
		fields = append(fields, arrow.Field{Name: name, Type: arrow.BinaryTypes.String, Nullable: true})
		columns = append(columns, b.NewArray())
	}
	return array.NewRecord(arrow.NewSchema(fields, nil), columns, int64(len(rows)-1))
}

func writeFile(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
