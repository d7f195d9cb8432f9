package sheet

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestWrapLaws: the lines of a text put together are the text without its line ends,
// none is wider than the room, and linesOf counts them.
func TestWrapLaws(t *testing.T) {
	texts := []string{"", "a", "一二三四五六七八九十一、二", "one two  three", "supercalifragilisticexpialidocious and more", "混在 mixed テキスト(かっこ)。", "a\nb\n\nc", "   ", "a ,b )c  d% e", "../../exports/very-long-name-of-a-file.csv:939430 ", "WWWW, iiii ; mmmm.   x", strings.Repeat("あ、", 40), strings.Repeat("W", 90), "平均 1.23(範囲 0.9–1.5)  取引先:Blue River Foods, Inc. 00480"}
	var counted LineCounter
	for _, s := range append(texts, texts...) {
		for _, width := range []float64{4, 8, 11.5, 22, 74} {
			for _, size := range []float64{9.5, 10, 13.5} {
				lines := Wrap(s, width, size)
				if got, want := strings.Join(lines, ""), strings.ReplaceAll(s, "\n", ""); got != want {
					t.Errorf("%q at %v: put together %q", s, width, got)
				}
				if n := LinesOf(s, width, size); n != len(lines) {
					t.Errorf("%q at %v: %d lines, counted %d", s, width, len(lines), n)
				}
				if n := counted.Of(0, s, width, size); n != len(lines) {
					t.Errorf("%q at %v: %d lines, remembered %d", s, width, len(lines), n)
				}
				if room := lineRoom(width, size); Printable(s) && s != "" && linesOfASCII(s, room) != len(lines) {
					t.Errorf("%q at %v: %d lines, of ASCII %d", s, width, len(lines), linesOfASCII(s, room))
				}
				for _, l := range lines {
					if over := PrintedWidth(strings.TrimRight(l, " ")) - lineRoom(width, size); over > 1e-6 && utf8.RuneCountInString(l) > 1 {
						t.Errorf("%q at %v: %q is %.2f letters too wide", s, width, l, over)
					}
				}
			}
		}
	}
	if math.Abs(PrintedWidth("Aiあ…")-(1.4+.6+2+2)) > 1e-9 {
		t.Error("letters have other widths than measured")
	}
}
