package text

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// What wide registers say must be what eight bytes at a time say, and that what a look at
// each byte says.
func TestMarks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	letters := []byte(",\n\r\";\t'a0 \x00\x0b\xe3\x81\x82\xff\x8a\xac")
	for n := range 200 {
		b := make([]byte, 64*(n%9)+n%64)
		for i := range b {
			b[i] = letters[r.IntN(len(letters))]
			if n%3 == 0 {
				b[i] = byte(r.Uint32())
			}
		}
		delim, newline, quote := letters[r.IntN(len(letters))], letters[r.IntN(len(letters))], letters[r.IntN(len(letters))]
		got, plain := make([]marks, len(b)/64), make([]marks, len(b)/64)
		mark(b, delim, newline, quote, got)
		markPlain(b, delim, newline, quote, plain)
		for k := range got {
			var want marks
			for i, c := range b[64*k : 64*k+64] {
				if c == delim || c == newline {
					want.ends |= 1 << i
				}
				if c == newline {
					want.feeds |= 1 << i
				}
				if c == quote {
					want.quotes |= 1 << i
				}
			}
			if got[k] != want || plain[k] != want {
				t.Fatalf("bytes %q: %x, plainly %x, want %x", b[64*k:64*k+64], got[k], plain[k], want)
			}
		}
		quotes, feeds, returns, ascii := census(b, quote)
		q, f, s, a := censusPlain(b, quote)
		if quotes != q || feeds != f || returns != s || ascii != a {
			t.Fatalf("%q: census %d %d %d %v, plainly %d %d %d %v", b, quotes, feeds, returns, ascii, q, f, s, a)
		}
		if high := bytes.ContainsFunc(b, func(r rune) bool { return r >= 0x80 }); q != int64(bytes.Count(b, []byte{quote})) || high == a {
			t.Fatalf("%q: %d quotes, ASCII %v", b, q, a)
		}
	}
}
