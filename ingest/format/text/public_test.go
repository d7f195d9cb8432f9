package text

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPublicFiles compares every public file with encoding/csv where that reads it.
func TestPublicFiles(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/*/*.csv")
	if err != nil || len(files) == 0 {
		t.Skip("the public files are not here")
	}
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		book, err := Open(path, Options{Workers: 2})
		if err != nil {
			t.Fatal(path, err)
		}
		rows := rowsOf(t, book)
		book.Close()
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			t.Logf("%s: encoding/csv refuses it: %v; we read %d rows, %q", filepath.Base(path), err, len(rows), book.Remarks)
			continue
		}
		if len(rows) != len(want) {
			t.Errorf("%s: %d rows, encoding/csv %d", path, len(rows), len(want))
			continue
		}
		for i, w := range want {
			invalid := strings.Contains(fmt.Sprint(rows[i].Cells), "\ufffd")
			if !invalid && book.Remarks[0] == "encoding: UTF-8" && fmt.Sprintf("%q", rows[i].Cells) != fmt.Sprintf("%q", w) {
				t.Errorf("%s: row %d: %q, encoding/csv %q", path, i, rows[i].Cells, w)
			}
		}
		t.Logf("%s: %d rows, %q", filepath.Base(path), len(rows), book.Remarks)
	}
}
