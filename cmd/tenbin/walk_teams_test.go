package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/month"
)

// TestWalkTeams walks the demo under people: teams: no name, id, pseudonym, client or
// instruction in any cell, property, path or machine-readable file; each is then planted in
// a file of the run and must be found.
func TestWalkTeams(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	var stdout, stderr bytes.Buffer
	h := host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}
	quietly := func(arguments ...string) {
		t.Helper()
		if code := run(arguments, h); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("%v: exit code %d: %s", arguments, code, stderr.String())
		}
	}
	quietly("demo", "--out", dir, "--quiet")
	k := knowledgeOf(t, filepath.Join(dir, "out", "2026-10", "v1"))
	k.nobody = true
	config, err := os.ReadFile(filepath.Join(dir, config.DefaultName))
	if err != nil {
		t.Fatal(err)
	}
	teams := filepath.Join(dir, "teams.yaml")
	if err := os.WriteFile(teams, append(regexp.MustCompile(`(?m)^people:.*\n`).ReplaceAll(config, nil), "people: teams\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout.Reset()
	stderr.Reset()
	quietly("run", "--config", teams, "--month", "2026-10", "--language", "both", "--out", filepath.Join(dir, "teams"))
	if said := stdout.String() + stderr.String(); k.names(said) {
		t.Errorf("somebody is named in %s", said)
	}
	files := walk(t, k, filepath.Join(dir, "teams", "2026-10", "v1"), true)
	if len(files) < 14 {
		t.Errorf("only %d files were walked", len(files))
	}
	if t.Failed() {
		return
	}
	person := k.people["E1001"]
	manager := ""
	for _, path := range sorted(files) {
		if strings.HasPrefix(path, "managers/") && strings.HasSuffix(path, "/manager.xlsx") {
			manager = path
		}
	}
	for name, leak := range map[string]string{"a person": person.name, "an id": "E1001", "a manager": k.managers["M101"], "a client": sorted(k.clientOf)[0], "an instruction": sorted(k.orderOf)[0], "a pseudonym": "p-0123456789ABCDEF"} {
		for _, path := range []string{manager, "divisions/all/division.en.xlsx", "hr/hr-coaching.xlsx"} {
			plant := func(b []byte) []byte { return bytes.Replace(b, []byte("<t>"), []byte("<t>"+leak+" "), 1) }
			if faults := k.check(t, path, rewritten(t, files[path], "xl/sharedStrings.xml", plant), true); len(faults) == 0 {
				t.Errorf("%s planted in %s is not found", name, path)
			}
		}
	}
	for _, path := range []string{"people/E1001/card.xlsx", "managers/M101/manager.xlsx", "hr/E1001.xlsx"} {
		if faults := k.check(t, path, files[manager], true); len(faults) == 0 {
			t.Errorf("%s is not found", path)
		}
	}
	if faults := k.check(t, month.AssessmentPath, append(files[month.AssessmentPath], person.name...), true); len(faults) == 0 {
		t.Error("a name in the assessment is not found")
	}
}
