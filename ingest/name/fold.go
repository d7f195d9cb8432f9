// Package name compares names of people and firms as they stand in exports: folded
// for comparison, shown as written, proposed when near, never merged silently.
package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which two spellings of one name are equal. It is also the
// id of a person or client for whom no list gives one. In this order:
//
//  1. Plain (below): width, variants, case, spaces;
//  2. honorifics go: 御中, 様, さま, さん at the end, 殿 and 氏 where at least two
//     characters remain (鵜殿 is a surname), MR. MRS. MS. DR. with their point in front;
//  3. legal forms go, at the beginning or the end, never inside: 株式会社, (株), 有限会社,
//     … and CO., LTD, INC, CORP, K.K., GMBH, LLC … as whole words;
//  4. steps 2 and 3 again until nothing changes (㈱見本商事 御中).
//
// A name that consists of nothing else ("株式会社") stays as it is. Codes such as S001
// stay themselves. 斎 and 斉 are two letters, not variants: such names are Near.
func Fold(s string) string { return Written(s).Fold() }

// Fold is the function of that name.
func (x Spelling) Fold() string {
	t := string(x)
	for {
		u := stripLatin(stripJapanese(stripHonorific(t)))
		if u == t {
			return t
		}
		t = u
	}
}

// Plain folds writing only, for names, headings and closed words: compatibility forms
// and width (NFKC), well-known variant characters (see variants), dashes and
// apostrophes of one kind, upper case, no control or zero-width characters, one space
// between Latin words and none beside a Chinese character or kana.
func Plain(s string) string {
	if t, ok := plainASCII(s); ok {
		return t
	}
	s = norm.NFKC.String(strings.ToValidUTF8(s, "\ufffd"))
	var b strings.Builder
	b.Grow(len(s))
	last, space := rune(0), false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			continue
		}
		if v, ok := variants[r]; ok {
			r = v
		}
		r = unicode.ToUpper(r)
		if space && last != 0 && !cjk(last) && !cjk(r) {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
		last = r
	}
	// Upper case and the variants can make a form that composes again.
	return norm.NFKC.String(b.String())
}

// plainASCII does Plain for plain ASCII, most codes and foreign names.
func plainASCII(s string) (string, bool) {
	same, space := true, true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		if c >= 'a' && c <= 'z' || c < ' ' || c == 0x7f || c == '`' || c == ' ' && (space || i == len(s)-1) {
			same = false
		}
		space = c == ' '
	}
	if same {
		return s, true
	}
	b := make([]byte, 0, len(s))
	space = false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			space = len(b) > 0
			continue
		case c < ' ' || c == 0x7f:
			continue
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case c == '`':
			c = '\''
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = append(b, c)
	}
	return string(b), true
}

// ascii reports whether s is ASCII: none of the Japanese words can stand in it then.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cjk reports whether spaces beside r carry no meaning.
func cjk(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r == '々' || r == '・'
}

func stripHonorific(s string) string {
	if !ascii(s) {
		for _, h := range honorifics {
			if t, ok := strings.CutSuffix(s, h.word); ok {
				t = strings.TrimSpace(t)
				if utf8.RuneCountInString(t) >= h.rest {
					return t
				}
			}
		}
	}
	for _, p := range [...]string{"MR.", "MRS.", "MS.", "DR."} {
		if t, ok := strings.CutPrefix(s, p); ok && strings.TrimSpace(t) != "" {
			return strings.TrimSpace(t)
		}
	}
	return s
}

func stripJapanese(s string) string {
	if ascii(s) {
		return s
	}
	for _, f := range japaneseForms {
		if t, ok := strings.CutPrefix(s, f); ok && strings.TrimSpace(t) != "" {
			return strings.TrimSpace(t)
		}
		if t, ok := strings.CutSuffix(s, f); ok && strings.TrimSpace(t) != "" {
			return strings.TrimSpace(t)
		}
	}
	if t, ok := strings.CutPrefix(s, "カ)"); ok && t != "" {
		return strings.TrimSpace(t)
	}
	if t, ok := strings.CutSuffix(s, "(カ"); ok && t != "" {
		return strings.TrimSpace(t)
	}
	return s
}

// stripLatin removes one trailing legal form that stands as a word of its own.
func stripLatin(s string) string {
	end := strings.TrimRight(s, " .,")
	if end == "" || end[len(end)-1] < 'A' || end[len(end)-1] > 'Z' {
		return s
	}
	for _, f := range latinForms {
		t, ok := strings.CutSuffix(end, f)
		if !ok || t == "" {
			continue
		}
		r, _ := utf8.DecodeLastRuneInString(t)
		if r != ' ' && r != ',' && r != '.' && !cjk(r) {
			continue
		}
		if t = strings.TrimRight(t, " .,&"); t != "" {
			return t
		}
	}
	return s
}

// Display returns s as it is shown: the spelling kept, control and zero-width
// characters gone, runs of spaces (also full-width) one space.
func Display(s string) string {
	if shown(s) {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// shown reports whether s is plain ASCII that Display leaves as it is.
func shown(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return len(s) == 0 || last != ' '
}
