package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenbin/cmd/tenbin/cli"
)

// firmInDatabase is the small firm in dir as files, and in a schema of its own of the
// PostgreSQL that .ci/run postgres starts.
type firmInDatabase struct {
	t        *testing.T
	dir, dsn string
	db       *sql.DB
}

func newFirmInDatabase(t *testing.T) *firmInDatabase {
	t.Helper()
	dsn := os.Getenv("TENBIN_TEST_DSN")
	if dsn == "" {
		t.Skip("TENBIN_TEST_DSN names no PostgreSQL")
	}
	schema := strings.ToLower(t.Name()) + fmt.Sprint(os.Getpid())
	f := &firmInDatabase{t: t, dir: t.TempDir(), dsn: dsn + " search_path=" + schema}
	smallFirm(t, f.dir, 0)
	var err error
	if f.db, err = sql.Open("pgx", f.dsn); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		f.do("DROP SCHEMA " + schema + " CASCADE")
		f.db.Close()
	})
	f.do("CREATE SCHEMA " + schema)
	f.do("CREATE TABLE deals (line_id text PRIMARY KEY, date date, salesperson text, client text, category text, quantity int, list_amount numeric(14,2), net_amount numeric(14,2), authorised_rate numeric(6,4))")
	f.do("CREATE TABLE instructions (instruction_id text PRIMARY KEY, issued date, salesperson text, client text, trigger text, due date, implemented date)")
	for _, table := range []string{"deals", "instructions"} {
		f.load(table)
	}
	return f
}

func (f *firmInDatabase) do(statement string, args ...any) {
	f.t.Helper()
	if _, err := f.db.Exec(statement, args...); err != nil {
		f.t.Fatalf("%s: %v", statement, err)
	}
}

