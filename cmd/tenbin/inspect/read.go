package inspect

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/format/raw"
)

// Reading is what a command line says of a file.
type Reading struct {
	Sheet, Encoding, Delimiter, PasswordEnv string
}

// Read prints the table of the file at path.
func Read(ctx context.Context, con *cli.Console, path string, how Reading) error {
	book, err := openBook(path, how)
	if err != nil {
		return err
	}
	return read(ctx, con, path, how.Sheet, book)
}

// read prints the table of book, which stands at path.
func read(ctx context.Context, con *cli.Console, path, sheet string, book *raw.Book) error {
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
	out := bufio.NewWriter(con.Stdout)
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
	understood(con, book, g)
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
func understood(con *cli.Console, book *raw.Book, g *grid) {
	for _, r := range book.Remarks {
		con.Note("dialect", cli.Text(r, r))
	}
	if g.sheet.Name != "" {
		con.Note("sheet", cli.Text(fmt.Sprintf("シート: %s(%d 枚中 %d 枚目)", g.sheet.Name, len(book.Sheets), g.number), fmt.Sprintf("sheet: %s (%d of %d)", g.sheet.Name, g.number, len(book.Sheets))))
	}
	switch {
	case g.sheet.Named != nil:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: ファイル自身の列名、%d 列", len(g.heads)), fmt.Sprintf("heading: the column names of the format, %d columns", len(g.heads))))
	case len(g.heads) == 0:
		con.Note("header", cli.Text("見出し: 見出しらしい行がありません。すべての行を出しました", "heading: no row looks like one; every row was printed"))
	case g.over != nil:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: %d~%d 行目、%d 列", g.header-1, g.header, len(g.heads)), fmt.Sprintf("heading: rows %d to %d, %d columns", g.header-1, g.header, len(g.heads))))
	default:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: %d 行目、%d 列", g.header, len(g.heads)), fmt.Sprintf("heading: row %d, %d columns", g.header, len(g.heads))))
	}
	con.Note("rows", cli.Text(fmt.Sprintf("表の行: %d 行", g.rows), fmt.Sprintf("rows of the table: %d", g.rows)))
	for k, n := range g.outside {
		if n > 0 {
			w := outsideWords[k]
			con.Note("furniture", cli.Text(fmt.Sprintf("表の外: %s %d 行%s", w.JA, n, g.where(outside(k), "ja")), fmt.Sprintf("outside the table: %d %s%s", n, w.EN, g.where(outside(k), "en"))))
		}
	}
	if g.ragged > 0 {
		con.Warn("ragged", "", cli.Text(fmt.Sprintf("列の数が見出しと違う行が %d 行あります(最初は %d 行目)", g.ragged, g.firstRagged), fmt.Sprintf("%d rows have more or fewer cells than the heading, the first is row %d", g.ragged, g.firstRagged)))
	}
	if g.badQuotes > 0 {
		con.Warn("bad_quote", "", cli.Text("引用符が閉じていない行があります", "a quote is never closed"))
	}
	if g.undecoded > 0 {
		con.Warn("undecodable", "", cli.Text(fmt.Sprintf("文字コードとして読めないセルが %d あります。--encoding を確認してください", g.undecoded), fmt.Sprintf("%d cells hold bytes that do not decode; check --encoding", g.undecoded)))
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
