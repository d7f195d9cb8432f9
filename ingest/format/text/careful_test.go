package text

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tenbin/ingest/format/raw"
)

// ruledRows is what Open gives, one byte at a time over the whole text: rows, their lines
// and whether the quotes of a row were doubted.
func ruledRows(s string, d Dialect) (rows [][]string, lines []int64, doubted []bool) {
	nl := string(d.newline())
	line, letters := int64(1), false
	d.Lone = d.LineEnd != CR && d.Width > 1
	for at := 0; at < len(s); {
		cells, end, odd, closed := laxRow(s[at:], d)
		text := s[at : at+end]
		span := strings.Count(strings.TrimSuffix(text, nl), nl) + 1
		doubt, split := !closed, false
		if closed && (odd || span > 1 || d.Lone && loneReturn([]byte(text))) {
			_, strictEnd, n, _, cr := strictRow(text, d)
			same := n == 0 && strictEnd == len(text)
			whole := 0
			for _, l := range strings.Split(strings.TrimSuffix(text, nl), nl) {
				if d.Width > 1 && strings.Count(l, string(d.Delimiter)) == d.Width-1 {
					whole++
				}
			}
			split = cr
			doubt = split || odd && same || !same && (len(cells) != d.Width || span > 1 && 2*whole >= span)
		}
		bad := false
		if doubt {
			cells2, end2, n, open, _ := strictRow(s[at:], d)
			if closed && (n > 0 || len(cells2) != d.Width) {
				cells2, end2, n, _, _ = strictRow(text, d)
				open = false
			}
			bad = n > 0 && (len(cells2) != d.Width || open && !letters)
			letters = letters || n > 0
			cells, end = cells2, end2
		}
		rows, lines, doubted = append(rows, cells), append(lines, line), append(doubted, bad)
		line += int64(strings.Count(s[at:at+end], nl))
		if end > 0 && d.Lone && s[at+end-1] == '\r' && at+end < len(s) {
			line++
		}
		at += end
	}
	return rows, lines, doubted
}

// laxRow reads a row as the scanner does: a quote that opens a field closes at the next
// single one, and what stands behind that is kept.
func laxRow(s string, d Dialect) (cells []string, end int, odd, closed bool) {
	nl := d.newline()
	for k := 0; ; k++ {
		var cell []byte
		quotedEnd := -1
		if k < len(s) && s[k] == d.Quote {
			j := k + 1
			for ; j < len(s); j++ {
				if s[j] == d.Quote && j+1 < len(s) && s[j+1] == d.Quote {
					j++
				} else if s[j] == d.Quote {
					break
				}
				cell = append(cell, s[j])
			}
			if j >= len(s) {
				return nil, len(s), false, false
			}
			k, quotedEnd = j+1, len(cell)
		}
		for k < len(s) && s[k] != d.Delimiter && s[k] != nl {
			cell = append(cell, s[k])
			k++
		}
		ended := k >= len(s) || s[k] == nl
		if ended && nl == '\n' && len(cell) > max(0, quotedEnd) && cell[len(cell)-1] == '\r' {
			cell = cell[:len(cell)-1]
		}
		odd = odd || quotedEnd >= 0 && len(cell) > quotedEnd
		if cells = append(cells, string(cell)); ended {
			return cells, min(k+1, len(s)), odd, true
		}
	}
}

