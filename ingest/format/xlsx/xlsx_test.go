package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/format/raw"
)

// parts of a small workbook; tests replace one of them.
func parts(sheet string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     `<workbook xmlns:r="q"><workbookPr/><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml": `<sst><si><t>得意先</t></si><si><r><t>高</t></r><r><t>砂</t></r><rPh sb="0" eb="1"><t>タカ</t></rPh></si></sst>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="32"/><xf numFmtId="57"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": sheet,
	}
}

func data(rows string) string { return `<worksheet><sheetData>` + rows + `</sheetData></worksheet>` }

// write zips parts into a file.
func write(t testing.TB, p map[string]string, twice ...string) string {
	t.Helper()
	return saved(t, zipped(t, p, twice...))
}

// zipped zips parts in a fixed order; twice names a part that is written twice.
func zipped(t testing.TB, p map[string]string, twice ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	names := []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"}
	for _, n := range append(names, twice...) {
		if text, ok := p[n]; ok {
			w, err := z.Create(n)
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(text))
		}
	}
	z.Close()
	return buf.Bytes()
}

// dump reads every sheet: "row: text/hint | …".
func dump(path, password string, limits raw.Limits) (string, error) {
	book, err := Open(path, password, limits)
	if err != nil {
		return "", err
	}
	defer book.Close()
	var b strings.Builder
	for _, s := range book.Sheets {
		err := s.Read(context.Background(), 0, func(k *raw.Block) error {
			for i := range k.Rows() {
				fmt.Fprintf(&b, "%d:", k.Row[i])
				for j := range k.Width(i) {
					text, h := k.Cell(i, j)
					fmt.Fprintf(&b, " %s/%d", text, h)
				}
				b.WriteByte('\n')
			}
			return nil
		})
		if err != nil {
			return b.String(), err
		}
	}
	return b.String(), nil
}

