package sheet

import (
	"strings"
	"testing"
)

// TestLinesOf: where lines break, by hand. A column of 20 digits holds 23.5 half-width
// letters at 9.5 points: 20 · 6 points less 6, by 4.75, less half a letter.
func TestLinesOf(t *testing.T) {
	for _, c := range []struct {
		s    string
		want int
	}{
		{"", 1}, {"短い", 1}, {"一二三四五六七八九十一", 1}, {"一二三四五六七八九十一二", 2}, {"一二三四五六七八九十一。", 2},
		{"a\nb", 2}, {"one two", 1}, {"sixteen letters and sixteen more", 2}, {"一二三四五六七八九 12345678", 2},
	} {
		if got := LinesOf(c.s, 20, 9.5); got != c.want {
			t.Errorf("%q: %d lines, want %d", c.s, got, c.want)
		}
	}
	for s, want := range map[string]string{"一二、三(四)五": "一|二、|三|(四)|五", "one two, 三四": "one |two, |三|四", "a  b": "a  |b"} {
		var list []string
		for rest := s; rest != ""; {
			n := piece(rest)
			list, rest = append(list, rest[:n]), rest[n:]
		}
		if got := strings.Join(list, "|"); got != want {
			t.Errorf("%q is cut %q, want %q", s, got, want)
		}
	}
}

// TestWidthOfWords: in a column of that width no word is broken, in one a digit narrower the
// longest is.
func TestWidthOfWords(t *testing.T) {
	for _, s := range []string{"Acknowledged", "Salesperson", "Business days past due", "Reported done", "Pass-through"} {
		for _, size := range []float64{9, 10, 10.4} {
			width := WidthOfWords(s, size)
			words := strings.Fields(s)
			if n := LinesOf(strings.Join(words, "\n"), width, size); n != len(words) {
				t.Errorf("%q at %g: %d lines in width %g, want %d", s, size, n, width, len(words))
			}
			if n := LinesOf(strings.Join(words, "\n"), width-1, size); n == len(words) {
				t.Errorf("%q at %g: width %g is more than it needs", s, size, width)
			}
		}
	}
	if w := WidthOfWords("完了と報告した日", 10); w != 0 {
		t.Errorf("a heading without spaces asks for %g", w)
	}
}
