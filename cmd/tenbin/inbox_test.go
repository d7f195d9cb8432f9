package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
	"tenbin/reports/publish"
)

// planFirm is the small firm with a configuration, September published.
func planFirm(t *testing.T, more string) (dir, config string) {
	t.Helper()
	dir = t.TempDir()
	smallFirm(t, dir, 0)
	roster := "salesperson,name,team,manager\nABE,Abe,North,M1\nBABA,Baba,North,M1\nCHIBA,Chiba,South,M2\nDOI,Doi,South,M2\nENDO,Endo,North,M1\n"
	config = filepath.Join(dir, "tenbin.yaml")
	text := "language: en\npublish: {directory: out}\nsources:\n  deals: [{files: [deals.csv]}]\n  instructions: [{files: [instructions.csv]}]\n  roster: [{files: [roster.csv]}]\n" + more
	for name, text := range map[string]string{"roster.csv": roster, "tenbin.yaml": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	runMonth(t, config, "2026-09")
	return dir, config
}

// runMonth publishes a month and returns what was said on stderr.
func runMonth(t *testing.T, config, month string) string {
	t.Helper()
	var said bytes.Buffer
	h := host{stdout: &bytes.Buffer{}, stderr: &said, env: os.Getenv}
	if code := run([]string{"run", "--config", config, "--month", month}, h); code != cli.ExitDone && code != cli.ExitWarnings {
		t.Fatalf("%s: exit code %d: %s", month, code, said.String())
	}
	return said.String()
}

// returnBook copies a published workbook into the inbox with cells filled in. fill is
// given the rows of the sheet by number and returns new cells by name.
func returnBook(t *testing.T, from, to, sheet string, fill func(rows [][]string) map[string]any) {
	t.Helper()
	f, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range fill(rows) {
		if err := f.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}

// where finds the cell below a heading in the first row whose text holds mark.
func where(t *testing.T, rows [][]string, heading, mark string) string {
	t.Helper()
	column := -1
	for i, row := range rows {
		for k, cell := range row {
			if cell == heading && column < 0 {
				column = k
			}
		}
		if column >= 0 && len(row) > column && row[column] == heading {
			continue // the heading itself
		}
		if column >= 0 && strings.Contains(strings.Join(row, "|"), mark) {
			at, _ := excelize.CoordinatesToCellName(column+1, i+1)
			return at
		}
	}
	t.Fatalf("no cell %s in a row with %s: %v", heading, mark, rows)
	return ""
}

// sheetText is a sheet of a published workbook as text.
func sheetText(t *testing.T, path, sheet string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, " | ") + "\n")
	}
	return b.String()
}

// office saves a workbook as LibreOffice does.
func office(t *testing.T, path string) {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed")
	}
	out := t.TempDir()
	c := exec.Command("soffice", "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	if text, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	saved, err := os.ReadFile(filepath.Join(out, filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, saved, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A plan that HR fills in and LibreOffice saves comes back whole in the next month's
// workbook: the blank sheets of tenbin template, then the workbook of the month itself.
func TestPlanComesBack(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed")
	}
	dir, config := planFirm(t, "")
	t.Chdir(dir)
	var said bytes.Buffer
	h := host{stdout: &said, stderr: &said, env: func(string) string { return "" }}
	for _, name := range []string{"coaching", "sessions"} {
		if code := run([]string{"template", name, "--language", "en"}, h); code != cli.ExitDone {
			t.Fatal(said.String())
		}
	}
	returnBook(t, "coaching.xlsx", "inbox/hr/plan.xlsx", "Coaching plans", func([][]string) map[string]any {
		return map[string]any{"A2": "P-1", "B2": "BABA", "C2": "negotiation", "D2": "Mori", "E2": 46266, "F2": 46356, "G2": 6, "H2": 4.5, "I2": "yes", "J2": "as agreed"} // 1 Sep to 30 Nov 2026
	})
	returnBook(t, "sessions.xlsx", "inbox/hr/held.xlsx", "Coaching sessions", func([][]string) map[string]any {
		return map[string]any{"A2": "P-1", "B2": 46280, "C2": 45, "D2": "role-play", "F2": "Mori", "G2": "yes", "A3": "P-1", "B3": 46290, "C3": 30, "D3": "debrief", "G3": "no"}
	})
	office(t, "inbox/hr/plan.xlsx")
	office(t, "inbox/hr/held.xlsx")
	runMonth(t, config, "2026-10")
	book := filepath.Join("out", "2026-10", "v1", "hr", "hr-coaching.xlsx")
	got := sheetText(t, book, "Coaching plans")
	for _, want := range []string{"Baba", "North", "negotiation", "Mori", "1 Sep 2026", "30 Nov 2026", "| 6  | 1  |", "4.5", "yes", "as agreed", "BABA", "P-1"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the plan sheet:\n%s", want, got)
		}
	}
	// The month's own workbook, changed by HR: the plan goes on, another begins.
	returnBook(t, book, "inbox/hr/hr-coaching.xlsx", "Coaching plans", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Note", "P-1"): "goes on in the new year", where(t, rows, "Sessions planned", "P-1"): 8}
	})
	returnBook(t, "inbox/hr/hr-coaching.xlsx", "inbox/hr/hr-coaching.xlsx", "Sessions", func(rows [][]string) map[string]any {
		at := where(t, append(rows, []string{"new"}), "Date", "new") // the row below the heading
		row := strings.TrimLeft(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		return map[string]any{at: 46312, "B" + row: 60, "C" + row: "negotiation", "D" + row: "yes", "F" + row: "P-1"} // 17 October 2026
	})
	os.Remove("inbox/hr/plan.xlsx")
	office(t, "inbox/hr/hr-coaching.xlsx")
	runMonth(t, config, "2026-10")
	got = sheetText(t, filepath.Join("out", "2026-10", "v2", "hr", "hr-coaching.xlsx"), "Coaching plans")
	for _, want := range []string{"goes on in the new year", "| 8  | 2  |", "P-1", "Mori", "4.5"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the plan sheet:\n%s", want, got)
		}
	}
}

