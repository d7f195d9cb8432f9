package text

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"tenbin/ingest/format/raw"
)

// row is what a test compares: line, cells, and marks for bad rows and cells.
type row struct {
	Line  int64
	Cells []string
	Bad   bool
}

func write(t testing.TB, content []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(p, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// rowsOf reads all parts; an invalid cell gets "!" in front.
func rowsOf(t testing.TB, book *raw.Book) []row {
	t.Helper()
	var out []row
	s := book.Sheets[0]
	for part := range s.Parts {
		err := s.Read(context.Background(), part, func(b *raw.Block) error {
			for i := range b.Rows() {
				r := row{Line: b.Row[i], Bad: slices.Contains(b.Bad, i)}
				for j := range b.Width(i) {
					c, h := b.Cell(i, j)
					s := string(c)
					if h == raw.Invalid {
						s = "!" + s
					}
					r.Cells = append(r.Cells, s)
				}
				out = append(out, r)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func read(t testing.TB, content string, o Options) []row {
	t.Helper()
	book, err := Open(write(t, []byte(content)), o)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return rowsOf(t, book)
}

func format(rows []row) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%d %q", r.Line, r.Cells)
		if r.Bad {
			b.WriteString(" bad")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a,b\n1,2\n", "1 [\"a\" \"b\"]\n2 [\"1\" \"2\"]\n"},
		{"no last end", "a,b\n1,", "1 [\"a\" \"b\"]\n2 [\"1\" \"\"]\n"},
		{"crlf", "a,b\r\n1,2\r\n", "1 [\"a\" \"b\"]\n2 [\"1\" \"2\"]\n"},
		{"cr", "a,b\r1,2\r", "1 [\"a\" \"b\"]\n2 [\"1\" \"2\"]\n"},
		{"quotes", "\"a\",\"b,c\"\r\n\"x\"\"y\",\"\"\r\n", "1 [\"a\" \"b,c\"]\n2 [\"x\\\"y\" \"\"]\n"},
		{"line end inside", "a,b\n\"1\n2\r\n3\",4\n5,6\n", "1 [\"a\" \"b\"]\n2 [\"1\\n2\\r\\n3\" \"4\"]\n5 [\"5\" \"6\"]\n"},
		{"inch mark", "a,b\n5\" disk,x\ny,z\"\n", "1 [\"a\" \"b\"]\n2 [\"5\\\" disk\" \"x\"]\n3 [\"y\" \"z\\\"\"]\n"},
		{"behind the quote", "a,b\n\"x\"y,\"z\" \n", "1 [\"a\" \"b\"]\n2 [\"xy\" \"z \"]\n"},
		{"blank lines", "a,b\n\n1,2\n\n\n", "1 [\"a\" \"b\"]\n2 [\"\"]\n3 [\"1\" \"2\"]\n4 [\"\"]\n5 [\"\"]\n"},
		{"never closed", "a,b\n1,\"2\n3,4\n5,6\n", "1 [\"a\" \"b\"]\n2 [\"1\" \"\\\"2\"] bad\n3 [\"3\" \"4\"]\n4 [\"5\" \"6\"]\n"},
		{"never closed at the end", "a,b\n1,2\n3,\"4", "1 [\"a\" \"b\"]\n2 [\"1\" \"2\"]\n3 [\"3\" \"\\\"4\"] bad\n"},
		{"never closed behind a long field", "a,b\n\"1\n1\",\"2\n3,4\n", "1 [\"a\" \"b\"]\n2 [\"1\\n1\" \"\\\"2\"] bad\n4 [\"3\" \"4\"]\n"},
		{"backslash", "a,b,c\n\"x \\\"y\\\" z\",1,2\n\"q\\\\\",3,4\n", "1 [\"a\" \"b\" \"c\"]\n2 [\"x \\\"y\\\" z\" \"1\" \"2\"]\n3 [\"q\\\\\" \"3\" \"4\"]\n"},
		{"space before the quote", "a, \"b, c\", d\n1, \"2, 3\", 4\n", "1 [\"a\" \"b, c\" \"d\"]\n2 [\"1\" \"2, 3\" \"4\"]\n"},
		{"apostrophes", "'a','b'\n'1,5','2'\n'it''s','3'\n", "1 [\"a\" \"b\"]\n2 [\"1,5\" \"2\"]\n3 [\"it's\" \"3\"]\n"},
		{"semicolons", "a;b\n1,5;2\n2,5;3\n", "1 [\"a\" \"b\"]\n2 [\"1,5\" \"2\"]\n3 [\"2,5\" \"3\"]\n"},
		{"tabs", "a\tb\n1,234\t2\n", "1 [\"a\" \"b\"]\n2 [\"1,234\" \"2\"]\n"},
		{"pipes", "a|b|c\n1|2|3\n", "1 [\"a\" \"b\" \"c\"]\n2 [\"1\" \"2\" \"3\"]\n"},
		{"sep line", "sep=;\na;b\n", "1 [\"sep=\" \"\"]\n2 [\"a\" \"b\"]\n"},
		{"title row", "Report for October\n\na;b;c\n1;2;3\n4;5;6\n", "1 [\"Report for October\"]\n2 [\"\"]\n3 [\"a\" \"b\" \"c\"]\n4 [\"1\" \"2\" \"3\"]\n5 [\"4\" \"5\" \"6\"]\n"},
		{"one column", "a\nb\n", "1 [\"a\"]\n2 [\"b\"]\n"},
		{"byte order mark", "\xef\xbb\xbf\"a\",b\n", "1 [\"a\" \"b\"]\n"},
		{"bytes that do not decode", "名前,担当,備考\n山田太郎,鈴木花子,様子\n見本商事株式会社営業部第一課東京支店長代理補佐見習い心得其の一其の二其の三,\xe3\x81x,ok\n", "1 [\"名前\" \"担当\" \"備考\"]\n2 [\"山田太郎\" \"鈴木花子\" \"様子\"]\n3 [\"見本商事株式会社営業部第一課東京支店長代理補佐見習い心得其の一其の二其の三\" \"!\ufffdx\" \"ok\"]\n"},
		{"empty", "", ""},
		{"only a mark", "\xef\xbb\xbf", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := format(read(t, c.in, Options{})); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestEncodings reads the same rows from every encoding and packing.
func TestEncodings(t *testing.T) {
	const ja = "伝票No,担当者名,金額\r\nA1,髙﨑 ㈱ソ表能,\"1,234\"\r\nA2,ﾔﾏﾀﾞ～①,\"二行\r\nです\"\r\nA3,データの一覧、テスト表示,0\r\n"
	const eu = "Numéro;Représentant;Prix €\r\n1;François Müller;12,50\r\n2;José Núñez – “x”;9,90\r\n3;Zoë Brûlé;3,00\r\n"
	const eucja = "伝票番号,担当者名,金額\n1,山田太郎,テスト\n2,鈴木,カタカナとひらがな\n"
	want := map[string]string{}
	for _, s := range []string{ja, eu, eucja} {
		want[s] = format(read(t, s, Options{}))
		if strings.Contains(want[s], "!") {
			t.Fatal(want[s])
		}
	}
	encode := func(s string, e interface{ String(string) (string, error) }) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct{ name, text, encoded string }{
		{"CP932", ja, encode(ja, japanese.ShiftJIS.NewEncoder())},
		{"EUC-JP", eucja, encode(eucja, japanese.EUCJP.NewEncoder())},
		{"Windows-1252", eu, encode(eu, charmap.Windows1252.NewEncoder())},
		{"UTF-16LE", ja, encode(ja, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder())},
		{"UTF-16BE", ja, encode(ja, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder())},
		{"UTF-16LE", ja, encode(ja, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder())},
		{"UTF-16BE", ja, encode(ja, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder())},
		{"UTF-8", ja, "\xef\xbb\xbf" + ja},
	} {
		var gz, zs bytes.Buffer
		z := gzip.NewWriter(&gz)
		z.Write([]byte(c.encoded))
		z.Close()
		y, err := zstd.NewWriter(&zs)
		if err != nil {
			t.Fatal(err)
		}
		y.Write([]byte(c.encoded))
		y.Close()
		for _, content := range []string{c.encoded, gz.String(), zs.String()} {
			book, err := Open(write(t, []byte(content)), Options{})
			if err != nil {
				t.Fatal(c.name, err)
			}
			if got := format(rowsOf(t, book)); got != want[c.text] {
				t.Errorf("%s: got\n%swant\n%s", c.name, got, want[c.text])
			}
			if !strings.Contains(book.Remarks[0], c.name) {
				t.Errorf("%s: %q", c.name, book.Remarks)
			}
			book.Close()
		}
		if got := sniff([]byte(c.encoded)).Encoding.String(); got != c.name {
			t.Errorf("sniff says %s, want %s", got, c.name)
		}
	}
	// A pipe is the second byte of some letters in CP932: ポ is 83 7C.
	pipes := "品名|数量|単価\nポンプ|1|2\nスポンジ|3|4\n"
	if got := format(read(t, encode(pipes, japanese.ShiftJIS.NewEncoder()), Options{Encoding: "cp932"})); got != format(read(t, pipes, Options{})) {
		t.Errorf("pipes in CP932:\n%s", got)
	}
	// What CP932 does not know.
	bad := encode("担当,備考\n山田太郎,", japanese.ShiftJIS.NewEncoder()) + "\x85\x30\n" + encode("鈴木,ボ\n", japanese.ShiftJIS.NewEncoder())
	if got := format(read(t, bad, Options{Encoding: "shift_jis"})); !strings.Contains(got, "!\ufffd") || !strings.Contains(got, `3 ["鈴木" "ボ"]`) {
		t.Errorf("bad CP932:\n%s", got)
	}
	// Half a surrogate pair.
	odd := encode("a,b\nx,", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()) + "\x3d\xd8\n\x00c\x00,\x00\x3d\xd8\x42\xde"
	if got := format(read(t, odd, Options{})); got != "1 [\"a\" \"b\"]\n2 [\"x\" \"!\ufffd\"]\n3 [\"c\" \"🙂\"]\n" {
		t.Errorf("UTF-16:\n%s", got)
	}
}

func TestLateEncoding(t *testing.T) {
	enc, err := japanese.ShiftJIS.NewEncoder().String("S9,山田太郎のデータ\n")
	if err != nil {
		t.Fatal(err)
	}
	in := strings.Repeat("S1,plain\n", 60000) + enc
	rows := read(t, in, Options{})
	if last := rows[len(rows)-1]; len(rows) != 60001 || last.Line != 60001 || last.Cells[1] != "山田太郎のデータ" {
		t.Errorf("%d rows, last %v", len(rows), last)
	}
	// One damaged byte in a UTF-8 file stays one damaged cell.
	in = strings.Repeat("S1,山田\n", 60000) + "S2,\xffx\n"
	rows = read(t, in, Options{})
	if last := rows[len(rows)-1]; last.Cells[1] != "!\ufffdx" || rows[0].Cells[1] != "山田" {
		t.Errorf("last %v", last)
	}
}

func TestNotText(t *testing.T) {
	for in, looks := range map[string]string{
		"<!DOCTYPE html><html>":              "HTML",
		"\xef\xbb\xbf \r\n<HTML><body>":      "HTML",
		"PK\x03\x04aaaa":                     "zip",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":   "old Excel",
		"PAR1aaaa":                           "Parquet",
		"ARROW1aa":                           "Arrow",
		"%PDF-1.7":                           "PDF",
		"<?xml version=\"1.0\"?>":            "XML",
		"ab\x00\x00\x01\x02\x00\x00\x03\x00": "binary",
	} {
		_, err := Open(write(t, []byte(in)), Options{})
		if !errors.Is(err, ErrNotText) || !strings.Contains(fmt.Sprint(err), looks) {
			t.Errorf("%q: %v", in, err)
		}
	}
	var gz bytes.Buffer
	z := gzip.NewWriter(&gz)
	z.Write([]byte("PK\x03\x04aaaa"))
	z.Close()
	if _, err := Open(write(t, gz.Bytes()), Options{}); !errors.Is(err, ErrNotText) {
		t.Errorf("nested archive: %v", err)
	}
}

func TestLimits(t *testing.T) {
	var gz bytes.Buffer
	z := gzip.NewWriter(&gz)
	z.Write(bytes.Repeat([]byte("aaaa,bbbb\n"), 1<<20))
	z.Close()
	many := strings.Repeat("a,b,c,d,e\n", 100)
	random := make([]byte, 100000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = "0123456789,\n"[r.IntN(12)]
	}
	var torn bytes.Buffer
	z = gzip.NewWriter(&torn)
	z.Write(random)
	z.Close()
	for _, c := range []struct {
		content string
		l       raw.Limits
		key     string
	}{
		{gz.String(), raw.Limits{}, "ratio"},
		{gz.String(), raw.Limits{Ratio: 1 << 30, Unpacked: 5 << 20}, "unpacked"},
		{many, raw.Limits{Columns: 4}, "columns"},
		{"a,b\n1,\"" + strings.Repeat("x", 2000) + "\"\n", raw.Limits{Cell: 1000}, "cell"},
		{torn.String()[:torn.Len()/2], raw.Limits{}, ""},
	} {
		book, err := Open(write(t, []byte(c.content)), Options{Limits: c.l})
		if err == nil {
			err = book.Sheets[0].Read(context.Background(), 0, func(*raw.Block) error { return nil })
			book.Close()
		}
		var limit *raw.LimitError
		if c.key == "" {
			if err == nil || errors.As(err, &limit) || !strings.Contains(err.Error(), "torn gzip") {
				t.Errorf("torn: %v", err)
			}
		} else if !errors.As(err, &limit) || limit.Key != c.key {
			t.Errorf("%s: %v", c.key, err)
		}
	}
	if _, err := Open(write(t, []byte("a,b\n")), Options{Encoding: "ebcdic"}); err == nil {
		t.Error("unknown encoding accepted")
	}
}
