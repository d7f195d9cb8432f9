package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"tenbin/cmd/tenbin/cli"
	"tenbin/reports/publish"
)

// A run that meets the step named here kills itself there, without warning; with the
// other variable set it writes the steps that it passes to that file.
const (
	dieAt     = "TENBIN_TEST_DIE_AT"
	listSteps = "TENBIN_TEST_LIST_STEPS"
)

// mortalMain is main in a process that can be told where to die.
func mortalMain() {
	h := host{stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv}
	if at := os.Getenv(dieAt); at != "" {
		h.steps = func(name string) {
			if name == at {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					self.Kill()
				}
				select {} // death is on its way
			}
		}
	}
	if path := os.Getenv(listSteps); path != "" {
		h.steps = func(name string) {
			if f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
				fmt.Fprintln(f, name)
				f.Close()
			}
		}
	}
	os.Exit(run(os.Args[1:], h))
}

// smallFirm writes a made-up firm of five people and edition%7+1 lines more than the
// edition before it to dir, so that each edition is another input.
func smallFirm(t *testing.T, dir string, edition int) {
	t.Helper()
	var deals, instructions strings.Builder
	deals.WriteString("line_id,date,salesperson,client,category,quantity,list_amount,net_amount,authorised_rate\n")
	people, clients := []string{"Abe", "Baba", "Chiba", "Doi", "Endo"}, []string{"Kita Works", "Minami Parts", "Higashi Tools", "Nishi Foods"}
	for k := range 240 {
		day := time.Date(2024, time.Month(11+k%24), 1+k*7%27, 0, 0, 0, 0, time.UTC)
		list := 100_000 + 7_000*(k%13)
		fmt.Fprintf(&deals, "L%03d,%s,%s,%s,%s,1,%d,%d,0.05\n", k, day.Format("2006-01-02"), people[k%5], clients[k*3%4], []string{"Fasteners", "Bearings"}[k%2], list, list*(95-k%4)/100)
	}
	fmt.Fprintf(&deals, "E%d,2026-10-02,Abe,Kita Works,Fasteners,1,100000,%d,0.05\n", edition, 95_000-edition%90)
	instructions.WriteString("instruction_id,issued,salesperson,client,trigger,due,implemented\n")
	for k := range 20 {
		done := ""
		if k%3 > 0 {
			done = fmt.Sprintf("2026-%02d-%02d", 3+k%7, 5+k)
		}
		fmt.Fprintf(&instructions, "I%02d,2026-%02d-05,%s,%s,price_increase,2026-%02d-28,%s\n", k, 1+k%3, people[k%5], clients[k%4], 4+k%6, done)
	}
	for name, text := range map[string]string{"deals.csv": deals.String(), "instructions.csv": instructions.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// monthly is the run of the small firm in dir.
func monthly(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := exec.LookPath("tenbin")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, append([]string{"run", "--deals", "deals.csv", "--instructions", "instructions.csv", "--quiet"}, args...)...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	return c
}

// published runs to the end and fails unless the run published.
func publishedRun(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	out, err := monthly(t, dir, env, args...).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == cli.ExitWarnings {
		err = nil
	}
	if err != nil {
		t.Fatalf("the run: %v\n%s", err, out)
	}
}

// standing checks that what is published of October is whole: every file of the manifest
// is there with its size and sum, and nothing else. It returns the version's number.
func standing(t *testing.T, when, dir string) int {
	t.Helper()
	p, err := publish.Look(filepath.Join(dir, "out"), "2026-10")
	if err != nil || p == nil {
		t.Fatalf("%s: %+v, %v", when, p, err)
	}
	want := map[string]string{publish.ManifestPath: ""}
	for _, f := range p.Manifest.Files {
		want[f.Path] = f.SHA256
	}
	for path, sum := range want {
		text, err := os.ReadFile(filepath.Join(p.Dir, filepath.FromSlash(path)))
		got := sha256.Sum256(text)
		if err != nil || sum != "" && hex.EncodeToString(got[:]) != sum {
			t.Errorf("%s: %s of %s is not whole: %v", when, path, p.Version, err)
		}
	}
	err = filepath.WalkDir(p.Dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(p.Dir, path)
			if _, ok := want[filepath.ToSlash(name)]; !ok {
				t.Errorf("%s: %s is not in the manifest", when, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(p.Version, "v"))
	return n
}

// ledgerRows is the whole ledger as text, one row a line.
func ledgerRows(t *testing.T, when, dir string) []string {
	t.Helper()
	entries, err := publish.Ledger(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	var rows []string
	for _, e := range entries {
		rows = append(rows, fmt.Sprintf("%+v", e))
	}
	sort.Strings(rows)
	return rows
}

func holdsAll(rows, before []string) bool {
	k := 0
	for _, r := range rows {
		if k < len(before) && r == before[k] {
			k++
		}
	}
	return k == len(before)
}

// after checks what a death left, lets the next run publish, and checks that too.
func after(t *testing.T, what, dir string, before int, rows []string) {
	t.Helper()
	if v := standing(t, what, dir); v != before && v != before+1 {
		t.Errorf("%s: v%d stands, it was v%d", what, v, before)
	}
	if !holdsAll(ledgerRows(t, what, dir), rows) {
		t.Errorf("%s: a row of the ledger is lost", what)
	}
	publishedRun(t, dir, nil, "--month", "2026-10")
	if v := standing(t, what+", next run", dir); v != before+1 {
		t.Errorf("%s: the next run leaves v%d, want v%d", what, v, before+1)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "out", ".staging-*")); len(left) > 0 {
		t.Errorf("%s: the next run leaves %v", what, left)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "out", "2026-10", ".current-*")); len(left) > 0 {
		t.Errorf("%s: the next run leaves %v", what, left)
	}
}

// TestKilledAtEveryNamedPoint kills a whole run at each named point of its publication.
func TestKilledAtEveryNamedPoint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	smallFirm(t, dir, 0)
	list := filepath.Join(dir, "steps")
	publishedRun(t, dir, []string{listSteps + "=" + list}, "--month", "2026-10")
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	points := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(points) < 15 {
		t.Fatalf("only the points %v", points)
	}
	if testing.Short() {
		points = points[len(points)-10:]
	}
	for k, at := range points {
		before, rows := standing(t, "before "+at, dir), ledgerRows(t, "before "+at, dir)
		smallFirm(t, dir, k+1)
		out, err := monthly(t, dir, []string{dieAt + "=" + at}, "--month", "2026-10").CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != -1 {
			t.Fatalf("the run was not killed at %s: %v\n%s", at, err, out)
		}
		after(t, "killed at "+at, dir, before, rows)
		if k%10 == 9 { // a month with hundreds of versions is not what is tried here
			if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
				t.Fatal(err)
			}
			publishedRun(t, dir, nil, "--month", "2026-10")
		}
	}
}

// TestKilledAtRandom kills runs at random moments between start and end: a few here,
// as many as TENBIN_KILLS says where that is set.
func TestKilledAtRandom(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("TENBIN_KILLS")); err == nil {
		kills = n
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	whole := time.Second
	met := 0
	for k := range kills {
		if k%20 == 0 {
			if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
				t.Fatal(err)
			}
			smallFirm(t, dir, 2*k)
			begun := time.Now()
			publishedRun(t, dir, nil, "--month", "2026-10")
			whole = time.Since(begun)
		}
		before, rows := standing(t, "before", dir), ledgerRows(t, "before", dir)
		smallFirm(t, dir, 2*k+1)
		c := monthly(t, dir, nil, "--month", "2026-10")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		wait := time.Duration(random.Float64() * 1.1 * float64(whole))
		time.Sleep(wait)
		c.Process.Kill() // it may have ended by itself
		if err := c.Wait(); err != nil && c.ProcessState.ExitCode() == -1 {
			met++
		}
		after(t, fmt.Sprintf("kill %d after %s", k, wait), dir, before, rows)
	}
	t.Logf("%d of %d runs were met alive", met, kills)
	if met == 0 {
		t.Error("no run was met alive: nothing was tried")
	}
}

