package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
)

// runIn runs the command line in English and returns the publication's directory with
// its assessment as JSON says it.
func runIn(t *testing.T, month string, args ...string) (string, map[string]any) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	if code := run(append(args, "--month", month, "--out", out, "--language", "en"), host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitDone && code != cli.ExitWarnings {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	dir := filepath.Join(out, month, "v1")
	text, err := os.ReadFile(filepath.Join(dir, "operator", "assessment.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a map[string]any
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	return dir, a
}

func workbookAt(t *testing.T, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// list is a list of objects in a JSON object.
func list(m map[string]any, key string) []map[string]any {
	all, _ := m[key].([]any)
	rows := make([]map[string]any, 0, len(all))
	for _, x := range all {
		rows = append(rows, x.(map[string]any))
	}
	return rows
}

// at is the number at a dotted key of a JSON object; ok tells null apart.
func at(m map[string]any, key string) (v float64, ok bool) {
	for {
		head, tail, more := strings.Cut(key, ".")
		if !more {
			v, ok = m[head].(float64)
			return v, ok
		}
		m, _ = m[head].(map[string]any)
		key = tail
	}
}

// sheetRows are the rows of a table below the row that holds the first heading, each by
// heading, as the cells hold them.
func sheetRows(t *testing.T, f *excelize.File, sheet, first string) []map[string]string {
	t.Helper()
	grid, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	var rows []map[string]string
	for _, line := range grid {
		switch {
		case len(line) > 0 && line[0] == first && head == nil:
			head = line
		case head != nil:
			row := map[string]string{}
			for k, text := range line {
				if k < len(head) {
					row[head[k]] = text
				}
			}
			rows = append(rows, row)
		}
	}
	if head == nil {
		t.Fatalf("sheet %s has no heading %q", sheet, first)
	}
	return rows
}
