package ingest

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
)

// What is wrong with a query is said with its name and what to do, under the code that
// decides the exit code, and never with a secret.
func TestQueryFaults(t *testing.T) {
	rows, _ := dealRows(3)
	answer := func(change func(*fakeAnswer)) map[string]fakeAnswer {
		a := fakeAnswer{columns: dealColumns, types: dealTypes, rows: rows}
		if change != nil {
			change(&a)
		}
		return map[string]fakeAnswer{"deals": a}
	}
	wide := func(n int) map[string]fakeAnswer {
		return answer(func(a *fakeAnswer) {
			a.columns, a.types = append([]string(nil), dealColumns...), append([]string(nil), dealTypes...)
			row := append([]driver.Value(nil), rows[0]...)
			for i := len(row); i < n; i++ {
				a.columns, a.types, row = append(a.columns, fmt.Sprintf("c%d", i)), append(a.types, "TEXT"), append(row, nil)
			}
			a.rows = [][]driver.Value{row}
		})
	}
	for name, c := range map[string]struct {
		db     *fakeDB
		change func(*source.Query)
		limits raw.Limits
		code   error
		words  []string
	}{
		"no variable":    {change: func(q *source.Query) { q.DSNEnv = "MADEUP_UNSET" }, code: fault.ErrBadSource, words: []string{"MADEUP_UNSET", "set the variable"}},
		"no place":       {change: func(q *source.Query) { q.DSNEnv = "" }, code: fault.ErrBadSource, words: []string{"dsn_env or dsn_file"}},
		"no file":        {change: func(q *source.Query) { q.DSNEnv, q.DSNFile = "", "nowhere/dsn" }, code: fault.ErrNotFound, words: []string{"nowhere/dsn"}},
		"no driver":      {change: func(q *source.Query) { q.Driver = "oracle" }, code: fault.ErrBadSource, words: []string{"not built in", "madeup, pgx"}},
		"no sql":         {change: func(q *source.Query) { q.SQL = " \n" }, code: fault.ErrBadSource, words: []string{"empty"}},
		"unreachable":    {db: &fakeDB{down: &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}}, code: fault.ErrOutage, words: []string{"connection refused", "run it again"}},
		"unknown host":   {db: &fakeDB{down: &net.DNSError{Err: "no such host", Name: "db.example"}}, code: fault.ErrOutage, words: []string{"host name"}},
		"login refused":  {db: &fakeDB{down: &pgconn.PgError{Code: "28P01", Message: `password authentication failed for user "reader"`}}, code: fault.ErrBadSource, words: []string{"refused the login", "28P01", "user and password"}},
		"no database":    {db: &fakeDB{down: &pgconn.PgError{Code: "3D000"}}, code: fault.ErrBadSource, words: []string{"no database of that name"}},
		"too many":       {db: &fakeDB{down: &pgconn.PgError{Code: "53300"}}, code: fault.ErrOutage, words: []string{"53300"}},
		"something else": {db: &fakeDB{down: errors.New("madeup://reader:Secret-of-the-database@db.example fell over")}, code: fault.ErrOutage, words: []string{"cannot be reached"}},
		"unknown query":  {db: &fakeDB{}, code: fault.ErrOutage, words: []string{"no such query: deals"}},
		"breaks off": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = errors.New("lost madeup://reader:Secret-of-the-database@db.example/" + "X")
		})}, code: fault.ErrOutage, words: []string{"lost"}},
		"would write": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "25006"} })}, code: fault.ErrBadSource, words: []string{"read-only", "nothing was changed"}},
		"no such column": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = &pgconn.PgError{Code: "42703", Message: "column x does not exist", Position: 8}
		})}, code: fault.ErrBadSource, words: []string{"column x does not exist [8]", "42703", "tenbin read --query"}},
		"may not read": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = &pgconn.PgError{Code: "42501", Message: "permission denied for table deals"}
		})}, code: fault.ErrBadSource, words: []string{"permission denied for table deals", "SELECT"}},
		"divides by zero": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "22012", Message: "division by zero"} })}, code: fault.ErrUnreadable, words: []string{"division by zero"}},
		"shut down":       {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "57P01", Message: "terminating connection"} })}, code: fault.ErrOutage, words: []string{"broke the query off"}},
		"server timeout":  {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "57014"} })}, code: fault.ErrOutage, words: []string{"did not end within 30m0s", "timeout"}},
		"our timeout": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.hangs = true })}, change: func(q *source.Query) { q.Timeout = 20 * time.Millisecond },
			code: fault.ErrOutage, words: []string{"did not end within 20ms"}},
		"no columns":     {db: &fakeDB{answers: map[string]fakeAnswer{"deals": {}}}, code: fault.ErrBadSource, words: []string{"no columns", "SELECT"}},
		"one name twice": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.columns = append([]string{"client"}, a.columns[1:]...) })}, code: fault.ErrBadSource, words: []string{`two columns are called "client"`, "AS"}},
		"binary":         {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.types = []string{"TEXT", "DATE", "BYTEA"} })}, code: fault.ErrBadSource, words: []string{`"salesperson"`, "bytea", "leave the column out"}},
		"no rows":        {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.rows = nil })}, code: fault.ErrEmptyExport, words: []string{"no row"}},
		"no known name":  {db: &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: []string{"?column?"}, rows: [][]driver.Value{{"x"}}}}}, code: fault.ErrNoTable, words: []string{"name the headings"}},
		"widest":         {db: &fakeDB{answers: wide(2000)}},
		"too wide":       {db: &fakeDB{answers: wide(2001)}, code: fault.ErrUnreadable, words: []string{"limits.columns", "2001"}},
		"long cell":      {db: &fakeDB{answers: answer(nil)}, limits: raw.Limits{Cell: 5}, code: fault.ErrUnreadable, words: []string{"limits.cell"}},
		"too much":       {db: &fakeDB{answers: answer(nil)}, limits: raw.Limits{Unpacked: 60}, code: fault.ErrUnreadable, words: []string{"limits.unpacked", "narrow the query"}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.db == nil {
				c.db = &fakeDB{}
			}
			q := &source.Query{Driver: "madeup", DSNEnv: newFake(t, c.db), SQL: "deals"}
			if c.change != nil {
				c.change(q)
			}
			scratch := t.TempDir()
			in, err := Open(t.Context(), Sources{Base: t.TempDir(), Currency: "JPY", Scratch: scratch, Limits: c.limits, Tables: map[string][]source.Source{"deals": {{Query: q}}}}, 2)
			if c.code == nil {
				if err != nil {
					t.Fatal(err)
				}
				readAll(t, in)
				if n := in.Counts().Records; n != 1 {
					t.Errorf("%d records", n)
				}
				in.Close()
				return
			}
			var f *fault.FileError
			if !errors.As(err, &f) || f.Code != c.code {
				t.Fatalf("%v, want the code %v", err, c.code)
			}
			for _, language := range []string{"en", "ja"} {
				if said := f.In(language); strings.Contains(said, "Secret") || strings.Contains(said, "reader") || strings.Contains(said, "db.example") || f.ToDo.In(language) == "" {
					t.Errorf("says %s", said)
				}
			}
			for _, w := range c.words {
				if !strings.Contains(f.In("en"), w) {
					t.Errorf("%s does not say %q", f.In("en"), w)
				}
			}
			if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
				t.Errorf("%v is left behind, %v", left, err)
			}
		})
	}
}

