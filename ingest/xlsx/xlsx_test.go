package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/raw"
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

// write zips parts in a fixed order; twice names a part that is written twice.
func write(t testing.TB, p map[string]string, twice ...string) string {
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
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
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
		"6: 1900-02-28/4 1900-03-01/4 1900-01-00/4\n"
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

// Format ids and codes, each with what Excel shows for it.
func TestKindOf(t *testing.T) {
	for id := 1; id <= 58; id++ {
		want := number
		switch {
		case id == 9 || id == 10:
			want = percent
		case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 && id != 32 && id != 33 || id >= 50:
			want = date
		case id == 46:
			want = elapsed
		case id >= 18 && id <= 21 || id == 45 || id == 47 || id == 32 || id == 33:
			want = clock
		}
		if got := kindOf(id, ""); got != want {
			t.Errorf("format %d: %d, want %d", id, got, want)
		}
	}
	for code, want := range map[string]kind{
		"yyyy/m/d": date, `[$-411]ge.m.d`: date, `[$-ja-JP]yyyy"年"m"月"d"日"`: date, "mmm-yy": date, "h:mm AM/PM": clock, "[h]:mm": elapsed,
		"0.00%": percent, "#,##0;[Red]-#,##0": number, `0.0"days"`: number, "General": number, "0.00E+00": number, `"¥"#,##0`: number, `@`: number, `#,##0_);(#,##0)`: number, "mm:ss": clock, "[m]": elapsed, `;;;"x"`: number, `"none";yyyy/m/d`: date, `0;-0;yyyy`: number, "d.m.": date,
	} {
		if got := kindOf(200, code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}

// Broken and hostile workbooks: each is refused with its own reason.
func TestRefused(t *testing.T) {
	good := data(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	change := func(part, text string) map[string]string {
		p := parts(good)
		p[part] = text
		return p
	}
	bomb := parts(data(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat("a", 8<<20) + `</t></is></c></row>`))
	for _, c := range []struct {
		name string
		path string
		l    raw.Limits
		want error
		key  string
	}{
		{"rows out of order", write(t, parts(data(`<row r="5"/><row r="2"><c r="A2"><v>1</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a row twice", write(t, parts(data(`<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"cells out of order", write(t, parts(data(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a cell of another row", write(t, parts(data(`<row r="1"><c r="B7"><v>1</v></c></row>`))), raw.Limits{}, ErrDisordered, ""},
		{"a huge row number", write(t, parts(data(`<row r="1048577"><c r="A1048577"><v>1</v></c></row>`))), raw.Limits{}, nil, "rows"},
		{"a huge column", write(t, parts(data(`<row r="1"><c r="XFD1"><v>1</v></c></row>`))), raw.Limits{}, nil, "columns"},
		{"a huge cell", write(t, parts(data(`<row r="1"><c r="A1" t="str"><v>`+strings.Repeat("a", 2000)+`</v></c></row>`))), raw.Limits{Cell: 1000}, nil, "cell"},
		{"a shared string out of range", write(t, parts(data(`<row r="1"><c r="A1" t="s"><v>9</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a truncated sheet", write(t, parts(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`)), raw.Limits{}, ErrTruncated, ""},
		{"mismatched tags", write(t, parts(`<worksheet><sheetData></worksheet></sheetData>`)), raw.Limits{}, ErrTruncated, ""},
		{"no data element", write(t, parts(`<worksheet/>`)), raw.Limits{}, ErrTruncated, ""},
		{"a DOCTYPE", write(t, parts(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`+good)), raw.Limits{}, ErrNotWorkbook, ""},
		{"an unknown entity", write(t, parts(data(`<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>`))), raw.Limits{}, ErrTruncated, ""},
		{"a part twice", write(t, parts(good), "xl/worksheets/sheet1.xml"), raw.Limits{}, ErrTruncated, ""},
		{"a zip bomb", write(t, bomb), raw.Limits{Cell: 1 << 30}, nil, "ratio"},
		{"too much unpacked", write(t, bomb), raw.Limits{Cell: 1 << 30, Ratio: 1e9, Unpacked: 1 << 20}, nil, "unpacked"},
		{"no workbook in the zip", write(t, map[string]string{"_rels/.rels": "<Relationships/>"}), raw.Limits{}, ErrNotWorkbook, ""},
		{"a missing sheet part", write(t, func() map[string]string { p := parts(good); delete(p, "xl/worksheets/sheet1.xml"); return p }()), raw.Limits{}, ErrTruncated, ""},
		{"broken styles", write(t, change("xl/styles.xml", "<styleSheet><cellXfs>")), raw.Limits{}, ErrTruncated, ""},
	} {
		_, err := dump(c.path, "", c.l)
		var limit *raw.LimitError
		switch {
		case err == nil:
			t.Errorf("%s was read", c.name)
		case c.key != "":
			if !errors.As(err, &limit) || limit.Key != c.key {
				t.Errorf("%s: %v, want limit %s", c.name, err, c.key)
			}
		case !errors.Is(err, c.want):
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// An encrypted workbook opens with its password and with nothing else; an .xls is told apart.
func TestEncrypted(t *testing.T) {
	f := excelize.NewFile()
	f.SetCellValue("Sheet1", "A1", "秘密")
	path := filepath.Join(t.TempDir(), "locked.xlsx")
	if err := f.SaveAs(path, excelize.Options{Password: "pass word"}); err != nil {
		t.Fatal(err)
	}
	if _, err := dump(path, "", raw.Limits{}); !errors.Is(err, ErrPassword) {
		t.Errorf("without a password: %v", err)
	}
	if _, err := dump(path, "wrong", raw.Limits{}); !errors.Is(err, ErrWrongPassword) {
		t.Errorf("with a wrong password: %v", err)
	}
	if got, err := dump(path, "pass word", raw.Limits{}); err != nil || got != "1: 秘密/1\n" {
		t.Errorf("with the password: %q, %v", got, err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := 16; cut < len(whole); cut += len(whole) / 23 {
		torn := filepath.Join(t.TempDir(), "torn.xlsx")
		os.WriteFile(torn, whole[:cut], 0o600)
		if got, err := dump(torn, "pass word", raw.Limits{}); err == nil && got != "1: 秘密/1\n" {
			t.Errorf("cut at %d: read as %q", cut, got)
		}
	}
}

// A blank tail of 60,000 rows costs next to nothing and shifts no row number.
func TestBlankTail(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	for r := 2; r < 60002; r++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="1"/></row>`, r, r)
	}
	b.WriteString(`<row r="60002"><c r="A60002"><v>2</v></c></row>`)
	got, err := dump(write(t, parts(data(b.String()))), "", raw.Limits{})
	if want := "1: 1/2\n60002: 2/2\n"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
}

// Memory follows the block, not the sheet: 200,000 rows of ten cells.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("a large sheet is left out of short runs")
	}
	var b strings.Builder
	for r := 1; r <= 100000; r++ {
		fmt.Fprintf(&b, `<row r="%d">`, r)
		for c := range 8 {
			fmt.Fprintf(&b, `<c r="%c%d"><v>%d.25</v></c>`, 'A'+c, r, r*c)
		}
		b.WriteString(`</row>`)
	}
	path := write(t, parts(data(b.String())))
	b.Reset()
	book, err := Open(path, "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	rows, peak := 0, uint64(0)
	if err := book.Sheets[0].Read(context.Background(), 0, func(k *raw.Block) error {
		if rows += k.Rows(); rows%(32*blockRows) == 0 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapAlloc)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if rows != 100000 {
		t.Errorf("%d rows", rows)
	}
	if peak > before.HeapAlloc+32<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before.HeapAlloc, peak)
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

// The public workbook of recommendations: 2,192 rows below its heading.
func TestRecommendations(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/taic-recommendations/*.xlsx")
	if len(files) == 0 {
		t.Skip("the shared data folder is not beside this checkout")
	}
	book, err := Open(files[0], "", raw.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	most := 0
	for _, s := range book.Sheets {
		n := 0
		if err := s.Read(context.Background(), 0, func(b *raw.Block) error { n += b.Rows(); return nil }); err != nil {
			t.Fatal(err)
		}
		most = max(most, n)
	}
	if most < 2193 {
		t.Errorf("the largest sheet has %d rows, want at least 2,193", most)
	}
}

// Whatever stands in a sheet part, reading it ends with rows or with an error.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{`<row r="1"><c r="A1"><v>1</v></c></row>`, `<row><c t="s"><v>1</v></c></row>`, `<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row><row r="1"/>`, `<row r="1"><c r="A1"><f>1</f></c></row>`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rows string) {
		dump(write(t, parts(data(rows))), "", raw.Limits{})
	})
}

func BenchmarkRead(b *testing.B) {
	var s strings.Builder
	for r := 1; r <= 20000; r++ {
		fmt.Fprintf(&s, `<row r="%d"><c r="A%d" t="s"><v>1</v></c><c r="B%d"><v>%d</v></c><c r="C%d" s="1"><v>46326</v></c></row>`, r, r, r, r, r)
	}
	path := write(b, parts(data(s.String())))
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		if _, err := dump(path, "", raw.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
