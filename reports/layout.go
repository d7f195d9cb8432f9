package reports

import (
	"math"
	"strings"
)

// A page of A4 in landscape, in points, with the margins of every sheet.
const (
	paperWidth, paperHeight = 841.9, 595.3
	marginSide, marginTop   = 0.30 * 72, 0.45 * 72
	marginBottom            = 0.50 * 72
	scaleLeast              = smallestPrint / pageFont // how far page one may be made smaller
	pageHeight              = (paperHeight - marginTop - marginBottom) / scaleLeast
	pageWidth               = (paperWidth - 2*marginSide) / scaleLeast
	digitPoints             = 8 * .75 // width of a digit of the default font, Yu Gothic 11: 8 pixels
)

// isWide reports whether r takes two columns of a terminal, or the width of an
// ideograph in print: East Asian wide and full-width letters, and the symbols that
// Japanese fonts draw wide.
func isWide(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x115F, // Hangul Jamo
		r >= 0x2E80 && r <= 0x303E,                             // radicals, ideographic punctuation
		r >= 0x3041 && r <= 0x33FF,                             // kana, enclosed, compatibility
		r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, // ideographs
		r >= 0xA000 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, // Yi, Hangul
		r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, // compatibility
		r >= 0xFF01 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6, // full-width forms
		r >= 0x1F300 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return true
	}
	return false
}

// ambiguous reports whether r is wide in a Japanese font and narrow in a terminal.
func ambiguous(r rune) bool {
	switch {
	case r >= 0x2190 && r <= 0x21FF, r >= 0x2200 && r <= 0x22FF, r >= 0x2460 && r <= 0x26FF, r >= 0x0391 && r <= 0x03C9,
		r == '×', r == '÷', r == '±', r == '…', r == '—', r == '‘', r == '’', r == '“', r == '”', r == '°', r == '§', r == '※':
		return true
	}
	return false
}

// columnsOf is the width of s in a terminal.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		if isWide(r) {
			n++
		}
		n++
	}
	return n
}

// letters is the printed width of s in half-width letters.
func letters(s string) float64 {
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

// linesOf is how many lines s needs in width digits at size points, broken as Excel
// breaks it: between ideographs, at spaces, and in a word only where it is longer than a
// line; closing punctuation stays with what stands before it. Half a letter is kept free,
// since fonts differ.
func linesOf(s string, width, size float64) int {
	return linesInRoom(s, lineRoom(width, size))
}

// linesInRoom is linesOf in room letters.
func linesInRoom(s string, room float64) int {
	if fits(s, room) {
		return 1
	}
	if printable(s) {
		return linesOfASCII(s, room)
	}
	if letters(s) < room-1e-6 && strings.IndexByte(s, '\n') < 0 {
		return 1
	}
	n := 0
	wrap(s, room, func(string) { n++ })
	return n
}

// linesOfASCII is how many lines wrap makes of s, which is printable ASCII.
func linesOfASCII(s string, room float64) int {
	lines, used := 1, 0.
	for s != "" {
		bare, all, end := 0., 0., 0
		for end < len(s) && (end == 0 || s[end-1] != ' ' || s[end] == ' ' || strings.IndexByte(closingASCII, s[end]) >= 0) {
			all += asciiWidths[s[end]&0x7F]
			if s[end] != ' ' {
				bare = all
			}
			end++
		}
		if used > 0 && used+bare > room {
			lines, used = lines+1, 0
		}
		for word := s[:end]; bare > room; lines++ { // a word longer than a line
			word = word[fitting(word, room):]
			bare, all = widths(word)
		}
		used += all
		s = s[end:]
	}
	return lines
}

// fits reports whether s is so short that it stands on one line whatever its letters: a
// byte is at most a broad one.
func fits(s string, room float64) bool {
	return broad*float64(len(s)) < room-1e-6 && strings.IndexByte(s, '\n') < 0
}

// wrapped is s broken into lines, as linesOf counts them.
func wrapped(s string, width, size float64) []string {
	var lines []string
	wrap(s, lineRoom(width, size), func(line string) { lines = append(lines, line) })
	return lines
}

// lineRoom is how many half-width letters stand in width digits at size points.
func lineRoom(width, size float64) float64 { return math.Max((width*digitPoints-6)/(size/2)-.5, 4) }

// wrap breaks s into lines of room letters.
func wrap(s string, room float64, do func(line string)) {
	for line := range strings.SplitSeq(s, "\n") {
		start, end, used := 0, 0, 0.
		for end < len(line) {
			p := line[end : end+piece(line[end:])]
			n, all := widths(p)
			if used > 0 && used+n > room {
				do(line[start:end])
				start, used = end, 0
			}
			for n > room { // a word longer than a line
				k := fitting(p, room)
				do(line[start : end+k])
				end += k
				start, p = end, p[k:]
				n, all = widths(p)
			}
			end += len(p)
			used += all
		}
		do(line[start:])
	}
}

// widths are the printed widths of s without the spaces at its end, and with them.
func widths(s string) (bare, all float64) {
	for _, r := range s {
		all += letterWidth(r)
		if r != ' ' {
			bare = all
		}
	}
	return bare, all
}

// fitting is how many bytes of s, at least one letter, stand in room.
func fitting(s string, room float64) int {
	n := 0.
	for i, r := range s {
		if n += letterWidth(r); n > room && i > 0 {
			return i
		}
	}
	return len(s)
}

// closingASCII is the punctuation of ASCII that stays with what stands before it.
const closingASCII = ",.:;?!)]}%"

// piece is how many bytes of s come before the first place where it may be broken. A
// space belongs to the piece before it.
func piece(s string) int {
	before, wide := rune(0), false
	for i, r := range s {
		if r < 0x80 && before < 0x80 && (before != ' ' || r == ' ') {
			before = r // within a word
			continue
		}
		now := r >= 0x80 && isWide(r)
		if i > 0 && (before == ' ' && r != ' ' || wide && r != ' ' || now) &&
			!strings.ContainsRune(closingASCII+"、。・」』】〕〉》ー々", r) && !strings.ContainsRune("([{「『【〔〈《", before) {
			return i
		}
		before, wide = r, now
	}
	return len(s)
}

// lineHeight is the height of n lines at size points. Yu Gothic stands on tall lines.
func lineHeight(n int, size float64) float64 { return 2.5 + float64(n)*size*1.5 }

// rowHeight is the height of r on columns: what its longest cell needs.
func rowHeight(r *Row, columns []Column, size float64, counted *countedLines) float64 {
	switch r.Role {
	case Space:
		return 3.5
	case Title:
		return lineHeight(1, size+3.5)
	case Band:
		return lineHeight(1, size)
	}
	lines := 1
	k := 0
	for i := range r.Cells {
		c, at := &r.Cells[i], k
		width := 0.
		for n := max(c.Span, 1); n > 0 && k < len(columns); n-- {
			width += columns[k].Width
			k++
		}
		if c.Kind == Words && c.Text != "" {
			s := size
			if c.Tone == Bold || c.Tone == Important || r.Role == Heading {
				s *= 1.04
			}
			if c.Tone == Large {
				s = (s + 1) * 1.04
			}
			lines = max(lines, counted.of(at, c.Text, width, s))
		}
	}
	return math.Max(lineHeight(lines, size), r.Height)
}

// tallest is the height in points that Excel allows a row; a longer text is read in
// its cell.
const tallest = 409
