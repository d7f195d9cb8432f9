package convert

import (
	"math/rand/v2"
	"testing"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
)

// The fingerprint of document and line must be that of the text that they make.
func TestPrintOf(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 4))
	word := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = "ABCDxyz0123456789-/.#(<"[r.IntN(23)]
			if r.IntN(60) == 0 {
				b[i] = byte(r.IntN(256))
			}
		}
		return b
	}
	quick := 0
	for range 200_000 {
		document, line := word(r.IntN(20)), word(r.IntN(10))
		data := append(append(append(word(r.IntN(3)), document...), word(r.IntN(3))...), line...)
		from := len(data) - len(line)
		data = append(data, word(r.IntN(12))...)
		at := 0
		for string(data[at:at+len(document)]) != string(document) {
			at++
		}
		text := append(append(append([]byte(nil), document...), '-'), line...)
		x, ok := fingerprintOf(data, uint32(at), uint32(at+len(document)), uint32(from), uint32(from+len(line)))
		if !ok {
			continue
		}
		quick++
		if !cell.Tidy(text) || x != dedup.Fingerprint(text) {
			t.Fatalf("%q: %x, want %x, clean %v", text, x, dedup.Fingerprint(text), cell.Tidy(text))
		}
	}
	if quick < 20_000 {
		t.Fatal("only", quick, "were put together")
	}
	for c := range 256 {
		for k := range 8 {
			x := uint64(ones*'0')&^(0xff<<(8*k)) | uint64(c)<<(8*k)
			text := []byte("00000000")
			text[k] = byte(c)
			odd := oddBytes(x) != 0
			if want := !cell.Tidy(append([]byte("0"), text...)); odd != want {
				t.Fatalf("byte %#x at %d: %v, want %v", c, k, odd, want)
			}
		}
	}
}
