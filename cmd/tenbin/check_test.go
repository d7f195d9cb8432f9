package main

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tenbin/metrics/simulate"
)

// TestPlantedErrors checks the bad example: every planted error stands on the
// workbook in both languages with its file, cell, value, reason and what to do, and
// nothing else does.
func TestPlantedErrors(t *testing.T) {
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := run([]string{"check", "--example", dir}, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != exitWarnings {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	_, planted := simulate.DemoBad()
	reasons := map[string]bool{}
	for language, file := range map[string]string{"ja": "data-quality.xlsx", "en": "data-quality.en.xlsx"} {
		f, err := excelize.OpenFile(filepath.Join(dir, "out", "_check", simulate.DemoMonth.String(), file))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(f.GetSheetName(1))
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		left := 0
		for _, r := range rows {
			if len(r) > 2 && strings.HasPrefix(r[2], "exports/") {
				left++
			}
		}
		for _, p := range planted {
			reasons[p.Reason.Code()] = true
			cell := strconv.FormatInt(p.Row, 10)
			if p.Column > 0 {
				cell += ":" + strconv.Itoa(p.Column)
			}
			found := 0
			for _, r := range rows {
				if len(r) < 9 || r[2] != "exports/"+p.File || r[4] != cell || r[7] != p.Reason.Sentence(language) {
					continue
				}
				if r[8] != p.Reason.ToDo(language) {
					t.Errorf("%s: %s %s says what to do as %q", language, p.File, cell, r[8])
				}
				if utf8.ValidString(p.Value) && r[6] != p.Value {
					t.Errorf("%s: %s %s shows %q, written is %q", language, p.File, cell, r[6], p.Value)
				}
				found++
			}
			if found == 0 {
				t.Errorf("%s: %s at %s %s is not on the workbook", language, p.Reason.Code(), p.File, cell)
			}
			left -= found
		}
		if left != 0 {
			t.Errorf("%s: %d cells more are listed than were planted", language, left)
			for _, r := range rows {
				t.Logf("%q", r)
			}
		}
	}
	if len(reasons) != 16 {
		t.Errorf("%d kinds of error are planted, want 16", len(reasons))
	}
}
