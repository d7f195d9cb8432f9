package main

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
)

// asking is what read and init are told of a database.
type asking struct {
	sql                     []string
	driver, dsnEnv, dsnFile string
}

// defaultDSN is the variable in which the connection string is looked for.
const defaultDSN = "TENBIN_DSN"

func (q *asking) given() bool { return len(q.sql) > 0 }

// queryFlags are the flags of a command that reads from a database. None of them takes the
// connection string: everybody on the machine can read a command line.
func (a *app) queryFlags(f *pflag.FlagSet, q *asking) {
	f.StringArrayVar(&q.sql, "query", nil, a.say("データベースに問い合わせる `SQL`(SELECT 文、読み取り専用)", "`SQL` to ask a database, a SELECT, read-only"))
	f.StringVar(&q.dsnEnv, "dsn-env", "", a.say("接続文字列の入った環境変数 `NAME`(省略時は TENBIN_DSN)", "`NAME` of the variable that holds the connection string (default: TENBIN_DSN)"))
	f.StringVar(&q.dsnFile, "dsn-file", "", a.say("環境変数の代わりに、接続文字列の入った `FILE`", "`FILE` that holds the connection string instead"))
	f.StringVar(&q.driver, "driver", "pgx", a.say("データベースドライバー `NAME`: "+strings.Join(ingest.Drivers(), ", "), "`NAME` of the database driver: "+strings.Join(ingest.Drivers(), ", ")))
	f.Lookup("driver").DefValue = "" // said in the sentence
}

// queries are what is asked, in the order of the command line.
func (q *asking) queries() []ingest.Query {
	var list []ingest.Query
	for i, text := range q.sql {
		x := ingest.Query{Driver: q.driver, DSNEnv: q.dsnEnv, DSNFile: q.dsnFile, SQL: text}
		if x.DSNEnv == "" && x.DSNFile == "" {
			x.DSNEnv = defaultDSN
		}
		if i > 0 {
			x.Name = "query-" + strconv.Itoa(i+1)
		}
		list = append(list, x)
	}
	return list
}

// readQuery prints the answer of the one query that is asked.
func (a *app) readQuery(ctx context.Context, q asking) error {
	list := q.queries()
	if len(list) > 1 {
		return cli.Usage(cli.Text("--query は一つだけです", "more than one --query"), list[1].SQL, cli.Text("一つずつ指定してください", "ask one at a time"))
	}
	book, path, err := ingest.OpenQuery(ctx, list[0], false, config.Default().Sources().Location)
	if err != nil {
		return err
	}
	return a.read(ctx, path, "", book)
}

// recognise looks at the columns of each query. The configuration will stand in dir.
func (q *asking) recognise(ctx context.Context, dir string) ([]recognised, error) {
	var found []recognised
	for _, x := range q.queries() {
		book, path, err := ingest.OpenQuery(ctx, x, true, config.Default().Sources().Location)
		if err != nil {
			return nil, err
		}
		defer book.Close()
		r, err := ingest.RecogniseBook(ctx, book, path)
		if err != nil {
			return nil, err
		}
		if x.DSNFile != "" {
			if shown, err := filepath.Rel(dir, x.DSNFile); err == nil {
				x.DSNFile = filepath.ToSlash(shown)
			}
		}
		x.Name = "" // in the configuration it is called by its table
		found = append(found, recognised{r, path, &x})
	}
	return found, nil
}

// queryYAML is the beginning of a source with a query.
func queryYAML(q ingest.Query) string {
	var b strings.Builder
	b.WriteString("    - query:\n        driver: " + q.Driver + "\n")
	if q.DSNFile != "" {
		b.WriteString("        dsn_file: " + quoteYAML(q.DSNFile) + "\n")
	} else {
		b.WriteString("        dsn_env: " + q.DSNEnv + "\n")
	}
	b.WriteString("        sql: |-\n")
	for _, line := range strings.Split(strings.TrimSpace(strings.ReplaceAll(q.SQL, "\r", "")), "\n") {
		b.WriteString("          " + line + "\n")
	}
	return b.String()
}
