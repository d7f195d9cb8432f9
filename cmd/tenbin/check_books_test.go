package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// dealBook is a made-up workbook of deals while it is written.
type dealBook struct {
	t *testing.T
	f *excelize.File
}

var dealHeads = []any{"line_id", "date", "salesperson", "client", "list_amount", "net_amount", "authorised_rate"}

// newDeals is a workbook of six good lines of 1,000 yen list; what follows makes it
// odd or broken.
func newDeals(t *testing.T) *dealBook {
	b := &dealBook{t, excelize.NewFile()}
	t.Cleanup(func() { b.f.Close() })
	b.lines("Sheet1", 1)
	return b
}

// lines writes heading and six lines into a sheet, the heading at the row given.
func (b *dealBook) lines(sheet string, row int) {
	b.t.Helper()
	b.row(sheet, row, dealHeads...)
	for i := range 6 {
		b.row(sheet, row+1+i, fmt.Sprintf("L%d", i+1), fmt.Sprintf("2026-10-%02d", i+1), "Abe", "Kita", 1000, 950, .05)
	}
}

func (b *dealBook) row(sheet string, row int, cells ...any) {
	b.t.Helper()
	b.must(b.f.SetSheetRow(sheet, "A"+strconv.Itoa(row), &cells))
}

func (b *dealBook) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *dealBook) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	b.must(b.f.Write(&out))
	return out.Bytes()
}

// rezip writes the parts of a workbook anew: changed, and some of them twice.
func rezip(t *testing.T, book []byte, change func(part, text string) string, twice ...string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	changed := false
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		in.Close()
		after := change(f.Name, string(text))
		changed = changed || after != string(text)
		times := 1
		for _, n := range twice {
			if n == f.Name {
				times, changed = 2, true
			}
		}
		for range times {
			part, err := w.Create(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(part, after)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !changed {
		t.Fatal("the workbook is as it was")
	}
	return out.Bytes()
}

const sheetPart = "xl/worksheets/sheet1.xml"

// sheetWith changes the XML of the first sheet.
func (b *dealBook) sheetWith(change func(string) string) []byte {
	b.t.Helper()
	return rezip(b.t, b.bytes(), func(part, text string) string {
		if part == sheetPart {
			return change(text)
		}
		return text
	})
}

// replaced replaces one piece of the first sheet's XML.
func (b *dealBook) replaced(old, new string) []byte {
	return b.sheetWith(func(s string) string { return strings.Replace(s, old, new, 1) })
}

// cell replaces one cell of the first sheet by XML.
func (b *dealBook) cell(name, xml string) []byte {
	old := regexp.MustCompile(`<c r="` + name + `"[^>]*>.*?</c>`)
	return b.sheetWith(func(s string) string { return old.ReplaceAllLiteralString(s, xml) })
}

// dateBook puts the formats that only East Asian workbooks have, 17 of dates and two of
// times, on lines of their own, counted from 1900 or from 1904.
func dateBook(t *testing.T, epoch1904 bool) []byte {
	b := &dealBook{t, excelize.NewFile()}
	defer b.f.Close()
	b.row("Sheet1", 1, dealHeads...)
	serial := 46296 // 2026-10-01
	if epoch1904 {
		on := true
		b.must(b.f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}))
		serial -= 1462
	}
	var ids []string
	for id := 27; id <= 58; id++ {
		if id > 36 && id < 50 {
			continue
		}
		row := len(ids) + 2
		value := float64(serial + len(ids))
		if id == 32 || id == 33 { // times of day: no date
			value = .75
		}
		b.row("Sheet1", row, "L"+strconv.Itoa(id), value, "Abe", "Kita", 1000, 950, .05)
		format := fmt.Sprintf("0.%0*d", len(ids)+1, 0) // one style each, renumbered below
		style, err := b.f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		b.must(err)
		b.must(b.f.SetCellStyle("Sheet1", "B"+strconv.Itoa(row), "B"+strconv.Itoa(row), style))
		ids = append(ids, strconv.Itoa(id))
	}
	own := regexp.MustCompile(`numFmtId="(1[6-9]\d)"`)
	return rezip(t, b.bytes(), func(part, text string) string {
		i := strings.Index(text, "<cellXfs")
		if part != "xl/styles.xml" || i < 0 {
			return text
		}
		n := 0
		return text[:i] + own.ReplaceAllStringFunc(text[i:], func(string) string { n++; return `numFmtId="` + ids[n-1] + `"` })
	})
}

func readBytes(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// encrypted is a workbook of ingest/format/xlsx's own test, one for each scheme.
func encrypted(t *testing.T, name string) []byte {
	return readBytes(t, filepath.Join("..", "..", "ingest", "format", "xlsx", "testdata", "encrypted", name))
}
