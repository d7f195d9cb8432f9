package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
)

// readOf runs tenbin read on a file of this content.
func readOf(t *testing.T, name, content string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	code = run(append([]string{"read", path, "--lang", "en"}, args...), host{stdout: &out, stderr: &said, env: func(string) string { return "" }})
	return strings.ReplaceAll(out.String(), "\r\n", "\n"), strings.ReplaceAll(said.String(), path, name), code
}

// TestReadOddFiles: what was left out is named, and nothing is printed that is no table.
func TestReadOddFiles(t *testing.T) {
	small := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "Ann%d,%d\n", i, 100+i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name, in, first string
		lines           int // of stdout
		says, silent    string
	}{
		{"a title wider than the table", "Sales,printed by Ann,on Friday,13 March 2026\nmonth,net\n2026-01,5\n2026-02,6\n", "month,net", 3, "heading: row 2", "another table"},
		{"題名が表より広い", "売上報告,作成者 津田,2026年3月,第一版\n月,金額\n2026-01,5\n2026-02,6\n", "月,金額", 3, "heading: row 2", "another table"},
		{"a title and a blank row", "Report,for all,of the north\n\nday,rep,net\n2026-01-01,Ann,5\n", "day,rep,net", 2, "heading: row 3", "another table"},
		{"a wide heading of few cells", "day,rep,net,note,memo,mark,text\n2026-01-01,Ann,5\n2026-01-02,Bob,6\n", "day,rep,net,note,memo,mark,text", 3, "heading: row 1", "another table"},
		{"words alone below a heading", "rep,client,remark\nAnn,Acme\nBob,Bolt\n", "rep,client,remark", 3, "heading: row 1", "another table"},
		{"a small table behind", "rep,net\n" + small(30) + "\ncode,name,rate,tax\n1,x,5,10\n2,y,6,10\n", "rep,net", 31, "another table from row 33 on (2 rows)", "bad_quote"},
		{"a small table in front", "code,name,rate,tax\n1,x,5,10\n2,y,6,10\n\nrep,net\n" + small(30), "rep,net", 31, "another table from row 1 on (2 rows)", "ragged"},
		{"小さな表", "担当,金額\n" + small(12) + "\n参考\nコード,名称,率\n1,甲,5\n", "担当,金額", 13, "another table from row 16 on (1 rows)", ""},
		{"one heading twice", "rep,net\n" + small(5) + "\nrep,net\n" + small(4), "rep,net", 10, "1 repeated headings", "another table"},
		{"empty rows between", "rep,net\n" + small(3) + "\n" + small(3), "rep,net", 7, "1 blank", "another table"},
		{"stray quotes", "rep,net\nAnn,\"\nBob,5\nCid,\"\nDan,7\n", "rep,net", 5, "line 2, 4", "never closed"},
		{"a lone sign", "rep,net,note\nAnn,-,+\nBob,--,-x\n", "rep,net,note", 3, "heading: row 1", "another table"},
		{"one column", "name\nAnn Lee\nBob Ray\n", "name", 3, "only one column", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, said, code := readOf(t, "a.csv", c.in)
			if code != cli.ExitDone || !strings.HasPrefix(out, c.first+"\n") || strings.Count(out, "\n") != c.lines {
				t.Errorf("exit code %d, %d lines:\n%s", code, strings.Count(out, "\n"), out)
			}
			if !strings.Contains(said, c.says) || c.silent != "" && strings.Contains(said, c.silent) {
				t.Errorf("it says:\n%s\nnot %q", said, c.says)
			}
		})
	}
	if out, _, _ := readOf(t, "a.csv", "rep,net,note\nAnn,-,+\nBob,--,-x\nCid,-5,=1\n"); out != "rep,net,note\nAnn,-,+\nBob,--,'-x\nCid,-5,'=1\n" {
		t.Errorf("signs and formulas: %q", out)
	}
	for name, c := range map[string]struct{ in, says string }{
		"a.json":      {"[{\"day\":1}]", "a JSON file"},
		"~$a.xlsx":    {"\x05Tsuda", "without ~$"},
		"a.slk":       {"ID;PWXL\nC;X1;K1\n", "SYLK"},
		"a.mht":       {"MIME-Version: 1.0\n", "save it as .xlsx"},
		"a.xls":       {"<table><tr><td>1</td></tr></table>", "HTML table"},
		"b.xls":       {"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "SpreadsheetML"},
		"empty.csv":   {"", "the file is empty"},
		"torn.csv.gz": {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03abc", "torn gzip"},
		"a.csv.xz":    {"\xfd7zXZ\x00\x00\x04", "packed by xz"},
		"zeros.csv":   {"a,b\n1,2\n" + strings.Repeat("\x00", 100), "broken off"},
	} {
		out, said, code := readOf(t, name, c.in)
		if code != cli.ExitBlocked || out != "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit code %d, %q, %q", name, code, out, said)
		}
		// A run gives the same reason.
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.in), 0o600); err != nil {
			t.Fatal(err)
		}
		var checked bytes.Buffer
		code = run([]string{"check", "--deals", path, "--month", "2026-10", "--lang", "en", "--out", t.TempDir()}, host{stdout: &bytes.Buffer{}, stderr: &checked, env: func(string) string { return "" }})
		if reason, _, _ := strings.Cut(strings.TrimPrefix(said, "tenbin: "), " ("); code != cli.ExitBlocked || !strings.Contains(checked.String(), reason) {
			t.Errorf("%s: check says %q with exit code %d, read says %q", name, checked.String(), code, said)
		}
	}
}