// strictRow reads a row by the rule of careful.go.
func strictRow(s string, d Dialect) (cells []string, end, letters int, open, split bool) {
	nl, delim, quote := string(d.newline()), string(d.Delimiter), string(d.Quote)
	edge := func(i int) bool {
		return i >= len(s) || strings.HasPrefix(s[i:], delim) || strings.HasPrefix(s[i:], nl) || s[i] == '\r' && (d.Lone && len(cells)+1 == d.Width || i+1 >= len(s) || s[i+1] == '\n')
	}
	for k := 0; ; k++ {
		from, quoted := k, ""
		if k < len(s) && s[k:k+1] == quote {
			close, told := -1, false
			for j := k + 1; j < len(s); j++ {
				if s[j:j+1] != quote {
					continue
				}
				inside := s[k+1 : j]
				over := strings.Contains(inside, nl)
				behindDelim := strings.HasSuffix(inside, delim)
				behind := behindDelim || strings.HasSuffix(inside, nl)
				if edge(j + 1) {
					if !(over && behindDelim) && !d.swallowed([]byte(s), k, j) {
						close = j
					}
					told = true
					break
				}
				if s[j+1:j+2] == quote {
					if over && behind && edge(j+2) {
						told = true
						break
					}
					j++
					continue
				}
				if behind {
					told = true
					break
				}
			}
			open = open || !told
			if close >= 0 {
				quoted, from, k = strings.ReplaceAll(s[k+1:close], quote+quote, quote), close, close+1
			} else {
				letters++
				k++
			}
			if close >= 0 {
				from = k
			}
		}
		for k < len(s) && s[k:k+1] != delim && s[k:k+1] != nl {
			if d.Lone && s[k] == '\r' && k+1 < len(s) && s[k+1] != '\n' && len(cells)+1 == d.Width {
				split = true
				break
			}
			k++
		}
		cell := s[from:min(k, len(s))]
		ended := k >= len(s) || s[k:k+1] != delim
		if ended && !split && nl == "\n" {
			cell = strings.TrimSuffix(cell, "\r")
		}
		if cells = append(cells, quoted+cell); ended {
			return cells, min(k+1, len(s)), letters, open, split
		}
	}
}

