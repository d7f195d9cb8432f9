package reports

import (
	"bytes"
	"encoding/xml"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// textBook is a workbook with one cell that holds s, and 300 more texts below it, the
// last of which stand in their cells.
func textBook(t *testing.T, c catalogue, s string) *excelize.File {
	t.Helper()
	sheet := Sheet{Key: "discounts", Columns: []Column{{Key: "col.person", Width: 8}}, Body: []Row{row(words(s))}}
	for k := range 300 {
		sheet.Body = append(sheet.Body, row(words(s+strings.Repeat("x", k+1))))
	}
	sheet.Body = append(sheet.Body, row(words(s)))
	var b bytes.Buffer
	if err := (&book{c: c, a: oneTeam(), sheets: []Sheet{sheet}}).write(&b); err != nil {
		t.Fatal(err)
	}
	return reopen(t, b.Bytes())
}

// TestTextsComeBack: a text is read back as it was, as a shared one and in its cell.
func TestTextsComeBack(t *testing.T) {
	c, err := catalogueOf("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"見本商事", "a & b < c > d \"e\" 'f'", "=1+1", "+81", "-", "@x", " before", "after ", "two\nlines", "\n", "_x0041_", "_x005F_", "_x005F_x0041_", "_x0041_x0042_", "_x00g1_", "__x0041_", "_",
		"]]>", "<!-- -->", "&amp;", "\ufeff", "髙﨑 𠮷野", strings.Repeat("長", 3_000)} {
		f := textBook(t, c, s)
		for _, at := range []string{"A1", "A302"} {
			got, err := f.GetCellValue(c.Text("sheet.discounts"), at)
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
		s = clean(s)
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

// TestWrapLaws: the lines of a text put together are the text without its line ends,
// none is wider than the room, and linesOf counts them.
func TestWrapLaws(t *testing.T) {
	texts := []string{"", "a", "一二三四五六七八九十一、二", "one two  three", "supercalifragilisticexpialidocious and more", "混在 mixed テキスト(かっこ)。", "a\nb\n\nc", "   ", "a ,b )c  d% e", "../../exports/very-long-name-of-a-file.csv:939430 ", "WWWW, iiii ; mmmm.   x", strings.Repeat("あ、", 40), strings.Repeat("W", 90), "平均 1.23(範囲 0.9–1.5)  取引先:Blue River Foods, Inc. 00480"}
	var counted countedLines
	for _, s := range append(texts, texts...) {
		for _, width := range []float64{4, 8, 11.5, 22, 74} {
			for _, size := range []float64{9.5, 10, 13.5} {
				lines := wrapped(s, width, size)
				if got, want := strings.Join(lines, ""), strings.ReplaceAll(s, "\n", ""); got != want {
					t.Errorf("%q at %v: put together %q", s, width, got)
				}
				if n := linesOf(s, width, size); n != len(lines) {
					t.Errorf("%q at %v: %d lines, counted %d", s, width, len(lines), n)
				}
				if n := counted.of(0, s, width, size); n != len(lines) {
					t.Errorf("%q at %v: %d lines, remembered %d", s, width, len(lines), n)
				}
				if room := lineRoom(width, size); printable(s) && s != "" && linesOfASCII(s, room) != len(lines) {
					t.Errorf("%q at %v: %d lines, of ASCII %d", s, width, len(lines), linesOfASCII(s, room))
				}
				for _, l := range lines {
					if over := letters(strings.TrimRight(l, " ")) - lineRoom(width, size); over > 1e-6 && utf8.RuneCountInString(l) > 1 {
						t.Errorf("%q at %v: %q is %.2f letters too wide", s, width, l, over)
					}
				}
			}
		}
	}
	if math.Abs(letters("Aiあ…")-(1.4+.6+2+2)) > 1e-9 {
		t.Error("letters have other widths than measured")
	}
}
