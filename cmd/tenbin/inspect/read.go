package inspect

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/grid"
	"tenbin/ingest/table"
)

// Read prints the table of the file at path.
func Read(ctx context.Context, con *cli.Console, path string, how Reading) error {
	book, err := openBook(path, how)
	if err != nil {
		return err
	}
	return read(ctx, con, path, how.Sheet, book)
}

// read prints the table of book, which stands at path.
func read(ctx context.Context, con *cli.Console, path, sheet string, book *ingest.Book) error {
	if book.Close != nil {
		defer book.Close()
	}
	t, err := grid.Find(ctx, book, sheet)
	if err != nil {
		return readFailure(path, err)
	}
	if t == nil {
		return grid.NoTable(path, book)
	}
	out := bufio.NewWriter(con.Stdout)
	if len(t.Heads) > 0 {
		writeRecord(out, t.Heads, t.Width)
	}
	for _, part := range append([]*grid.Table{t}, t.More...) {
		if err == nil {
			err = part.Each(ctx, func(cells []string) error { return writeRecord(out, cells, t.Width) })
		}
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return readFailure(path, err)
	}
	understood(con, book, t)
	return nil
}

// outsideWords are the kinds of rows outside the table.
var outsideWords = [...]cli.Words{grid.Above: cli.Text("見出しより上", "above the heading"), grid.Blank: cli.Text("空行", "blank"), grid.Total: cli.Text("合計", "totals"),
	grid.Footer: cli.Text("表の後の文", "footers"), grid.HeadAgain: cli.Text("見出しの繰り返し", "repeated headings"), grid.Other: cli.Text("別の表", "of another table")}

// understood says on stderr how the file was read.
func understood(con *cli.Console, book *ingest.Book, t *grid.Table) {
	for _, r := range book.Remarks {
		con.Note("dialect", cli.Text(r, r))
	}
	if t.Sheet != "" {
		con.Note("sheet", cli.Text(fmt.Sprintf("シート: %s(%d 枚中 %d 枚目)", t.Sheet, len(book.Sheets), t.Number), fmt.Sprintf("sheet: %s (%d of %d)", t.Sheet, t.Number, len(book.Sheets))))
	}
	switch {
	case t.Named:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: ファイル自身の列名、%d 列", len(t.Heads)), fmt.Sprintf("heading: the column names of the format, %d columns", len(t.Heads))))
	case len(t.Heads) == 0:
		con.Note("header", cli.Text("見出し: 見出しらしい行がありません。すべての行を出しました", "heading: no row looks like one; every row was printed"))
	case t.Over:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: %d~%d 行目、%d 列", t.Header-1, t.Header, len(t.Heads)), fmt.Sprintf("heading: rows %d to %d, %d columns", t.Header-1, t.Header, len(t.Heads))))
	default:
		con.Note("header", cli.Text(fmt.Sprintf("見出し: %d 行目、%d 列", t.Header, len(t.Heads)), fmt.Sprintf("heading: row %d, %d columns", t.Header, len(t.Heads))))
	}
	rows := t.Met.Rows
	for _, m := range t.More {
		rows += m.Met.Rows
		con.Note("sheet", cli.Text(fmt.Sprintf("シート: %s も同じ見出しなので続けて出しました(%d 行)", m.Sheet, m.Met.Rows), fmt.Sprintf("sheet: %s has the same heading and follows (%d rows)", m.Sheet, m.Met.Rows)))
	}
	con.Note("rows", cli.Text(fmt.Sprintf("表の行: %d 行", rows), fmt.Sprintf("rows of the table: %d", rows)))
	all := append([]*grid.Table{t}, t.More...)
	for _, part := range all {
		outside(con, &part.Met)
	}
	leftOut(con, t)
	for _, w := range book.Warnings {
		con.Warn(w.Code, "", cli.Text(w.Text.JA, w.Text.EN))
	}
	for _, part := range all {
		doubts(con, part)
	}
}