// TestStrayQuotes: of each kind of stray quote every line comes out, and what was doubted
// is said.
func TestStrayQuotes(t *testing.T) {
	table := func(cell map[int]string) string {
		var b strings.Builder
		b.WriteString("id,item,qty,net\r\n")
		for i := range 60 {
			c := fmt.Sprintf("item %d", i)
			if x, ok := cell[i]; ok {
				c = x
			}
			fmt.Fprintf(&b, "N%03d,%s,%d,%d\r\n", i, c, i%7, 900+i)
		}
		return b.String()
	}
	for _, c := range []struct {
		name    string
		cell    map[int]string
		want    map[int]string // what the cell must hold
		lines   int            // lines fewer than rows
		warned  bool
		bad     int
		warning string
	}{
		{name: "a lone quote and a lone quote", cell: map[int]string{10: `"`, 40: `"`}, want: map[int]string{10: `"`, 40: `"`}, warned: true},
		{name: "three lone quotes", cell: map[int]string{10: `"`, 20: `"`, 40: `"`}, want: map[int]string{10: `"`, 40: `"`}, warned: true},
		{name: "inch marks in front", cell: map[int]string{5: `"19 rack`, 15: `"21 rack`, 25: `"24 rack`}, want: map[int]string{5: `"19 rack`, 25: `"24 rack`}, warned: true},
		{name: "in front and behind", cell: map[int]string{5: `"19 rack`, 30: `pipe 12"`}, want: map[int]string{5: `"19 rack`, 30: `pipe 12"`}, warned: true},
		{name: "in front and in the middle", cell: map[int]string{5: `"19 rack`, 30: `pipe 12" steel`}, want: map[int]string{30: `pipe 12" steel`}, warned: true},
		{name: "neighbours", cell: map[int]string{5: `"19 rack`, 6: `"20 rack`}, want: map[int]string{5: `"19 rack`, 6: `"20 rack`}, warned: true},
		{name: "before a quoted cell", cell: map[int]string{5: `"19 rack`, 6: `"a, b"`}, want: map[int]string{5: `"19 rack`, 6: `a, b`}, warned: true},
		{name: "before an empty quoted cell", cell: map[int]string{5: `"19 rack`, 9: `""`, 11: `""`}, want: map[int]string{5: `"19 rack`, 9: ``}, warned: true},
		{name: "before a cell of several lines", cell: map[int]string{5: `"19 rack`, 9: "\"a\nb\""}, want: map[int]string{5: `"19 rack`, 9: "a\nb"}, warned: true},
		{name: "inside a quoted cell", cell: map[int]string{5: `"a 19" rack"`}, want: map[int]string{5: `a 19" rack`}},
		{name: "inside a quoted cell with a comma", cell: map[int]string{5: `"a 19" rack, black"`}, want: map[int]string{5: `a 19" rack, black`}},
		{name: "inside a quoted cell of two lines", cell: map[int]string{5: "\"he said \"yes\nor no\" once\""}, want: map[int]string{5: "he said \"yes\nor no\" once"}, warned: true, lines: 0},
		{name: "japanese", cell: map[int]string{5: `"19インチ棚`, 30: `"24インチ棚`}, want: map[int]string{5: `"19インチ棚`, 30: `"24インチ棚`}, warned: true},
		{name: "well-formed", cell: map[int]string{5: `"a ""b"" c, d"`, 7: "\"x\r\ny\"", 8: `""""`, 9: "\"a\n,\n\""}, want: map[int]string{5: `a "b" c, d`, 7: "x\r\ny", 8: `"`, 9: "a\n,\n"}},
		{name: "addresses", cell: map[int]string{5: "\"Tokyo, Chuo, 1, 2\nOsaka, Kita, 3, 4\nKyoto, Sakyo\""}, want: map[int]string{5: "Tokyo, Chuo, 1, 2\nOsaka, Kita, 3, 4\nKyoto, Sakyo"}},
		{name: "neighbours in front and behind", cell: map[int]string{5: `"19 rack`, 6: `pipe 12"`}, want: map[int]string{5: `"19 rack`, 6: `pipe 12"`}, warned: true},
		{name: "a cell of thirty lines", cell: map[int]string{5: "\"" + strings.Repeat("said, and done\n", 30) + "\""}, want: map[int]string{5: strings.Repeat("said, and done\n", 30)}, warned: true},
		{name: "notes with commas", cell: map[int]string{5: "\"first, then\nsecond, then\nthird, and so on\""}, want: map[int]string{5: "first, then\nsecond, then\nthird, and so on"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, err := Open(write(t, []byte(table(c.cell))), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer book.Close()
			rows, bad := rowsOf(t, book), 0
			got := map[string]string{}
			for _, r := range rows {
				if r.Bad {
					bad++
				}
				got[r.Cells[0]] = r.Cells[min(1, len(r.Cells)-1)]
			}
			for i := range 60 {
				if _, ok := got[fmt.Sprintf("N%03d", i)]; !ok {
					t.Errorf("row %d is gone", i)
				}
			}
			for i, w := range c.want {
				if g := got[fmt.Sprintf("N%03d", i)]; g != w {
					t.Errorf("row %d holds %q, want %q", i, g, w)
				}
			}
			if (len(book.Warnings) > 0) != c.warned || bad != c.bad {
				t.Errorf("%d bad rows, warnings %+v", bad, book.Warnings)
			}
			for _, w := range book.Warnings {
				t.Log(w.Text.EN, "/", w.Text.JA)
			}
		})
	}
}

// FuzzOpen: the reading of a file is that of its rows one after another; where
// encoding/csv accepts a table and no quote is doubted both read the same; and there are
// never fewer rows than RFC 4180 gives without a word of it.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a,b\n1,\"\n2,\"\n3,4\n", "a,b\n1,\"x\ny\"\n", "a,b,c\n1,\"19 in,3\n2,\"20 in,4\n", "a,b\r\n1,2\r3,4\r\n",
		"a,b,c\n1,\"x\"y\"z\",3\n", "a,b\n\"1\n", "a,b\n1,\"say \"yes\nno\" x\"\n3,4\n", "a,b\n1,\"x\n\"\"\",\"\n2,3\n", ", , , ", "\r\"000\n00\n\"00",
	} {
		f.Add(s, uint8(7))
	}
	f.Fuzz(func(t *testing.T, s string, piece uint8) {
		if strings.ContainsRune(s, 0) || !utf8.ValidString(s) || strings.HasPrefix(s, "\ufeff") || notText([]byte(s)) != nil {
			return
		}
		d := sniff([]byte(s))
		d.Encoding, d.Mark, d.Delimiter, d.Quote, d.Space, d.Escape, d.Padded, d.Twice = UTF8, false, ',', '"', false, 0, false, false
		d.shape([]byte(s))
		x := &file{piece: int64(piece) + 1, window: int(piece)/3 + 1, limits: raw.Limits{}.WithDefaults(), dialect: d, size: int64(len(s))}
		var err error
		if x.f, err = os.Open(write(t, []byte(s))); err != nil {
			t.Fatal(err)
		}
		defer x.f.Close()
		if _, err := x.index(2); err != nil {
			t.Fatal(err)
		}
		var got [][]string
		var at []int64
		said := len(x.walked) > 0
		for _, r := range rowsOf(t, &raw.Book{Sheets: []raw.Sheet{{Parts: len(x.parts), Read: x.read}}}) {
			got, at, said = append(got, r.Cells), append(at, r.Line), said || r.Bad
		}
		want, lines, _ := ruledRows(s, x.dialect)
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) || !slices.Equal(at, lines) {
			t.Fatalf("%q\ngot  %q %v\nwant %q %v", s, got, at, want, lines)
		}
		lax, _ := scanAll(t, s, x.dialect, len(s)+1)
		if len(got) < len(lax) && !said {
			t.Fatalf("%q: %d rows of %d, and no word of it", s, len(got), len(lax))
		}
		r := csv.NewReader(strings.NewReader(s))
		records, err := r.ReadAll()
		if err != nil || said || strings.Contains(s, "\r") || d.Width < 2 {
			return
		}
		mine := slices.DeleteFunc(got, func(r []string) bool { return len(r) == 1 && r[0] == "" })
		if len(records) > 0 && len(records[0]) == d.Width && fmt.Sprintf("%q", mine) != fmt.Sprintf("%q", records) {
			t.Fatalf("%q\ngot %q\ncsv %q", s, mine, records)
		}
	})
}

