//go:build !amd64

package text

import "unicode/utf8"

// mark is markPlain.
func mark(b []byte, delim, newline, quote byte, out []marks) {
	markPlain(b, delim, newline, quote, out)
}

// census is censusPlain.
func census(b []byte, quote byte) (quotes, feeds, returns int64, ascii bool) {
	return censusPlain(b, quote)
}

// valid is utf8.Valid.
func valid(b []byte) bool { return utf8.Valid(b) }
