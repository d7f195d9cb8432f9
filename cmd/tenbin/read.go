package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/raw"
)

// reading is what tenbin read is told of a file.
type reading struct {
	sheet, encoding, delimiter, passwordEnv string
}

// readCommand is tenbin read.
func (a *app) readCommand() *cobra.Command {
	var o reading
	var ask asking
	c := &cobra.Command{
		Use:   "read FILE | --query SQL [--FLAG …]",
		Short: a.say("表をどう読み取ったかを CSV で示す", "print a table as it was understood"),
		Long: a.say(`FILE の表を読み、標準出力に CSV(RFC 4180、UTF-8)で出します。見出しは知られた
名前でなくてもかまいません。見出しらしい行を先頭 100 行から探します。
文字コード、区切り、シート、見出しの行、表の外の行の数は標準エラーに出ます。
= + - @ などで始まる文字は、表計算ソフトが式と取らないように ' を付けます。
--query はファイルの代わりに、データベースへの問い合わせ一つの結果を出します。`,
			`Reads the table of FILE and prints it as CSV (RFC 4180, UTF-8) on stdout. Its
headings need not be known: of the first 100 rows of every sheet the one that looks
most like a heading is taken. Dialect, sheet, heading row and the rows that are no
part of the table are said on stderr. Text that begins with = + - @ gets an
apostrophe, so that no spreadsheet takes it for a formula. With --query it is the
answer of one query to a database instead.`),
		Example: "  tenbin read exports/deals.xlsx --sheet Deals\n  tenbin read exports/sales.csv --encoding cp932",
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case ask.given() && len(args) > 0:
				return cli.Usage(cli.Text("ファイルと --query は同時に使えません", "a file excludes --query"), args[0], cli.Text("どちらか一方にしてください", "use one of them"))
			case ask.given():
				return nil
			case len(args) == 0:
				return cli.Usage(cli.Text("ファイルがありません", "no file is given"), "FILE", cli.Text("tenbin read exports/deals.csv のように指定してください", "write it as tenbin read exports/deals.csv"))
			case len(args) > 1:
				return noArguments(c, args[1:])
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.checkOutputFlags(); err != nil {
				return err
			}
			if ask.given() {
				return a.readQuery(c.Context(), ask)
			}
			book, err := openBook(args[0], o)
			if err != nil {
				return err
			}
			return a.read(c.Context(), args[0], o.sheet, book)
		},
	}
	f := c.Flags()
	f.StringVar(&o.sheet, "sheet", "", a.say("シートの `NAME`(省略時は表らしいシート)", "`NAME` of the sheet (default: the one that looks most like a table)"))
	f.StringVar(&o.encoding, "encoding", "", a.say("文字コード `NAME`: utf-8, cp932 など(省略時は判定)", "`NAME` of the encoding, such as utf-8 or cp932 (default: found out)"))
	f.StringVar(&o.delimiter, "delimiter", "", a.say("区切り `CHAR`: 一文字、または comma, tab, semicolon, pipe(省略時は判定)", "delimiter `CHAR`: one character, or comma, tab, semicolon, pipe (default: found out)"))
	f.StringVar(&o.passwordEnv, "password-env", "", a.say("パスワードの入った環境変数 `NAME`", "`NAME` of the environment variable that holds the password"))
	a.queryFlags(f, &ask)
	a.outputFlags(f)
	return c
}

// read prints the table of book, which stands at path.
func (a *app) read(ctx context.Context, path, sheet string, book *raw.Book) error {
	if book.Close != nil {
		defer book.Close()
	}
	g, err := findGrid(ctx, book, sheet)
	if err != nil {
		return readFailure(path, err)
	}
	if g == nil {
		return &ingest.FileError{Path: path, Code: ingest.ErrNoTable, What: ingest.Sentence{JA: "表が見つかりません", EN: "no table was found"},
			ToDo: ingest.Sentence{JA: "シートの名前(" + sheetNames(book) + ")とファイルの中身を確認してください", EN: "check the sheet's name (" + sheetNames(book) + ") and what the file holds"}}
	}
	out := bufio.NewWriter(a.stdout)
	if len(g.heads) > 0 {
		writeRecord(out, g.heads, g.width)
	}
	err = g.each(ctx, func(cells []field) error {
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = c.text
		}
		return writeRecord(out, texts, g.width)
	})
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return readFailure(path, err)
	}
	a.understood(book, g)
	return nil
}

// readFailure keeps a fault of the disk or an interruption apart from a file that
// cannot be read.
func readFailure(path string, err error) error {
	var file *ingest.FileError
	var fault *os.PathError
	if errors.As(err, &file) || errors.As(err, &fault) || errors.Is(err, context.Canceled) {
		return err
	}
	return unreadable(path, err)
}