// Check finds out before anything is asked what a person can mend without the database.
func TestQueryCheck(t *testing.T) {
	dir := files(t, map[string]string{"dsn": "madeup://x\n", "empty": " \n"})
	src := func(change func(*source.Query)) source.Source {
		q := &source.Query{Driver: "madeup", DSNFile: "dsn", SQL: "deals"}
		change(q)
		return source.Source{Query: q}
	}
	for _, c := range []struct {
		sources []source.Source
		code    error
	}{
		{[]source.Source{src(func(*source.Query) {})}, nil},
		{[]source.Source{src(func(*source.Query) {}), src(func(*source.Query) {})}, nil}, // deals and deals-2
		{[]source.Source{src(func(q *source.Query) { q.Name = "a" }), src(func(q *source.Query) { q.Name = "a" })}, fault.ErrBadSource},
		{[]source.Source{src(func(q *source.Query) { q.DSNFile = "empty" })}, fault.ErrNotFound},
		{[]source.Source{src(func(q *source.Query) { q.DSNFile, q.DSNEnv = "", "MADEUP_UNSET" })}, fault.ErrBadSource},
	} {
		err := Sources{Base: dir, Tables: map[string][]source.Source{"deals": c.sources}}.Check()
		if !errors.Is(err, c.code) {
			t.Errorf("%v, want %v", err, c.code)
		}
	}
}

// A connection string that PostgreSQL's driver cannot read is refused without a word of it,
// and a socket that is not there is an outage.
func TestPostgresConnect(t *testing.T) {
	for _, c := range []struct {
		dsn  string
		code error
	}{
		{"postgres://reader:Secret-1@db.example:port/x", fault.ErrBadSource},
		{"Secret-2 is no connection string", fault.ErrBadSource},
		{"host=" + filepath.Join(t.TempDir(), "Secret-3") + " user=reader dbname=x", fault.ErrOutage},
		{"postgres://reader:Secret-4@127.0.0.1:1/x?sslmode=disable&connect_timeout=2", fault.ErrOutage},
	} {
		t.Setenv("TENBIN_DSN", c.dsn)
		_, err := Open(t.Context(), Sources{Currency: "JPY", Scratch: t.TempDir(), Tables: map[string][]source.Source{
			"deals": {{Query: &source.Query{Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: "SELECT 1"}}}}}, 1)
		if !errors.Is(err, c.code) || strings.Contains(fmt.Sprintf("%v %+v", err, err), "Secret") || strings.Contains(err.Error(), "reader") {
			t.Errorf("%v, want %v", err, c.code)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Open(ctx, Sources{Currency: "JPY", Scratch: t.TempDir(), Tables: map[string][]source.Source{
		"deals": {{Query: &source.Query{Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: "SELECT 1"}}}}}, 1)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted while connecting: %v", err)
	}
}
