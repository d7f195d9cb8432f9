package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"tenbin/ingest/format/raw"
)

// Workbooks as other programs write them: each is read, and read right.
func TestOddWorkbooks(t *testing.T) {
	alternate := func(choice, fallback string) string {
		return `<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="hs">` + choice + `</mc:Choice>` + fallback + `</mc:AlternateContent>`
	}
	styles := func(xfs string) string {
		return `<styleSheet><fonts><font/></fonts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs count="9">` + xfs + `</cellXfs><cellStyles><cellStyle xfId="0"/></cellStyles></styleSheet>`
	}
	const serial = `<row r="1"><c r="A1" s="0"><v>46266</v></c><c r="B1" s="1"><v>46266</v></c><c r="C1" s="2"><v>46266</v></c></row>`
	plain, day := `<xf numFmtId="0"/>`, `<xf numFmtId="14"/>`
	both := alternate(day, `<mc:Fallback>`+day+`</mc:Fallback>`)
	wide := func(e unicode.Endianness, b unicode.BOMPolicy) func(string) string {
		return func(s string) string {
			out, err := unicode.UTF16(e, b).NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	for _, c := range []struct{ name, part, text, sheet, want string }{
		{"alternatives first", "xl/styles.xml", styles(both + plain + day), serial, "1: 2026-09-01/4 46266/2 2026-09-01/4\n"},
		{"alternatives in the middle", "xl/styles.xml", styles(plain + both + plain), serial, "1: 46266/2 2026-09-01/4 46266/2\n"},
		{"alternatives last", "xl/styles.xml", styles(plain + plain + both), serial, "1: 46266/2 46266/2 2026-09-01/4\n"},
		{"the fallback counts", "xl/styles.xml", styles(plain + alternate(`<xf numFmtId="10"/>`, `<mc:Fallback>`+day+`</mc:Fallback>`) + plain), serial, "1: 46266/2 2026-09-01/4 46266/2\n"},
		{"two choices", "xl/styles.xml", styles(plain + alternate(day+`</mc:Choice><mc:Choice Requires="x">`+day, `<mc:Fallback>`+plain+`</mc:Fallback>`) + day), serial, "1: 46266/2 46266/2 2026-09-01/4\n"},
		{"no fallback", "xl/styles.xml", styles(plain + alternate(day, ``) + plain), serial, "1: 46266/2 2026-09-01/4 46266/2\n"},
		{"nested deeper", "xl/styles.xml", styles(`<xf numFmtId="14"><alignment/>` + alternate(`<ext/>`, ``) + `</xf>` + plain + day), serial, "1: 2026-09-01/4 46266/2 2026-09-01/4\n"},
		{"alternatives in the workbook", "xl/workbook.xml", `<workbook>` + alternate(`<x15ac:absPath url="x"/>`, ``) + `<sheets><sheet name="表" r:id="a"/></sheets></workbook>`, `<row r="1"><c><v>1</v></c></row>`, "1: 1/2\n"},
		{"alternatives behind the rows", "", "", `<row r="1"><c><v>1</v></c></row></sheetData>` + alternate(`<controls/>`, `<mc:Fallback><row r="9"><c><v>9</v></c></row></mc:Fallback>`) + `<sheetData2>`, ""},
		{"alternatives in a text", "xl/sharedStrings.xml", `<sst><si>` + alternate(`<r><t>x</t></r>`, `<mc:Fallback><r><t>月</t></r></mc:Fallback>`) + `</si></sst>`, `<row r="1"><c t="s"><v>0</v></c></row>`, "1: 月/1\n"},

		{"a module", "xl/workbook.xml", `<workbook><sheets><sheet name="表" r:id="a"/><sheet name="Module1" state="veryHidden" r:id=""/></sheets></workbook>`, `<row r="1"><c><v>1</v></c></row>`, "1: 1/2\n"},
		{"a module in front", "xl/workbook.xml", `<workbook><sheets><sheet name="Module1" r:id=""/><sheet name="表" r:id="a"/></sheets></workbook>`, `<row r="1"><c><v>1</v></c></row>`, "1: 1/2\n"},
		{"a sheet without an id", "xl/workbook.xml", `<workbook><sheets><sheet name="表" r:id="a"/><sheet name="マクロ"/></sheets></workbook>`, `<row r="1"><c><v>1</v></c></row>`, "1: 1/2\n"},

		{"an inline text in v", "", "", `<row r="1"><c t="inlineStr"><v>東京</v></c><c t="inlineStr"><v>12</v></c></row>`, "1: 東京/1 12/1\n"},
		{"an inline text and a v", "", "", `<row r="1"><c t="inlineStr"><is><t>東京</t></is><v>0</v></c><c t="inlineStr"><v>0</v><is><t>a</t></is></c></row>`, "1: 東京/1 a/1\n"},
		{"a number and an inline text", "", "", `<row r="1"><c><v>5</v><is><t>x</t></is></c><c><is><t>x</t></is><v>6</v></c></row>`, "1: 5/2 6/2\n"},
		{"an inline text in runs", "", "", `<row r="1"><c t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r></is></c></row>`, "1: 東京/1\n"},

		{"an empty style", "", "", `<row r="1"><c r="A1" s=""><v>1</v></c><c r="B1" s="1"><v>46266</v></c></row>`, "1: 1/2 2026-09-01/4\n"},
		{"lower-case references", "", "", `<row r="1"><c r="a1"><v>1</v></c><c r="C1"><v>2</v></c><c r="aa1"><v>3</v></c></row>`, "1: 1/2 /0 2/2" + strings.Repeat(" /0", 23) + " 3/2\n"},

		{"strict days", "", "", `<row r="1"><c t="d"><v>2026-09-01</v></c><c t="d"><v>2026-09-02T11:00:00.00000020954757600</v></c><c t="d"><v>2026-09-30T23:59:59.99999999999808300</v></c></row>`, "1: 2026-09-01/4 2026-09-02T11:00:00/5 2026-10-01T00:00:00/5\n"},
		{"strict times", "", "", `<row r="1"><c t="d"><v>11:30:00.00000000000000001</v></c><c t="d"><v>23:59:59.99999999999</v></c><c t="d"><v>09:15:00.1234999</v></c></row>`, "1: 11:30:00/6 23:59:59.99999999999/6 09:15:00.123/6\n"},
		{"strict with a zone", "", "", `<row r="1"><c t="d"><v>2026-12-31T23:59:59.9999Z</v></c><c t="d"><v>2026-12-31T23:59:59.500+09:00</v></c></row>`, "1: 2027-01-01T00:00:00Z/5 2026-12-31T23:59:59.500+09:00/5\n"},
		{"strict nonsense", "", "", `<row r="1"><c t="d"><v>2026-13-31T23:59:59.99999</v></c><c t="d"><v>soon.99999</v></c></row>`, "1: 2026-13-31T23:59:59.99999/5 soon.99999/0\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parts(data(c.sheet))
			if c.part != "" {
				p[c.part] = c.text
			}
			want := c.want
			if want == "" {
				p["xl/worksheets/sheet1.xml"] = strings.Replace(data(c.sheet), "<sheetData2></sheetData>", "", 1)
				want = "1: 1/2\n"
			}
			if got, err := dump(write(t, p), "", raw.Limits{}); err != nil || got != want {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
		})
	}
	// Every part in every form of UTF-16.
	sheet := `<row r="1"><c t="s"><v>0</v></c><c r="B1" s="1"><v>46266</v></c><c t="inlineStr"><is><t>髙﨑🙂</t></is></c></row>`
	for name, f := range map[string]func(string) string{
		"LE": wide(unicode.LittleEndian, unicode.IgnoreBOM), "BE": wide(unicode.BigEndian, unicode.IgnoreBOM),
		"LE with a mark": wide(unicode.LittleEndian, unicode.UseBOM), "BE with a mark": wide(unicode.BigEndian, unicode.UseBOM),
	} {
		p := parts(data(sheet))
		for n := range p {
			p[n] = f(`<?xml version="1.0" encoding="UTF-16"?>` + p[n])
		}
		if got, err := dump(write(t, p), "", raw.Limits{}); err != nil || got != "1: 得意先/1 2026-09-01/4 髙﨑🙂/1\n" {
			t.Errorf("UTF-16 %s: %q, %v", name, got, err)
		}
	}
	book, err := Open(write(t, func() map[string]string {
		p := parts(data(""))
		p["xl/workbook.xml"] = `<workbook><sheets><sheet name="表" r:id="a"/><sheet name="Module1" r:id=""/></sheets></workbook>`
		return p
	}()), "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := strings.Join(book.Remarks, "; "); !strings.Contains(got, "sheet Module1 has no cells") {
		t.Errorf("remarks: %s", got)
	}
}

// A reference that is none and one of another row are told apart.
func TestReferencesSaid(t *testing.T) {
	for cell, want := range map[string]string{`<c r="B7"><v>1</v></c>`: "stands in row 1", `<c r="B"><v>1</v></c>`: "the reference", `<c r="ABCDE1"><v>1</v></c>`: "the reference"} {
		if _, err := dump(write(t, parts(data(`<row r="1">`+cell+`</row>`))), "", raw.Limits{}); !errors.Is(err, ErrDisordered) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%s: %v", cell, err)
		}
	}
}

// archive zips files of any names.
func archive(t *testing.T, files map[string]string, order ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range order {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(files[n]))
	}
	z.Close()
	return saved(t, b.Bytes())
}

