package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
	"tenbin/reports/publish"
)

// failing runs and returns exit code and stderr.
func failing(t *testing.T, c *exec.Cmd) (int, string) {
	t.Helper()
	var stderr strings.Builder
	c.Stderr = &stderr
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), stderr.String()
}

// firm is the small firm with October published, and one more line since.
func firm(t *testing.T) (dir string, rows []string) {
	t.Helper()
	dir = t.TempDir()
	smallFirm(t, dir, 0)
	publishedRun(t, dir, nil, "--month", "2026-10")
	rows = ledgerRows(t, "before", dir)
	smallFirm(t, dir, 1)
	return dir, rows
}

// unharmed fails unless v1 stands whole, alone, with its ledger.
func unharmed(t *testing.T, dir string, rows []string) {
	t.Helper()
	if v := standing(t, "after the fault", dir); v != 1 {
		t.Errorf("v%d stands, want v1", v)
	}
	if got := ledgerRows(t, "after the fault", dir); strings.Join(got, "\n") != strings.Join(rows, "\n") {
		t.Errorf("the ledger changed: %d rows, %d before", len(got), len(rows))
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "2026-10", "v2")); err == nil {
		t.Error("v2 is there")
	}
}

// An input that grows, shrinks or vanishes between the first look and the publication.
func TestInputChangesUnderTheRun(t *testing.T) {
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	t.Chdir(dir)
	path := filepath.Join(dir, "deals.csv")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		change func() error
		want   string
	}{
		"grows":    {func() error { return os.WriteFile(path, append(whole, whole[len(whole)-60:]...), 0o600) }, "the file changed while it was read (deals.csv): run it again"},
		"shrinks":  {func() error { return os.Truncate(path, 400) }, "the file changed while it was read (deals.csv)"},
		"vanishes": {func() error { return os.Remove(path) }, "the file vanished while it was read (deals.csv): put it back"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, whole, 0o600); err != nil {
				t.Fatal(err)
			}
			var stderr strings.Builder
			changed := false
			h := host{stdout: &strings.Builder{}, stderr: &stderr, env: func(string) string { return "" }}
			h.steps = func(step string) {
				if step == month.InputsRead && !changed {
					changed = true
					if err := x.change(); err != nil {
						t.Error(err)
					}
				}
			}
			code := run([]string{"run", "--deals", "deals.csv", "--instructions", "instructions.csv", "--month", "2026-10", "--out", "out-" + name}, h)
			if code != cli.ExitFault || !strings.Contains(stderr.String(), x.want) || !changed {
				t.Errorf("exit code %d, changed %v: %s", code, changed, stderr.String())
			}
			if _, err := os.Stat(filepath.Join(dir, "out-"+name, "2026-10")); err == nil {
				t.Error("a month was published")
			}
		})
	}
}

