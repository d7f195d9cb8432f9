package text

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// models are x/text's decoders beside ours.
var models = []struct {
	e     Encoding
	model encoding.Encoding
}{{CP932, japanese.ShiftJIS}, {EUCJP, japanese.EUCJP}, {Windows1252, charmap.Windows1252}}

// sameCall decodes src into room bytes with both and compares text, counts and error.
func sameCall(t *testing.T, ours, model transform.Transformer, src []byte, room int, atEOF bool) (read int) {
	t.Helper()
	got, want := make([]byte, room), make([]byte, room)
	n, read, err := ours.Transform(got, src, atEOF)
	wantN, wantRead, wantErr := model.Transform(want, src, atEOF)
	if !bytes.Equal(got[:n], want[:wantN]) || read != wantRead || err != wantErr {
		t.Fatalf("% x, %d bytes of room, at end %v:\ngot  % x, %d read, %v\nwant % x, %d read, %v",
			src, room, atEOF, got[:n], read, err, want[:wantN], wantRead, wantErr)
	}
	return read
}

// samePieces decodes src in pieces that next sizes (source, room), as a stream's
// reader does, and compares with the whole decoded at once.
func samePieces(t *testing.T, ours, model transform.Transformer, src []byte, next func() (piece, room int)) {
	t.Helper()
	want := make([]byte, 3*len(src)+margin)
	n, _, err := model.Transform(want, src, true)
	if err != nil {
		t.Fatal(err)
	}
	want = want[:n]
	var got []byte
	for read, waste := 0, 0; read < len(src); {
		piece, room := next()
		end := min(len(src), read+piece+waste)
		dst := make([]byte, room)
		n, r, err := ours.Transform(dst, src[read:end], end == len(src))
		got, read = append(got, dst[:n]...), read+r
		if r > 0 {
			waste = 0
		} else if waste++; waste > 8 { // a wider piece, as ErrShortSrc asks for
			t.Fatalf("% x stands still at %d: %v", src, read, err)
		}
	}
	if !bytes.Equal(got, want) {
		t.Fatalf("% x in pieces:\ngot  % x\nwant % x", src, got, want)
	}
}

// Every sequence of one, two and (behind EUC-JP's 0x8f) three bytes decodes as x/text
// decodes it, at the edge of the source as well as far from it.
func TestDecodeSequences(t *testing.T) {
	ascii := bytes.Repeat([]byte("x"), 2*margin)
	for _, m := range models {
		t.Run(m.e.String(), func(t *testing.T) {
			ours, model := m.e.transformer(), m.model.NewDecoder().Transformer
			check := func(seq ...byte) {
				for _, atEOF := range []bool{false, true} {
					sameCall(t, ours, model, seq, 16, atEOF)
				}
				sameCall(t, ours, model, append(seq, ascii...), 4*margin, true)
			}
			check()
			for a := range 256 {
				check(byte(a))
				for b := range 256 {
					check(byte(a), byte(b))
				}
			}
			for _, a := range []byte{0x8e, 0x8f, 0x81, 0xfc} {
				for b := range 256 {
					for c := range 256 {
						check(a, byte(b), byte(c))
					}
				}
			}
		})
	}
}

// The table knows every pair but those that EUC-JP's three-byte characters begin with:
// what it leaves out decodes as well, but slowly.
func TestDecodeTable(t *testing.T) {
	for _, m := range models {
		for i, e := range m.e.transformer().(*decoder).table {
			asks := m.e == EUCJP && i>>8 == 0x8f-0x80
			if (e == 0) != asks || !asks && (e.read() < 1 || e.read() > 2 || e.written() < 1 || e.written() > 3) {
				t.Errorf("%s %04x: entry %08x", m.e, 1<<15|i, uint32(e))
			}
		}
	}
}

