package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// written is one line of the page "Reading a cell": what stands in a cell of a column, and
// what it must be read as.
type written struct {
	row    string   // of the page: numbers, rates, dates, nulls, text
	text   string   // the cell
	among  []string // the other cells of the column, which resolve what no cell resolves alone
	column string   // canonical
	want   string   // the value as shown below; "-" = nothing; "error CODE"
}

// base is a deal line that is right; a form replaces or adds one cell of it.
var base = [][2]string{{"line_id", "L%d"}, {"date", "2026-10-01"}, {"salesperson", "S"}, {"client", "C"}, {"net_amount", "100"}}

// grid is the made-up file that holds a form: heading, the cell, the cells beside it.
func (f written) grid() (rows [][]string, column int) {
	heads := make([]string, 0, len(base)+1)
	column = -1
	for i, b := range base {
		heads = append(heads, b[0])
		if b[0] == f.column {
			column = i
		}
	}
	if column < 0 {
		column = len(heads)
		heads = append(heads, f.column)
	}
	rows = [][]string{heads}
	for n, text := range append([]string{f.text}, f.among...) {
		row := make([]string, len(heads))
		for i, b := range base {
			row[i] = strings.Replace(b[1], "%d", strconv.Itoa(n+1), 1)
		}
		row[column] = text
		rows = append(rows, row)
	}
	return rows, column
}

// asCSV writes rows as delimited text.
func asCSV(t testing.TB, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asXLSX writes rows as a sheet of text cells.
func asXLSX(t testing.TB, rows [][]string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range rows {
		for c, text := range row {
			if err := f.SetCellStr("Sheet1", at(c, r), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	return saved(t, f)
}

// at names the cell of a column and a row, both from 0.
func at(column, row int) string { return table.ColumnLetters(column+1) + strconv.Itoa(row+1) }

func saved(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// patched rewrites one part of a workbook: for what no library writes.
func patched(t testing.TB, book, part string, change func(string) string) string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
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
		if f.Name == part {
			after := change(string(text))
			if after == string(text) {
				t.Fatalf("%s is unchanged", part)
			}
			text = []byte(after)
		}
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// deals opens one made-up deals file of a firm in Tokyo.
func deals(t testing.TB, name, content string) *Input {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Skip("no time zones on this machine: ", err)
	}
	in, err := Open(context.Background(), Sources{Base: dir, Location: tokyo, Currency: "JPY", Tables: map[string][]source.Source{"deals": {{Files: []string{name}}}}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	return in
}

// seen is what the first row below the heading gives for a column: its value, "-" or
// "error CODE (CELL)".
func seen(t testing.TB, in *Input, column string) string {
	t.Helper()
	lines := strings.Split(dump(t, in, "deals", "line_id", column), "\n")
	for _, l := range lines {
		if v, ok := strings.CutPrefix(l, "L1 | "); ok {
			return shownAs(column, v)
		}
	}
	for _, e := range in.RowErrors() {
		if e.Place.Row == 2 {
			p := e.Place
			p.Column = e.Cells[0].Column
			return fmt.Sprintf("error %s (%s)", e.Cells[0].Reason.Code(), strings.SplitN(p.String(), ":", 2)[1])
		}
	}
	return "lost"
}

// shownAs prints an integer of a canonical column in its pretty unit.
func shownAs(column, v string) string {
	scale := map[string]int{"quantity": 6, "authorised_rate": 9}[column]
	n, err := strconv.ParseInt(v, 10, 64)
	if scale == 0 || err != nil {
		return v
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := fmt.Sprintf("%0*d", scale+1, n)
	return sign + strings.TrimSuffix(strings.TrimRight(digits[:len(digits)-scale]+"."+digits[len(digits)-scale:], "0"), ".")
}