// TestLoneReturns: a CR alone ends a row of the table's width and stays a letter elsewhere,
// wherever pieces of the file end.
func TestLoneReturns(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"between rows", "a,b,c\r\n1,2,3\r4,5,6\r\n7,8,9\r\n", "a b c|1 2 3|4 5 6|7 8 9"},
		{"at the end", "a,b\r\n1,2\r\n3,4\r", "a b|1 2|3 4"},
		{"three in a row", "a,b\r\n1,2\r3,4\r5,6\r7,8\r\n9,0\r\n", "a b|1 2|3 4|5 6|7 8|9 0"},
		{"behind a quoted cell", "a,b\r\n1,\"x\"\r2,\"y\"\r\n3,z\r\n", "a b|1 x|2 y|3 z"},
		{"in a quoted cell", "a,b\r\n1,\"x\ry\"\r\n3,z\r\n", "a b|1 x\ry|3 z"},
		{"in the middle of a cell", "a,b,c\r\n1\r2,3,4\r\n5,6,7\r\n", "a b c|1\r2 3 4|5 6 7"},
		{"among line feeds", "a,b\n1,2\r3,4\n5,6\n7,8\n", "a b|1 2|3 4|5 6|7 8"},
		{"japanese", "担当,金額\r\n山田,1\r鈴木,2\r\n佐藤,3\r\n", "担当 金額|山田 1|鈴木 2|佐藤 3"},
	} {
		for _, piece := range []int64{0, 1, 2, 3, 5, 8, 13} {
			var got []string
			for _, r := range read(t, c.in, Options{Piece: piece, Workers: 2}) {
				got = append(got, strings.Join(r.Cells, " "))
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("%s, piece %d: %q, want %q", c.name, piece, g, c.want)
			}
		}
	}
	// Every line ends in CR CR LF: each row, and an empty line behind it.
	if got := read(t, "a,b\r\r\n1,2\r\r\n3,4\r\r\n", Options{}); len(got) != 6 || strings.Join(got[2].Cells, " ") != "1 2" {
		t.Errorf("CR CR LF: %v", got)
	}
}