// TestBackfillResumes kills a backfill of 24 months half way; the one that resumes it ends
// with the same bytes as one that was never broken.
func TestBackfillResumes(t *testing.T) {
	t.Parallel()
	unbroken, broken := t.TempDir(), t.TempDir()
	months := []string{"--from", "2024-11", "--to", "2026-10"}
	smallFirm(t, unbroken, 0)
	smallFirm(t, broken, 0)
	publishedRun(t, unbroken, nil, months...)
	c := monthly(t, broken, nil, months...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 60_000 { // until half of the months stand
		if _, err := os.Stat(filepath.Join(broken, "out", "2025-10", "current")); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	c.Process.Kill()
	c.Wait()
	if _, err := os.Stat(filepath.Join(broken, "out", "2026-10", "current")); err == nil {
		t.Fatal("the backfill ended before it was killed")
	}
	publishedRun(t, broken, nil, months...)
	a, b := sums(t, filepath.Join(unbroken, "out")), sums(t, filepath.Join(broken, "out"))
	if len(a) < 24*8 {
		t.Fatalf("only %d files", len(a))
	}
	for path, sum := range a {
		if b[path] != sum {
			t.Errorf("%s differs or is missing", path)
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			t.Errorf("%s is too many", path)
		}
	}
}

// sums is the sum of every file below dir but the lock, which names the process.
func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = sha256.Sum256(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
