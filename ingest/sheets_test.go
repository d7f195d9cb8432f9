package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/source"
)

// grid is a sheet of a workbook.
type gridOf struct {
	name   string
	rows   [][]string
	hidden bool
	merged []string // "A2:A4"
}

// workbookOf writes sheets; numbers are numbers.
func workbookOf(t testing.TB, sheets ...gridOf) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range s.rows {
			for c, text := range row {
				if text == "" {
					continue
				}
				if err := f.SetCellStr(s.name, at(c, r), text); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, m := range s.merged {
			from, to, _ := strings.Cut(m, ":")
			if err := f.MergeCell(s.name, from, to); err != nil {
				t.Fatal(err)
			}
		}
		if s.hidden {
			if err := f.SetSheetVisible(s.name, false); err != nil {
				t.Fatal(err)
			}
		}
	}
	return saved(t, f)
}

var (
	headEN = []string{"line_id", "date", "salesperson", "client", "product", "list_price", "net_price"}
	headJA = []string{"伝票No", "日付", "担当者名", "得意先名", "商品コード", "定価", "売値"}
)

// linesOf makes n lines from id first on.
func linesOf(prefix string, first, n int) (rows [][]string) {
	for i := first; i < first+n; i++ {
		rows = append(rows, []string{fmt.Sprintf("%s%03d", prefix, i), fmt.Sprintf("2026-09-%02d", 1+i%28), "S" + fmt.Sprint(i%3), "C" + fmt.Sprint(i%5), "P" + fmt.Sprint(i%4), fmt.Sprint(1000 + i), fmt.Sprint(900 + i)})
	}
	return rows
}

func tableOf(head []string, rows [][]string) [][]string { return append([][]string{head}, rows...) }

// codes are the codes of remarks, sorted.
func codes(in *Input) string {
	var list []string
	for _, r := range in.Remarks() {
		if !strings.HasPrefix(r.Code, "near_") {
			list = append(list, r.Code)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// Sheets with one heading are one table; what looks like the table and is not read is named.
func TestSheetsOfOneTable(t *testing.T) {
	wide := func(rows [][]string) (out [][]string) {
		for i, r := range rows {
			out = append(out, append([]string{[]string{"区分の備考", "x"}[min(i, 1)]}, r...))
		}
		return out
	}
	turned := func(rows [][]string) (out [][]string) {
		for _, r := range rows {
			r = slices.Clone(r)
			slices.Reverse(r)
			out = append(out, r)
		}
		return out
	}
	few := func(rows [][]string) (out [][]string) {
		for _, r := range rows {
			out = append(out, r[:len(r)-2])
		}
		return out
	}
	for _, c := range []struct {
		name     string
		sheets   []gridOf
		sheet    string
		records  int64
		repeated int64
		remarks  string
	}{
		{name: "a sheet a month", sheets: []gridOf{{name: "Jul", rows: tableOf(headEN, linesOf("J", 0, 10))}, {name: "Aug", rows: tableOf(headEN, linesOf("A", 0, 12))}, {name: "Sep", rows: tableOf(headEN, linesOf("S", 0, 14))}}, records: 36},
		{name: "月別のシート", sheets: []gridOf{{name: "9月", rows: tableOf(headJA, linesOf("S", 0, 5))}, {name: "8月", rows: tableOf(headJA, linesOf("A", 0, 6))}}, records: 11},
		{name: "a sheet a person, behind a cover", sheets: []gridOf{{name: "Cover", rows: [][]string{{"Sales 2026"}, {"by person"}}}, {name: "Abe", rows: tableOf(headEN, linesOf("A", 0, 3))}, {name: "Baba", rows: tableOf(headEN, linesOf("B", 0, 4))}}, records: 7},
		{name: "titles above", sheets: []gridOf{{name: "4月", rows: append([][]string{{"4月の売上"}, {}}, tableOf(headJA, linesOf("A", 0, 3))...)}, {name: "5月", rows: append([][]string{{"5月の売上"}}, tableOf(headJA, linesOf("B", 0, 4))...)}}, records: 7},
		{name: "a sheet twice", sheets: []gridOf{{name: "Sep", rows: tableOf(headEN, linesOf("S", 0, 9))}, {name: "Sep (2)", rows: tableOf(headEN, linesOf("S", 0, 9))}}, records: 9, repeated: 9},
		{name: "a wider heading", sheets: []gridOf{{name: "Jul", rows: tableOf(headJA, linesOf("J", 0, 5))}, {name: "Aug", rows: wide(tableOf(headJA, linesOf("A", 0, 6)))}}, records: 11},
		{name: "columns in another order", sheets: []gridOf{{name: "Jul", rows: tableOf(headEN, linesOf("J", 0, 5))}, {name: "Aug", rows: turned(tableOf(headEN, linesOf("A", 0, 6)))}}, records: 11},
		{name: "a narrower heading", sheets: []gridOf{{name: "Jul", rows: tableOf(headEN, linesOf("J", 0, 5))}, {name: "Aug", rows: few(tableOf(headEN, linesOf("A", 0, 6)))}}, records: 5, remarks: "not_read"},
		{name: "set aside by name", sheets: []gridOf{{name: "9月", rows: tableOf(headJA, linesOf("S", 0, 5))}, {name: "9月 のコピー", rows: tableOf(headJA, linesOf("X", 0, 6))}, {name: "予算", rows: tableOf(headJA, linesOf("Y", 0, 2))}}, records: 5, remarks: "not_read not_read"},
		{name: "budget and example", sheets: []gridOf{{name: "Deals", rows: tableOf(headEN, linesOf("S", 0, 5))}, {name: "Budget 2026", rows: tableOf(headEN, linesOf("X", 0, 6))}, {name: "Example", rows: tableOf(headEN, linesOf("Y", 0, 1))}}, records: 5, remarks: "not_read not_read"},
		{name: "a hidden sheet", sheets: []gridOf{{name: "Deals", rows: tableOf(headEN, linesOf("S", 0, 5))}, {name: "Old", rows: tableOf(headEN, linesOf("X", 0, 6)), hidden: true}}, records: 5, remarks: "not_read"},
		{name: "a pivot beside", sheets: []gridOf{{name: "Pivot", rows: [][]string{{"salesperson", "Sum of net"}, {"S0", "100"}, {"S1", "200"}}}, {name: "Deals", rows: tableOf(headEN, linesOf("S", 0, 5))}}, records: 5},
		{name: "one sheet asked for", sheets: []gridOf{{name: "Jul", rows: tableOf(headEN, linesOf("J", 0, 5))}, {name: "Aug", rows: tableOf(headEN, linesOf("A", 0, 6))}}, sheet: "Aug", records: 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := must(t, files(t, map[string]string{"d.xlsx": workbookOf(t, c.sheets...)}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}, Sheet: c.sheet}})
			readAll(t, in)
			if n := in.Counts(); n.Records != c.records || n.Repeated != c.repeated || n.RowErrors != 0 {
				t.Errorf("%+v; %v", n, in.RowErrors())
			}
			if got := codes(in); got != c.remarks {
				t.Errorf("remarks %q, want %q: %+v", got, c.remarks, in.Remarks())
			}
		})
	}
}