// outside counts the rows that are no part of the table.
func outside(con *cli.Console, met *grid.Met) {
	for k, n := range met.Outside {
		if n > 0 {
			w := outsideWords[k]
			con.Note("furniture", cli.Text(fmt.Sprintf("表の外: %s %d 行%s", w.JA, n, where(met, grid.Outside(k), "ja")), fmt.Sprintf("outside the table: %d %s%s", n, w.EN, where(met, grid.Outside(k), "en"))))
		}
	}
}

// manyFooters is above how many lines behind a table somebody should look at them.
const manyFooters = 20

// leftOut names what the file holds beside the table.
func leftOut(con *cli.Console, t *grid.Table) {
	for _, b := range t.Others {
		con.Warn("not_read", "", cli.Text(fmt.Sprintf("%d 行目から別の表(%d 行)があり、出していません", b.From, b.Rows), fmt.Sprintf("another table from row %d on (%d rows) was not printed", b.From, b.Rows)))
	}
	for _, s := range t.Left {
		con.Note("sheet", cli.Text(fmt.Sprintf("ほかのシート: %s(%d 行)。--sheet で指定できます", s.Sheet, s.Rows), fmt.Sprintf("another sheet: %s (%d rows); --sheet names one", s.Sheet, s.Rows)))
	}
	if n := t.Met.Outside[grid.Footer]; n > manyFooters || n > 2 && t.Met.Figures*2 > n {
		con.Warn("footers", "", cli.Text(fmt.Sprintf("表の後に、セルが一つだけの行が %d 行あります(うち数値 %d 行)。表の行でないか確認してください", n, t.Met.Figures),
			fmt.Sprintf("%d rows behind the table hold a single cell each (%d of them a number); see that they are no rows of it", n, t.Met.Figures)))
	}
}

// doubts warns of what the rows of the table hold.
func doubts(con *cli.Console, t *grid.Table) {
	if t.Met.Ragged > 0 {
		con.Warn("ragged", "", cli.Text(fmt.Sprintf("列の数が見出しと違う行が %d 行あります(最初は %d 行目)", t.Met.Ragged, t.Met.FirstRagged), fmt.Sprintf("%d rows have more or fewer cells than the heading, the first is row %d", t.Met.Ragged, t.Met.FirstRagged)))
	}
	if t.Met.BadQuotes > 0 {
		con.Warn("bad_quote", "", cli.Text(fmt.Sprintf("引用符が閉じていない行があります(%d 行、最初は %d 行目)", t.Met.BadQuotes, t.Met.FirstBadQuote), fmt.Sprintf("a quote is never closed (%d rows, the first is row %d)", t.Met.BadQuotes, t.Met.FirstBadQuote)))
	}
	if t.Met.Uncached > 0 {
		at := strings.TrimPrefix(table.Place{Sheet: t.Sheet, Row: t.Met.UncachedRow, Column: t.Met.UncachedColumn}.String(), ":")
		con.Warn("no_cache", "", cli.Text(fmt.Sprintf("値の保存されていない数式が %d あります(最初は %s)。Excel で開いて保存し直してください", t.Met.Uncached, at), fmt.Sprintf("%d formulas have no saved value (the first is %s); open it in Excel and save it again", t.Met.Uncached, at)))
	}
	if t.Met.Undecoded > 0 {
		con.Warn("undecodable", "", cli.Text(fmt.Sprintf("文字コードとして読めないセルが %d あります。--encoding を確認してください", t.Met.Undecoded), fmt.Sprintf("%d cells hold bytes that do not decode; check --encoding", t.Met.Undecoded)))
	}
}

// where names the first rows of a kind that stand outside the table.
func where(met *grid.Met, kind grid.Outside, language string) string {
	rows := met.OutsideRows[kind]
	if len(rows) == 0 || kind == grid.Blank {
		return ""
	}
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = strconv.FormatInt(r, 10)
	}
	more := ""
	if met.Outside[kind] > int64(len(rows)) {
		more = ", …"
	}
	return cli.Text("("+strings.Join(list, ", ")+more+" 行目)", " (row "+strings.Join(list, ", ")+more+")").In(language)
}
