package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
)

// TestPlanComesBackUnderPseudonyms: HR's own workbook names pseudonyms; filled and handed
// back, its plans belong to the same people as before.
func TestPlanComesBackUnderPseudonyms(t *testing.T) {
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte("a text that nobody can guess"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir, config := planFirm(t, "people: pseudonyms\nkey_file: "+key+"\n")
	t.Chdir(dir)
	var said bytes.Buffer
	if code := run([]string{"template", "coaching", "--language", "en"}, host{stdout: &said, stderr: &said, env: func(string) string { return "" }}); code != cli.ExitDone {
		t.Fatal(said.String())
	}
	returnBook(t, "coaching.xlsx", "inbox/hr/plan.xlsx", "Coaching plans", func([][]string) map[string]any {
		return map[string]any{"A2": "P-1", "B2": "BABA", "C2": "negotiation", "E2": 46266, "F2": 46356, "G2": 6, "I2": "yes"}
	})
	runMonth(t, config, "2026-10")
	book := filepath.Join("out", "2026-10", "v1", "hr", "hr-coaching.xlsx")
	first := sheetText(t, book, "Coaching plans")
	names := regexp.MustCompile(`p-[0-9A-Z]+`)
	who := names.FindString(first)
	if who == "" || strings.Contains(first, "BABA") || strings.Contains(first, "Baba") {
		t.Fatalf("the plan names nobody by a pseudonym:\n%s", first)
	}
	returnBook(t, book, "inbox/hr/hr-coaching.xlsx", "Coaching plans", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Sessions planned", "P-1"): 8}
	})
	if err := os.Remove("inbox/hr/plan.xlsx"); err != nil {
		t.Fatal(err)
	}
	runMonth(t, config, "2026-10")
	second := sheetText(t, filepath.Join("out", "2026-10", "v2", "hr", "hr-coaching.xlsx"), "Coaching plans")
	for _, name := range names.FindAllString(second, -1) {
		if name != who {
			t.Errorf("%s came back as %s", who, name)
		}
	}
	if !strings.Contains(second, who) || !strings.Contains(second, "North") || !strings.Contains(second, "| 8 ") {
		t.Errorf("the plan of %s came back as:\n%s", who, second)
	}
}