// Neither the clock nor the time zone of the machine enters a byte.
func TestClockAndZone(t *testing.T) {
	first := t.TempDir()
	smallFirm(t, first, 0)
	publishedRun(t, first, []string{"TZ=UTC"}, "--month", "2026-10")
	for _, env := range [][]string{{"TZ=America/Los_Angeles"}, {"TZ=Pacific/Kiritimati", "LC_ALL=C"}} {
		dir := t.TempDir()
		smallFirm(t, dir, 0)
		publishedRun(t, dir, env, "--month", "2026-10")
		sameSums(t, first, dir)
	}
	fake, err := exec.LookPath("faketime")
	if err != nil {
		t.Log("faketime is not installed: only the time zone was changed")
		return
	}
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	c := monthly(t, dir, nil, "--month", "2026-10")
	c.Args = append([]string{fake, "1999-12-31 23:59:58", c.Path}, c.Args[1:]...)
	c.Path = fake
	if code, stderr := failing(t, c); code != cli.ExitDone && code != cli.ExitWarnings {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	sameSums(t, first, dir)
}

func sameSums(t *testing.T, a, b string) {
	t.Helper()
	one, two := sums(t, filepath.Join(a, "out")), sums(t, filepath.Join(b, "out"))
	for path, sum := range one {
		if two[path] != sum {
			t.Errorf("%s differs", path)
		}
	}
	if len(one) != len(two) || len(one) == 0 {
		t.Errorf("%d and %d files", len(one), len(two))
	}
}

// A manifest that is torn: the run says which file, and leaves everything as it is.
func TestTornManifest(t *testing.T) {
	dir, _ := firm(t)
	path := filepath.Join(dir, "out", "2026-10", "v1", filepath.FromSlash(publish.ManifestPath))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text[:len(text)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	before := sums(t, filepath.Join(dir, "out"))
	code, stderr := failing(t, monthly(t, dir, nil, "--month", "2026-10"))
	if code != cli.ExitFault || !strings.Contains(stderr, "what was published is damaged") || !strings.Contains(stderr, "manifest.json") || !strings.Contains(stderr, "restore it from a backup") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	after := sums(t, filepath.Join(dir, "out"))
	for p, sum := range before {
		if after[p] != sum {
			t.Errorf("%s is not as it was", p)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d files, %d before", len(after), len(before))
	}
}

// A ledger that an older version wrote, with fewer keys and one more: its rows are kept
// and read as they stand.
func TestOlderLedger(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "out", "2025-01", "v1", "operator")
	if err := os.MkdirAll(old, 0o700); err != nil {
		t.Fatal(err)
	}
	line := `{"run_id":"r-OLD","month":"2025-01","kind":"told","audience":"manager","recipient":"M1","finding_id":"f-OLD","person":"P1","note":"a key of that time"}` + "\n"
	for name, text := range map[string]string{"ledger.jsonl": line, "manifest.json": `{"schema":1,"run_id":"r-OLD","month":"2025-01","version":"v1","files":[]}`} {
		if err := os.WriteFile(filepath.Join(old, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "out", "2025-01", "current"), []byte("v1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	smallFirm(t, dir, 0)
	publishedRun(t, dir, nil, "--month", "2026-10")
	entries, err := publish.Ledger(filepath.Join(dir, "out"))
	if err != nil || len(entries) < 2 || entries[0].FindingID != "f-OLD" || entries[0].Recipient != "M1" {
		t.Errorf("%d rows, %v: %+v", len(entries), err, entries)
	}
	if text, err := os.ReadFile(filepath.Join(old, "ledger.jsonl")); err != nil || string(text) != line {
		t.Errorf("the old part is now %q, %v", text, err)
	}
}

// An output that cannot be written, by whoever is not allowed to.
func TestReadOnlyOutput(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	if os.Getuid() == 0 {
		if _, err := exec.LookPath("setpriv"); err != nil {
			t.Skip("the superuser may write everywhere, and setpriv is not installed")
		}
	}
	dir, rows := firm(t)
	out := filepath.Join(dir, "out", "2026-10")
	c := monthly(t, dir, nil, "--month", "2026-10")
	if os.Getuid() == 0 { // somebody else owns the run, and may not write where v2 would go
		c.Args = append([]string{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", c.Path}, c.Args[1:]...)
		c.Path, _ = exec.LookPath("setpriv")
		for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
			os.Chmod(d, 0o755)
		}
		err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
			return errors.Join(err, os.Chown(path, 65534, 65534))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(out, 0o500); err != nil {
		t.Fatal(err)
	}
	code, stderr := failing(t, c)
	os.Chmod(out, 0o700)
	if code == 126 || code == 127 {
		t.Skipf("the program cannot be started for somebody else: %s", stderr)
	}
	if code != cli.ExitFault || !strings.Contains(stderr, "permission denied") || !strings.Contains(stderr, "check the place and its permissions") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	unharmed(t, dir, rows)
}

// A disk on which no file may grow: the limit of the process stands in where no small
// file system can be mounted.
func TestFullDisk(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("there is no shell to set the limit with")
	}
	dir, rows := firm(t)
	c := monthly(t, dir, nil, "--month", "2026-10")
	c.Args = []string{"sh", "-c", `ulimit -f 8; trap '' XFSZ; exec "$0" "$@"`, c.Path, "run", "--deals", "deals.csv", "--instructions", "instructions.csv", "--quiet", "--month", "2026-10"}
	c.Path, _ = exec.LookPath("sh")
	code, stderr := failing(t, c)
	if code != cli.ExitFault || !strings.Contains(stderr, "file too large") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	unharmed(t, dir, rows)
	publishedRun(t, dir, nil, "--month", "2026-10")
	if v := standing(t, "with room again", dir); v != 2 {
		t.Errorf("v%d stands, want v2", v)
	}
}

// Two runs at once: one publishes, the other says who holds the directory.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	s, err := publish.Open(filepath.Join(dir, "out"), publish.Options{Holder: publish.Holder{Host: "other", PID: 7, User: "somebody"}})
	if err != nil {
		t.Fatal(err)
	}
	code, stderr := failing(t, monthly(t, dir, nil, "--month", "2026-10"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if code != cli.ExitFault || !strings.Contains(stderr, "another run holds the output directory on host other, process 7, user somebody") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	done := make(chan int, 2)
	for range 2 {
		c := monthly(t, dir, nil, "--month", "2026-10")
		go func() {
			c.Run()
			done <- c.ProcessState.ExitCode()
		}()
	}
	published := 0
	for range 2 {
		switch code := <-done; code {
		case cli.ExitDone, cli.ExitWarnings:
			published++
		case cli.ExitFault:
		default:
			t.Errorf("exit code %d", code)
		}
	}
	if published == 0 || ctx.Err() != nil {
		t.Error("neither published")
	}
	if v := standing(t, "after both", dir); v != 1 {
		t.Errorf("v%d stands, want v1: the same input is published once", v)
	}
}