// TestReadOddWorkbooks: sheets with one heading are read together, others named; formulas
// without a value and many footers are said.
func TestReadOddWorkbooks(t *testing.T) {
	book := func(fill func(f *excelize.File)) string {
		f := excelize.NewFile()
		defer f.Close()
		fill(f)
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	rows := func(f *excelize.File, sheet string, from, n int) {
		if i, _ := f.GetSheetIndex(sheet); i < 0 {
			f.NewSheet(sheet)
		}
		f.SetSheetRow(sheet, "A1", &[]any{"day", "rep", "net"})
		for i := range n {
			f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+2), &[]any{fmt.Sprintf("2026-09-%02d", from+i), "Ann", 100 + i})
		}
	}
	for _, c := range []struct {
		name  string
		fill  func(f *excelize.File)
		args  []string
		lines int
		says  []string
	}{
		{"two months", func(f *excelize.File) { rows(f, "Sheet1", 1, 3); rows(f, "Aug", 1, 4) }, nil, 8, []string{"Aug has the same heading and follows (4 rows)", "rows of the table: 7"}},
		{"one asked for", func(f *excelize.File) { rows(f, "Sheet1", 1, 3); rows(f, "Aug", 1, 4) }, []string{"--sheet", "Aug"}, 5, []string{"rows of the table: 4"}},
		{"a copy", func(f *excelize.File) { rows(f, "Sheet1", 1, 3); rows(f, "コピー", 1, 4) }, nil, 4, []string{"another sheet: コピー (4 rows)"}},
		{"a hidden sheet", func(f *excelize.File) { rows(f, "Sheet1", 1, 3); rows(f, "Old", 1, 4); f.SetSheetVisible("Old", false) }, nil, 4, []string{"another sheet: Old (4 rows)"}},
		{"another table", func(f *excelize.File) {
			rows(f, "Sheet1", 1, 3)
			f.NewSheet("Codes")
			f.SetSheetRow("Codes", "A1", &[]any{"code", "name"})
			f.SetSheetRow("Codes", "A2", &[]any{1, "x"})
		}, nil, 4, []string{"another sheet: Codes (1 rows)"}},
		{"a formula without a value", func(f *excelize.File) {
			rows(f, "Sheet1", 1, 3)
			f.SetCellValue("Sheet1", "C3", nil)
			f.SetCellValue("Sheet1", "C4", nil)
			f.SetCellFormula("Sheet1", "C3", "1+1")
			f.SetCellFormula("Sheet1", "C4", "1+2")
		}, nil, 4, []string{"2 formulas have no saved value (the first is Sheet1!C3)"}},
		{"many footers", func(f *excelize.File) {
			rows(f, "Sheet1", 1, 3)
			for i := range 30 {
				f.SetCellInt("Sheet1", fmt.Sprintf("A%d", i+5), int64(i))
			}
		}, nil, 4, []string{"30 rows behind the table hold a single cell each (30 of them a number)"}},
		{"three numbers behind", func(f *excelize.File) {
			rows(f, "Sheet1", 1, 3)
			for i := range 3 {
				f.SetCellInt("Sheet1", fmt.Sprintf("C%d", i+6), int64(i))
			}
		}, nil, 4, []string{"3 rows behind the table"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, said, code := readOf(t, "a.xlsx", book(c.fill), c.args...)
			if code != cli.ExitDone || strings.Count(out, "\n") != c.lines {
				t.Errorf("exit code %d, %d lines:\n%s\n%s", code, strings.Count(out, "\n"), out, said)
			}
			for _, w := range c.says {
				if !strings.Contains(said, w) {
					t.Errorf("it says\n%s\nnot %q", said, w)
				}
			}
		})
	}
}
