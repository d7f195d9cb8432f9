package cell

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/format/raw"
)

// Short must read what Decimal reads, and show a column's profile what ObserveAmount does.
func TestShort(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	texts := []string{"0", "9", "00000000", "99999999", ".", "..", "1.", ".5", "1.234", "0.125", "12.345", "123.456", "1234.567", "1.2.3", "-1", "1,234", "1e3", "12 ", "\xff", "12.\x00"}
	for range 200_000 {
		b := make([]byte, 1+r.IntN(8))
		for i := range b {
			b[i] = "0123456789"[r.IntN(10)]
			switch r.IntN(12) {
			case 0:
				b[i] = '.'
			case 1:
				b[i] = byte(r.IntN(256)) | 1
			}
		}
		texts = append(texts, string(b))
	}
	read := 0
	for _, text := range texts {
		var word [8]byte
		copy(word[:], text)
		for scale := range 7 {
			v, s, ok := Short(binary.LittleEndian.Uint64(word[:]), len(text), scale)
			want, fits := fastDecimal([]byte(text), scale, true, Decision{Locale: Point})
			if ok != (fits && text[0] != '-') || ok && v != want {
				t.Fatalf("%q at scale %d: %d %v, want %d %v", text, scale, v, ok, want, fits)
			}
			if !ok {
				continue
			}
			read++
			var got, plainly Profile
			var n Shapes
			n[s]++
			got.ObserveShapes(&n)
			plainly.ObserveAmount([]byte(text), raw.Plain)
			if got != plainly {
				t.Fatalf("%q shows %+v, want %+v", text, got, plainly)
			}
		}
	}
	if read < 100_000 {
		t.Fatal("only", read, "texts were read")
	}
	if _, _, ok := Short(0, 0, 2); ok {
		t.Fatal("an empty text is no number")
	}
	if _, _, ok := Short('1', 9, 2); ok {
		t.Fatal("nine bytes are not short")
	}
}

func BenchmarkShort(b *testing.B) {
	var words [1024]uint64
	var sizes [1024]int
	for i := range words {
		var word [8]byte
		sizes[i] = copy(word[:], fmt.Sprintf("%d.%02d", 10+i*7, i%100))
		words[i] = binary.LittleEndian.Uint64(word[:])
	}
	b.SetBytes(1024 * 7)
	for b.Loop() {
		sum := int64(0)
		for i := range words {
			v, _, _ := Short(words[i], sizes[i], 6)
			sum += v
		}
		if sum == 0 {
			b.Fatal("nothing was read")
		}
	}
}
