package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tenbin/ingest"
)

const asked = `sources:
  deals:
    - query: {name: %s, driver: pgx, dsn_env: TENBIN_DSN, timeout: 90s, sql: SELECT 1}
`

// A query is handed on as it is written.
func TestQuery(t *testing.T) {
	c, err := Parse("tenbin.yaml", fmt.Appendf(nil, asked, "売上"))
	if err != nil {
		t.Fatal(err)
	}
	want := ingest.Query{Name: "売上", Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: "SELECT 1", Timeout: 90 * time.Second}
	if got := c.Sources().Tables["deals"][0].Query; got == nil || *got != want {
		t.Errorf("%+v", got)
	}
	if !c.Queries() || !strings.Contains(string(c.Canonical()), `"dsn_env":"TENBIN_DSN"`) {
		t.Errorf("%s", c.Canonical())
	}
	if err := c.Override("deals", []string{"deals.csv"}); err != nil {
		t.Fatal(err)
	}
	if c.Sources().Tables["deals"][0].Query != nil || c.Queries() {
		t.Error("a file on the command line does not replace the query")
	}
}

// The kept example can be read.
func TestQueryExample(t *testing.T) {
	c, err := Load("../../../testdata/postgres.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"deals", "instructions"} {
		list := c.Sources().Tables[name]
		if len(list) != 1 || list[0].Query == nil || !strings.Contains(list[0].Query.SQL, "ORDER BY") {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// What cannot be asked is refused with its place; a connection string that stands where
// only a name belongs is never repeated.
func TestQueryErrors(t *testing.T) {
	for _, c := range []struct{ query, says string }{
		{"{driver: mysql, dsn_env: A, sql: SELECT 1}", "built in: pgx"},
		{"{dsn_env: A, sql: SELECT 1}", "built in: pgx"},
		{"{driver: pgx, sql: SELECT 1}", "dsn_env or dsn_file"},
		{"{driver: pgx, dsn_env: A, dsn_file: b, sql: SELECT 1}", "dsn_env or dsn_file"},
		{"{driver: pgx, dsn_env: 'postgres://u:Secret-1@h/d', sql: SELECT 1}", "only its name"},
		{"{driver: pgx, dsn_file: 'postgres://u:Secret-2@h/d', sql: SELECT 1}", "only its path"},
		{"{driver: pgx, dsn_file: 'host=h password=Secret-3', sql: SELECT 1}", "only its path"},
		{"{driver: pgx, dsn: 'postgres://u:Secret-4@h/d', sql: SELECT 1}", `unknown key "dsn"`},
		{"'postgres://u:Secret-5@h/d'", "cannot be read"},
		{"{driver: pgx, dsn_env: A, sql: ''}", "the query is empty"},
		{"{driver: pgx, dsn_env: A, sql: SELECT 1, timeout: soon}", "90s, 30m or 2h"},
		{"{driver: pgx, dsn_env: A, sql: SELECT 1, timeout: 25h}", "24 hours"},
		{"{driver: pgx, dsn_env: A, sql: SELECT 1, name: a/b}", "characters"},
		{"{driver: pgx, dsn_env: A, sql: SELECT 1}, sheet: Deals", "means nothing for a query"},
		{"{driver: pgx, dsn_env: A, sql: SELECT 1}, files: [a.csv]", "one of them"},
	} {
		_, err := Parse("tenbin.yaml", []byte("sources: {deals: [{query: "+c.query+"}]}\n"))
		var f *ingest.FileError
		if !errors.As(err, &f) || !errors.Is(err, ingest.ErrBadSource) {
			t.Errorf("%s: %v, want a file error", c.query, err)
			continue
		}
		if said := f.In("ja") + f.In("en"); !strings.HasPrefix(f.Path, "tenbin.yaml:1:") || !strings.Contains(said, c.says) || strings.Contains(said, "Secret") {
			t.Errorf("%s: %s", c.query, said)
		}
	}
}
