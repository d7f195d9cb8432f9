package excel

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// Clean takes out what a cell cannot hold: control characters, and more than 32,767
// letters.
func Clean(s string) string {
	if sheet.Printable(s) && len(s) <= excelize.TotalCellChars {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	if len(s) > excelize.TotalCellChars {
		if runes := []rune(s); len(runes) > excelize.TotalCellChars {
			s = string(runes[:excelize.TotalCellChars])
		}
	}
	return s
}

// sharedStrings are the texts of a workbook, each kept once and numbered in the order
// of first use.
type sharedStrings struct {
	number map[string]int
	xml    []byte // of the texts so far
	uses   int
}

// of returns the number of s.
func (t *sharedStrings) of(s string) int {
	t.uses++
	if k, ok := t.number[s]; ok {
		return k
	}
	k := len(t.number)
	t.number[s] = k
	t.xml = append(appendElement(append(t.xml, "<si>"...), s), "</si>"...)
	return k
}

// write writes the part that holds the texts.
func (t *sharedStrings) write(w io.Writer) error {
	head := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="` + strconv.Itoa(t.uses) +
		`" uniqueCount="` + strconv.Itoa(len(t.number)) + `">`
	for _, b := range [][]byte{[]byte(head), t.xml, []byte(`</sst>`)} {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// appendElement appends the element of the text s to b.
func appendElement(b []byte, s string) []byte {
	b = append(b, "<t"...)
	if s != "" && (blank(s[0]) || blank(s[len(s)-1])) {
		b = append(b, ` xml:space="preserve"`...)
	}
	return append(appendText(append(b, '>'), s), "</t>"...)
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// appendText appends s to b as the text of an element. What Excel would read as one of
// its own escapes, _x and four digits and _, is escaped itself (ECMA-376 22.9.2.19).
func appendText(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n > 1 {
				i += n - 1
				continue
			}
		} else if c != '&' && c != '<' && c != '>' && c != '_' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		case escaped(s[i:]):
			b = append(b, "_x005F_"...)
		case c == '_':
			b = append(b, '_')
		default:
			b = append(b, string(utf8.RuneError)...)
		}
	}
	return append(b, s[from:]...)
}

// escaped reports whether s begins as one of Excel's escapes.
func escaped(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return false
		}
	}
	return true
}
