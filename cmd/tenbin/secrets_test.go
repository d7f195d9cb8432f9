package main

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
	"tenbin/reports/publish"
)

// TestSecretsStayOut plants secrets wherever a run may hold one (the password of an
// encrypted input, of the published workbooks, the address of a webhook that fails, the
// key of the pseudonyms) and looks for each in every file, in the manifest, on stdout and
// stderr, in both forms of the log.
func TestSecretsStayOut(t *testing.T) {
	secrets := map[string]string{"IN_PASSWORD": "Secret-of-the-input-1", "OUT_PASSWORD": "Secret-of-the-output-2", "HOOK": "http://127.0.0.1:1/Secret-of-the-hook-3", "KEY": "Secret-of-the-pseudonyms-4"}
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	lockedDeals(t, dir, secrets["IN_PASSWORD"])
	for name, text := range map[string]string{"key": secrets["KEY"], "tenbin.yaml": `people: pseudonyms
key_file: key
publish: {directory: out, password_env: OUT_PASSWORD}
notify: {webhook_env: HOOK}
sources:
  deals: [{files: [deals.xlsx], password_env: IN_PASSWORD}]
  instructions: [{files: [instructions.csv]}]
`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range secrets {
		t.Setenv(name, value)
	}
	var said bytes.Buffer
	h := host{stdout: &said, stderr: &said, env: os.Getenv}
	for _, args := range [][]string{{"--month", "2026-10"}, {"--month", "2026-10", "--log", "json"}, {"--month", "2026-09", "--log", "json"}} {
		if code := run(append([]string{"run", "--config", filepath.Join(dir, "tenbin.yaml")}, args...), h); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
	}
	if !strings.Contains(said.String(), "the notification could not be sent") {
		t.Errorf("nothing is said of the hook that failed: %s", said.String())
	}
	wrong := host{stdout: &said, stderr: &said, env: os.Getenv}
	t.Setenv("IN_PASSWORD", "Secret-that-is-wrong-5")
	if code := run([]string{"run", "--config", filepath.Join(dir, "tenbin.yaml"), "--month", "2026-08"}, wrong); code != cli.ExitBlocked {
		t.Errorf("a wrong password: exit code %d", code)
	}
	look := func(where, text string) {
		if i := strings.Index(text, "Secret-"); i >= 0 {
			t.Errorf("%s holds %s", where, text[i:min(len(text), i+30)])
		}
	}
	look("what the runs said", said.String())
	files := 0
	err := filepath.WalkDir(filepath.Join(dir, "out"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		look(path, string(text))
		return err
	})
	if err != nil || files < 15 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestDatabaseSecretsStayOut plants secrets in connection strings that are malformed, lead
// nowhere or stand where only a name belongs, and looks at all that the commands say, in
// every language and form, and at every file that they leave.
func TestDatabaseSecretsStayOut(t *testing.T) {
	for _, dsn := range []string{"postgres://reader:Secret-1@127.0.0.1:1/sales?sslmode=disable", "postgres://reader:Secret-2@db.example:port/x", "password=Secret-3 host='/nowhere", "Secret-4",
		"host=/nowhere user=reader password='Secret-5 with blanks'"} {
		dir := t.TempDir()
		smallFirm(t, dir, 0)
		t.Setenv("SALES_DSN", dsn)
		for name, text := range map[string]string{
			"dsn":        dsn,
			"right.yaml": "sources:\n  deals: [{query: {driver: pgx, dsn_env: SALES_DSN, sql: SELECT 1}}]\n  instructions: [{files: [instructions.csv]}]\n",
			"file.yaml":  "sources:\n  deals: [{query: {driver: pgx, dsn_file: dsn, sql: SELECT 1}}]\n",
			"wrong.yaml": "sources:\n  deals: [{query: {driver: pgx, dsn_env: \"" + dsn + "\", sql: SELECT 1}}]\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var said bytes.Buffer
		h := host{stdout: &said, stderr: &said, env: os.Getenv}
		for _, args := range [][]string{{"run", "--config", "right.yaml"}, {"run", "--config", "file.yaml"}, {"run", "--config", "wrong.yaml"}, {"check", "--config", "right.yaml"}, {"explain", "Abe", "--config", "right.yaml"}} {
			for _, more := range [][]string{{"--log", "json"}, {"--lang", "ja"}} {
				full := append(append([]string{}, args...), append(more, "--month", "2026-10", "--out", filepath.Join(dir, "out"))...)
				full[len(args)-1] = filepath.Join(dir, full[len(args)-1])
				before := said.Len()
				if code := run(full, h); code != cli.ExitFault && code != cli.ExitUsage || said.Len() == before {
					t.Errorf("%v: exit code %d: %s", full, code, said.String()[before:])
				}
			}
		}
		run([]string{"read", "--query", "SELECT 1", "--dsn-env", "SALES_DSN"}, h)
		run([]string{"read", "--query", "SELECT 1", "--dsn-env", dsn}, h)
		if strings.Contains(said.String(), "Secret-") || strings.Contains(said.String(), "reader") {
			t.Errorf("the commands say %s", said.String())
		}
		err := filepath.WalkDir(filepath.Join(dir, "out"), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			if strings.Contains(string(text), "Secret-") {
				t.Errorf("%s holds it", path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// lockedDeals turns the firm's deals into a workbook that opens with a password.
func lockedDeals(t *testing.T, dir, password string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "deals.csv"))
	if err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		for k, cell := range strings.Split(line, ",") {
			at, _ := excelize.CoordinatesToCellName(k+1, i+1)
			if err := f.SetCellStr("Sheet1", at, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(filepath.Join(dir, "deals.xlsx"), excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
}

// Published workbooks open with the password and without it do not; the manifest's sums
// are of the clear bytes, so that a second publication of the same input has the same.
func TestWorkbookPassword(t *testing.T) {
	var manifests []*publish.Manifest
	for range 2 {
		dir := t.TempDir()
		smallFirm(t, dir, 0)
		config := "publish: {directory: out, password_env: OUT_PASSWORD}\nreview: {by: Internal audit, on: 2026-11-09}\nsources:\n  deals: [{files: [deals.csv]}]\n"
		if err := os.WriteFile(filepath.Join(dir, "tenbin.yaml"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("OUT_PASSWORD", "open it")
		var said bytes.Buffer
		h := host{stdout: &said, stderr: &said, env: os.Getenv}
		args := []string{"run", "--config", filepath.Join(dir, "tenbin.yaml"), "--month", "2026-10"}
		if code := run(args, h); code != cli.ExitWarnings {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
		if code := run(args, h); code != cli.ExitWarnings || !strings.Contains(said.String(), "2026-10 is unchanged (v1)") {
			t.Errorf("a second time: exit code %d: %s", code, said.String())
		}
		p, err := publish.Look(filepath.Join(dir, "out"), "2026-10")
		if err != nil {
			t.Fatal(err)
		}
		if r := p.Manifest.Review; r == nil || r.By != "Internal audit" || r.On != "2026-11-09" {
			t.Errorf("the sign-off is %+v", r)
		}
		card := filepath.Join(p.Dir, "people", "ABE", "card.xlsx")
		if f, err := excelize.OpenFile(card); err == nil {
			f.Close()
			t.Error("the card opens without the password")
		}
		f, err := excelize.OpenFile(card, excelize.Options{Password: "open it"})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		manifests = append(manifests, p.Manifest)
		s, err := publish.Open(filepath.Join(dir, "out"), publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		if again, err := publish.Look(filepath.Join(dir, "out"), "2026-10"); err != nil || again.Version != "v1" {
			t.Errorf("after the next start %+v stands, %v", again, err)
		}
		t.Setenv("OUT_PASSWORD", "")
		said.Reset()
		if code := run(args, h); code != cli.ExitUsage || !strings.Contains(said.String(), "OUT_PASSWORD") {
			t.Errorf("without the variable: exit code %d: %s", code, said.String())
		}
	}
	sealed := 0
	for i, f := range manifests[0].Files {
		if f != manifests[1].Files[i] {
			t.Errorf("%+v and %+v", f, manifests[1].Files[i])
		}
		if f.Sealed {
			sealed++
		}
	}
	if sealed < 6 {
		t.Errorf("only %d files are encrypted", sealed)
	}
}

// The hooks are told of every month, a quiet one too, and never a name.
func TestNotify(t *testing.T) {
	var got []map[string]any
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		var n map[string]any
		if err := json.Unmarshal(text, &n); err != nil || strings.Contains(string(text), "Abe") {
			t.Errorf("the hook was told %s, %v", text, err)
		}
		got = append(got, n)
	}))
	defer server.Close()
	t.Setenv("HOOK", server.URL)
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	config := "publish: {directory: out}\nnotify: {command: [sh, -c, 'cat >> told'], webhook_env: HOOK}\nsources:\n  deals: [{files: [deals.csv]}]\n  instructions: [{files: [instructions.csv]}]\n"
	if err := os.WriteFile(filepath.Join(dir, "tenbin.yaml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	h := host{stdout: io.Discard, stderr: io.Discard, env: os.Getenv}
	for _, month := range []string{"2026-10", "2026-10", "2030-01"} {
		run([]string{"run", "--config", filepath.Join(dir, "tenbin.yaml"), "--month", month}, h)
	}
	run([]string{"run", "--config", filepath.Join(dir, "tenbin.yaml"), "--month", "2026-09", "--dry-run"}, h)
	if len(got) != 3 || got[0]["status"] != "published" || got[1]["status"] != "unchanged" || got[2]["status"] != "blocked" {
		t.Fatalf("told: %v", got)
	}
	if got[0]["step_in"].(float64) == 0 || got[0]["version"] != "v1" || got[2]["exit_code"].(float64) != cli.ExitBlocked {
		t.Errorf("told: %v", got)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "told")); err != nil || strings.Count(string(text), `"status"`) != 3 {
		t.Errorf("the command was told %s, %v", text, err)
	}
}
