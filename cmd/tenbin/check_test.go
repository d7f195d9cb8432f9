package main

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/simulate"
)

// TestPlantedErrors checks the bad example: every planted error stands on the
// workbook in both languages with its file, cell, value, reason and what to do, and
// nothing else does.
func TestPlantedErrors(t *testing.T) {
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := run([]string{"check", "--example", dir}, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitWarnings {
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
		others := map[string][][]string{}
		for i, key := range []string{"summary", "rows", "alone", "names", "columns", "again", "outside"} {
			if others[key], err = f.GetRows(f.GetSheetName(i)); err != nil {
				t.Fatal(err)
			}
		}
		f.Close()
		plantedElsewhere(t, language, others)
		left := 0
		for _, r := range rows {
			if len(r) > 2 && strings.HasPrefix(r[2], "exports/") {
				left++
			}
		}
		for _, p := range planted {
			reasons[p.Reason.Code()] = true
			cell := strconv.FormatInt(p.Row, 10)
			switch {
			case p.Sheet != "":
				cell = table.ColumnLetters(p.Column) + cell
			case p.Column > 0:
				cell += ":" + strconv.Itoa(p.Column)
			}
			found := 0
			for _, r := range rows {
				if len(r) < 9 || r[2] != "exports/"+p.File || r[3] != p.Sheet || r[4] != cell || r[7] != p.Reason.Sentence(language) {
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
	if len(reasons) != 19 {
		t.Errorf("%d kinds of error are planted, want 19", len(reasons))
	}
}

// plantedElsewhere looks for what is no error: questions, lines without a salesperson,
// rows that stand twice, a column that went, totals.
func plantedElsewhere(t *testing.T, language string, sheets map[string][][]string) {
	t.Helper()
	lines := func(key string) (list []string) {
		for _, r := range sheets[key] {
			for i := range r {
				r[i] = strings.TrimSpace(r[i]) // what a number format leaves for a bracket
			}
			list = append(list, strings.Join(r, "|"))
		}
		return list
	}
	count := func(key string, parts ...string) (n int) {
		for _, l := range lines(key) {
			all := true
			for _, p := range parts {
				all = all && strings.Contains(l, p)
			}
			if all {
				n++
			}
		}
		return n
	}
	for _, r := range simulate.DemoBadRemarks() {
		place := ""
		if r.File != "" {
			place = "|" + table.Place{File: "exports/" + r.File, Sheet: r.Sheet, Row: r.Row, Column: r.Column}.String() + "|"
		}
		if n := count("names", r.First, r.Second, place); n != 1 {
			t.Errorf("%s: %d questions of %s name %q and %q at %q, want 1:\n%s", language, n, r.Code, r.First, r.Second, place, strings.Join(lines("names"), "\n"))
		}
	}
	if n := len(sheets["names"]) - 3; n != len(simulate.DemoBadRemarks()) { // title, lead, heading
		t.Errorf("%s: %d questions are asked, %d were planted:\n%s", language, n, len(simulate.DemoBadRemarks()), strings.Join(lines("names"), "\n"))
	}
	if n := count("columns", "bad-example.csv"); n != 0 {
		t.Errorf("%s: files of different layouts are compared:\n%s", language, strings.Join(lines("columns"), "\n"))
	}
	for _, c := range []struct {
		sheet string
		parts []string
	}{
		{"alone", []string{"exports/orders-2026-10.xlsx|売上|29|"}}, {"alone", []string{"exports/orders-2026-10.xlsx|売上|30|"}},
		{"again", []string{"exports/orders-2026-09.xlsx|売上|3|exports/orders-2026-10.xlsx:売上|3"}}, // W02, corrected
		{"again", []string{"exports/orders-2026-10.xlsx|売上|2|exports/orders-2026-09.xlsx:売上|2"}}, // W01
		{"again", []string{"exports/orders-2026-10.xlsx|売上|4|exports/orders-2026-09.xlsx:売上|4"}}, // W03
		{"columns", []string{"exports/orders-2026-10.xlsx", "備考", "exports/orders-2026-09.xlsx"}},
		{"outside", []string{"exports/orders-2026-10.xlsx|売上|33|", "総計"}},
		{"outside", []string{"exports/bad-example.csv", "合計"}},
	} {
		if n := count(c.sheet, c.parts...); n != 1 {
			t.Errorf("%s: %q stands %d times on the sheet %s:\n%s", language, c.parts, n, c.sheet, strings.Join(lines(c.sheet), "\n"))
		}
	}
}
