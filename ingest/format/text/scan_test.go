package text

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"tenbin/ingest/format/raw"
)

// reference is the scanner of the package comment, one byte at a time.
func reference(s string, d Dialect) [][]string {
	newline := byte('\n')
	if d.LineEnd == CR {
		newline = '\r'
	}
	var rows [][]string
	i := 0
	for i < len(s) {
		var cells []string
		for {
			var cell []byte
			quotedEnd := -1
			k := i
			if k < len(s) && s[k] == d.Quote {
				// a quote that closes?
				j, body, ok := k+1, []byte{}, false
				for j < len(s) {
					if s[j] == d.Quote {
						if j+1 < len(s) && s[j+1] == d.Quote {
							body = append(body, d.Quote)
							j += 2
							continue
						}
						ok = true
						break
					}
					body = append(body, s[j])
					j++
				}
				if ok {
					cell, k = body, j+1
					quotedEnd = len(cell)
				}
			}
			for k < len(s) && s[k] != d.Delimiter && s[k] != newline {
				cell = append(cell, s[k])
				k++
			}
			atEnd := k == len(s) || s[k] == newline
			if atEnd && newline == '\n' && len(cell) > 0 && len(cell) > quotedEnd && cell[len(cell)-1] == '\r' {
				cell = cell[:len(cell)-1]
			}
			cells = append(cells, string(cell))
			i = k + 1
			if atEnd {
				break
			}
			if i >= len(s) {
				cells = append(cells, "")
				break
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

func cellsOf(b *raw.Block) [][]string {
	var out [][]string
	for i := range b.Rows() {
		cells := []string{}
		for j := range b.Width(i) {
			c, _ := b.Cell(i, j)
			cells = append(cells, string(c))
		}
		out = append(out, cells)
	}
	return out
}

// scanAll scans s in windows of the given size.
func scanAll(t testing.TB, s string, d Dialect, window int) ([][]string, []int64) {
	block := newBlock()
	sc := scanner{d: d, limits: sampleLimits, line: 1, block: block}
	var out [][]string
	var lines []int64
	buf, k := make([]byte, len(s)+spare), 0
	for at := 0; ; {
		n := copy(buf[k:k+min(window, len(s)-at)], s[at:])
		k, at = k+n, at+n
		final := at == len(s)
		used, err := sc.scan(buf, k, final)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, cellsOf(block)...)
		lines = append(lines, block.Row...)
		k = copy(buf, buf[used:k])
		if final {
			return out, lines
		}
	}
}

// checkOpen reads s through files cut into pieces of every kind and compares with the
// reading of the whole, one byte at a time.
func checkOpen(t testing.TB, s string) {
	path := write(t, []byte(s))
	d := sniff([]byte(s))
	d.Delimiter, d.Quote, d.Space, d.Escape = ',', '"', false, 0
	d.shape([]byte(s))
	want, lines, doubted := ruledRows(s, d)
	for _, size := range [][2]int{{pieceSize, windowSize}, {1, 3}, {7, 5}, {16, 64}} {
		for _, workers := range []int{1, 3} {
			f := &file{piece: int64(size[0]), window: size[1], limits: raw.Limits{}.WithDefaults(), dialect: d, size: int64(len(s))}
			var err error
			if f.f, err = os.Open(path); err != nil {
				t.Fatal(err)
			}
			if _, err := f.index(workers); err != nil {
				t.Fatal(err)
			}
			rows := rowsOf(t, &raw.Book{Sheets: []raw.Sheet{{Parts: len(f.parts), Read: f.read}}})
			var got [][]string
			var at []int64
			var bad []bool
			for _, r := range rows {
				got, at, bad = append(got, r.Cells), append(at, r.Line), append(bad, r.Bad)
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) || !slices.Equal(at, lines) || !slices.Equal(bad, doubted) {
				t.Fatalf("piece %d, window %d: %q\ngot  %q %v\nwant %q %v", size[0], size[1], s, got, at, want, lines)
			}
			f.f.Close()
		}
	}
}

// TestPieces cuts random files of the awkward bytes anywhere.
func TestPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	alphabets := []string{"ab,\"\n", "a,\"\"\n\r", "ab,\n", "a\",\n\n", "ab,\r\"", "ab,,\r\n\n"}
	for range 150 {
		a := alphabets[r.IntN(len(alphabets))]
		b := make([]byte, r.IntN(200))
		for i := range b {
			b[i] = a[r.IntN(len(a))]
		}
		checkOpen(t, string(b))
	}
	// Regular quotes, with line ends and quotes inside, so that parity is used.
	for range 80 {
		var b strings.Builder
		for range r.IntN(20) {
			for j := range 3 {
				if j > 0 {
					b.WriteByte(',')
				}
				b.WriteString([]string{"x", "", "\"y\"", "\"a\nb\"", "\"c\"\"d\"", "\"\"", "\"\"\"\"", "\"e,\r\nf\""}[r.IntN(8)])
			}
			b.WriteString([]string{"\n", "\r\n"}[r.IntN(2)])
		}
		checkOpen(t, b.String())
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\n\"\"b\",c\r\nd,e", ",,\n\n\"", "\"\"x,\"y\"z\"\n", "a\rb\r\n", "\"a\r\n\",\"b\"\r\n", "\"\"\"\"\n", "\"a\"\r\r\n"} {
		f.Add(s, uint8(7))
	}
	f.Fuzz(func(t *testing.T, s string, w uint8) {
		for _, end := range []LineEnd{LF, CR} {
			d := Dialect{Delimiter: ',', Quote: '"', LineEnd: end}
			got, lines := scanAll(t, s, d, len(s)+1)
			want := reference(s, d)
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Fatalf("%q\ngot  %q\nwant %q", s, got, want)
			}
			pieces, lines2 := scanAll(t, s, d, int(w)+1)
			if fmt.Sprintf("%q", pieces) != fmt.Sprintf("%q", want) || !slices.Equal(lines, lines2) {
				t.Fatalf("window %d: %q\ngot  %q\nwant %q\nlines %v %v", w+1, s, pieces, want, lines, lines2)
			}
		}
		// encoding/csv, where it accepts the text.
		r := csv.NewReader(strings.NewReader(s))
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil || strings.Contains(s, "\r") {
			return
		}
		var mine [][]string
		all, _ := scanAll(t, s, Dialect{Delimiter: ',', Quote: '"'}, len(s)+1)
		for _, row := range all {
			if len(row) > 1 || row[0] != "" {
				mine = append(mine, row)
			}
		}
		records = slices.DeleteFunc(records, func(r []string) bool { return len(r) == 1 && r[0] == "" })
		if fmt.Sprintf("%q", mine) != fmt.Sprintf("%q", records) {
			t.Fatalf("%q\ngot %q\ncsv %q", s, mine, records)
		}
	})
}
