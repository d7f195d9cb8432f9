package text

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenbin/ingest/format/raw"
)

// lines makes n deal lines; quoted puts every cell in quotes.
func lines(n int, quoted, ja bool) []byte {
	var b bytes.Buffer
	client := "Client"
	if ja {
		client = "見本商事"
	}
	for i := range n {
		if quoted {
			fmt.Fprintf(&b, "\"D%07d\",\"2026-%02d-%02d\",\"S%03d\",\"%s %04d\",\"P%03d\",\"%d\",\"%d.00\",\"%d.50\"\r\n", i, i%12+1, i%28+1, i%97, client, i%1009, i%211, i%9+1, 1000+i%777, 900+i%777)
		} else {
			fmt.Fprintf(&b, "D%07d,2026-%02d-%02d,S%03d,%s %04d,P%03d,%d,%d.00,%d.50\n", i, i%12+1, i%28+1, i%97, client, i%1009, i%211, i%9+1, 1000+i%777, 900+i%777)
		}
	}
	return b.Bytes()
}

func BenchmarkScan(b *testing.B) {
	for _, quoted := range []bool{false, true} {
		b.Run(fmt.Sprintf("quoted=%v", quoted), func(b *testing.B) {
			text := lines(4000, quoted, false)
			buf := append(bytes.Clone(text), make([]byte, spare)...)
			s := scanner{d: Dialect{Delimiter: ',', Quote: '"'}, limits: raw.Limits{}.WithDefaults(), block: newBlock()}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := s.scan(buf, len(text), true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen indexes and reads a whole file on one goroutine.
func BenchmarkOpen(b *testing.B) {
	cp932, err := japanese.ShiftJIS.NewEncoder().Bytes(lines(100000, false, true))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		text []byte
	}{
		{"plain", lines(400000, false, false)}, {"quoted", lines(400000, true, false)},
		{"utf8", lines(400000, false, true)}, {"cp932", cp932},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := write(b, c.text)
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				book, err := Open(path, Options{Workers: 1})
				if err != nil {
					b.Fatal(err)
				}
				s := book.Sheets[0]
				for p := range s.Parts {
					if err := s.Read(context.Background(), p, func(*raw.Block) error { return nil }); err != nil {
						b.Fatal(err)
					}
				}
				book.Close()
			}
		})
	}
}