// understood says on stderr how the file was read.
func (a *app) understood(book *raw.Book, g *grid) {
	say := a.console()
	for _, r := range book.Remarks {
		say.Note("dialect", cli.Text(r, r))
	}
	if g.sheet.Name != "" {
		say.Note("sheet", cli.Text(fmt.Sprintf("シート: %s(%d 枚中 %d 枚目)", g.sheet.Name, len(book.Sheets), g.number), fmt.Sprintf("sheet: %s (%d of %d)", g.sheet.Name, g.number, len(book.Sheets))))
	}
	switch {
	case g.sheet.Named != nil:
		say.Note("header", cli.Text(fmt.Sprintf("見出し: ファイル自身の列名、%d 列", len(g.heads)), fmt.Sprintf("heading: the column names of the format, %d columns", len(g.heads))))
	case len(g.heads) == 0:
		say.Note("header", cli.Text("見出し: 見出しらしい行がありません。すべての行を出しました", "heading: no row looks like one; every row was printed"))
	case g.over != nil:
		say.Note("header", cli.Text(fmt.Sprintf("見出し: %d~%d 行目、%d 列", g.header-1, g.header, len(g.heads)), fmt.Sprintf("heading: rows %d to %d, %d columns", g.header-1, g.header, len(g.heads))))
	default:
		say.Note("header", cli.Text(fmt.Sprintf("見出し: %d 行目、%d 列", g.header, len(g.heads)), fmt.Sprintf("heading: row %d, %d columns", g.header, len(g.heads))))
	}
	say.Note("rows", cli.Text(fmt.Sprintf("表の行: %d 行", g.rows), fmt.Sprintf("rows of the table: %d", g.rows)))
	for k, n := range g.outside {
		if n > 0 {
			w := outsideWords[k]
			say.Note("furniture", cli.Text(fmt.Sprintf("表の外: %s %d 行%s", w.JA, n, g.where(outside(k), "ja")), fmt.Sprintf("outside the table: %d %s%s", n, w.EN, g.where(outside(k), "en"))))
		}
	}
	if g.ragged > 0 {
		say.Warn("ragged", "", cli.Text(fmt.Sprintf("列の数が見出しと違う行が %d 行あります(最初は %d 行目)", g.ragged, g.firstRagged), fmt.Sprintf("%d rows have more or fewer cells than the heading, the first is row %d", g.ragged, g.firstRagged)))
	}
	if g.badQuotes > 0 {
		say.Warn("bad_quote", "", cli.Text("引用符が閉じていない行があります", "a quote is never closed"))
	}
	if g.undecoded > 0 {
		say.Warn("undecodable", "", cli.Text(fmt.Sprintf("文字コードとして読めないセルが %d あります。--encoding を確認してください", g.undecoded), fmt.Sprintf("%d cells hold bytes that do not decode; check --encoding", g.undecoded)))
	}
}

// where names the first rows of a kind that stand outside the table.
func (g *grid) where(kind outside, language string) string {
	rows := g.outsideRows[kind]
	if len(rows) == 0 || kind == blankRow {
		return ""
	}
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = strconv.FormatInt(r, 10)
	}
	more := ""
	if g.outside[kind] > int64(len(rows)) {
		more = ", …"
	}
	return cli.Text("("+strings.Join(list, ", ")+more+" 行目)", " (row "+strings.Join(list, ", ")+more+")").In(language)
}

func sheetNames(book *raw.Book) string {
	var names []string
	for _, s := range book.Sheets {
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 {
		return "–"
	}
	return strings.Join(names, ", ")
}

// writeRecord writes one record of RFC 4180 with width fields.
func writeRecord(w *bufio.Writer, cells []string, width int) error {
	for i := range max(width, len(cells)) {
		if i > 0 {
			w.WriteByte(',')
		}
		if i >= len(cells) {
			continue
		}
		text := cells[i]
		if !numberText(text) {
			text = cellText(text)
		}
		if strings.ContainsAny(text, ",\"\r\n") || strings.TrimSpace(text) != text {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		w.WriteString(text)
	}
	_, err := w.WriteString("\r\n") // the first error of a bufio.Writer sticks
	return err
}

// numberText reports whether s is a plain number, which may begin with a sign without
// being a formula.
func numberText(s string) bool {
	s = strings.TrimSuffix(strings.TrimLeft(s, "+-"), "%")
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	_, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return err == nil && !strings.ContainsAny(s, "xXpP_")
}
