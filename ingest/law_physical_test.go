package ingest

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"tenbin/ingest/source"
)

// linesInCSV counts physical lines by their ends, and lines that stand inside cells by
// encoding/csv: neither knows the reader.
func linesInCSV(t testing.TB, text string) (lines, inside int64) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		for _, cell := range record {
			inside += int64(strings.Count(cell, "\n"))
		}
	}
	lines = int64(strings.Count(text, "\n"))
	if !strings.HasSuffix(text, "\n") {
		lines++
	}
	return lines, inside
}

// rowsInXLSX counts the rows of a workbook that hold a cell, and its cells that hold a text,
// in the XML of its sheets.
func rowsInXLSX(t testing.TB, content string) (rows, cells int64) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		d, inRow := xml.NewDecoder(f), false
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			switch e.Name.Local {
			case "row":
				inRow = false
			case "c":
				cells++
				if !inRow {
					rows, inRow = rows+1, true
				}
			}
		}
		f.Close()
	}
	return rows, cells
}

// TestLawOfLines: what is used and what is named as not used are all lines of a csv and all
// rows of a workbook, counted without the reader.
func TestLawOfLines(t *testing.T) {
	noted := func(rows [][]string, note string) (out [][]string) {
		for i, r := range rows {
			text := ""
			if i%3 == 1 {
				text = note
			}
			out = append(out, append(append([]string{}, r...), text))
		}
		return out
	}
	front := func(rows [][]string, note string) (out [][]string) {
		for _, r := range noted(rows, note) {
			out = append(out, append([]string{r[len(r)-1]}, r[:len(r)-1]...))
		}
		return out
	}
	head := func(h []string, note string) []string { return append(append([]string{}, h...), note) }
	blank := []string{"", "", "", "", "", "", "", ""}
	for _, c := range []struct {
		name string
		rows [][]string
		used int64
		head int64 // lines up to the heading
	}{
		{"plain", tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 12), "x")), 12, 1},
		{"line ends within cells", tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 12), "a\nb, \"c\"\n\nd")), 12, 1},
		{"改行のある備考", tableOf(head(headJA, "備考"), noted(linesOf("A", 0, 9), "一行目\n二行目")), 9, 1},
		{"two lines in the last column", tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 9), "a\nb")), 9, 1},
		{"two lines in the last column, with figures", tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 30), "call 3\n2026-10-02, 5 pcs")), 30, 1},
		{"two lines in the first column", tableOf(append([]string{"memo"}, headEN...), front(linesOf("A", 0, 9), "a 1\nb 2")), 9, 1},
		{"先頭列の改行", tableOf(append([]string{"備考"}, headJA...), front(linesOf("A", 0, 9), "一行目\n二行目")), 9, 1},
		{"titles above", append([][]string{{"Report"}, {"made 2026-10-02"}}, tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 7), "x\ny"))...), 7, 3},
		{"blank rows between", append(append(tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 5), "x")), blank, blank), noted(linesOf("B", 0, 4), "y")...), 9, 1},
		{"a total below", append(tableOf(head(headJA, "備考"), noted(linesOf("A", 0, 5), "x")), []string{"合計", "", "", "", "", "5010", "4510", ""}), 5, 1},
		{"rows that cannot be read", append(tableOf(head(headEN, "memo"), noted(linesOf("A", 0, 60), "x")), []string{"Z1", "2026-09-31", "S1", "C1", "P1", "100", "90", ""}), 60, 1},
		{"the heading once more", append(append(tableOf(head(headJA, "備考"), noted(linesOf("A", 0, 5), "x")), head(headJA, "備考")), noted(linesOf("B", 0, 4), "y\nz")...), 9, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := asCSV(t, c.rows)
			lines, inside := linesInCSV(t, text)
			in := must(t, files(t, map[string]string{"d.csv": text}), map[string]source.Source{"deals": {Files: []string{"d.csv"}}})
			readAll(t, in)
			n := in.Counts()
			if got := n.RowsRead + inside + c.head; got != lines || !n.Whole() || n.Records != c.used {
				t.Errorf("csv: %d of %d lines, %+v, want %d used", got, lines, n, c.used)
			}
			book := asXLSX(t, c.rows)
			rows, _ := rowsInXLSX(t, book)
			in = must(t, files(t, map[string]string{"d.xlsx": book}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}}})
			readAll(t, in)
			n = in.Counts()
			if got := n.RowsRead + c.head; got != rows || !n.Whole() || n.Records != c.used {
				t.Errorf("xlsx: %d of %d rows, %+v, want %d used", got, rows, n, c.used)
			}
		})
	}
}

// TestLawOfSheets: of a workbook with several sheets every row is used or stands in a sentence
// that names its sheet with the number of its rows.
func TestLawOfSheets(t *testing.T) {
	for _, h := range [][]string{headEN, headJA} {
		book := workbookOf(t, gridOf{name: "9月", rows: tableOf(h, linesOf("S", 0, 11))}, gridOf{name: "8月", rows: tableOf(h, linesOf("A", 0, 8))}, gridOf{name: "予算", rows: tableOf(h, linesOf("X", 0, 6))}, gridOf{name: "8月 (2)", rows: tableOf(h, linesOf("A", 0, 8))})
		rows, cells := rowsInXLSX(t, book)
		if cells != rows*int64(len(h)) {
			t.Fatal("counted wrongly", rows, cells)
		}
		in := must(t, files(t, map[string]string{"d.xlsx": book}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}}})
		readAll(t, in)
		n := in.Counts()
		named := int64(0)
		for _, r := range in.Remarks() {
			if r.Code == "not_read" && strings.Contains(r.Text.EN, fmt.Sprint(6)) && r.Place.Sheet == "予算" {
				named += 6
			}
		}
		if headings := int64(4); n.RowsRead+named+headings != rows || n.Records != 19 || n.Repeated != 8 {
			t.Errorf("%d rows, %+v, %d named; %+v", rows, n, named, in.Remarks())
		}
	}
}