// Of several tables in one sheet the one with most rows is read and the others are named;
// every physical row is accounted for.
func TestTablesInOneSheet(t *testing.T) {
	more := append(slices.Clone(headEN), "category", "region")
	moreJA := append(slices.Clone(headJA), "地域", "分類")
	longer := func(rows [][]string) (out [][]string) {
		for _, r := range rows {
			out = append(out, append(slices.Clone(r), "x", "y"))
		}
		return out
	}
	join := func(parts ...[][]string) (out [][]string) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	blank := [][]string{{}}
	for _, c := range []struct {
		name           string
		rows           [][]string
		records, other int64
		remarks        string
	}{
		{"a small wider table behind", join(tableOf(headEN, linesOf("A", 0, 40)), blank, tableOf(more, longer(linesOf("X", 0, 4)))), 40, 5, "not_read"},
		{"a small wider table in front", join(tableOf(more, longer(linesOf("X", 0, 3))), blank, tableOf(headEN, linesOf("A", 0, 30))), 30, 0, "not_read"},
		{"小さな表が後にある", join([][]string{{"売上"}}, tableOf(headJA, linesOf("A", 0, 20)), blank, [][]string{{"参考"}}, tableOf(moreJA, longer(linesOf("X", 0, 3)))), 20, 5, "not_read"},
		{"no empty row between", join(tableOf(headEN, linesOf("A", 0, 25)), tableOf(more, longer(linesOf("X", 0, 2)))), 25, 3, "not_read"},
		{"one heading twice", join(tableOf(headEN, linesOf("A", 0, 10)), blank, tableOf(headEN, linesOf("B", 0, 5))), 15, 0, ""},
		{"one heading twice, a cell of it empty", join(tableOf(headEN, linesOf("A", 0, 10)), blank, tableOf(append([]string{""}, headEN[1:]...), linesOf("B", 0, 5))), 15, 0, ""},
		{"three tables", join(tableOf(more, longer(linesOf("X", 0, 2))), blank, tableOf(headEN, linesOf("A", 0, 30)), blank, tableOf(moreJA, longer(linesOf("Y", 0, 4)))), 30, 5, "not_read not_read"},
		{"the wider one is the larger", join(tableOf(headEN, linesOf("A", 0, 3)), blank, tableOf(more, longer(linesOf("X", 0, 20)))), 20, 0, "not_read"},
	} {
		for name, content := range map[string]string{"d.csv": asCSV(t, c.rows), "d.xlsx": workbookOf(t, gridOf{name: "S", rows: c.rows})} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"deals": {Files: []string{name}}})
				readAll(t, in)
				n := in.Counts()
				if n.Records != c.records || n.RowErrors != 0 {
					t.Errorf("%+v; %v", n, in.RowErrors())
				}
				if got := codes(in); got != c.remarks {
					t.Errorf("remarks %q, want %q: %+v", got, c.remarks, in.Remarks())
				}
				other := int64(0)
				for _, f := range in.NonData() {
					if f.Kind == "other_table" {
						other++
					}
				}
				if other != c.other {
					t.Errorf("%d rows of other tables, want %d", other, c.other)
				}
			})
		}
	}
}

