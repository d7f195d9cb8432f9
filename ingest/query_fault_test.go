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

	"tenbin/ingest/raw"
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
		change func(*Query)
		limits raw.Limits
		code   error
		words  []string
	}{
		"no variable":    {change: func(q *Query) { q.DSNEnv = "MADEUP_UNSET" }, code: ErrBadSource, words: []string{"MADEUP_UNSET", "set the variable"}},
		"no place":       {change: func(q *Query) { q.DSNEnv = "" }, code: ErrBadSource, words: []string{"dsn_env or dsn_file"}},
		"no file":        {change: func(q *Query) { q.DSNEnv, q.DSNFile = "", "nowhere/dsn" }, code: ErrNotFound, words: []string{"nowhere/dsn"}},
		"no driver":      {change: func(q *Query) { q.Driver = "oracle" }, code: ErrBadSource, words: []string{"not built in", "madeup, pgx"}},
		"no sql":         {change: func(q *Query) { q.SQL = " \n" }, code: ErrBadSource, words: []string{"empty"}},
		"unreachable":    {db: &fakeDB{down: &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}}, code: ErrOutage, words: []string{"connection refused", "run it again"}},
		"unknown host":   {db: &fakeDB{down: &net.DNSError{Err: "no such host", Name: "db.example"}}, code: ErrOutage, words: []string{"host name"}},
		"login refused":  {db: &fakeDB{down: &pgconn.PgError{Code: "28P01", Message: `password authentication failed for user "reader"`}}, code: ErrBadSource, words: []string{"refused the login", "28P01", "user and password"}},
		"no database":    {db: &fakeDB{down: &pgconn.PgError{Code: "3D000"}}, code: ErrBadSource, words: []string{"no database of that name"}},
		"too many":       {db: &fakeDB{down: &pgconn.PgError{Code: "53300"}}, code: ErrOutage, words: []string{"53300"}},
		"something else": {db: &fakeDB{down: errors.New("madeup://reader:Secret-of-the-database@db.example fell over")}, code: ErrOutage, words: []string{"cannot be reached"}},
		"unknown query":  {db: &fakeDB{}, code: ErrOutage, words: []string{"no such query: deals"}},
		"breaks off": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = errors.New("lost madeup://reader:Secret-of-the-database@db.example/" + "X")
		})}, code: ErrOutage, words: []string{"lost"}},
		"would write": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "25006"} })}, code: ErrBadSource, words: []string{"read-only", "nothing was changed"}},
		"no such column": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = &pgconn.PgError{Code: "42703", Message: "column x does not exist", Position: 8}
		})}, code: ErrBadSource, words: []string{"column x does not exist [8]", "42703", "tenbin read --query"}},
		"may not read": {db: &fakeDB{answers: answer(func(a *fakeAnswer) {
			a.err = &pgconn.PgError{Code: "42501", Message: "permission denied for table deals"}
		})}, code: ErrBadSource, words: []string{"permission denied for table deals", "SELECT"}},
		"divides by zero": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "22012", Message: "division by zero"} })}, code: ErrUnreadable, words: []string{"division by zero"}},
		"shut down":       {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "57P01", Message: "terminating connection"} })}, code: ErrOutage, words: []string{"broke the query off"}},
		"server timeout":  {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.err = &pgconn.PgError{Code: "57014"} })}, code: ErrOutage, words: []string{"did not end within 30m0s", "timeout"}},
		"our timeout": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.hangs = true })}, change: func(q *Query) { q.Timeout = 20 * time.Millisecond },
			code: ErrOutage, words: []string{"did not end within 20ms"}},
		"no columns":     {db: &fakeDB{answers: map[string]fakeAnswer{"deals": {}}}, code: ErrBadSource, words: []string{"no columns", "SELECT"}},
		"one name twice": {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.columns = append([]string{"client"}, a.columns[1:]...) })}, code: ErrBadSource, words: []string{`two columns are called "client"`, "AS"}},
		"binary":         {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.types = []string{"TEXT", "DATE", "BYTEA"} })}, code: ErrBadSource, words: []string{`"salesperson"`, "bytea", "leave the column out"}},
		"no rows":        {db: &fakeDB{answers: answer(func(a *fakeAnswer) { a.rows = nil })}, code: ErrEmptyExport, words: []string{"no row"}},
		"no known name":  {db: &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: []string{"?column?"}, rows: [][]driver.Value{{"x"}}}}}, code: ErrNoTable, words: []string{"name the headings"}},
		"widest":         {db: &fakeDB{answers: wide(2000)}},
		"too wide":       {db: &fakeDB{answers: wide(2001)}, code: ErrUnreadable, words: []string{"limits.columns", "2001"}},
		"long cell":      {db: &fakeDB{answers: answer(nil)}, limits: raw.Limits{Cell: 5}, code: ErrUnreadable, words: []string{"limits.cell"}},
		"too much":       {db: &fakeDB{answers: answer(nil)}, limits: raw.Limits{Unpacked: 60}, code: ErrUnreadable, words: []string{"limits.unpacked", "narrow the query"}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.db == nil {
				c.db = &fakeDB{}
			}
			q := &Query{Driver: "madeup", DSNEnv: newFake(t, c.db), SQL: "deals"}
			if c.change != nil {
				c.change(q)
			}
			scratch := t.TempDir()
			in, err := Open(t.Context(), Sources{Base: t.TempDir(), Currency: "JPY", Scratch: scratch, Limits: c.limits, Tables: map[string][]Source{"deals": {{Query: q}}}}, 2)
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
			var f *FileError
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
	source := func(change func(*Query)) Source {
		q := &Query{Driver: "madeup", DSNFile: "dsn", SQL: "deals"}
		change(q)
		return Source{Query: q}
	}
	for _, c := range []struct {
		sources []Source
		code    error
	}{
		{[]Source{source(func(*Query) {})}, nil},
		{[]Source{source(func(*Query) {}), source(func(*Query) {})}, nil}, // deals and deals-2
		{[]Source{source(func(q *Query) { q.Name = "a" }), source(func(q *Query) { q.Name = "a" })}, ErrBadSource},
		{[]Source{source(func(q *Query) { q.DSNFile = "empty" })}, ErrNotFound},
		{[]Source{source(func(q *Query) { q.DSNFile, q.DSNEnv = "", "MADEUP_UNSET" })}, ErrBadSource},
	} {
		err := Sources{Base: dir, Tables: map[string][]Source{"deals": c.sources}}.Check()
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
		{"postgres://reader:Secret-1@db.example:port/x", ErrBadSource},
		{"Secret-2 is no connection string", ErrBadSource},
		{"host=" + filepath.Join(t.TempDir(), "Secret-3") + " user=reader dbname=x", ErrOutage},
		{"postgres://reader:Secret-4@127.0.0.1:1/x?sslmode=disable&connect_timeout=2", ErrOutage},
	} {
		t.Setenv("TENBIN_DSN", c.dsn)
		_, err := Open(t.Context(), Sources{Currency: "JPY", Scratch: t.TempDir(), Tables: map[string][]Source{
			"deals": {{Query: &Query{Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: "SELECT 1"}}}}}, 1)
		if !errors.Is(err, c.code) || strings.Contains(fmt.Sprintf("%v %+v", err, err), "Secret") || strings.Contains(err.Error(), "reader") {
			t.Errorf("%v, want %v", err, c.code)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Open(ctx, Sources{Currency: "JPY", Scratch: t.TempDir(), Tables: map[string][]Source{
		"deals": {{Query: &Query{Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: "SELECT 1"}}}}}, 1)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted while connecting: %v", err)
	}
}
