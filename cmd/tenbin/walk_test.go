package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
)

// TestWalk runs the demo as a trial and with governance and walks every cell of every
// file: nobody outside the audience, no price in HR's file, no forbidden word, nothing
// untranslated, nothing broken. Every kind of leak is then planted in a file of the run,
// and must be found.
func TestWalk(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	quietly := func(arguments ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(arguments, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("%v: exit code %d: %s", arguments, code, stderr.String())
		}
	}
	quietly("demo", "--out", dir, "--quiet")
	trial := filepath.Join(dir, "out", "2026-10", "v1")
	k := knowledgeOf(t, trial)
	files := walk(t, k, trial, true)
	if len(files) < 30 {
		t.Errorf("only %d files were walked", len(files))
	}

	config, err := os.ReadFile(filepath.Join(dir, config.DefaultName))
	if err != nil {
		t.Fatal(err)
	}
	config = append(config, "governance: {purpose: 早期の支援, responsible: 営業企画, staff_told: 2026-09-01, consultation: yes, retention_months: 36}\nagenda: {managers: [M101, M201, M999]}\n"...)
	governed := filepath.Join(dir, "governed.yaml")
	if err := os.WriteFile(governed, config, 0o600); err != nil {
		t.Fatal(err)
	}
	quietly("run", "--config", governed, "--month", "2026-10", "--out", filepath.Join(dir, "governed"), "--quiet")
	again := walk(t, k, filepath.Join(dir, "governed", "2026-10", "v1"), false)
	for path, want := range map[string]bool{"managers/M101/agenda.ics": true, "managers/M102/agenda.ics": false, "managers/M201/agenda.ics": true} {
		if _, ok := again[path]; ok != want || files[path] != nil {
			t.Errorf("%s: written %v, asked for %v", path, ok, want)
		}
	}

	if !t.Failed() {
		planted(t, k, files)
	}
}

// walk checks every file below version and returns them.
func walk(t *testing.T, k *knowledge, version string, trial bool) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(version, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(version, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if files[name], err = os.ReadFile(path); err != nil {
			return err
		}
		for i, fault := range k.check(t, name, files[name], trial) {
			if i == 20 {
				t.Errorf("%s: and more", name)
				break
			}
			t.Errorf("%s: %s", name, fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// cellsOfParquet is what stands in a Parquet file, as the program itself reads it; its
// bytes are packed and hold any two letters by chance.
func cellsOfParquet(t *testing.T, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "walked.parquet")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"read", path}, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != 0 {
		t.Fatalf("read: exit %d: %s", code, stderr.String())
	}
	return stdout.String()
}

// check returns what is wrong with one file.
func (k *knowledge) check(t *testing.T, name string, raw []byte, trial bool) (faults []string) {
	t.Helper()
	may, known := k.audienceOf(name)
	if !known {
		return []string{"a file in no audience's folder"}
	}
	operator := strings.HasPrefix(name, "operator/")
	switch filepath.Ext(name) {
	case ".xlsx":
	case ".ics":
		return k.checkAgenda(name, string(raw))
	case ".json", ".jsonl", ".parquet":
		if !operator {
			return []string{"a machine-readable file outside the operator's folder"}
		}
		text, strict := string(raw), filepath.Ext(name) == ".parquet"
		if strict {
			text = cellsOfParquet(t, raw)
		}
		if k.nobody && k.names(text) {
			faults = append(faults, "names somebody")
		}
		return append(faults, wrongWords(text, strict)...)
	default:
		return []string{"a file of no known kind"}
	}
	list := everything(t, raw)
	japanese := !strings.HasSuffix(name, ".en.xlsx")
	stamped, never, purpose := 0, false, false
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s.kind+s.text] {
			continue
		}
		seen[s.kind+s.text] = true
		if s.kind == "style" || s.kind == "part" {
			if strings.Contains(s.text, "vba") || strings.Contains(s.text, "externalLink") || strings.HasPrefix(s.text, "http://") && s.kind == "part" {
				faults = append(faults, "a macro or a link outside: "+s.String())
			}
			continue
		}
		for _, w := range [...]string{"試行・配布不可", "Trial — not for distribution"} {
			if strings.Contains(s.text, w) {
				stamped++
			}
		}
		never = never || strings.Contains(s.text, "人事評価・賞与・昇降格・配置転換・退職勧奨には使用しない") || strings.Contains(s.text, "Not to be used for appraisal")
		purpose = purpose || strings.Contains(s.text, "早期の支援")
		for _, f := range k.checkText(s, name, may, japanese, operator) {
			faults = append(faults, f+": "+s.String())
		}
	}
	if trial != (stamped > 0) {
		faults = append(faults, fmt.Sprintf("stamped as a trial %d times, trial: %v", stamped, trial))
	}
	if !operator && !never {
		faults = append(faults, "does not say what it may not be used for")
	}
	if !operator && !trial && !purpose {
		faults = append(faults, "does not say its purpose")
	}
	return faults
}

// checkText returns what is wrong with one text of a workbook.
func (k *knowledge) checkText(s said, name string, may func(string) bool, japanese, operator bool) (faults []string) {
	add := func(f string) { faults = append(faults, f) }
	if s.kind == "formula" {
		add("a formula")
	}
	if utf8.RuneCountInString(s.text) > 32767 {
		add("a cell that is too long")
	}
	for _, f := range wrongWords(s.text, true) {
		add(f)
	}
	if s.kind == "number" {
		return faults
	}
	if k.nobody && aPseudonym.MatchString(s.text) {
		add("holds a pseudonym")
	}
	for id, p := range k.people {
		if !may(id) && (strings.Contains(s.text, p.name) || holds(s.text, id)) {
			add("names " + id)
		}
	}
	for id, m := range k.managers {
		if !may(id) && (strings.Contains(s.text, m) || holds(s.text, id)) {
			add("names " + id)
		}
	}
	for client, people := range k.clientOf {
		allowed := false
		for id := range people {
			allowed = allowed || may(id)
		}
		if strings.Contains(s.text, client) && (!allowed || strings.HasPrefix(name, "hr/")) {
			add("names the client " + client)
		}
	}
	for _, id := range ids.FindAllString(s.text, -1) {
		if person, ok := k.orderOf[id]; ok && (!may(person) || strings.HasPrefix(name, "hr/")) {
			add("holds the instruction " + id)
		}
	}
	if strings.HasPrefix(name, "hr/") {
		for _, w := range notForHR {
			if strings.Contains(strings.ToLower(s.text), w) {
				add("tells HR " + w)
			}
		}
		for _, r := range k.reasons {
			if r != "" && strings.Contains(s.text, r) {
				add("tells HR a reason")
			}
		}
	}
	return append(faults, k.untranslated(s, japanese, operator)...)
}

// untranslated finds words of the other language and of no language.
func (k *knowledge) untranslated(s said, japanese, operator bool) (faults []string) {
	if s.kind == "name" || operator && s.kind == "cell" && len(s.text) > 300 {
		return nil
	}
	text := exempt.ReplaceAllString(s.text, "")
	text = strings.TrimSpace(k.source.Replace(text))
	switch {
	case s.kind == "property":
	case !japanese && !operator && japaneseLetter.MatchString(text):
		faults = append(faults, "Japanese on an English sheet")
	case machine.MatchString(text) && !operator:
		faults = append(faults, "a machine's word")
	case japanese && !operator && text != "" && closed[strings.ToLower(text)]:
		faults = append(faults, "an English word of a list")
	}
	return faults
}