// Zips that are no workbook of ours are refused by their name.
func TestForeignZips(t *testing.T) {
	for _, c := range []struct {
		format string
		parts  map[string]string
		order  []string
		says   string
	}{
		{"xlsb", map[string]string{"_rels/.rels": `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`, "xl/workbook.bin": "x"}, []string{"_rels/.rels", "xl/workbook.bin"}, ".xlsb"},
		{"xlsb", map[string]string{"xl/workbook.bin": "x"}, []string{"xl/workbook.bin"}, ".xlsx"},
		{"ods", map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, []string{"mimetype", "content.xml"}, "LibreOffice"},
		{"ods", map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet-template"}, []string{"mimetype"}, ".ods"},
		{"numbers", map[string]string{"Index/Document.iwa": "x", "preview.jpg": "x"}, []string{"Index/Document.iwa", "preview.jpg"}, "Numbers"},
		{"numbers", map[string]string{"Index.zip": "x"}, []string{"Index.zip"}, "Excel"},
		{"word", map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}, []string{"[Content_Types].xml", "word/document.xml"}, "Word"},
		{"powerpoint", map[string]string{"ppt/presentation.xml": "<x/>"}, []string{"ppt/presentation.xml"}, "PowerPoint"},
		{"zip", map[string]string{"deals.csv": "a,b\n"}, []string{"deals.csv"}, "deals.csv"},
		{"zip", nil, []string{"売上/9月.csv", "売上/8月.csv", "b.xlsx", "c.txt"}, "8月.csv, 9月.csv"},
	} {
		_, err := Open(archive(t, c.parts, c.order...), "", raw.Limits{})
		var f *raw.FormatError
		if !errors.As(err, &f) || f.Format != c.format || !errors.Is(err, ErrNotWorkbook) {
			t.Errorf("%v: %v", c.order, err)
			continue
		}
		if all := f.What.JA + f.What.EN + f.ToDo.JA + f.ToDo.EN; !strings.Contains(all, c.says) || f.ToDo.JA == "" || f.ToDo.EN == "" {
			t.Errorf("%v: %+v does not say %s", c.order, f, c.says)
		}
	}
	// A workbook that has lost a part is no archive of something else.
	p := parts(data(""))
	delete(p, "xl/workbook.xml")
	var f *raw.FormatError
	if _, err := Open(write(t, p), "", raw.Limits{}); !errors.Is(err, ErrNotWorkbook) || errors.As(err, &f) {
		t.Errorf("without its main part: %v", err)
	}
}