// load fills a table with the rows of the file of its name, the last first.
func (f *firmInDatabase) load(table string) {
	f.t.Helper()
	text, err := os.ReadFile(filepath.Join(f.dir, table+".csv"))
	if err != nil {
		f.t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		f.t.Fatal(err)
	}
	for k := len(rows) - 1; k > 0; k-- {
		var marks []string
		var args []any
		for i, cell := range rows[k] {
			marks = append(marks, fmt.Sprintf("$%d", i+1))
			if cell == "" {
				args = append(args, nil)
			} else {
				args = append(args, cell)
			}
		}
		f.do("INSERT INTO "+table+" ("+strings.Join(rows[0], ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	}
}

// config writes a configuration that asks deals with the SQL, and instructions.
func (f *firmInDatabase) config(deals, more string) {
	f.t.Helper()
	text := fmt.Sprintf(`language: en
sources:
  deals:
    - query: {driver: pgx, dsn_env: TENBIN_DSN, sql: %q%s}
  instructions:
    - query: {driver: pgx, dsn_env: TENBIN_DSN, sql: SELECT * FROM instructions}
`, deals, more)
	if err := os.WriteFile(filepath.Join(f.dir, "tenbin.yaml"), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// command is a tenbin in the firm's directory with its own language and database.
func (f *firmInDatabase) command(args ...string) *exec.Cmd {
	f.t.Helper()
	program, err := exec.LookPath("tenbin")
	if err != nil {
		f.t.Fatal(err)
	}
	c := exec.Command(program, args...)
	c.Dir, c.Env = f.dir, append(os.Environ(), "LANG=en_US.UTF-8", "LC_ALL=", "TENBIN_DSN="+f.dsn)
	return c
}

// runs runs a command and returns its exit code and what it said.
func (f *firmInDatabase) runs(args ...string) (code int, said string) {
	f.t.Helper()
	out, err := f.command(args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		f.t.Fatal(err)
	}
	if exit != nil {
		code = exit.ExitCode()
	}
	return code, string(out)
}

// assessment is the published machine-readable result without what names the input.
func (f *firmInDatabase) assessment(out, version string) map[string]any {
	f.t.Helper()
	text, err := os.ReadFile(filepath.Join(f.dir, out, "2026-10", version, "operator", "assessment.json"))
	if err != nil {
		f.t.Fatal(err)
	}
	var a map[string]any
	if err := json.Unmarshal(text, &a); err != nil {
		f.t.Fatal(err)
	}
	if a["run_id"] == nil || a["people"] == nil {
		f.t.Fatalf("no assessment: %s", text)
	}
	delete(a, "run_id")
	return a
}

// TestPostgresEqualsCSV: the same rows give the same figures from the database as from
// files; the order of the heap changes nothing, a changed row makes a new version.
func TestPostgresEqualsCSV(t *testing.T) {
	f := newFirmInDatabase(t)
	f.config("SELECT * FROM deals", "")
	f.dsn += " password=Secret-of-the-database"
	if code, said := f.runs("run", "--month", "2026-10", "--deals", "deals.csv", "--instructions", "instructions.csv", "--language", "en", "--config", "tenbin.yaml", "--out", "files"); code != cli.ExitDone {
		t.Fatalf("from files: exit code %d: %s", code, said)
	}
	if code, said := f.runs("run", "--month", "2026-10"); code != cli.ExitDone {
		t.Fatalf("from the database: exit code %d: %s", code, said)
	}
	want := f.assessment("files", "v1")
	if d := cmp.Diff(want, f.assessment("out", "v1")); d != "" {
		t.Errorf("files and database differ: %s", d)
	}
	if people := want["people"].([]any); len(people) != 5 {
		t.Errorf("%d people", len(people))
	}
	f.do("UPDATE deals SET quantity = quantity WHERE salesperson = 'Chiba'") // they move to the end of the heap
	if code, said := f.runs("run", "--month", "2026-10"); code != cli.ExitDone || !strings.Contains(said, "unchanged") {
		t.Errorf("the heap in another order: exit code %d: %s", code, said)
	}
	if code, said := f.runs("explain", "Abe", "--month", "2026-10"); code != cli.ExitDone || !strings.Contains(said, "the same figures") {
		t.Errorf("explain: exit code %d: %s", code, said)
	}
	if code, said := f.runs("check", "--month", "2026-10"); code != cli.ExitDone {
		t.Errorf("check: exit code %d: %s", code, said)
	}
	f.do("UPDATE deals SET net_amount = net_amount - 1 WHERE line_id = 'L003'")
	if code, said := f.runs("run", "--month", "2026-10"); code != cli.ExitWarnings || !strings.Contains(said, "v2") {
		t.Errorf("a changed row: exit code %d: %s", code, said)
	}
	if cmp.Equal(want, f.assessment("out", "v2")) {
		t.Error("a changed amount changes nothing")
	}
	files := 0
	err := filepath.WalkDir(filepath.Join(f.dir, "out"), func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if files++; bytes.Contains(text, []byte("Secret")) || strings.HasPrefix(filepath.Base(path), ".staging") {
			t.Errorf("%s holds the secret or should be gone", path)
		}
		return err
	})
	if err != nil || files < 20 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestPostgresReadAndInit: read prints the answer as CSV, init writes a configuration from
// the columns of a query which then runs.
func TestPostgresReadAndInit(t *testing.T) {
	f := newFirmInDatabase(t)
	out, err := f.command("read", "--query", "SELECT line_id, net_amount, date FROM deals WHERE line_id < 'L002' ORDER BY 1 DESC", "--quiet").Output()
	if want := "line_id,net_amount,date\r\nE0,95000.00,2026-10-02\r\nL000,95000.00,2024-11-01\r\nL001,100580.00,2024-12-08\r\n"; err != nil || string(out) != want {
		t.Errorf("%v: %q, want %q", err, out, want)
	}
	if code, said := f.runs("init", "--query", "SELECT * FROM deals", "--query", "SELECT *\n  FROM instructions -- all of them"); code != cli.ExitDone || !strings.Contains(said, "instructions (7 columns)") {
		t.Fatalf("exit code %d: %s", code, said)
	}
	if code, said := f.runs("run", "--month", "2026-10"); code != cli.ExitDone {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// TestPostgresRefuses: whatever a query tries, nothing is written; what the server
// refuses is said in a sentence with the right exit code, and nothing is published.
func TestPostgresRefuses(t *testing.T) {
	f := newFirmInDatabase(t)
	f.do("CREATE SEQUENCE numbers")
	before := f.fingerprint()
	simple := f.dsn + " default_query_exec_mode=simple_protocol"
	for _, c := range []struct {
		sql, more, dsn string
		code           int
		says           string
	}{
		{sql: "DELETE FROM deals RETURNING *", code: cli.ExitUsage, says: "would write"},
		{sql: "WITH gone AS (DELETE FROM deals RETURNING *) SELECT * FROM gone", code: cli.ExitUsage, says: "would write"},
		{sql: "SELECT *, nextval('numbers') FROM deals", code: cli.ExitUsage, says: "would write"},
		{sql: "SELECT * FROM deals; DELETE FROM deals", code: cli.ExitUsage, says: "multiple commands"},
		{sql: "COMMIT; DELETE FROM deals", dsn: simple, code: cli.ExitUsage, says: "multiple commands"},
		{sql: "COMMIT", code: cli.ExitUsage, says: "no columns"},
		{sql: "SELECT set_config('transaction_read_only', 'off', false)", code: cli.ExitUsage, says: "SQLSTATE"},
		{sql: "SELECT * FROM deals FOR UPDATE", code: cli.ExitUsage, says: "would write"},
		{sql: "SELECT * FROM dealz", code: cli.ExitUsage, says: `"dealz" does not exist`},
		{sql: "SELEC 1", code: cli.ExitUsage, says: "42601"},
		{sql: "SELECT *, 1/(quantity - 1) AS x FROM deals", code: cli.ExitBlocked, says: "division by zero"},
		{sql: "SELECT * FROM deals WHERE false", code: cli.ExitBlocked, says: "no row"},
		{sql: "SELECT *, pg_sleep(30) FROM deals", more: ", timeout: 1s", code: cli.ExitFault, says: "did not end within 1s"},
		{sql: "SELECT * FROM deals", dsn: f.dsn + " user=nobody_here", code: cli.ExitUsage, says: "refused the login"},
		{sql: "SELECT * FROM deals", dsn: f.dsn + " dbname=nowhere", code: cli.ExitUsage, says: "no database of that name"},
	} {
		f.config(c.sql, c.more)
		old := f.dsn
		if c.dsn != "" {
			f.dsn = c.dsn
		}
		code, said := f.runs("run", "--month", "2026-10")
		f.dsn = old
		if code != c.code || !strings.Contains(said, c.says) || strings.Contains(said, "nobody_here") {
			t.Errorf("%s: exit code %d, want %d: %s", c.sql, code, c.code, said)
		}
		if now := f.fingerprint(); now != before {
			t.Fatalf("%s changed the database: %s, before %s", c.sql, now, before)
		}
	}
	if _, err := os.Stat(filepath.Join(f.dir, "out", "2026-10")); err == nil {
		t.Error("something was published")
	}
}

// fingerprint is what every row and sequence of the firm says.
func (f *firmInDatabase) fingerprint() (sum string) {
	f.t.Helper()
	if err := f.db.QueryRow("SELECT md5(string_agg(d::text, ',' ORDER BY line_id)) || count(*) || (SELECT is_called FROM numbers) FROM deals d").Scan(&sum); err != nil {
		f.t.Fatal(err)
	}
	return sum
}

// TestPostgresInterrupted: SIGINT in the middle of a query ends the run with exit code 1
// and the query on the server; SIGKILL leaves nothing that the next run does not remove.
func TestPostgresInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals are sent on unix only")
	}
	f := newFirmInDatabase(t)
	mark := fmt.Sprintf("tenbin interrupted %d", os.Getpid())
	f.dsn += " application_name='" + mark + "'"
	for _, slow := range []string{
		"SELECT *, pg_sleep(60) FROM deals", // before the first row
		"SELECT *, CASE WHEN line_id = 'L120' THEN pg_sleep(60) END FROM deals ORDER BY line_id", // among the rows
	} {
		f.config(slow, "")
		c := f.command("run", "--month", "2026-10")
		var said bytes.Buffer
		c.Stdout, c.Stderr = &said, &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		f.await(mark, 1)
		begun := time.Now()
		if err := c.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		c.Wait()
		if code := c.ProcessState.ExitCode(); code != cli.ExitFault || said.String() != "tenbin: interrupted: nothing was published; run it again\n" {
			t.Errorf("exit code %d: %s", code, said.String())
		}
		f.await(mark, 0)
		if took := time.Since(begun); took > 3*time.Second { // asked to, not because nobody was there any more
			t.Errorf("run and query took %v to end", took)
		}
		if left, _ := filepath.Glob(filepath.Join(f.dir, "out", ".staging-*")); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
	c := f.command("run", "--month", "2026-10")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	f.await(mark, 1)
	c.Process.Signal(syscall.SIGKILL)
	c.Wait()
	err := filepath.WalkDir(filepath.Join(f.dir, "out"), func(path string, e os.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && e.Name() != ".lock" {
			t.Errorf("killed, it leaves %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	f.await(mark, 0) // the server notices that nobody waits any more
	f.config("SELECT * FROM deals", "")
	if code, said := f.runs("run", "--month", "2026-10"); code != cli.ExitDone {
		t.Errorf("after that: exit code %d: %s", code, said)
	}
	if left, _ := filepath.Glob(filepath.Join(f.dir, "out", ".staging-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// await waits until n queries sleep on the server under that name.
func (f *firmInDatabase) await(application string, n int) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), 20*time.Second)
	defer cancel()
	for {
		got := -1
		err := f.db.QueryRowContext(ctx, "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state = 'active' AND wait_event = 'PgSleep'", application).Scan(&got)
		if err != nil {
			f.t.Fatalf("waiting for %d queries, %d are there: %v", n, got, err)
		}
		if got == n {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}