// Every physical line below the heading is a record, a row error or none of the table,
// whatever quotes stand in it, and what was doubted is said.
func TestPhysicalLines(t *testing.T) {
	stray := func(every int, cell func(i int) string) func([]string, int) {
		return func(r []string, i int) {
			if i%every == 3 {
				r[4] = cell(i)
			}
		}
	}
	for _, c := range []struct {
		name    string
		change  func(row []string, i int)
		remarks string
		fewer   int64 // lines inside cells
		bad     int64
	}{
		{"nothing", func([]string, int) {}, "", 0, 0},
		{"lone quotes", stray(50, func(int) string { return `"` }), "stray_quote", 0, 0},
		{"one lone quote", func(r []string, i int) {
			if i == 70 {
				r[4] = `"`
			}
		}, "", 0, 1},
		{"inch marks in front", stray(20, func(i int) string { return `"` + fmt.Sprint(i) + ` inch` }), "stray_quote", 0, 0},
		{"インチ", stray(20, func(i int) string { return `"` + fmt.Sprint(i) + `インチ棚` }), "stray_quote", 0, 0},
		{"inch marks behind", stray(7, func(i int) string { return fmt.Sprint(i) + `" pipe 12"` }), "", 0, 0},
		{"in front and behind by turns", stray(20, func(i int) string {
			if i%40 == 3 {
				return `"19 rack`
			}
			return `rack 19"`
		}), "stray_quote", 0, 0},
		{"cells of two lines", stray(10, func(int) string { return "\"first\nsecond\"" }), "", 20, 0},
		{"cells of two lines and a stray quote", func(r []string, i int) {
			switch {
			case i%10 == 3:
				r[4] = "\"first\nsecond\""
			case i == 55:
				r[4] = `"19 rack`
			}
		}, "stray_quote", 20, 0},
		{"quotes in the last column", func(r []string, i int) {
			if i%60 == 5 {
				r[7] = `"`
			}
		}, "stray_quote", 0, 0},
		{"quotes in the first column", func(r []string, i int) {
			if i%60 == 5 {
				r[0] = `"` + r[0]
			}
		}, "stray_quote", 0, 0},
		{"a cell of thirty lines", func(r []string, i int) {
			if i == 9 {
				r[4] = "\"" + strings.Repeat("line\n", 30) + "\""
			}
		}, "long_cell", 30, 0},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			t.Run(fmt.Sprintf("%s/%q", c.name, end), func(t *testing.T) {
				var b strings.Builder
				b.WriteString(strings.Join(append(slices.Clone(headEN), "note"), ",") + end)
				rows := linesOf("L", 0, 200)
				for i, r := range rows {
					r = append(r, "n")
					c.change(r, i)
					b.WriteString(strings.Join(r, ",") + end)
				}
				in := must(t, files(t, map[string]string{"d.csv": b.String()}), map[string]source.Source{"deals": {Files: []string{"d.csv"}}})
				readAll(t, in)
				n := in.Counts()
				physical := int64(strings.Count(b.String(), "\n")) - 1
				if n.RowsRead+c.fewer != physical || n.Records+n.RowErrors+n.NonData != n.RowsRead || n.RowErrors != c.bad || n.Records != 200-c.bad {
					t.Errorf("%d physical lines, %+v; %v", physical, n, in.RowErrors())
				}
				if got := codes(in); got != c.remarks {
					t.Errorf("remarks %q, want %q: %+v", got, c.remarks, in.Remarks())
				}
			})
		}
	}
}

