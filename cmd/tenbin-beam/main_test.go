package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
)

func TestMain(m *testing.M) {
	flag.Parse()
	log.SetupLogging("error", "text")
	beam.Init()
	os.Exit(m.Run())
}

// mainProgram builds tenbin with the main module's own versions.
func mainProgram(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tenbin")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	c := exec.Command("go", "build", "-o", path, "./cmd/tenbin")
	c.Dir = filepath.Join("..", "..")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// tenbin runs the main program in dir; it may end with a warning.
func tenbin(t *testing.T, program, dir string, args ...string) {
	t.Helper()
	c := exec.Command(program, args...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	if err != nil && c.ProcessState.ExitCode() != 3 {
		t.Fatalf("tenbin %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// demo is the demo company with its configuration, as tenbin demo writes it.
func demo(t *testing.T, program string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "demo")
	tenbin(t, program, filepath.Dir(dir), "demo", "--out", dir)
	return dir
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The demo company through Prism, in one part and in many: the file is the one that tenbin
// reduce writes, and tenbin run --cube publishes from it what tenbin run publishes.
func TestDemo(t *testing.T) {
	program := mainProgram(t)
	dir := demo(t, program)
	tenbin(t, program, dir, "reduce", "--config", "tenbin.yaml", "--month", "2026-10", "--cube", "one.cube")
	want := read(t, filepath.Join(dir, "one.cube"))
	size := int64(len(read(t, filepath.Join(dir, "exports", "deals.csv"))))
	for _, parts := range []int64{1, 7} {
		out := filepath.Join(dir, "beam.cube")
		task := Task{Config: filepath.Join(dir, "tenbin.yaml"), Month: "2026-10", PartSize: (size + parts - 1) / parts, Out: out, Language: "en"}
		if err := run(t.Context(), task); err != nil {
			t.Fatal(err)
		}
		if got := read(t, out); !bytes.Equal(got, want) {
			t.Fatalf("%d parts: the file of %d bytes differs from the %d of tenbin reduce", parts, len(got), len(want))
		}
	}
	tenbin(t, program, dir, "run", "--config", "tenbin.yaml", "--month", "2026-10", "--out", "own")
	tenbin(t, program, dir, "run", "--config", "tenbin.yaml", "--month", "2026-10", "--out", "from", "--cube", "beam.cube")
	own, from := tree(t, filepath.Join(dir, "own")), tree(t, filepath.Join(dir, "from"))
	if len(own) < 10 || len(own) != len(from) {
		t.Fatalf("%d files published from the cube, %d without", len(from), len(own))
	}
	for name := range own {
		if !bytes.Equal(own[name], from[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// tree reads every file below dir but the lock.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		files[name] = read(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// company writes small exports and returns the task to read them.
func company(t *testing.T, files map[string]string) Task {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Task{Config: filepath.Join(dir, "tenbin.yaml"), Month: "2026-10", PartSize: 1 << 20, Out: filepath.Join(dir, "out.cube"), Language: "en"}
}

const (
	settings = "version: 1\nsources:\n  deals:\n    - files: [deals*.csv]\n"
	deals    = "line_id,date,salesperson,client,category,list_amount,net_amount\n1,2026-10-01,佐藤,青井,A,100000,90000\n"
)

// Repeated lines of two files, a row that cannot be read and bands that are given: the file
// is that of tenbin reduce.
func TestSeveralFiles(t *testing.T) {
	task := company(t, map[string]string{"tenbin.yaml": "size_bands: [50000]\nl_min: 100\n" + settings, "deals1.csv": deals + "2,2026-10-02,加藤,青井,A,200000,190000\n",
		"deals2.csv": deals + "3,2026-10-03,加藤,青井,A,x,190000\n2,2026-10-02,加藤,青井,A,200000,180000\n"})
	if err := run(t.Context(), task); err != nil {
		t.Fatal(err)
	}
	program := mainProgram(t)
	tenbin(t, program, filepath.Dir(task.Config), "reduce", "--config", "tenbin.yaml", "--month", "2026-10", "--cube", "one.cube")
	if got, want := read(t, task.Out), read(t, filepath.Join(filepath.Dir(task.Config), "one.cube")); !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What is wrong comes back in the words of the program, and leaves no file.
func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name   string
		files  map[string]string
		change func(*Task)
		said   string
		exit   int
	}{
		{"month", map[string]string{"tenbin.yaml": settings, "deals.csv": deals}, func(t *Task) { t.Month = "2026" }, "the month is malformed (--month=2026): write it as 2026-10", 2},
		{"no file named", map[string]string{"tenbin.yaml": settings, "deals.csv": deals}, func(t *Task) { t.Out = "" }, "no file to write is named (--out): name it with --out FILE", 2},
		{"no deals", map[string]string{"tenbin.yaml": "version: 1\nsources:\n  roster: [{files: [r.csv]}]\n", "r.csv": "salesperson\na\n"}, nil, "the configuration names no deals", 2},
		{"no export", map[string]string{"tenbin.yaml": settings}, nil, "no such file (deals*.csv): check the path", 2},
		{"a torn workbook", map[string]string{"tenbin.yaml": settings, "deals.csv": "PK\x03\x04"}, nil, "the workbook is damaged or ends too early", 1},
		{"in Japanese", map[string]string{"tenbin.yaml": settings, "deals.csv": "PK\x03\x04"}, func(t *Task) { t.Language = "ja" }, "ブックが壊れているか、途中で切れています", 1},
		{"an empty export", map[string]string{"tenbin.yaml": settings, "deals.csv": strings.SplitAfter(deals, "\n")[0]}, nil, "there is no row below the heading", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			task := company(t, c.files)
			out := task.Out
			if c.change != nil {
				c.change(&task)
			}
			err := run(t.Context(), task)
			if err == nil {
				t.Fatal("no error")
			}
			if said := inWords(err, task.Language); !strings.HasPrefix(said, c.said) {
				t.Errorf("said %q, want %q", said, c.said)
			}
			if exit := exitCode(err); exit != c.exit {
				t.Errorf("exit code %d, want %d", exit, c.exit)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a file was left")
			}
		})
	}
}

// States of different kinds do not merge, and torn ones are refused.
func TestStates(t *testing.T) {
	seen, rows := stateOf(kinds["seen"]()), stateOf(kinds["rows"]())
	if _, err := merged(seen, rows); err == nil {
		t.Error("rows were added to files")
	}
	plan := stateOf(kinds["plan"]())
	if _, err := merged(plan, plan); err == nil {
		t.Error("two plans were merged")
	}
	b, err := encodeState(plan)
	if err != nil {
		t.Fatal(err)
	}
	for n := range b {
		s, err := decodeState(b[:n])
		if err != nil {
			continue
		}
		if _, err := s.ask(); err == nil {
			t.Errorf("%d of %d bytes were taken for a plan", n, len(b))
		}
	}
}
