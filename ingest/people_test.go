package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// TestNamesTheRosterLacks writes one wrong name into every table that names a salesperson, as
// csv and as a workbook: it makes nobody new anywhere, what it may mean is proposed with the
// line to paste, and pasting that line settles it. 津田 真 is not 津田 誠.
func TestNamesTheRosterLacks(t *testing.T) {
	const roster = "salesperson,name,team\nE1,津田 誠,T1\nE2,相沢 美咲,T1\nE3,Emma Sato,T2\nE4,Noah Brandt,T2\n"
	for written, like := range map[string]string{
		"津田 真": "E1", "津田　真": "E1", "相沢 美咲子": "-", "Ema Sato": "E3", "Sato, Emma": "E3", "Emma Sato (inactive)": "E3", "emma.sato@example.com": "E3", "Ｎｏａｈ Ｂｒａｎｄｔ": "", "NoahBrandt": "E4", "Zoe Quill": "-", "山本 太郎": "-",
	} {
		for kind, rows := range map[string][][]string{
			"deals":        {{"line_id", "date", "salesperson", "client", "list_amount", "net_amount"}, {"L1", "2026-10-01", written, "Kita", "1000", "900"}},
			"instructions": {{"instruction_id", "issued", "salesperson", "client", "trigger"}, {"I1", "2026-10-01", written, "Kita", "price_increase"}},
			"activities":   {{"date", "salesperson", "client", "kind"}, {"2026-10-01", written, "Kita", "visit"}},
			"coaching":     {{"plan_id", "salesperson", "theme", "from"}, {"P1", written, "role_play", "2026-10-01"}},
		} {
			for name, content := range map[string]string{"d.csv": asCSV(t, rows), "d.xlsx": asXLSX(t, rows)} {
				read := func(values map[string]map[string][]string) (who string, in *Input) {
					dir := files(t, map[string]string{"roster.csv": roster})
					if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
						t.Fatal(err)
					}
					in = must(t, dir, map[string]source.Source{kind: {Files: []string{name}, Values: values}, "roster": {Files: []string{"roster.csv"}}})
					return strings.TrimSpace(dump(t, in, kind, "salesperson")), in
				}
				who, in := read(nil)
				if like == "" { // the same person, written another way
					if who != "E4" {
						t.Errorf("%q in %s, %s: is %q; %v %v", written, kind, name, who, in.Remarks(), in.RowErrors())
					}
					continue
				}
				if slices.Contains([]string{"E1", "E2", "E3", "E4"}, who) {
					t.Errorf("%q in %s, %s: became %s without a word", written, kind, name, who)
				}
				if kind != "deals" && who != "" {
					t.Errorf("%q in %s, %s: a new person %q", written, kind, name, who)
				}
				said := ""
				for _, r := range in.Remarks() {
					if r.Code == "near_person" || r.Code == "unknown_person" {
						said += r.Code + ": " + r.Text.EN + r.Text.JA
					}
				}
				if like == "-" {
					if !strings.Contains(said, "unknown_person") || strings.Contains(said, "near_person") {
						t.Errorf("%q in %s, %s: %s", written, kind, name, said)
					}
					continue
				}
				line := "values: {salesperson: {" + like + ": ["
				if !strings.Contains(said, line) {
					t.Errorf("%q in %s, %s: no line %s in %q", written, kind, name, line, said)
				}
				if kind != "deals" && !strings.Contains(said, kind+" 1 rows") {
					t.Errorf("%q in %s, %s: not said how many rows: %s", written, kind, name, said)
				}
				if who, _ := read(map[string]map[string][]string{"salesperson": {like: {written}}}); who != like {
					t.Errorf("%q in %s, %s: with the line pasted it is %q, want %s", written, kind, name, who, like)
				}
			}
		}
	}
}

// TestNobody: words that name nobody make no person in any table; a sale of the firm itself is
// left out with a reason of its own, with a roster and without.
func TestNobody(t *testing.T) {
	const roster = "salesperson,name\nE1,津田 誠\n"
	for written, reason := range map[string]table.Reason{
		"営業部全員": table.UnknownPerson, "(Unassigned)": table.UnknownPerson, "退職者": table.UnknownPerson, "担当なし": table.UnknownPerson, "Former Employee": table.UnknownPerson, "N/A": table.UnknownPerson,
		"House Account": table.HouseAccount, "本社直販": table.HouseAccount, "直販": table.HouseAccount, "社内": table.HouseAccount, "(house account)": table.HouseAccount, "オンライン": table.HouseAccount,
	} {
		rows := [][]string{{"line_id", "date", "salesperson", "client", "list_amount", "net_amount"}, {"L1", "2026-10-01", written, "Kita", "1000", "900"}, {"L2", "2026-10-01", "津田 誠", "Kita", "1000", "900"}}
		for name, content := range map[string]string{"d.csv": asCSV(t, rows), "d.xlsx": asXLSX(t, rows)} {
			for _, listed := range []bool{true, false} {
				dir := files(t, map[string]string{"roster.csv": roster, name: ""})
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
				sources := map[string]source.Source{"deals": {Files: []string{name}}}
				person := "津田誠"
				if listed {
					sources["roster"], person = source.Source{Files: []string{"roster.csv"}}, "E1"
				}
				in := must(t, dir, sources)
				got := dump(t, in, "deals", "line_id", "salesperson")
				errs := in.RowErrors()
				if reason == table.HouseAccount {
					if got != "L2 | "+person+"\n" || len(errs) != 1 || errs[0].Cells[0].Reason != reason || errs[0].ListAmount != 1000 {
						t.Errorf("%q in %s (roster: %v): %s %v", written, name, listed, got, errs)
					}
				} else if got != "L1 | -\nL2 | "+person+"\n" || len(errs) != 0 {
					t.Errorf("%q in %s (roster: %v): %s %v", written, name, listed, got, errs)
				}
			}
		}
	}
}
