package table

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// inexact stands before a text that JSON could not carry as it is.
const inexact = "\x00base64:"

// Exact returns s in a form that JSON carries unchanged: a text that is no valid UTF-8
// (what a damaged cell leaves), or that looks like the form itself, in base64 behind a
// mark; any other as it is. Verbatim turns it back.
func Exact(s string) string {
	if utf8.ValidString(s) && !strings.HasPrefix(s, inexact) {
		return s
	}
	return inexact + base64.StdEncoding.EncodeToString([]byte(s))
}

// Verbatim is the text behind what Exact returned.
func Verbatim(s string) string {
	if code, ok := strings.CutPrefix(s, inexact); ok {
		if b, err := base64.StdEncoding.DecodeString(code); err == nil {
			return string(b)
		}
	}
	return s
}