// Every form of cell, by hand: what the saved XML says is what comes out.
func TestCells(t *testing.T) {
	sheet := data(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` +
		`<row r="3"><c r="A3"><v>1234.5</v></c><c r="C3" s="1"><v>46326</v></c><c r="D3" s="2"><v>0.05</v></c><c r="E3" s="3"><v>46113</v></c><c r="F3" s="4"><v>0.75</v></c><c r="G3" s="5"><v>46113</v></c></row>` +
		`<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#REF!</v></c><c r="C4"><f>A1*2</f></c><c r="D4"><f>A3</f><v>7</v></c><c r="E4" t="inlineStr"><is><t>直接</t></is></c><c r="F4" s="6"><v>2.5</v></c><c r="G4" s="7"><v>46326.5</v></c></row>` +
		`<row r="5"><c r="A5" s="1"/></row><row r="6"><c r="A6" s="1"><v>59</v></c><c r="B6" s="1"><v>61</v></c><c r="C6" s="1"><v>0</v></c></row>`)
	got, err := dump(write(t, parts(sheet)), "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := "1: 得意先/1 高砂/1\n" +
		"3: 1234.5/2 /0 2026-10-31/4 0.05/3 2026-04-01/4 18:00:00/6 2026-04-01/4\n" +
		"4: true/7 #REF!/8 /9 7/2 直接/1 2.5/2 2026-10-31T12:00:00/5\n" +
		"5:\n6: 1900-02-28/4 1900-03-01/4 1900-01-00/4\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The 1904 system counts from 1 January 1904; rows and cells without r= follow on.
func TestEpoch1904AndMissingReferences(t *testing.T) {
	p := parts(data(`<row><c t="s"><v>0</v></c></row><row><c s="1"><v>44864</v></c><c><v>2</v></c></row>`))
	p["xl/workbook.xml"] = strings.Replace(p["xl/workbook.xml"], "<workbookPr/>", `<workbookPr date1904="1"/>`, 1)
	got, err := dump(write(t, p), "", raw.Limits{})
	if want := "1: 得意先/1\n2: 2026-10-31/4 2/2\n"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

// 60,000 rows that hold formats and no text are rows without cells: they are counted,
// cost next to nothing and shift no row number.
func TestBlankTail(t *testing.T) {
	var b, want strings.Builder
	b.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	want.WriteString("1: 1/2\n")
	for r := 2; r < 60002; r++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="1"/></row>`, r, r)
		fmt.Fprintf(&want, "%d:\n", r)
	}
	b.WriteString(`<row r="60002"><c r="A60002"><v>2</v></c></row>`)
	want.WriteString("60002: 2/2\n")
	if got, err := dump(write(t, parts(data(b.String()))), "", raw.Limits{}); err != nil || got != want.String() {
		t.Errorf("%d bytes beginning %.60q, want %d: %v", len(got), got, want.Len(), err)
	}
}

// What excelize writes is what we read, cell by cell.
func TestAgreesWithExcelize(t *testing.T) {
	f := excelize.NewFile()
	var want strings.Builder
	for r := 1; r <= 50; r++ {
		fmt.Fprintf(&want, "%d:", r)
		for c := 1; c <= 6; c++ {
			name, _ := excelize.CoordinatesToCellName(c, r)
			if (r+c)%3 == 0 {
				text := fmt.Sprintf("値 %d & <%d>", r, c)
				f.SetCellStr("Sheet1", name, text)
				fmt.Fprintf(&want, " %s/1", text)
			} else {
				f.SetCellInt("Sheet1", name, int64(r*1000+c))
				fmt.Fprintf(&want, " %d/2", r*1000+c)
			}
		}
		want.WriteByte('\n')
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if got, err := dump(path, "", raw.Limits{}); err != nil || got != want.String() {
		t.Errorf("%v\n%s", err, got)
	}
}

// What real exports do that a simple reader gets wrong.
func TestForms(t *testing.T) {
	sheetOf := func(s string) map[string]string { return parts(s) }
	for _, c := range []struct {
		name, want string
		parts      map[string]string
	}{
		{"a prefix on every element", "1: 得意先/1\n", sheetOf(`<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`)},
		{"drawings with rows of their own", "1: 1/2\n", sheetOf(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><controls><anchor><from><row>12</row><c>1</c></from></anchor></controls></worksheet>`)},
		{"merged titles above the heading", "1: 売上一覧/1\n2:\n3: 日付/1 金額/1\n4: 2026-10-31/4 5/2\n", sheetOf(`<worksheet><sheetData>` +
			`<row r="1"><c r="A1" t="str"><v>売上一覧</v></c><c r="B1" s="1"/></row><row r="2"/><row r="3"><c r="A3" t="str"><v>日付</v></c><c r="B3" t="str"><v>金額</v></c></row>` +
			`<row r="4"><c r="A4" s="1"><v>46326</v></c><c r="B4"><v>5</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`)},
		{"a row formatted to its very end", "1: 1/2\n", sheetOf(data(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>`))},
		{"references left out here and there", "1: 1/2 2/2 /0 /0 5/2 6/2\n2: 3/2\n", sheetOf(data(`<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c></row><row><c r="A2"><v>3</v></c></row>`))},
		{"ISO dates of the strict form", "1: 2026-10-31/4 2026-10-31T09:15:00/5 09:15:00/6\n", sheetOf(data(`<row><c t="d"><v>2026-10-31</v></c><c t="d"><v>2026-10-31T09:15:00</v></c><c t="d"><v>09:15:00</v></c></row>`))},
		{"formulas with and without a result", "1: 7/2 /9 /9 x/1 /9 true/7 #DIV/0!/8\n", sheetOf(data(`<row><c><f>A1</f><v>7</v></c><c><f>B1</f></c><c><f t="shared" si="0"/><v/></c><c t="str"><f>D1</f><v>x</v></c><c t="b"><f>1</f></c><c t="b"><f>1</f><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`))},
		{"a formula whose result is the empty text", "1: 1/2 /0 2/2\n", sheetOf(data(`<row><c><v>1</v></c><c t="str"><f>""</f><v></v></c><c><v>2</v></c></row>`))},
		{"types that do not fit", "1: abc/0 7/0 1/0\n", sheetOf(data(`<row><c><v>abc</v></c><c t="b"><v>7</v></c><c t="z"><v>1</v></c></row>`))},
		{"a text saved without its type", "1: abc/0\n", sheetOf(data(`<row><c><is><t>abc</t></is></c></row>`))},
		{"spaces, line ends and entities", "1:  a\nb <&>/1\n", sheetOf(data("<row><c t=\"str\"><v> a\r\nb &lt;&amp;&gt;</v></c></row>"))},
		{"readings of kanji in an inline text", "1: 高砂/1\n", sheetOf(data(`<row><c t="inlineStr"><is><r><t>高</t></r><rPh sb="0" eb="1"><t>タカ</t></rPh><r><t>砂</t></r></is></c></row>`))},
	} {
		if got, err := dump(write(t, c.parts), "", raw.Limits{}); err != nil || got != c.want {
			t.Errorf("%s: %v\n got %q\nwant %q", c.name, err, got, c.want)
		}
	}
}

// Date formats 27–31, 34–36 and 50–58 are days, 32 and 33 times, in both systems.
func TestEastAsianFormats(t *testing.T) {
	for _, epoch1904 := range []bool{false, true} {
		p := parts("")
		serial, want := 46326, ""
		if epoch1904 {
			serial -= 1462
			p["xl/workbook.xml"] = strings.Replace(p["xl/workbook.xml"], "<workbookPr/>", `<workbookPr date1904="true"/>`, 1)
		}
		var styles, row strings.Builder
		n := 0
		for id := 27; id <= 58; id++ {
			if id > 36 && id < 50 {
				continue
			}
			fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, id)
			if id == 32 || id == 33 {
				fmt.Fprintf(&row, `<c s="%d"><v>0.75</v></c>`, n)
				want += " 18:00:00/6"
			} else {
				fmt.Fprintf(&row, `<c s="%d"><v>%d</v></c>`, n, serial)
				want += " 2026-10-31/4"
			}
			n++
		}
		p["xl/styles.xml"] = `<styleSheet><cellXfs>` + styles.String() + `</cellXfs></styleSheet>`
		p["xl/worksheets/sheet1.xml"] = data(`<row>` + row.String() + `</row>`)
		if got, err := dump(write(t, p), "", raw.Limits{}); err != nil || got != "1:"+want+"\n" {
			t.Errorf("1904 %t: %v\n got %s\nwant %s", epoch1904, err, got, want)
		}
	}
}

// Sheets come in the workbook's order, hidden ones too; a chart sheet is said to be left out.
func TestSheets(t *testing.T) {
	f := excelize.NewFile()
	f.SetSheetName("Sheet1", "ピボット")
	f.SetCellStr("ピボット", "B2", "合計 / 金額")
	f.NewSheet("明細")
	f.SetCellStr("明細", "A1", "伝票No")
	f.SetSheetVisible("明細", false)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	book, err := Open(path, "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "ピボット 明細" {
		t.Errorf("sheets %s", got)
	}
	if got := strings.Join(book.Remarks, "; "); got != "workbook with 2 sheets; sheet 明細 is hidden" {
		t.Errorf("remarks %q", got)
	}
	if got, err := dump(path, "", raw.Limits{}); err != nil || got != "2: /0 合計 / 金額/1\n1: 伝票No/1\n" {
		t.Errorf("%q, %v", got, err)
	}
	p := parts(data(""))
	p["xl/workbook.xml"] = `<workbook xmlns:r="q"><sheets><sheet name="図" sheetId="2" r:id="z"/><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>`
	p["xl/_rels/workbook.xml.rels"] = strings.Replace(p["xl/_rels/workbook.xml.rels"], "<Relationships>", `<Relationships><Relationship Id="z" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>`, 1)
	chart, err := Open(write(t, p), "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer chart.Close()
	if len(chart.Sheets) != 1 || len(chart.Remarks) != 2 || chart.Remarks[1] != "sheet 図 left out: a chartsheet" {
		t.Errorf("%d sheets, remarks %q", len(chart.Sheets), chart.Remarks)
	}
}
