package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/ingest/table"
)

// TestNothingIsAcceptedInSilence: a column that is accepted is read by the code that computes
// (or by the reader itself, to tell lines and prices), or it is marked as not used yet, which
// the read-back and data-quality say.
func TestNothingIsAcceptedInSilence(t *testing.T) {
	var code strings.Builder
	for _, root := range []string{"../../metrics", "../../ingest"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			name := filepath.ToSlash(path)
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/simulate/") ||
				strings.HasSuffix(name, "ingest/heading/known.go") || strings.Contains(name, "ingest/table/") {
				return err
			}
			text, err := os.ReadFile(path)
			code.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	idle := 0
	for _, s := range table.All {
		for _, c := range s.Columns {
			if c.NotYet {
				idle++
			} else if !strings.Contains(code.String(), `"`+c.Name+`"`) {
				t.Errorf("%s.%s is accepted, and nobody reads it", s.Name, c.Name)
			}
		}
	}
	if idle == 0 {
		t.Error("no column is marked as not used yet")
	}
}
