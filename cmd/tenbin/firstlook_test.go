package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
)

// TestEveryFindingHasItsPage: with and without a roster, where the instructions name who
// issued them, every finding that stdout counts stands on page one and on the sheet of
// decisions of exactly one workbook. (README's first command said five findings, and the only
// workbook "Nothing this month".)
func TestEveryFindingHasItsPage(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	play := func(args ...string) string {
		t.Helper()
		var out, said bytes.Buffer
		if code := run(args, host{stdout: &out, stderr: &said, env: os.Getenv}); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("%v: %d %s", args, code, said.String())
		}
		return out.String()
	}
	demo := play("demo")
	for name, c := range map[string]struct{ out, said string }{
		"roster":     {filepath.Join("demo", "out"), demo},
		"first look": {"out", play("run", "--deals", "demo/exports/deals.csv", "--instructions", "demo/exports/instructions.csv", "--month", "2026-10", "--language", "en")},
	} {
		version := filepath.Join(c.out, "2026-10", "v1")
		text, err := os.ReadFile(filepath.Join(version, "operator", "assessment.json"))
		if err != nil {
			t.Fatal(err)
		}
		var a struct {
			StepIn []struct {
				ID      string `json:"finding_id"`
				Manager *string
			} `json:"step_in"`
		}
		if err := json.Unmarshal(text, &a); err != nil || len(a.StepIn) == 0 {
			t.Fatalf("%s: %v, %d findings", name, err, len(a.StepIn))
		}
		file := "manager.en.xlsx"
		if name == "first look" {
			file = "manager.xlsx"
		}
		books, err := filepath.Glob(filepath.Join(version, "managers", "*", file))
		if err != nil || len(books) == 0 {
			t.Fatalf("%s: %v, no workbook", name, err)
		}
		times := map[string]int{}
		for _, b := range books {
			decisions := sheetText(t, b, "Decisions")
			here := 0
			for _, f := range a.StepIn {
				if strings.Contains(decisions, f.ID) {
					times[f.ID]++
					here++
				}
			}
			if page := sheetText(t, b, "This month"); here > 0 && strings.Contains(page, "Nothing this month") {
				t.Errorf("%s: %s has %d findings and page one says nothing", name, b, here)
			}
		}
		for _, f := range a.StepIn {
			if times[f.ID] != 1 {
				t.Errorf("%s: finding %s stands in %d workbooks", name, f.ID, times[f.ID])
			}
		}
		if want := len(a.StepIn); !strings.Contains(c.said, "of "+itoa(want)+")") {
			t.Errorf("%s: stdout does not say %d findings:\n%s", name, want, c.said)
		}
	}
}

func itoa(n int) string {
	text, _ := json.Marshal(n)
	return string(text)
}
