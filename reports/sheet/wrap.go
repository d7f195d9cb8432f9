package sheet

import (
	"math"
	"strings"
)

// LinesOf is how many lines s needs in width digits at size points, broken as Excel
// breaks it: between ideographs, at spaces, and in a word only where it is longer than a
// line; closing punctuation stays with what stands before it. Half a letter is kept free,
// since fonts differ.
func LinesOf(s string, width, size float64) int {
	return linesInRoom(s, lineRoom(width, size))
}

// linesInRoom is linesOf in room letters.
func linesInRoom(s string, room float64) int {
	if fits(s, room) {
		return 1
	}
	if Printable(s) {
		return linesOfASCII(s, room)
	}
	if PrintedWidth(s) < room-1e-6 && strings.IndexByte(s, '\n') < 0 {
		return 1
	}
	n := 0
	eachLine(s, room, func(string) { n++ })
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

// Wrap is s broken into lines, as linesOf counts them.
func Wrap(s string, width, size float64) []string {
	var lines []string
	eachLine(s, lineRoom(width, size), func(line string) { lines = append(lines, line) })
	return lines
}

// lineRoom is how many half-width letters stand in width digits at size points.
func lineRoom(width, size float64) float64 { return math.Max((width*DigitPoints-6)/(size/2)-.5, 4) }

// eachLine breaks s into lines of room letters.
func eachLine(s string, room float64, do func(line string)) {
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

// longestWord is beyond how many letters a word is broken all the same.
const longestWord = 16

// WidthOfWords is how wide a column must be so that no word of s of ASCII letters is broken at
// size points.
func WidthOfWords(s string, size float64) (width float64) {
	for _, w := range strings.Fields(s) {
		if !Printable(w) || len(w) > longestWord {
			continue
		}
		if room := PrintedWidth(w) + .5; room > 4 {
			width = max(width, (room*(size/2)+6)/DigitPoints)
		}
	}
	return width
}
