package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// decode resolves references and line ends and refuses what XML does not allow. The
// result lives in the buffer itself when nothing had to change.
func (s *scanner) decode(b []byte, references bool) ([]byte, error) {
	plain := true
	for i := 0; i < len(b); i++ {
		if c := b[i]; c == '&' && references || c == '\r' || c >= utf8.RuneSelf || c < ' ' && c != '\t' && c != '\n' {
			plain = false
			break
		}
	}
	if plain {
		return b, nil
	}
	from := len(s.own)
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case c == '&' && references:
			k := bytes.IndexByte(b[i:min(len(b), i+16)], ';')
			if k < 0 {
				return nil, syntax("a lone &")
			}
			r, ok := entity(string(b[i+1 : i+k]))
			if !ok {
				return nil, syntax("an unknown entity &%s;", b[i+1:i+k])
			}
			s.own = utf8.AppendRune(s.own, r)
			i += k + 1
		case c == '\r':
			s.own = append(s.own, '\n')
			if i++; i < len(b) && b[i] == '\n' {
				i++
			}
		case c < utf8.RuneSelf:
			if !legal(rune(c)) {
				return nil, syntax("the character U+%04X", c)
			}
			s.own = append(s.own, c)
			i++
		default:
			r, size := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && size == 1 || !legal(r) {
				return nil, syntax("bytes that are no UTF-8")
			}
			s.own = append(s.own, b[i:i+size]...)
			i += size
		}
	}
	return s.own[from:], nil
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	base, digits := 10, name[1:]
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune && legal(rune(n))
}

// legal reports whether XML 1.0 allows a character.
func legal(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}
