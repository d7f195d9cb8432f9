//go:build !amd64

package text

// mark is markPlain.
func mark(b []byte, delim, newline, quote byte, out []marks) {
	markPlain(b, delim, newline, quote, out)
}

// census is censusPlain.
func census(b []byte, quote byte) (quotes, feeds, returns int64, ascii bool) {
	return censusPlain(b, quote)
}
