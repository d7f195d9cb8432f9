package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tenbin/reports/publish"
)

var update = flag.Bool("update", false, "rewrite the expected text of the scripts and goldens")

// TestMain makes tenbin a command that scripts and tests run.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tenbin": mortalMain})
}

// TestScripts runs one txtar for each behaviour of the command line.
//
// Commands of ours beside testscript's:
//
//	exits CODE COMMAND…   runs the command; fails unless its exit code is CODE
//	same-tree A B         fails unless two directories hold the same files, byte for byte
//	await FILE            waits until FILE is there, at most 30 seconds
//	hold DIR              takes the lock of an output directory until the script ends
//	repeat N TEXT FILE    writes TEXT N times to FILE, with % as the number from 1
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "en_US.UTF-8")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"same-tree": sameTree,
			"await":     await,
			"hold":      hold,
			"repeat":    repeat,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%s: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\nstdout: %s\nstderr: %s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same-tree A B")
	}
	a, b := readTree(ts, ts.MkAbs(args[0])), readTree(ts, ts.MkAbs(args[1]))
	if len(a) == 0 {
		ts.Fatalf("%s holds no file", args[0])
	}
	difference := ""
	for path, text := range a {
		if other, ok := b[path]; !ok {
			difference = fmt.Sprintf("%s stands only in %s", path, args[0])
		} else if !bytes.Equal(text, other) {
			difference = fmt.Sprintf("%s differs", path)
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			difference = fmt.Sprintf("%s stands only in %s", path, args[1])
		}
	}
	if (difference != "") != neg {
		ts.Fatalf("same-tree: %s", difference)
	}
}

// readTree reads every file below dir but the lock, which names the process.
func readTree(ts *testscript.TestScript, dir string) map[string][]byte {
	files := map[string][]byte{}
	ts.Check(filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = text
		return err
	}))
	return files
}

func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await FILE")
	}
	for range 30000 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(time.Millisecond)
	}
	ts.Fatalf("%s did not appear", args[0])
}

func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold DIR")
	}
	s, err := publish.Open(ts.MkAbs(args[0]), publish.Options{Holder: publish.Holder{Host: "anvil", PID: 4711, User: "miura"}})
	ts.Check(err)
	ts.Defer(func() { s.Close() })
}

func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat N TEXT FILE")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[2]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	ts.Check(err)
	defer f.Close()
	for i := 1; i <= n; i++ {
		fmt.Fprintln(f, string(bytes.ReplaceAll([]byte(args[1]), []byte("%"), []byte(strconv.Itoa(i)))))
	}
}
