// Command mutants proves that the tests of what decides can fail. Every mistake of
// mutants.txt is made in turn, in a copy that only the compiler sees, and a test must
// find it. A mistake is named by the code that it replaces, not by file, so that code
// may move; code that is gone or stands twice is an error.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// mutant is a mistake: the code from, in place of which stands to.
type mutant struct {
	what, from, to string
}

func main() {
	list := flag.String("list", "testdata/mutants/mutants.txt", "the mistakes")
	top := flag.String("in", "metrics", "the folder that holds the code")
	workers := flag.Int("workers", 2, "mistakes tried at the same time")
	flag.Parse()
	survivors, err := try(*list, *top, *workers)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if survivors > 0 {
		fmt.Printf("%d survive\n", survivors)
		os.Exit(1)
	}
}

// try makes every mistake and returns how many no test finds.
func try(list, top string, workers int) (survivors int, err error) {
	ms, err := read(list)
	if err != nil {
		return 0, err
	}
	source, err := sources(top)
	if err != nil {
		return 0, err
	}
	if out, err := test(nil, "./"+top+"/..."); err != nil {
		return 0, fmt.Errorf("the tests fail without a mistake:\n%s", out)
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	errs := make([]error, len(ms))
	var group sync.WaitGroup
	var printing sync.Mutex
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				said, err := ms[i].kill(source, filepath.Join(dir, fmt.Sprint(i)), top)
				printing.Lock()
				switch {
				case err != nil:
					errs[i] = err
				case said == "":
					survivors++
					said = "SURVIVES"
					fallthrough
				default:
					fmt.Printf("%s: %s\n", ms[i].what, said)
				}
				printing.Unlock()
			}
		})
	}
	for i := range ms {
		next <- i
	}
	close(next)
	group.Wait()
	return survivors, errors.Join(errs...)
}

// read reads the list: a line of what is wrong, one "- " with the code, one "+ " with
// the mistake. Lines with # and empty ones are remarks.
func read(list string) ([]mutant, error) {
	text, err := os.ReadFile(list)
	if err != nil {
		return nil, err
	}
	var ms []mutant
	for n, line := range strings.Split(string(text), "\n") {
		k := len(ms) - 1
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "- ") && k >= 0 && ms[k].from == "":
			ms[k].from = line[2:]
		case strings.HasPrefix(line, "+ ") && k >= 0 && ms[k].from != "" && ms[k].to == "":
			ms[k].to = line[2:]
		case strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "+ "):
			return nil, fmt.Errorf("%s:%d: a line too many", list, n+1)
		default:
			ms = append(ms, mutant{what: line})
		}
	}
	for _, m := range ms {
		if m.from == "" || m.to == "" {
			return nil, fmt.Errorf("%s: %s: the code or the mistake is missing", list, m.what)
		}
	}
	return ms, nil
}

// sources are the Go files below top, tests left out.
func sources(top string) (map[string][]byte, error) {
	source := map[string][]byte{}
	return source, filepath.WalkDir(top, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		source[file], err = os.ReadFile(file)
		return err
	})
}

// kill makes the mistake and returns the tests that found it, or "": first those of its
// own package, then all that stand on it.
func (m mutant) kill(source map[string][]byte, dir, top string) (string, error) {
	var found string
	n := 0
	for file, code := range source {
		if k := bytes.Count(code, []byte(m.from)); k > 0 {
			n, found = n+k, file
		}
	}
	if n != 1 {
		return "", fmt.Errorf("%s: the code stands %d times below %s: %s", m.what, n, top, m.from)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	wrong := filepath.Join(dir, filepath.Base(found))
	if err := os.WriteFile(wrong, bytes.Replace(source[found], []byte(m.from), []byte(m.to), 1), 0o644); err != nil {
		return "", err
	}
	absolute, err := filepath.Abs(found)
	if err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{absolute: wrong}})
	if err != nil {
		return "", err
	}
	plan := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(plan, overlay, 0o644); err != nil {
		return "", err
	}
	own := "./" + filepath.ToSlash(filepath.Dir(found))
	if out, err := exec.Command("go", "build", "-overlay", plan, own).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: it is found by the compiler:\n%s", m.what, out)
	}
	for _, packages := range []string{own, "./" + top + "/..."} {
		if out, err := test([]string{"-overlay", plan}, packages); err != nil {
			return "found by " + failures(out), nil
		}
	}
	return "", nil
}

// test runs the fast tests of the packages. Whole companies (validate) are not fast.
func test(flags []string, packages string) ([]byte, error) {
	names, err := exec.Command("go", "list", packages).Output()
	if err != nil {
		return names, err
	}
	args := append([]string{"test", "-short", "-failfast", "-vet=off"}, flags...)
	for _, name := range strings.Fields(string(names)) {
		if !strings.HasSuffix(name, "/validate") {
			args = append(args, name)
		}
	}
	return exec.Command("go", args...).CombinedOutput()
}

// failures are the names of the tests that failed.
func failures(out []byte) string {
	var names []string
	for line := range strings.Lines(string(out)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "--- FAIL: "); ok {
			name, _, _ = strings.Cut(name, " ")
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "its panic"
	}
	return strings.Join(names, ", ")
}
