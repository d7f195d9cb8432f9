package inspect

import (
	"context"
	"path/filepath"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
)

// Asked is what a command line says of a database.
type Asked struct {
	SQL                     []string
	Driver, DSNEnv, DSNFile string
}

// defaultDSN is the variable in which the connection string is looked for.
const defaultDSN = "TENBIN_DSN"

// Given reports whether anything is asked at all.
func (q Asked) Given() bool { return len(q.SQL) > 0 }

// queries are what is asked, in the order of the command line.
func (q Asked) queries() []ingest.Query {
	var list []ingest.Query
	for i, text := range q.SQL {
		x := ingest.Query{Driver: q.Driver, DSNEnv: q.DSNEnv, DSNFile: q.DSNFile, SQL: text}
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

// ReadQuery prints the answer of the one query that is asked.
func ReadQuery(ctx context.Context, con *cli.Console, q Asked) error {
	list := q.queries()
	if len(list) > 1 {
		return cli.Usage(cli.Text("--query は一つだけです", "more than one --query"), list[1].SQL, cli.Text("一つずつ指定してください", "ask one at a time"))
	}
	book, path, err := ingest.OpenQuery(ctx, list[0], false, config.Default().Sources().Location)
	if err != nil {
		return err
	}
	return read(ctx, con, path, "", book)
}

// recognise looks at the columns of each query. The configuration will stand in dir.
func (q Asked) recognise(ctx context.Context, dir string) ([]config.Recognised, error) {
	var found []config.Recognised
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
		found = append(found, config.Recognised{Recognised: r, Path: path, Query: &x})
	}
	return found, nil
}
