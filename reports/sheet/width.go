package sheet

import (
	"strings"

	"golang.org/x/text/width"
)

// isWide reports whether r takes two columns of a terminal, or the width of an
// ideograph in print: East Asian wide and full-width letters.
func isWide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// ambiguous reports whether r is wide in a Japanese font and narrow in a terminal: of the
// East Asian ambiguous letters those that Yu Gothic and Meiryo draw wide (– is not).
func ambiguous(r rune) bool {
	switch {
	case r >= 0x2190 && r <= 0x21FF, r >= 0x2200 && r <= 0x22FF, r >= 0x2460 && r <= 0x26FF, r >= 0x0391 && r <= 0x03C9,
		r == '×', r == '÷', r == '±', r == '…', r == '—', r == '‘', r == '’', r == '“', r == '”', r == '°', r == '§', r == '※':
		return true
	}
	return false
}

// TerminalWidth is the width of s in a terminal.
func TerminalWidth(s string) int {
	n := 0
	for _, r := range s {
		if isWide(r) {
			n++
		}
		n++
	}
	return n
}

// PrintedWidth is the printed width of s in half-width letters.
func PrintedWidth(s string) float64 {
	n := 0.
	for _, r := range s {
		n += letterWidth(r)
	}
	return n
}

// letterWidth is the printed width of r in half-width letters.
func letterWidth(r rune) float64 {
	if r < 0x80 {
		return asciiWidths[r]
	}
	if isWide(r) || ambiguous(r) {
		return 2
	}
	return 1.08
}

// broad is the printed width of the broadest letter that one byte stands for.
const broad = 1.4

// asciiWidths are the printed widths of the letters of ASCII: capitals are broad, dots
// and the letter i narrow.
var asciiWidths = func() (list [0x80]float64) {
	for r := range rune(0x80) {
		switch {
		case r >= 'A' && r <= 'Z' || r == '%' || r == 'm' || r == 'w':
			list[r] = broad
		case strings.ContainsRune(" il.,;:|'", r):
			list[r] = .6
		case strings.ContainsRune("jtfr()", r):
			list[r] = .75
		default:
			list[r] = 1.08
		}
	}
	return list
}()

// Printable reports whether s is of printable ASCII alone.
func Printable(s string) bool {
	for i := range len(s) {
		if s[i]-0x20 >= 0x7F-0x20 {
			return false
		}
	}
	return true
}
