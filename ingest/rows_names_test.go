package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/ingest/cell"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// The spellings of one name: width, spaces, case, honorifics, legal forms, variants of
// a character. Each group is one client (or person), whatever order it comes in, and
// is shown as one of them is written; different groups stay apart.
var sameNames = []struct {
	column string
	groups [][]string
}{
	{"client", [][]string{
		{"見本商事", "見本商事 御中", "見本商事様", "㈱見本商事", "（株）見本商事", "株式会社見本商事", "見本商事株式会社", "見本　商事", "株式会社 見本商事 御中"},
		{"例示工業㈲", "有限会社例示工業"},
		{"Kita Works", "KITA WORKS", "Kita Works Co., Ltd.", "Ｋｉｔａ　Ｗｏｒｋｓ", "kita works"},
		{"ミナト精機", "ﾐﾅﾄ精機"},
		{"髙砂産業", "高砂産業"},
	}},
	{"salesperson", [][]string{
		{"髙橋 健", "高橋健", "高橋　健"},
		{"山﨑 葵", "山崎葵"},
		{"齋藤 円", "斎藤　円"},
		{"Abe Ken", "ABE KEN", "Ａｂｅ　Ｋｅｎ"},
	}},
}

// TestSameNames reads every spelling as a line of its own, in CSV and in xlsx.
func TestSameNames(t *testing.T) {
	for _, c := range sameNames {
		rows := [][]string{{"line_id", "date", "salesperson", "client", "net_amount"}}
		var spelled []string
		var group []int
		for g, names := range c.groups {
			for _, n := range names {
				row := []string{fmt.Sprintf("L%d", len(rows)), "2026-10-01", "S", "C", "100"}
				row[map[string]int{"salesperson": 2, "client": 3}[c.column]] = n
				rows = append(rows, row)
				spelled, group = append(spelled, n), append(group, g)
			}
		}
		for name, content := range map[string]string{"d.csv": asCSV(t, rows), "d.xlsx": asXLSX(t, rows)} {
			in := deals(t, name, content)
			ids := strings.Split(strings.TrimSuffix(dump(t, in, "deals", c.column), "\n"), "\n")
			if len(ids) != len(spelled) {
				t.Fatalf("%s: %d of %d lines are records: %v", name, len(ids), len(spelled), in.RowErrors())
			}
			first := map[int]string{}
			owner := map[string]int{}
			for i, id := range ids {
				if f, ok := first[group[i]]; ok && f != id {
					t.Errorf("%s: %q is read as %q, apart from %q", name, spelled[i], id, c.groups[group[i]][0])
				}
				first[group[i]] = id
				if g, ok := owner[id]; ok && g != group[i] {
					t.Errorf("%s: %q is merged with %q", name, spelled[i], c.groups[g][0])
				}
				owner[id] = group[i]
				shown := map[string]func(string) string{"client": in.Names().Client, "salesperson": in.Names().Person}[c.column](id)
				written := false
				for _, s := range c.groups[group[i]] {
					written = written || shown == cell.Display(s)
				}
				if !written {
					t.Errorf("%s: %q is shown as %q, which nobody wrote", name, spelled[i], shown)
				}
			}
		}
	}
}