// Merged ranges are named, and Filled puts their value where it belongs.
func TestMerged(t *testing.T) {
	sheet := `<worksheet><sheetData>` +
		`<row r="1"><c r="A1" t="inlineStr"><is><t>売上報告</t></is></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t>担当</t></is></c><c r="B2" t="inlineStr"><is><t>得意先</t></is></c><c r="C2" t="inlineStr"><is><t>金額</t></is></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>山田</t></is></c><c r="B3" t="inlineStr"><is><t>甲社</t></is></c><c r="C3"><v>100</v></c></row>` +
		`<row r="4"><c r="B4" t="inlineStr"><is><t>乙社</t></is></c><c r="C4"><v>200</v></c></row>` +
		`<row r="5"><c r="B5" t="inlineStr"><is><t>丙社</t></is></c></row>` +
		`<row r="6"/>` +
		`<row r="7"><c r="A7" t="inlineStr"><is><t>鈴木</t></is></c><c r="C7"><v>300</v></c></row>` +
		`<row r="8"><c r="A8" t="inlineStr"><is><t>以上</t></is></c></row>` +
		`</sheetData><mergeCells count="6"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A6"/><mergeCell ref="C4:C5"/><mergeCell ref="$A$7:$B$7"/><mergeCell ref="A8:C8"/><mergeCell ref="C3:A1"/></mergeCells></worksheet>`
	book, err := Open(write(t, parts(sheet)), "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	s := book.Sheets[0]
	got, err := s.Merged(context.Background())
	want := []raw.Range{{Top: 1, Bottom: 1, Left: 0, Right: 2}, {Top: 3, Bottom: 6, Left: 0, Right: 0}, {Top: 4, Bottom: 5, Left: 2, Right: 2}, {Top: 7, Bottom: 7, Left: 0, Right: 1}, {Top: 8, Bottom: 8, Left: 0, Right: 2}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v, %v", got, err)
	}
	texts := func(s raw.Sheet) string {
		var b strings.Builder
		if err := s.Read(context.Background(), 0, func(k *raw.Block) error {
			for i := range k.Rows() {
				for j := range k.Width(i) {
					c, _ := k.Cell(i, j)
					fmt.Fprintf(&b, "[%s]", c)
				}
				b.WriteString("\n")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	amounts := func(column int, down bool) bool { return !down || column != 2 }
	if got, want := texts(s.Filled(got, 3, amounts)), "[売上報告]\n[担当][得意先][金額]\n[山田][甲社][100]\n[山田][乙社][200]\n[山田][丙社][]\n\n[鈴木][鈴木][300]\n[以上]\n"; got != want {
		t.Errorf("filled:\n%s\nwant\n%s", got, want)
	}
	if got := texts(s.Filled(nil, 3, amounts)); got != texts(s) {
		t.Errorf("nothing merged:\n%s", got)
	}
	none, err := Open(write(t, parts(data(`<row r="1"><c><v>1</v></c></row>`))), "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer none.Close()
	if m, err := none.Sheets[0].Merged(context.Background()); m != nil || err != nil {
		t.Errorf("a sheet without merged cells: %v, %v", m, err)
	}
}
