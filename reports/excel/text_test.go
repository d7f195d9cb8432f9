package excel

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// textBook is a workbook with one cell that holds s, and 300 more texts below it, the
// last of which stand in their cells.
func textBook(t *testing.T, s string) *excelize.File {
	t.Helper()
	one := sheet.Sheet{Key: "discounts", Name: "Discounts", Columns: []sheet.Column{{Key: "col.person", Width: 8}}, Body: []sheet.Row{sheet.RowOf(sheet.String(s))}}
	for k := range 300 {
		one.Body = append(one.Body, sheet.RowOf(sheet.String(s+strings.Repeat("x", k+1))))
	}
	one.Body = append(one.Body, sheet.RowOf(sheet.String(s)))
	var b bytes.Buffer
	if err := Write(&b, &sheet.Book{Language: "en", Sheets: []sheet.Sheet{one}}); err != nil {
		t.Fatal(err)
	}
	return reporttest.Reopen(t, b.Bytes())
}

// TestTextsComeBack: a text is read back as it was, as a shared one and in its cell.
func TestTextsComeBack(t *testing.T) {
	for _, s := range []string{"見本商事", "a & b < c > d \"e\" 'f'", "=1+1", "+81", "-", "@x", " before", "after ", "two\nlines", "\n", "_x0041_", "_x005F_", "_x005F_x0041_", "_x0041_x0042_", "_x00g1_", "__x0041_", "_",
		"]]>", "<!-- -->", "&amp;", "\ufeff", "髙﨑 𠮷野", strings.Repeat("長", 3_000)} {
		f := textBook(t, s)
		for _, at := range []string{"A1", "A302"} {
			got, err := f.GetCellValue("Discounts", at)
			if err != nil {
				t.Fatal(err)
			}
			if got != s {
				t.Errorf("%s: %.60q came back as %.60q", at, s, got)
			}
		}
	}
}

// FuzzText: whatever a name holds, the part stays well-formed XML and the text comes
// back as clean leaves it, with what is not UTF-8 replaced.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a&b", "_x0041_x0042_", "\xff<", "\x01\x02", "a\r\n\tb", "\ufffe", "_x005F_x005F_", "_x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		var x struct {
			Text string `xml:"t"`
		}
		if err := xml.Unmarshal(append(appendElement([]byte("<si>"), s), "</si>"...), &x); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if got, want := unescaped(x.Text), strings.ToValidUTF8(s, string(utf8.RuneError)); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}

// unescaped reads Excel's escapes as ECMA-376 22.9.2.19 says, from left to right.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if escaped(s[i:]) {
			code := rune(0)
			for _, c := range s[i+2 : i+6] {
				code = code*16 + rune(strings.IndexRune("0123456789abcdef", c|0x20))
				if c >= '0' && c <= '9' {
					code = code/16*16 + c - '0'
				}
			}
			b.WriteRune(code)
			i += 6
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