// TestNamesToConfirm: near names are proposed and stay apart, system accounts are listed
// and nobody, a name that two people of the roster carry is an error at its cell.
func TestNamesToConfirm(t *testing.T) {
	rows := [][]string{{"line_id", "date", "salesperson", "client", "net_amount"},
		{"L1", "2026-10-01", "相沢 美咲", "Sample Manufacturing", "100"},
		{"L2", "2026-10-01", "相沢 美咲", "Sample Manufacturng", "100"},
		{"L3", "2026-10-01", "Siebel", "Kita", "100"},
		{"L4", "2026-10-01", "admin", "Kita", "100"},
		{"L5", "2026-10-01", "大村 健一", "Kita", "100"},
		{"L6", "2026-10-01", "E4", "Kita", "100"},
		{"L7", "2026-10-01", "?", "Kita", "100"}}
	const roster = "salesperson,name\nE1,相沢 美咲\nE3,大村 健一\nE4,大村健一\n"
	for name, content := range map[string]string{"d.csv": asCSV(t, rows), "d.xlsx": asXLSX(t, rows)} {
		dir := files(t, map[string]string{"roster.csv": roster})
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		in := must(t, dir, map[string]source.Source{"deals": {Files: []string{name}}, "roster": {Files: []string{"roster.csv"}}})
		got := dump(t, in, "deals", "line_id", "salesperson", "client")
		want := "L1 | E1 | SAMPLE MANUFACTURING\nL2 | E1 | SAMPLE MANUFACTURNG\nL3 | - | KITA\nL4 | - | KITA\nL6 | E4 | KITA\nL7 | - | KITA\n"
		if got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
		place := map[string]string{"d.csv": "d.csv:6:3", "d.xlsx": "d.xlsx:Sheet1!C6"}[name]
		if es := in.RowErrors(); len(es) != 1 || es[0].Cells[0].Reason != table.Homonym || !strings.HasPrefix(es[0].String(), place+": ") {
			t.Errorf("%s: row errors %v, want one homonym at %s", name, es, place)
		}
		said := map[string]int{}
		for _, r := range in.Remarks() {
			said[r.Code]++
			for _, w := range []string{"Siebel", "admin", "Sample Manufactur"} {
				if strings.Contains(r.Text.EN, w) && strings.Contains(r.Text.JA, w) {
					said[w]++
				}
			}
		}
		for code, n := range map[string]int{"near_client": 1, "system_account": 2, "Siebel": 1, "admin": 1, "Sample Manufactur": 1, "near_person": 0} {
			if said[code] != n {
				t.Errorf("%s: %d remarks say %s, want %d: %v", name, said[code], code, n, in.Remarks())
			}
		}
	}
}

// TestRowsThatContradict: a comma that is no separator shows by price × quantity; an
// end before its start is refused; both with the cell, in both forms of file.
func TestRowsThatContradict(t *testing.T) {
	for _, c := range []struct {
		table  string
		rows   [][]string
		column int // from 1: the cell that cannot be
		other  int // the cell that it contradicts; 0 = said by the reason itself
		reason table.Reason
	}{
		{"deals", [][]string{{"line_id", "date", "salesperson", "client", "quantity", "list_price", "net_price", "net_amount"},
			{"L1", "2026-10-01", "S", "C", "2.5", "900", "809.9976", "2,024,994"}}, 7, 8, table.PriceConflict},
		{"instructions", [][]string{{"instruction_id", "issued", "salesperson", "client", "trigger", "implemented", "status"},
			{"I1", "2026-10-02", "S", "C", "price_increase", "2026-09-01", "implemented"}}, 6, 0, table.EndsBeforeStart},
	} {
		for name, content := range map[string]string{"d.csv": asCSV(t, c.rows), "d.xlsx": asXLSX(t, c.rows)} {
			dir := files(t, map[string]string{name: content})
			in := must(t, dir, map[string]source.Source{c.table: {Files: []string{name}}})
			readAll(t, in)
			es := in.RowErrors()
			if len(es) != 1 || es[0].Cells[0].Reason != c.reason || es[0].Cells[0].Column != c.column || es[0].Cells[0].Other.Column != c.other {
				t.Errorf("%s in %s: %v, want %s in column %d against %d", c.table, name, es, c.reason.Code(), c.column, c.other)
			}
		}
	}
}

// TestBytesOfText: what only a text file can hold. Bytes that do not decode are an
// error of their row and their field; control characters are not shown.
func TestBytesOfText(t *testing.T) {
	in := deals(t, "d.csv", "line_id,date,salesperson,client,net_amount,category\nL1,2026-10-01,S,C,100,工\x07具\nL2,2026-10-01,S,関東\xff機工,100,工具\nL3,2026-10-01,S,C,100,工具\n")
	if got, want := dump(t, in, "deals", "line_id", "category"), "L1 | 工具\nL3 | 工具\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if es := in.RowErrors(); len(es) != 1 || es[0].Cells[0].Reason != table.Undecodable || !strings.HasPrefix(es[0].String(), "d.csv:3:4: ") {
		t.Errorf("row errors %v", es)
	}
}
