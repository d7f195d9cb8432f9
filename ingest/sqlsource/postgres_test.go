package sqlsource

import (
	"database/sql"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
)

// server returns the connection string of a PostgreSQL in which tests may create things;
// .ci/run postgres starts one.
func server(t *testing.T) string {
	t.Helper()
	dsn := os.Getenv("TENBIN_TEST_DSN")
	if dsn == "" {
		t.Skip("TENBIN_TEST_DSN names no PostgreSQL")
	}
	return dsn
}

// answerOf reads the answer of a query as text, a row a line, cells with "|" between.
func answerOf(t *testing.T, query string) (text string, hints []raw.Hint, err error) {
	t.Helper()
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TENBIN_DSN", server(t))
	tables := map[string][]source.Source{"deals": {{Query: &source.Query{Driver: "pgx", DSNEnv: "TENBIN_DSN", SQL: query}}}}
	asked, err := Ask(t.Context(), tables, Options{Scratch: t.TempDir(), Location: tokyo, Limits: raw.Limits{}})
	if err != nil {
		return "", nil, err
	}
	defer asked.Close()
	var b strings.Builder
	for _, a := range asked.of {
		for part := range max(1, len(a.parts)) {
			err = a.read(t.Context(), part, func(block *raw.Block) error {
				for i := range block.Rows() {
					for j := range block.Width(i) {
						cell, h := block.Cell(i, j)
						if j > 0 {
							b.WriteByte('|')
						}
						b.Write(cell)
						if block.Row[i] == 1 {
							hints = append(hints, h)
						}
					}
					b.WriteByte('\n')
				}
				return nil
			})
		}
	}
	return b.String(), hints, err
}

// Every type of the server comes as its own text, to the last digit.
func TestPostgresTypes(t *testing.T) {
	for _, c := range []struct {
		expression, text string
		hint             raw.Hint
	}{
		{"12345678901234567890.123456789::numeric", "12345678901234567890.123456789", raw.Number},
		{"1.50::numeric(10,2)", "1.50", raw.Number},
		{"-0.000000000000000000001::numeric", "-0.000000000000000000001", raw.Number},
		{"'NaN'::numeric", "NaN", raw.String},
		{"9007199254740993::int8", "9007199254740993", raw.Number},
		{"7::int2", "7", raw.Number},
		{"0.1::float4", "0.1", raw.Number},
		{"0.1::float8", "0.1", raw.Number},
		{"true", "true", raw.Bool},
		{"DATE '2026-10-31'", "2026-10-31", raw.Date},
		{"'infinity'::date", "infinity", raw.String},
		{"TIMESTAMPTZ '2026-10-31 15:30:00.25+00'", "2026-11-01T00:30:00.25+09:00", raw.Stamp},
		{"TIMESTAMP '2026-10-31 15:30:00'", "2026-10-31T15:30:00", raw.Stamp},
		{"TIME '09:15:00'", "09:15:00", raw.Time},
		{"'見本商事㈱'::text", "見本商事㈱", raw.String},
		{"'E1'::char(5)", "E1", raw.String},
		{"'E1'::varchar", "E1", raw.String},
		{`'{"a": 1}'::jsonb`, `{"a": 1}`, raw.String},
		{"ARRAY[1,2]", "{1,2}", raw.String},
		{"'7b5e2c4a-0000-4000-8000-000000000000'::uuid", "7b5e2c4a-0000-4000-8000-000000000000", raw.String},
		{"NULL::numeric", "", raw.Plain},
		{"NULL", "", raw.Plain},
	} {
		text, hints, err := answerOf(t, "SELECT "+c.expression)
		if err != nil {
			t.Errorf("%s: %v", c.expression, err)
			continue
		}
		if text != c.text+"\n" || hints[0] != c.hint {
			t.Errorf("%s: %q with hint %d, want %q with %d", c.expression, text, hints[0], c.text, c.hint)
		}
	}
	if _, _, err := answerOf(t, `SELECT 1 AS a, '\x00'::bytea AS photo`); err == nil || !strings.Contains(err.Error(), `"photo"`) {
		t.Errorf("bytea: %v", err)
	}
}

// The number of a row is the one that ORDER BY gives it in the database.
func TestPostgresOrder(t *testing.T) {
	columns := `n::numeric AS n, (ARRAY['b','a','見','',NULL,'B'])[1 + n % 6] AS word, DATE '2026-01-01' + n % 5 AS day`
	from := ` FROM (SELECT (g * 7919) % 211 - 100 AS n FROM generate_series(1, 400) g) x`
	got, _, err := answerOf(t, "SELECT "+columns+from)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("pgx", server(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var want string
	if err := db.QueryRow(`SELECT string_agg(concat_ws('|', n, coalesce(word, ''), day), E'\n' ORDER BY n NULLS FIRST, word COLLATE "C" NULLS FIRST, day) FROM (SELECT ` + columns + from + `) y`).Scan(&want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want+"\n", got); d != "" || strings.Count(got, "\n") != 400 {
		t.Error(d)
	}
}
