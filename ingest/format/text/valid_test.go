package text

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// Every sequence of up to three bytes, and the edges of those of four, at every place
// around the end of 32 bytes, must be judged as the standard library judges it.
func TestValid(t *testing.T) {
	check := func(b []byte) {
		if got, want := valid(b), utf8.Valid(b); got != want {
			t.Fatalf("% x: %v, want %v", b, got, want)
		}
	}
	b := make([]byte, 96)
	put := func(seq ...byte) {
		for _, at := range [...]int{0, 29, 30, 31, 32, 61, 62, 92} {
			if at+len(seq) > len(b) {
				continue
			}
			for i := range b {
				b[i] = 'a'
			}
			copy(b[at:], seq)
			check(b)
			check(b[:at+len(seq)])
		}
	}
	edges := []byte{0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff}
	for first := range 256 {
		put(byte(first))
		for second := range 256 {
			put(byte(first), byte(second))
			for _, third := range edges {
				put(byte(first), byte(second), third)
			}
		}
	}
	for _, first := range edges {
		for _, second := range edges {
			for _, third := range edges {
				for _, fourth := range edges {
					put(first, second, third, fourth)
				}
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	good := 0
	for range 50_000 {
		var text []byte
		for len(text) < r.IntN(200) {
			text = utf8.AppendRune(text, rune(r.IntN(1<<(1+r.IntN(20)))))
		}
		if r.IntN(3) == 0 && len(text) > 0 {
			text[r.IntN(len(text))] = byte(r.IntN(256))
		}
		text = text[:len(text)-min(len(text), r.IntN(3))]
		if check(text); utf8.Valid(text) {
			good++
		}
	}
	if good < 10_000 || good > 40_000 {
		t.Fatal(good, "of 50,000 were valid")
	}
}
