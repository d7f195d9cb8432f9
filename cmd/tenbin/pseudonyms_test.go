package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/metrics/simulate"
)

// TestPseudonyms runs the demo under people: pseudonyms and under people: teams, and walks
// every byte of every file: no name, reading, alias or id of anybody, not in a cell, a
// property, a path, on stdout or on stderr; for teams no pseudonym either. A look is also
// taken where the same months were published with names before.
func TestPseudonyms(t *testing.T) {
	t.Run("pseudonyms", func(t *testing.T) {
		t.Parallel()
		namesNobody(t, "people: pseudonyms\nkey_file: key\n", 60, false)
	})
	t.Run("teams", func(t *testing.T) {
		t.Parallel()
		namesNobody(t, "people: teams\n", 16, true)
	})
}

// aPseudonym is what stands for a person elsewhere.
var aPseudonym = regexp.MustCompile(`\b[pP]-[0-9A-Z]{16}\b`)

// namesNobody runs two months of the demo with setting and looks for everybody of its roster
// in at least fewest files. after: the months were published with names before.
func namesNobody(t *testing.T, setting string, fewest int, after bool) {
	dir := t.TempDir()
	if err := writeDemo(dir); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(dir, "key")
	if err := os.WriteFile(key, []byte("a text that nobody can guess, kept apart"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, config.DefaultName)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".names", text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(regexp.MustCompile(`(?m)^people:.*\n`).ReplaceAll(text, nil), setting...), 0o600); err != nil {
		t.Fatal(err)
	}
	secrets := demoPeople(t, dir)
	if len(secrets) < 60 {
		t.Fatalf("only %d names and ids to look for", len(secrets))
	}
	var stdout, stderr bytes.Buffer
	h := host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}
	months, named := []string{"2026-09", simulate.DemoMonth.String()}, map[string]bool{}
	if after {
		for _, month := range months {
			if code := run([]string{"run", "--config", path + ".names", "--month", month}, h); code != cli.ExitDone && code != cli.ExitWarnings {
				t.Fatalf("exit code %d: %s", code, stderr.String())
			}
		}
		for _, month := range months {
			named[filepath.Join(dir, "out", month, "v1")] = true
		}
		stdout.Reset()
		stderr.Reset()
	}
	for _, month := range months { // the second knows the first
		if code := run([]string{"run", "--config", path, "--month", month, "--language", "both"}, h); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("exit code %d: %s", code, stderr.String())
		}
	}
	for _, command := range [][]string{{"check", "--config", path, "--month", simulate.DemoMonth.String()}, {"backtest", "--config", path, "--from", "2026-09", "--to", simulate.DemoMonth.String()}} {
		if code := run(command, h); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("%v: exit code %d: %s", command, code, stderr.String())
		}
	}
	look := func(where, text string) {
		for _, s := range secrets {
			if i := strings.Index(text, s); i >= 0 {
				t.Errorf("%s: %q in …%s…", where, s, strings.ToValidUTF8(text[max(0, i-30):min(len(text), i+len(s)+30)], ""))
			}
		}
	}
	look("stdout", stdout.String())
	look("stderr", stderr.String())
	files := 0
	err = filepath.WalkDir(filepath.Join(dir, "out"), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		look("the path of "+name, name)
		if named[path] {
			return filepath.SkipDir
		}
		if e.IsDir() || e.Name() == ".lock" {
			return nil
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for part, text := range texts(t, name, data) {
			look(name+" "+part, text)
			if after && aPseudonym.MatchString(text) {
				t.Errorf("%s %s: a pseudonym where only teams are shown", name, part)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < fewest {
		t.Errorf("only %d files", files)
	}
	// The search itself finds what is there: the same run without pseudonyms is full of names.
	look = func(where, text string) {
		for _, s := range secrets {
			if strings.Contains(text, s) {
				files = -1
			}
		}
	}
	plain := filepath.Join(dir, "plain")
	if err := writeDemo(plain); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"run", "--config", filepath.Join(plain, config.DefaultName), "--month", "2026-10"}, h); code != cli.ExitDone && code != cli.ExitWarnings {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	books, _ := filepath.Glob(filepath.Join(plain, "out", "2026-10", "v1", "managers", "*", "manager.xlsx"))
	for _, b := range books {
		data, err := os.ReadFile(b)
		if err != nil {
			t.Fatal(err)
		}
		for part, text := range texts(t, b, data) {
			look(part, text)
		}
	}
	if files != -1 {
		t.Error("the search finds nothing where names stand: it proves nothing")
	}
}

// demoPeople are every name, reading, alias and id of the demo's roster.
func demoPeople(t *testing.T, dir string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "exports", "roster.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var list []string
	for _, row := range rows[1:] {
		for k, cell := range row {
			switch rows[0][k] {
			case "社員番号", "氏名", "フリガナ", "カナ", "別名", "上司":
				for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '、' }) {
					if s = strings.TrimSpace(s); s != "" && !seen[s] {
						seen[s] = true
						list = append(list, s)
					}
				}
			}
		}
	}
	return list
}

// cellNames are attributes that name cells, such as r="E1001", which are nobody's id.
var cellNames = regexp.MustCompile(`="[A-Z]{1,3}[0-9]+(:[A-Z]{1,3}[0-9]+)?"`)

// texts are the parts of a file as readable text: of a workbook every part of the
// archive, of a Parquet file every string of every column.
func texts(t *testing.T, name string, data []byte) map[string]string {
	t.Helper()
	switch filepath.Ext(name) {
	case ".xlsx":
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		parts := map[string]string{}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			parts[f.Name] = html.UnescapeString(cellNames.ReplaceAllString(string(text), `=""`))
		}
		return parts
	case ".parquet":
		r, err := file.NewParquetReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		var b strings.Builder
		for g := range r.NumRowGroups() {
			for c := range r.MetaData().Schema.NumColumns() {
				column, err := r.RowGroup(g).Column(c)
				if err != nil {
					t.Fatal(err)
				}
				if x, ok := column.(*file.ByteArrayColumnChunkReader); ok {
					values, def := make([]parquet.ByteArray, 1024), make([]int16, 1024)
					for x.HasNext() {
						_, n, err := x.ReadBatch(int64(len(values)), values, def, nil)
						if err != nil {
							t.Fatal(err)
						}
						for _, v := range values[:n] {
							b.WriteString(string(v) + "\n")
						}
					}
				}
			}
		}
		return map[string]string{"": b.String()}
	}
	return map[string]string{"": string(data)}
}
