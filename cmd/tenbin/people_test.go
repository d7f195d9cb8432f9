package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
)

// TestPeopleOfTheRoster plays months with a roster: a name that it lacks is never a new person.
// The kinds and where else they stand: near names of each sort in csv and xlsx
// (ingest.TestNamesTheRosterLacks), words for nobody and house accounts (ingest.TestNobody),
// several people in a cell (ingest.TestNamesToConfirm), ids without their zeros
// (ingest.TestCodesWithZeros), near names in general (ingest/name).
func TestPeopleOfTheRoster(t *testing.T) {
	const (
		roster   = "社員番号,氏名,チーム,上司\nE1,津田 誠,東 一課,M1\nE2,相沢 美咲,東 一課,M1\nM1,森 一,東 一課,\n"
		rosterEN = "Employee ID,Name,Team,Manager\nE1,Emma Sato,East One,M1\nE2,Noah Brandt,East One,M1\nM1,Max Moor,East One,\n"
		deals    = "伝票No,日付,得意先名,担当者名,品名,数量,定価,売値\nK1,2026/10/02,東和製作,津田 誠,歯車,2,3000,2700\nK2,2026/10/05,南海機工,相沢 美咲,歯車,1,3000,3000\nK3,2026/10/30,南海機工,相沢 美咲,歯車,1,3000,3000\n"
		dealsEN  = "Order ID,Order Date,Customer,Sales Rep,Product,Quantity,List Price,Net Price\nK1,2026-10-02,Doe Inc,Emma Sato,Gear,2,3000,2700\nK2,2026-10-30,Roe Inc,Noah Brandt,Gear,1,3000,3000\n"
		told     = "指示番号,指示日,担当者名,得意先名,内容\n"
		one      = told + "I1,2026-09-02,津田 誠,東和製作,値上げ\n"
	)
	for _, c := range []struct {
		name  string
		files map[string]string
		code  int
		says  string
	}{
		{"a near name over the share", map[string]string{"roster": roster, "deals": deals + "K9,2026/10/20,東和製作,津田 真,歯車,1,3000,2000\n"}, cli.ExitBlocked, "values: {salesperson: {E1: ['津田 真']}}"},
		{"a near name under the share", map[string]string{"roster": roster, "deals": deals + "K9,2026/10/20,東和製作,津田 真,歯車,1,100,90\n"}, cli.ExitWarnings, "values: {salesperson: {E1: ['津田 真']}}"},
		{"last name first", map[string]string{"roster": rosterEN, "deals": dealsEN + "K9,2026-10-20,Doe Inc,\"Sato, Emma\",Gear,1,3000,2000\n"}, cli.ExitBlocked, "values: {salesperson: {E1: ['Sato, Emma']}}"},
		{"a mark behind the name", map[string]string{"roster": rosterEN, "deals": dealsEN + "K9,2026-10-20,Doe Inc,Noah Brandt (inactive),Gear,1,3000,2000\n"}, cli.ExitBlocked, "values: {salesperson: {E2: ['Noah Brandt (inactive)']}}"},
		{"an address", map[string]string{"roster": rosterEN, "deals": dealsEN + "K9,2026-10-20,Doe Inc,noah.brandt@example.org,Gear,1,3000,2000\n"}, cli.ExitBlocked, "values: {salesperson: {E2: ["},
		{"width and spaces", map[string]string{"roster": rosterEN, "deals": dealsEN + "K9,2026-10-20,Doe Inc,Ｅｍｍａ　Ｓａｔｏ,Gear,1,3000,2000\n"}, cli.ExitWarnings, "people: 2;"},
		{"somebody nobody knows", map[string]string{"roster": roster, "deals": deals + "K9,2026/10/20,東和製作,昔川 明,歯車,1,3000,2000\n"}, cli.ExitBlocked, `"昔川 明" is not on the roster`},
		{"a sale of the firm itself", map[string]string{"roster": roster, "deals": deals + "K9,2026/10/20,東和製作,本社直販,歯車,1,3000,2000\n"}, cli.ExitWarnings, "1 rows are sales of the firm itself"},
		{"two rows of one id", map[string]string{"roster": roster + "Ｅ1,津田 まこと,東 一課,M1\n", "deals": deals}, cli.ExitBlocked, `"E1" (津田 誠, `},
		{"an instruction to a near name", map[string]string{"roster": roster, "deals": deals, "instructions": one + "I2,2026-09-02,津田 真,東和製作,値上げ\n"}, cli.ExitWarnings, "values: {salesperson: {E1: ['津田 真']}} under the source (instructions 1 rows)"},
		{"instructions to people nobody knows", map[string]string{"roster": roster, "deals": deals, "instructions": one + "I2,2026-09-02,津田 真,東和製作,値上げ\nI3,2026-09-02,昔川 明,東和製作,値上げ\nI4,2026-09-03,昔川 明,東和製作,値上げ\n"}, cli.ExitBlocked, "75.0 % of the instructions (3 rows) name nobody who is known, the limit is 2.0 %"},
		{"an instruction to a team, spaced otherwise", map[string]string{"roster": roster, "deals": deals, "instructions": one + "I2,2026-09-02,東一課,東和製作,値上げ\n"}, cli.ExitDone, "instructions 1 file, 2 rows used"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			out := filepath.Join(dir, "out")
			args := []string{"run", "--lang", "en", "--language", "en", "--month", "2026-10", "--out", out}
			for table, text := range c.files {
				path := filepath.Join(dir, table+".csv")
				writeFile(t, path, []byte(text))
				args = append(args, "--"+table, path)
			}
			var stdout, stderr bytes.Buffer
			code := run(args, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }})
			if code != c.code || !strings.Contains(stderr.String(), c.says) {
				t.Fatalf("exit %d, want %d with %q:\n%s", code, c.code, c.says, stderr.String())
			}
			people, err := os.ReadDir(filepath.Join(out, "2026-10", "v1", "people"))
			if code == cli.ExitBlocked {
				if err == nil {
					t.Error("blocked, and cards were written")
				}
				return
			}
			for _, p := range people {
				if n := p.Name(); n != "E1" && n != "E2" && n != "M1" {
					t.Errorf("a card of %s, whom the roster lacks", n)
				}
			}
		})
	}
}
