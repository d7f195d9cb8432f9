package sheet

import (
	"strings"
)

// OneLine is s without line breaks and without what a terminal would obey.
func OneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < 0x20 || r >= 0x7F && r < 0xA0:
			return -1
		}
		return r
	}, s)
}