// Merged cells fill what they cover; amounts are never carried down.
func TestMergedCells(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   [][]string
		merged []string
		want   string
		bad    int64
	}{
		{"a person over rows", [][]string{headEN, {"A1", "2026-09-01", "Abe", "C1", "P1", "100", "90"}, {"A2", "2026-09-02", "", "C2", "P1", "100", "80"}, {"A3", "2026-09-03", "", "C3", "P1", "100", "70"}},
			[]string{"C2:C4"}, "ABE C1 100|ABE C2 100|ABE C3 100", 0},
		{"担当者と得意先", [][]string{headJA, {"A1", "2026-09-01", "津田", "甲社", "P1", "100", "90"}, {"A2", "2026-09-02", "", "", "P2", "100", "80"}, {"A3", "2026-09-03", "", "乙社", "P1", "100", "70"}},
			[]string{"C2:C4", "D2:D3"}, "津田 甲社 100|津田 甲社 100|津田 乙社 100", 0},
		{"an amount over rows", [][]string{headEN, {"A1", "2026-09-01", "Abe", "C1", "P1", "100", "90"}, {"A2", "2026-09-02", "Abe", "C2", "P1", "", "80"}},
			[]string{"F2:F3"}, "ABE C1 100|ABE C2 -", 0},
		{"a title over all columns", [][]string{{"売上報告"}, headJA, {"A1", "2026-09-01", "津田", "甲社", "P1", "100", "90"}, {"以上"}},
			[]string{"A1:G1", "A4:G4"}, "津田 甲社 100", 0},
		{"a record over two rows", [][]string{headEN, {"A1", "2026-09-01", "Abe", "C1", "P1", "100", "90"}, {}, {"A2", "2026-09-02", "Baba", "C2", "P1", "100", "80"}},
			[]string{"A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:G3"}, "ABE C1 100|BABA C2 100", 0},
		{"not merged", [][]string{headEN, {"A1", "2026-09-01", "Abe", "C1", "P1", "100", "90"}, {"A2", "2026-09-02", "", "C2", "P1", "100", "80"}},
			nil, "ABE C1 100|- C2 100", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := must(t, files(t, map[string]string{"d.xlsx": workbookOf(t, gridOf{name: "S", rows: c.rows, merged: c.merged})}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}}})
			got := strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(dump(t, in, "deals", "salesperson", "client", "list_amount")), " | ", " "), "\n", "|")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if n := in.Counts(); n.RowErrors != c.bad {
				t.Errorf("%+v; %v", n, in.RowErrors())
			}
		})
	}
}

// A thousand rows with one cell behind a table are remarked on, a few are not.
func TestManyFooters(t *testing.T) {
	for n, want := range map[int]string{3: "", 20: "", 21: "footers", 1000: "footers"} {
		rows := tableOf(headEN, linesOf("A", 0, 5))
		for i := range n {
			rows = append(rows, []string{fmt.Sprint(i)})
		}
		in := must(t, files(t, map[string]string{"d.xlsx": workbookOf(t, gridOf{name: "S", rows: rows})}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}}})
		readAll(t, in)
		if got := codes(in); got != want || in.Counts().NonData != int64(n) {
			t.Errorf("%d rows behind the table: %q, %+v", n, got, in.Counts())
		}
	}
}

// Hidden rows count like all others and are said.
func TestHiddenRows(t *testing.T) {
	for _, hide := range [][]int{nil, {3}, {2, 4}, {1}} {
		f := excelize.NewFile()
		for r, row := range tableOf(headJA, linesOf("A", 0, 5)) {
			for c, text := range row {
				if err := f.SetCellStr("Sheet1", at(c, r), text); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, r := range hide {
			if err := f.SetRowVisible("Sheet1", r, false); err != nil {
				t.Fatal(err)
			}
		}
		in := must(t, files(t, map[string]string{"d.xlsx": saved(t, f)}), map[string]source.Source{"deals": {Files: []string{"d.xlsx"}}})
		readAll(t, in)
		want := ""
		if len(hide) > 0 {
			want = "hidden_rows"
		}
		if got := codes(in); got != want || in.Counts().Records != 5 {
			t.Errorf("hidden %v: %q, %+v", hide, got, in.Counts())
		}
		f.Close()
	}
}
