package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// Query is a source in a database: the rows that SQL answers with. Exactly one of DSNEnv
// and DSNFile is set; the connection string itself stands in no configuration, and
// nothing that this package says repeats it.
type Query struct {
	Name    string        // in places and messages; "" = the table's name
	Driver  string        // one of Drivers
	DSNEnv  string        // variable that holds the connection string
	DSNFile string        // file that holds it, relative to the base
	SQL     string        // one statement that reads
	Timeout time.Duration // until the last row; 0 = DefaultQueryTimeout
}

// DefaultQueryTimeout bounds a query for which no other time is given.
const DefaultQueryTimeout = 30 * time.Minute

// Drivers lists the database/sql drivers that this build can read through.
func Drivers() []string {
	var list []string
	for _, d := range sql.Drivers() {
		if !strings.Contains(d, "/") { // pgx registers itself under its version too
			list = append(list, d)
		}
	}
	slices.Sort(list)
	return list
}

// asked is a query at its place in the configuration.
type asked struct {
	*Query
	source *Source
	heads  bool   // only the columns are wanted, no rows
	path   string // what places and the manifest call it: pgx:TENBIN_DSN/deals
}

// queries lists every query of the run, in the order of the tables and of the
// configuration.
func (s Sources) queries() ([]asked, error) {
	var list []asked
	seen := map[string]bool{}
	for _, t := range table.All {
		for k := range s.Tables[t.Name] {
			source := &s.Tables[t.Name][k]
			if source.Query == nil {
				continue
			}
			name := t.Name
			if k > 0 {
				name = fmt.Sprintf("%s-%d", t.Name, k+1)
			}
			q, err := askFor(source, name)
			if err != nil {
				return nil, err
			}
			if seen[q.path] {
				return nil, fileError(q.path, ErrBadSource, Sentence{"同じ名前の問い合わせが二つあります", "two queries have the same name"},
					Sentence{"query の name を別々にしてください", "give each query a name of its own"})
			}
			seen[q.path] = true
			list = append(list, q)
		}
	}
	return list, nil
}

// askFor is the query of source, called name where it has none of its own.
func askFor(source *Source, name string) (asked, error) {
	q := asked{Query: source.Query, source: source}
	if q.Name != "" {
		name = q.Name
	}
	q.path = q.Driver + "/" + name
	if q.DSNEnv != "" && !VariableName(q.DSNEnv) { // perhaps the connection string itself: it is not repeated
		return q, fileError(q.path, ErrBadSource, Sentence{"dsn_env が環境変数の名前ではありません(内容は表示しません)", "dsn_env is no name of a variable (it is not shown)"},
			Sentence{"接続文字列は環境変数に入れ、その名前だけを指定してください", "put the connection string into a variable and give only its name"})
	}
	q.path = q.Driver + ":" + q.DSNEnv + q.DSNFile + "/" + name
	return q, q.check()
}

