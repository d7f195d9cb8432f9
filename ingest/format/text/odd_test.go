package text

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tenbin/ingest/format/raw"
)

// table joins rows of four cells by a delimiter.
func joined(delimiter, end string, cells ...string) string {
	var b strings.Builder
	for i := 0; i < len(cells); i += 4 {
		b.WriteString(strings.Join(cells[i:i+4], delimiter) + end)
	}
	return b.String()
}

// TestRareDelimiters: what separates the columns is found, or the one column is said.
func TestRareDelimiters(t *testing.T) {
	en := []string{"day", "rep", "client", "net", "2026-09-01", "Ann", "Acme", "900", "2026-09-02", "Bob", "Bolt", "901", "2026-09-03", "Cid", "Core", "902"}
	ja := []string{"日付", "担当", "得意先", "金額", "2026/09/01", "山田", "甲社", "900", "2026/09/02", "鈴木", "乙社", "901", "2026/09/03", "佐藤", "丙社", "902"}
	for _, cells := range [][]string{en, ja} {
		want := read(t, joined(",", "\n", cells...), Options{})
		for _, c := range []struct {
			delimiter, end, remark string
		}{
			{"^", "\n", `delimiter: '^'`}, {"~", "\r\n", `delimiter: '~'`}, {"\x01", "\n", `delimiter: '\x01'`}, {"\x1f", "\r", `delimiter: '\x1f'`},
			{":", "\n", "delimiter: colon"}, {" ", "\r\n", "delimiter: space"}, {"||", "\n", "delimiter: double pipe"},
			{", ", "\n", "delimiter: comma and a blank"}, {"; ", "\r\n", "delimiter: semicolon and a blank"}, {"| ", "\n", "delimiter: pipe and a blank"},
		} {
			book, err := Open(write(t, []byte(joined(c.delimiter, c.end, cells...))), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsOf(t, book); format(got) != format(want) {
				t.Errorf("%q: got\n%swant\n%s", c.delimiter, format(got), format(want))
			}
			if book.Remarks[1] != c.remark || len(book.Warnings) > 0 {
				t.Errorf("%q: %q, %+v", c.delimiter, book.Remarks, book.Warnings)
			}
			book.Close()
		}
	}
	for _, c := range []struct{ name, in, want string }{
		{"quoted behind a blank", "a, \"b, c\", d\n1, \"2, 3\", 4\n5, \" 6\", 7\n", "a|b, c|d;1|2, 3|4;5| 6|7"},
		{"two blanks", "a,  b,  c\n1,  2,  3\n4,  5,  6\n", "a| b| c;1| 2| 3;4| 5| 6"},
		{"blanks in some", "a, b,c\n1,2,3\n4, 5,6\n", "a| b|c;1|2|3;4| 5|6"},
		{"empty cells behind", "a, b, c\n1, , 3\n4,, 6\n7, 8, 9\n", "a|b|c;1||3;4||6;7|8|9"},
		{"an empty cell in double pipes", "a||b||c\n1||||3\n4||5||6\n", "a|b|c;1||3;4|5|6"},
		{"a single pipe in double pipes", "a||b||c\n1||x|y||3\n" + strings.Repeat("4||5||6\n", 30), "a|b|c;1|x|y|3"},
		{"quotes in double pipes", "a||b||c\n\"1\"||\"x||y\"||3\n" + strings.Repeat("4||5||6\n", 30), "a|b|c;1|x||y|3"},
	} {
		var got []string
		for _, r := range read(t, c.in, Options{}) {
			got = append(got, strings.Join(r.Cells, "|"))
		}
		if g := strings.Join(got, ";"); !strings.HasPrefix(g, c.want) {
			t.Errorf("%s: %q, want %q", c.name, g, c.want)
		}
	}
	for _, c := range []struct{ name, in, says string }{
		{"names", "name\nAnn Lee\nBob Ray\nCid Fox\n", "another character"},
		{"times", "12:30:00\n12:31:00\n12:32:00\n", "3 × colon"},
		{"slashes", "a/b/c\n1/2/3\n4/5/6\n", "2 × '/'"},
		{"hashes", "a#b#c\n1#2#3\n4#5#6\n", "2 × '#'"},
		{"fixed width", "day        rep   net\n2026-09-01 Ann   900\n2026-09-02 Bob   901\n2026-09-03 Cid   902\n", "fixed width"},
		{"固定長", "hinmei    tanka kosu\npump      00100 0002\nvalve     00200 0003\nbolt      00005 0100\n", "fixed width"},
		{"japanese", "品名\nポンプ\n弁\n", "another character"},
	} {
		book, err := Open(write(t, []byte(c.in)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if w := book.Warnings; len(w) != 1 || w[0].Code != "one_column" || !strings.Contains(strings.Replace(w[0].Text.EN, "2 × colon", "3 × colon", 1), c.says) || w[0].Text.JA == "" {
			t.Errorf("%s: %+v", c.name, w)
		}
		book.Close()
	}
}

// TestGuessedEncodings: a guess that gives no Japanese, or no Western words, is said; one
// that does is not.
func TestGuessedEncodings(t *testing.T) {
	const head = "日付,担当者,得意先,金額\n"
	cyrillic := "дата,менеджер,клиент,сумма\n2026-09-01,Иванов,Заря,900\n2026-09-02,Петров,Восход,901\n"
	chinese := "日期,销售员,客户,净价\n2026-09-01,张伟,北京机械厂,900\n2026-09-02,王芳,上海贸易公司,901\n"
	hangul := "날짜,담당자,고객,금액\n2026-09-01,김철수,서울상사,900\n2026-09-02,이영희,부산기계,901\n"
	french := "Date,Vendeur,Client,Net\n2026-09-01,Rémy,Café du Théâtre,900\n2026-09-02,Zoë,Hôtel Élysée,901\n"
	for _, c := range []struct {
		name, text string
		e          encoding.Encoding
		warned     bool
	}{
		{"CP1251", cyrillic, charmap.Windows1251, true},
		{"ISO-8859-5", cyrillic, charmap.ISO8859_5, true},
		{"GB18030", chinese, simplifiedchinese.GB18030, true},
		{"GBK", chinese + chinese, simplifiedchinese.GBK, true},
		{"EUC-KR", hangul, korean.EUCKR, true},
		{"MacRoman", french, charmap.Macintosh, true},
		{"CP437", french, charmap.CodePage437, true},
		{"Windows-1252", french, charmap.Windows1252, false},
		{"Windows-1252, German", "Tag,Verkäufer,Kunde\n1,Müller,Größe & Söhne\n2,Jäger,Übersee €\n3,Köhler,ÖKO\n", charmap.Windows1252, false},
		{"CP932", head + "2026-09-01,髙﨑,㈱ソ表能,900\n2026-09-02,渡邉,見本商事,901\n", japanese.ShiftJIS, false},
		{"CP932, half-width", head + "2026-09-01,ﾔﾏﾀﾞ,ﾐﾎﾝｼｮｳｼﾞ,900\n2026-09-02,ｽｽﾞｷ,ﾃｽﾄ,901\n", japanese.ShiftJIS, false},
		{"EUC-JP", head + "2026-09-01,山田,データ商会,900\n2026-09-02,鈴木,カタカナ工業,901\n", japanese.EUCJP, false},
		{"EUC-JP, names alone", "a,b\n1,齋藤\n2,渡邊\n3,長谷川\n4,東海林\n", japanese.EUCJP, false},
	} {
		b, err := c.e.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(c.name, err)
		}
		book, err := Open(write(t, []byte(b)), Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		warned := false
		for _, w := range book.Warnings {
			warned = warned || w.Code == "encoding"
		}
		if warned != c.warned {
			t.Errorf("%s: %v, %s, %+v", c.name, warned, book.Remarks[0], book.Warnings)
		}
		book.Close()
		// What is told is not guessed.
		book, err = Open(write(t, []byte(b)), Options{Encoding: "cp932"})
		if err != nil {
			t.Fatal(c.name, err)
		}
		for _, w := range book.Warnings {
			if w.Code == "encoding" {
				t.Errorf("%s: %+v although told", c.name, w)
			}
		}
		book.Close()
	}
}

// TestSevenBits reads ISO-2022-JP, plain and packed, cut anywhere.
func TestSevenBits(t *testing.T) {
	for _, in := range []string{
		"日付,担当者,得意先,金額\r\n2026-09-01,佐藤,客先甲,900\r\n2026-09-02,鈴木,\"客先,乙\",901\r\n",
		"day,rep,net\n1,山田,5\n2,Ann,6\n",
		"品名|数量\nポンプ|1\nスポンジ|2\n",
		"備考,金額\n\"二行\nです\",1\nabc,2\n",
		"氏名\tカナ\n山田\tヤマダ\n鈴木\tスズキ\n",
	} {
		b, err := japanese.ISO2022JP.NewEncoder().String(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{}, {Piece: 3}, {Encoding: "iso-2022-jp"}, {Encoding: "JIS"}} {
			book, err := Open(write(t, []byte(b)), o)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := format(rowsOf(t, book)), format(read(t, in, Options{})); got != want || book.Remarks[0] != "encoding: ISO-2022-JP" {
				t.Errorf("%q: %s\ngot\n%swant\n%s", in, book.Remarks[0], got, want)
			}
			book.Close()
		}
	}
}

// TestForeignForms: what is no table is refused by its name, with what to do.
func TestForeignForms(t *testing.T) {
	noise := make([]byte, 3000)
	for i := range noise {
		noise[i] = byte(i*i*31 + i>>3*7 + i)
	}
	lock := append([]byte("\x06Yamada"), []byte(strings.Repeat(" ", 48)+strings.Repeat(" \x00", 55))...)
	for _, c := range []struct{ name, content, format string }{
		{"a.xls", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "spreadsheetml"},
		{"a.xml", "\xef\xbb\xbf<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "spreadsheetml"},
		{"a.xls", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head></head>", "html-table"},
		{"a.xls", "<table border=1><tr><td>日付</td></tr></table>", "html-table"},
		{"a.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "html"},
		{"a.xls", "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "mhtml"},
		{"a.mht", "From: <Saved by Blink>\r\nSubject: x\r\n", "mhtml"},
		{"a.slk", "ID;PWXL;N;E\r\nC;Y1;X1;K\"day\"\r\n", "sylk"},
		{"a.csv", "[{\"day\":1,\"net\":2},\n{\"day\":2}]", "json"},
		{"a.csv", "{ \"deals\": [ 1, 2 ] }", "json"},
		{"a.csv", "{\"day\":1}\n{\"day\":2}\n", "json"},
		{"a.csv", string(noise), "binary"},
		{"a.bin", "\x00\x01\x00\x00\x00\x02\x00\x03\xff\xfe\x01\x02\x03\x04", "binary"},
		{"~$deals.xlsx", string(lock), "lock"},
		{"~$売上.xlsx", string(lock), "lock"},
		{"renamed", string(lock), "lock"},
		{".~lock.deals.csv#", "Yamada,yamada,pc,01.12.2026 09:00;", "lock"},
		{"a.csv", "a,b\n1,2\n3,4" + strings.Repeat("\x00", 500), "zeros"},
		{"a.xls", "\x09\x08\x10\x00\x00\x06\x05\x00", "xls"},
		{"a.csv", "%PDF-1.7\n", "pdf"},
		{"a.doc", "{\\rtf1\\ansi", "word"},
		{"a.csv.xz", "\xfd7zXZ\x00\x00\x04", "xz"},
		{"a.mdb", "\x00\x01\x00\x00Standard Jet DB\x00", "access"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, Options{})
		var f *raw.FormatError
		if !errors.As(err, &f) || f.Format != c.format || !errors.Is(err, ErrNotText) {
			t.Errorf("%s, %.20q: %v", c.name, c.content, err)
			continue
		}
		if f.What.JA == "" || f.What.EN == "" || f.ToDo.JA == "" || f.ToDo.EN == "" {
			t.Errorf("%s: %+v", c.format, f)
		}
	}
	// What only looks a little like one of them is read.
	for _, in := range []string{
		"[day],[net]\n1,2\n", "{a},{b}\n1,2\n", "ID;Part;Net\n1;2;3\n", "mime,version\n1,2\n", "a\x01b\x01c\n1\x012\x013\n", "\"[x]\",y\n1,2\n", "<5,a\n<6,b\n",
	} {
		if _, err := Open(write(t, []byte(in)), Options{}); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	book, err := Open(write(t, nil), Options{})
	if err != nil || len(book.Warnings) != 1 || book.Warnings[0].Code != "empty" {
		t.Errorf("an empty file: %v, %+v", err, book.Warnings)
	}
}
