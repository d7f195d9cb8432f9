package sqlsource

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

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
	*source.Query
	source *source.Source
	heads  bool   // only the columns are wanted, no rows
	path   string // what places and the manifest call it: pgx:TENBIN_DSN/deals
}

// queries lists every query of the run, in the order of the tables and of the
// configuration.
func queries(tables map[string][]source.Source) ([]asked, error) {
	var list []asked
	seen := map[string]bool{}
	for _, t := range table.All {
		for k := range tables[t.Name] {
			source := &tables[t.Name][k]
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
				return nil, fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "同じ名前の問い合わせが二つあります", EN: "two queries have the same name"},
					fault.Sentence{JA: "query の name を別々にしてください", EN: "give each query a name of its own"})
			}
			seen[q.path] = true
			list = append(list, q)
		}
	}
	return list, nil
}

// askFor is the query of source, called name where it has none of its own.
func askFor(src *source.Source, name string) (asked, error) {
	q := asked{Query: src.Query, source: src}
	if q.Name != "" {
		name = q.Name
	}
	q.path = q.Driver + "/" + name
	if q.DSNEnv != "" && !source.VariableName(q.DSNEnv) { // perhaps the connection string itself: it is not repeated
		return q, fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "dsn_env が環境変数の名前ではありません(内容は表示しません)", EN: "dsn_env is no name of a variable (it is not shown)"},
			fault.Sentence{JA: "接続文字列は環境変数に入れ、その名前だけを指定してください", EN: "put the connection string into a variable and give only its name"})
	}
	q.path = q.Driver + ":" + q.DSNEnv + q.DSNFile + "/" + name
	return q, q.check()
}

// check refuses a query that cannot be asked, whatever the database says.
func (q asked) check() error {
	if !slices.Contains(Drivers(), q.Driver) {
		have := strings.Join(Drivers(), ", ")
		return fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "組み込まれていないデータベースドライバーです", EN: "this database driver is not built in"},
			fault.Sentence{JA: "使えるドライバー:" + have, EN: "built in: " + have})
	}
	if (q.DSNEnv == "") == (q.DSNFile == "") {
		return fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "接続文字列の置き場所がありません", EN: "nothing says where the connection string is"},
			fault.Sentence{JA: "query の dsn_env か dsn_file のどちらか一方を書いてください", EN: "write dsn_env or dsn_file under query, one of them"})
	}
	if strings.TrimSpace(q.SQL) == "" {
		return fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "問い合わせの文がありません", EN: "the query is empty"},
			fault.Sentence{JA: "query の sql に SELECT 文を書いてください", EN: "write a SELECT under sql of the query"})
	}
	return nil
}

// dsn is the connection string.
func (q asked) dsn(base string) (string, error) {
	if q.DSNEnv != "" {
		if v := os.Getenv(q.DSNEnv); v != "" {
			return v, nil
		}
		return "", fault.New(q.path, fault.ErrBadSource, fault.Sentence{JA: "接続文字列の環境変数 " + q.DSNEnv + " がありません", EN: "the variable " + q.DSNEnv + " with the connection string is not set"},
			fault.Sentence{JA: "環境変数を設定してください", EN: "set the variable"})
	}
	text, err := os.ReadFile(source.Within(base, q.DSNFile))
	if err != nil || strings.TrimSpace(string(text)) == "" {
		return "", fault.New(q.DSNFile, fault.ErrNotFound, fault.Sentence{JA: "接続文字列のファイルを読めないか、空です", EN: "the file with the connection string cannot be read or is empty"},
			fault.Sentence{JA: "パスと権限を確認してください", EN: "check its path and permissions"})
	}
	return strings.TrimSpace(string(text)), nil
}

// Check reports the first query that cannot be asked and the first connection string
// that is not there.
func Check(tables map[string][]source.Source, base string) error {
	list, err := queries(tables)
	if err != nil {
		return err
	}
	for _, q := range list {
		if _, err := q.dsn(base); err != nil {
			return err
		}
	}
	return nil
}

