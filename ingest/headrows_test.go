package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Headings of two and three rows: groups merged sideways, names merged downwards, units
// below; and rows that must not become headings. In both forms of file.
func TestHeadingRows(t *testing.T) {
	deals := []string{"date", "salesperson", "client", "list_amount", "net_amount"}
	one := "2026-10-01 | 田中 | 見本商事 | 100000 | 90000\n"
	for _, c := range []struct {
		name    string
		rows    [][]string
		columns map[string]source.Column
		want    string
		counts  table.Counts
	}{
		{"groups above, names merged downwards, the group's unit",
			[][]string{{"売上明細"}, {"日付", "取引", "", "価格(千円)", ""}, {"", "担当者名", "得意先名", "定価金額", "金額"}, {"2026-10-01", "田中", "見本商事", "100", "90"}},
			nil, one, table.Counts{RowsRead: 1, Records: 1}},
		{"units below",
			[][]string{{"日付", "担当者名", "得意先名", "定価金額", "金額"}, {"", "", "", "(千円)", "(千円)"}, {"2026-10-01", "田中", "見本商事", "100", "90"}},
			nil, one, table.Counts{RowsRead: 1, Records: 1}},
		{"three rows",
			[][]string{{"日付", "取引", "", "価格", ""}, {"", "担当者名", "得意先名", "定価金額", "金額"}, {"", "", "", "円", "円"}, {"2026-10-01", "田中", "見本商事", "100000", "90000"}},
			nil, one, table.Counts{RowsRead: 1, Records: 1}},
		{"the heading again, both rows of it",
			[][]string{{"日付", "取引", "", "価格", ""}, {"", "担当者名", "得意先名", "定価金額", "金額"}, {"2026-10-01", "田中", "見本商事", "100000", "90000"},
				{"日付", "取引", "", "価格", ""}, {"", "担当者名", "得意先名", "定価金額", "金額"}, {"2026-10-02", "田中", "見本商事", "5", "5"}},
			nil, one + "2026-10-02 | 田中 | 見本商事 | 5 | 5\n", table.Counts{RowsRead: 4, Records: 2, NonData: 2}},
		{"a column named with its group",
			[][]string{{"受注", "", "納品", "", "価格", ""}, {"日付", "担当者名", "日付", "得意先名", "定価金額", "金額"}, {"2026-09-15", "田中", "2026-10-01", "見本商事", "100000", "90000"}},
			map[string]source.Column{"date": {From: []string{"納品 日付"}}}, one, table.Counts{RowsRead: 1, Records: 1}},
		{"a label and its value above are no heading",
			[][]string{{"定価金額", "2026-10-31"}, {"日付", "担当者名", "得意先名", "", "金額"}, {"2026-10-01", "田中", "見本商事", "7", "90000"}},
			nil, "2026-10-01 | 田中 | 見本商事 | - | 90000\n", table.Counts{RowsRead: 1, Records: 1}},
		{"words alone are data",
			[][]string{{"日付", "担当者名", "得意先名", "定価金額", "金額"}, {"不明", "田中", "見本商事", "なし", "なし"}, {"2026-10-01", "田中", "見本商事", "100000", "90000"}},
			nil, one, table.Counts{RowsRead: 2, Records: 1, RowErrors: 1}},
		{"a title over a whole heading",
			[][]string{{"日付順", "売上"}, {"日付", "担当者名", "得意先名", "定価金額", "金額"}, {"2026-10-01", "田中", "見本商事", "100000", "90000"}},
			nil, one, table.Counts{RowsRead: 1, Records: 1}},
	} {
		for name, content := range map[string]string{"d.csv": asCSV(t, c.rows), "d.xlsx": asXLSX(t, c.rows)} {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"deals": {Files: []string{name}, Columns: c.columns}})
				if diff := cmp.Diff(c.want, dump(t, in, "deals", deals...)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				if got := in.Counts(); got != c.counts {
					t.Errorf("counts %+v, want %+v; %v", got, c.counts, in.RowErrors())
				}
			})
		}
	}
}
