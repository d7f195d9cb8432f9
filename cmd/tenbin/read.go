package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/ingest"
)

// readCommand is tenbin read.
func (a *app) readCommand() *cobra.Command {
	var o inspect.Reading
	var ask inspect.Asked
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
			case ask.Given() && len(args) > 0:
				return cli.Usage(cli.Text("ファイルと --query は同時に使えません", "a file excludes --query"), args[0], cli.Text("どちらか一方にしてください", "use one of them"))
			case ask.Given():
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
			if ask.Given() {
				return inspect.ReadQuery(c.Context(), a.console(), ask)
			}
			return inspect.Read(c.Context(), a.console(), args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Sheet, "sheet", "", a.say("シートの `NAME`(省略時は表らしいシート)", "`NAME` of the sheet (default: the one that looks most like a table)"))
	f.StringVar(&o.Encoding, "encoding", "", a.say("文字コード `NAME`: utf-8, cp932 など(省略時は判定)", "`NAME` of the encoding, such as utf-8 or cp932 (default: found out)"))
	f.StringVar(&o.Delimiter, "delimiter", "", a.say("区切り `CHAR`: 一文字、または comma, tab, semicolon, pipe(省略時は判定)", "delimiter `CHAR`: one character, or comma, tab, semicolon, pipe (default: found out)"))
	f.StringVar(&o.PasswordEnv, "password-env", "", a.say("パスワードの入った環境変数 `NAME`", "`NAME` of the environment variable that holds the password"))
	a.queryFlags(f, &ask)
	a.outputFlags(f)
	return c
}

// queryFlags are the flags of a command that reads from a database. None of them takes the
// connection string: everybody on the machine can read a command line.
func (a *app) queryFlags(f *pflag.FlagSet, q *inspect.Asked) {
	f.StringArrayVar(&q.SQL, "query", nil, a.say("データベースに問い合わせる `SQL`(SELECT 文、読み取り専用)", "`SQL` to ask a database, a SELECT, read-only"))
	f.StringVar(&q.DSNEnv, "dsn-env", "", a.say("接続文字列の入った環境変数 `NAME`(省略時は TENBIN_DSN)", "`NAME` of the variable that holds the connection string (default: TENBIN_DSN)"))
	f.StringVar(&q.DSNFile, "dsn-file", "", a.say("環境変数の代わりに、接続文字列の入った `FILE`", "`FILE` that holds the connection string instead"))
	f.StringVar(&q.Driver, "driver", "pgx", a.say("データベースドライバー `NAME`: "+strings.Join(ingest.Drivers(), ", "), "`NAME` of the database driver: "+strings.Join(ingest.Drivers(), ", ")))
	f.Lookup("driver").DefValue = "" // said in the sentence
}