// Decisions and replies come back through their own folders, change what is shown, and
// stand in the ledger; what does not belong is listed and not read.
func TestDecisionsComeBack(t *testing.T) {
	dir, config := planFirm(t, "")
	t.Chdir(dir)
	manager := filepath.Join("out", "2026-09", "v1", "managers", "M1", "manager.xlsx")
	var first, second string
	returnBook(t, manager, "inbox/managers/M1/manager.xlsx", "Decisions", func(rows [][]string) map[string]any {
		first, second = where(t, rows, "Decision", "Abe"), where(t, rows, "Decision", "Baba")
		return map[string]any{first: "accepted", where(t, rows, "Reason", "Abe"): "other", where(t, rows, "What will be done", "Abe"): "We visit together", where(t, rows, "When", "Abe"): 46310,
			second: "dismissed", where(t, rows, "Reason", "Baba"): "already done", where(t, rows, "Outcome", "Baba"): "landed in October"}
	})
	card := filepath.Join("out", "2026-09", "v1", "people", "ENDO", "card.xlsx")
	wrong := ""
	returnBook(t, card, "inbox/people/ENDO/card.xlsx", "Your answer", func(rows [][]string) map[string]any {
		at := where(t, rows, "Reason (choose)", "f-")
		row := rows[len(rows)-1]
		for _, r := range rows {
			if strings.Contains(strings.Join(r, "|"), "f-") {
				row = r
				break
			}
		}
		wrong = row[len(row)-1]
		return map[string]any{at: "data wrong", where(t, rows, "Your answer", "f-"): "Delivered on 3 August, see <mail> & note"}
	})
	// A card in another's folder, a file of no run of ours, and something that is no workbook.
	returnBook(t, card, "inbox/people/DOI/card.xlsx", "Your answer", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Your answer", "f-"): "not mine"}
	})
	stranger := excelize.NewFile()
	for _, p := range []excelize.CustomProperty{{Name: "tenbin.schema", Value: int32(1)}, {Name: "tenbin.run_id", Value: "r-NOBODY"}, {Name: "tenbin.audience", Value: "manager:M2"}} {
		if err := stranger.SetCustomProps(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll("inbox/managers/M2", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := stranger.SaveAs("inbox/managers/M2/x.xlsx"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("inbox/managers/M2/y.xlsx", []byte("<html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	said := runMonth(t, config, "2026-10")
	for _, want := range []string{"not of the folder's own audience; it was not read: inbox/people/DOI/card.xlsx", "no run that was published here made this file; it was not read: inbox/managers/M2/x.xlsx", "cannot be opened; save it again: inbox/managers/M2/y.xlsx"} {
		if !strings.Contains(said, want) {
			t.Errorf("stderr lacks %q:\n%s", want, said)
		}
	}
	book := filepath.Join("out", "2026-10", "v1", "managers", "M1", "manager.xlsx")
	decisions := sheetText(t, book, "Decisions")
	for _, want := range []string{"We visit together", "data wrong: Delivered on 3 August, see <mail> & note (being checked: not on page one)"} {
		if !strings.Contains(decisions, want) {
			t.Errorf("the sheet of decisions lacks %q:\n%s", want, decisions)
		}
	}
	if changed := sheetText(t, book, "What changed"); !strings.Contains(changed, "Decisions received (2, of them 1 dismissed)") || !strings.Contains(changed, "landed in October") {
		t.Errorf("the sheet of changes:\n%s", changed)
	}
	entries, err := publish.Ledger("out")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range entries {
		kinds[e.Kind]++
		if e.Kind == "replied" && (e.FindingID != wrong || e.Outcome != "Delivered on 3 August, see <mail> & note") {
			t.Errorf("the reply in the ledger: %+v", e)
		}
	}
	if kinds["decided"] != 2 || kinds["replied"] != 1 || kinds["told"] == 0 {
		t.Errorf("the ledger holds %v", kinds)
	}
	text, err := os.ReadFile(filepath.Join("out", "2026-10", "v1", "operator", "challenges.jsonl"))
	if err != nil || strings.Count(string(text), "\n") != 1 || !strings.Contains(string(text), wrong) || !strings.Contains(string(text), `"open":true`) {
		t.Errorf("the challenge register: %s, %v", text, err)
	}
	// One finding with two different decisions: both cells are named, neither is taken.
	returnBook(t, manager, "inbox/managers/M1/again.xlsx", "Decisions", func(rows [][]string) map[string]any {
		return map[string]any{where(t, rows, "Decision", "Abe"): "dismissed", where(t, rows, "Reason", "Abe"): "other"}
	})
	said = runMonth(t, config, "2026-10")
	if !strings.Contains(said, "2 rows could not be used") || !strings.Contains(said, "inbox/managers/M1/again.xlsx:Decisions!") || !strings.Contains(said, "inbox/managers/M1/manager.xlsx:Decisions!") {
		t.Errorf("the conflict is said as:\n%s", said)
	}
	if got := sheetText(t, filepath.Join("out", "2026-10", "v2", "managers", "M1", "manager.xlsx"), "Decisions"); strings.Contains(got, "We visit together") {
		t.Errorf("a decision in conflict was taken:\n%s", got)
	}
}