// mixed makes n bytes of ASCII, valid characters of e and broken ones.
func mixed(rnd *rand.Rand, e encoding.Encoding, n int) []byte {
	valid := map[encoding.Encoding]string{
		japanese.ShiftJIS:   "\x8c\xa9\x96\x7b \xb6\xc5 \x95\x5c\x83\x5c\x94\x5c\x87\x40\xfb\xfc", // 見本 ｶﾅ 表ソ能①髙
		japanese.EUCJP:      "\xb8\xab\xcb\xdc \x8e\xb6\x8e\xc5 \x8f\xb0\xa2\x8f\xb0\xa1",         // 見本 ｶﾅ 丄丂
		charmap.Windows1252: "caf\xe9 \x93x\x94 \x80",                                             // café “x” €
	}[e]
	var b []byte
	for len(b) < n {
		switch rnd.IntN(6) {
		case 0:
			b = append(b, valid...)
		case 1:
			b = append(b, byte(rnd.IntN(256)))
		case 2:
			b = append(b, byte(0x80+rnd.IntN(128)), byte(rnd.IntN(256)))
		case 3:
			b = append(b, 0x8f, byte(0xa0+rnd.IntN(96)), byte(0xa0+rnd.IntN(96)))
		default:
			b = append(b, "D0000001,2026-01-01,"[:rnd.IntN(21)]...)
		}
	}
	return b[:n]
}

// Any text, cut at every place and with every room, decodes as x/text decodes it.
func TestDecodePieces(t *testing.T) {
	for _, m := range models {
		t.Run(m.e.String(), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(9, 32))
			ours, model := m.e.transformer(), m.model.NewDecoder().Transformer
			for range 20 {
				src := mixed(rnd, m.model, 64+rnd.IntN(64))
				for cut := range src {
					sameCall(t, ours, model, src[:cut], 3*len(src), false)
					sameCall(t, ours, model, src[cut:], 3*len(src), true)
					sizes := []int{cut, len(src)}
					samePieces(t, ours, model, src, func() (int, int) {
						s := sizes[0]
						sizes = append(sizes[1:], len(src))
						return s, 4 * len(src)
					})
				}
				for room := range 3 * len(src) {
					sameCall(t, ours, model, src, room, false)
					if room >= 3 {
						samePieces(t, ours, model, src, func() (int, int) { return len(src), room })
					}
				}
			}
			for range 200 {
				src := mixed(rnd, m.model, 500)
				samePieces(t, ours, model, src, func() (int, int) { return rnd.IntN(80), 3 + rnd.IntN(80) })
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"D0000001,\x8c\xa9\x96\x7b,\x83\x5c\n", "\x8f\xb0\xa1\x8e\xb1\xa4\xa2,0123456789abcdef", "\x80\xa0\xfd\xff\x81", "caf\xe9 0123456789 \x93x\x94"} {
		f.Add([]byte(s), uint8(20), uint8(20))
	}
	f.Fuzz(func(t *testing.T, src []byte, piece, room uint8) {
		for _, m := range models {
			ours, model := m.e.transformer(), m.model.NewDecoder().Transformer
			sameCall(t, ours, model, src, int(room), false)
			sameCall(t, ours, model, src, 3*len(src), true)
			samePieces(t, ours, model, src, func() (int, int) { return int(piece), 3 + int(room) })
		}
	})
}

// BenchmarkDecode sets x/text beside ours.
func BenchmarkDecode(b *testing.B) {
	heavy := bytes.Repeat([]byte("株式会社見本商事,東京都千代田区丸の内,値引きの承認を待つ\n"), 4000)
	for _, m := range models[:2] {
		for _, c := range []struct {
			name string
			text []byte
		}{{"ascii", lines(4000, false, false)}, {"names", names(4000)}, {"japanese", heavy}} {
			src, err := m.model.NewEncoder().Bytes(c.text)
			if err != nil {
				b.Fatal(err)
			}
			for who, d := range []transform.Transformer{m.model.NewDecoder().Transformer, m.e.transformer()} {
				b.Run(fmt.Sprintf("%s/%s/%s", m.e, c.name, [...]string{"xtext", "ours"}[who]), func(b *testing.B) {
					dst := make([]byte, 3*len(src)+margin)
					b.SetBytes(int64(len(src)))
					for b.Loop() {
						if _, _, err := d.Transform(dst, src, true); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}

// names makes n deal lines with Japanese names in a third of their bytes.
func names(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "D%07d,2026-%02d-%02d,見本太郎,株式会社見本商事,%d,%d.00,%d.50\n", i, i%12+1, i%28+1, i%9+1, 1000+i%777, 900+i%777)
	}
	return b.Bytes()
}
