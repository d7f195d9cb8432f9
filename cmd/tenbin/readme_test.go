package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme runs every "$ tenbin …" line of the README's fenced blocks, in order,
// in one empty directory, and compares what it prints with what stands below it.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	got := replay(t, string(text))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(text), got); d != "" {
		t.Errorf("the README shows (-) what the program does not print (+); go test ./cmd/tenbin -run Readme -update\n%s", d)
	}
	if !strings.Contains(got, "\n$ tenbin ") {
		t.Error("no command of the README was run")
	}
}

// replay returns text with the output below each "$ tenbin …" line of a fenced block
// replaced by what the command prints.
func replay(t *testing.T, text string) string {
	var out strings.Builder
	fenced, shown := false, false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			fenced, shown = !fenced, false
		}
		command, ok := strings.CutPrefix(line, "$ tenbin ")
		if shown && !ok {
			continue // what was printed when the README was written
		}
		out.WriteString(line)
		if fenced && ok {
			shown = true
			var stdout, stderr bytes.Buffer
			run(strings.Fields(command), host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }})
			out.Write(stdout.Bytes())
			out.Write(stderr.Bytes())
		}
	}
	return out.String()
}