// Options say how queries are asked.
type Options struct {
	Base     string // directory that the files of connection strings are relative to
	Scratch  string // directory of the answers; "" = the system's
	Location *time.Location
	Limits   raw.Limits
	Piece    int64 // size of chunks and parts, in tests; 0 = the usual
}

// Answers are the answers of a run's queries in a private directory.
type Answers struct {
	options Options
	dir     string
	of      map[*source.Source]*answer
}

// Ask reads the answers of all queries of tables into private files, before anything else is
// opened; nil where there is none. A run reads its rows two times or more; a database in
// which people go on working would answer differently each time, and a transaction held open
// for the whole computation would keep it from cleaning up. Queries of one database share one
// transaction, so that deals and instructions are of one moment.
func Ask(ctx context.Context, tables map[string][]source.Source, o Options) (*Answers, error) {
	list, err := queries(tables)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	as, err := newAnswers(o)
	if err != nil {
		return nil, err
	}
	for i, q := range list {
		if as.of[q.source] != nil {
			continue
		}
		var same []asked
		for _, p := range list[i:] {
			if p.Driver == q.Driver && p.DSNEnv == q.DSNEnv && p.DSNFile == q.DSNFile {
				same = append(same, p)
			}
		}
		if err := as.askAll(ctx, same); err != nil {
			as.Close()
			return nil, err
		}
	}
	return as, nil
}

// newAnswers makes the private directory of the answers.
func newAnswers(o Options) (*Answers, error) {
	if o.Location == nil {
		o.Location = time.UTC
	}
	dir, err := os.MkdirTemp(o.Scratch, ".staging-answers-")
	return &Answers{o, dir, map[*source.Source]*answer{}}, err
}

// To is the answer to the query of a source, nil for one that is none.
func (as *Answers) To(source *source.Source) *answer {
	if as == nil {
		return nil
	}
	return as.of[source]
}

// Close closes and removes the answers.
func (as *Answers) Close() error {
	if as == nil || as.dir == "" {
		return nil
	}
	for _, a := range as.of {
		a.close()
	}
	as.of = nil
	err := os.RemoveAll(as.dir)
	as.dir = ""
	return err
}

// askAll reads the answers of queries to one database, all as of one moment.
func (as *Answers) askAll(ctx context.Context, list []asked) error {
	dsn, err := list[0].dsn(as.options.Base)
	if err != nil {
		return err
	}
	s, err := connect(ctx, list[0], dsn)
	if err != nil {
		return err
	}
	defer s.close()
	for _, q := range list {
		a, err := as.askOne(ctx, s, q)
		if err != nil {
			return err
		}
		as.of[q.source] = a
	}
	return nil
}

// askOne runs one query and keeps its rows.
func (as *Answers) askOne(ctx context.Context, s *session, q asked) (*answer, error) {
	limit := q.Timeout
	if limit <= 0 {
		limit = DefaultQueryTimeout
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	fail := func(err error) error { return s.queryFault(ctx, timed, q, limit, err) }
	if err := s.ready(timed, limit); err != nil {
		return nil, fail(err)
	}
	rows, err := s.tx.QueryContext(timed, q.SQL)
	if err != nil {
		return nil, fail(err)
	}
	defer func() {
		cancel() // what we leave unread the server need not send
		rows.Close()
	}()
	columns, err := answerColumns(rows, q.path)
	if err != nil {
		return nil, err
	}
	limits := as.options.Limits.WithDefaults()
	if len(columns) > limits.Columns {
		return nil, tooMuch(q.path, &raw.LimitError{Key: "columns", Limit: int64(limits.Columns), Got: int64(len(columns))})
	}
	if q.heads {
		return headsOf(columns, q.path), nil
	}
	w := newAnswer(as.dir, columns, limits, as.options.Piece)
	defer w.drop()
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return nil, fail(err)
		}
		if err := w.add(values, as.options.Location); err != nil {
			return nil, tooMuch(q.path, err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fail(err)
	}
	a, err := w.finish(ctx)
	if err != nil {
		return nil, err
	}
	a.Path = q.path
	return a, nil
}