// VariableName reports whether s can be the name of an environment variable; a connection
// string cannot.
func VariableName(s string) bool {
	for i, r := range s {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// check refuses a query that cannot be asked, whatever the database says.
func (q asked) check() error {
	if !slices.Contains(Drivers(), q.Driver) {
		have := strings.Join(Drivers(), ", ")
		return fileError(q.path, ErrBadSource, Sentence{"組み込まれていないデータベースドライバーです", "this database driver is not built in"},
			Sentence{"使えるドライバー:" + have, "built in: " + have})
	}
	if (q.DSNEnv == "") == (q.DSNFile == "") {
		return fileError(q.path, ErrBadSource, Sentence{"接続文字列の置き場所がありません", "nothing says where the connection string is"},
			Sentence{"query の dsn_env か dsn_file のどちらか一方を書いてください", "write dsn_env or dsn_file under query, one of them"})
	}
	if strings.TrimSpace(q.SQL) == "" {
		return fileError(q.path, ErrBadSource, Sentence{"問い合わせの文がありません", "the query is empty"},
			Sentence{"query の sql に SELECT 文を書いてください", "write a SELECT under sql of the query"})
	}
	return nil
}

// dsn is the connection string.
func (q asked) dsn(base string) (string, error) {
	if q.DSNEnv != "" {
		if v := os.Getenv(q.DSNEnv); v != "" {
			return v, nil
		}
		return "", fileError(q.path, ErrBadSource, Sentence{"接続文字列の環境変数 " + q.DSNEnv + " がありません", "the variable " + q.DSNEnv + " with the connection string is not set"},
			Sentence{"環境変数を設定してください", "set the variable"})
	}
	text, err := os.ReadFile(within(base, q.DSNFile))
	if err != nil || strings.TrimSpace(string(text)) == "" {
		return "", fileError(q.DSNFile, ErrNotFound, Sentence{"接続文字列のファイルを読めないか、空です", "the file with the connection string cannot be read or is empty"},
			Sentence{"パスと権限を確認してください", "check its path and permissions"})
	}
	return strings.TrimSpace(string(text)), nil
}

// ask reads the answers of all queries into private files, before anything else is
// opened. A run reads its rows two times or more; a database in which people go on
// working would answer differently each time, and a transaction held open for the whole
// computation would keep it from cleaning up. Queries of one database share one
// transaction, so that deals and instructions are of one moment.
func (in *Input) ask(ctx context.Context) error {
	list, err := in.sources.queries()
	if err != nil || len(list) == 0 {
		return err
	}
	if err := in.makeScratch(); err != nil {
		return err
	}
	for i, q := range list {
		if in.answers[q.source] != nil {
			continue
		}
		var same []asked
		for _, p := range list[i:] {
			if p.Driver == q.Driver && p.DSNEnv == q.DSNEnv && p.DSNFile == q.DSNFile {
				same = append(same, p)
			}
		}
		if err := in.askAll(ctx, same); err != nil {
			return err
		}
	}
	return nil
}

// makeScratch makes the private directory of the answers.
func (in *Input) makeScratch() (err error) {
	in.answers = map[*Source]*answer{}
	in.scratch, err = os.MkdirTemp(in.sources.Scratch, ".staging-answers-")
	return err
}

// forget closes and removes the answers.
func (in *Input) forget() error {
	if in.scratch == "" {
		return nil
	}
	for _, a := range in.answers {
		a.close()
	}
	in.answers = nil
	err := os.RemoveAll(in.scratch)
	in.scratch = ""
	return err
}

// askAll reads the answers of queries to one database, all as of one moment.
func (in *Input) askAll(ctx context.Context, list []asked) error {
	dsn, err := list[0].dsn(in.sources.Base)
	if err != nil {
		return err
	}
	s, err := connect(ctx, list[0], dsn)
	if err != nil {
		return err
	}
	defer s.close()
	for _, q := range list {
		a, err := in.askOne(ctx, s, q)
		if err != nil {
			return err
		}
		in.answers[q.source] = a
	}
	return nil
}

// askOne runs one query and keeps its rows.
func (in *Input) askOne(ctx context.Context, s *session, q asked) (*answer, error) {
	limit := q.Timeout
	if limit <= 0 {
		limit = DefaultQueryTimeout
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	fault := func(err error) error { return s.queryFault(ctx, timed, q, limit, err) }
	if err := s.ready(timed, limit); err != nil {
		return nil, fault(err)
	}
	rows, err := s.tx.QueryContext(timed, q.SQL)
	if err != nil {
		return nil, fault(err)
	}
	defer func() {
		cancel() // what we leave unread the server need not send
		rows.Close()
	}()
	columns, err := answerColumns(rows, q.path)
	if err != nil {
		return nil, err
	}
	limits := in.sources.Limits.WithDefaults()
	if len(columns) > limits.Columns {
		return nil, tooMuch(q.path, &raw.LimitError{Key: "columns", Limit: int64(limits.Columns), Got: int64(len(columns))})
	}
	if q.heads {
		return headsOf(columns, q.path), nil
	}
	w := newAnswer(in.scratch, columns, limits, in.sources.Piece)
	defer w.drop()
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return nil, fault(err)
		}
		if err := w.add(values, in.sources.Location); err != nil {
			return nil, tooMuch(q.path, err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fault(err)
	}
	a, err := w.finish(ctx)
	if err != nil {
		return nil, err
	}
	a.path = q.path
	return a, nil
}
