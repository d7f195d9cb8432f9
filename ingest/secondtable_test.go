package ingest

import (
	"strings"
	"testing"

	"tenbin/ingest/source"
)

// The unit above the table that is read counts also where another table stands above both.
func TestUnitAboveTheSecondTable(t *testing.T) {
	rows := [][]string{{"伝票No", "日付", "得意先名", "担当者名", "品名", "定価金額", "金額"}, {"1", "2026/05/01", "甲社", "原", "弁", "50", "40"}, {"", "", "", "", "", "", ""},
		{"（単位：千円）", "", "", "", "", "", ""}, {"日付", "得意先名", "担当者名", "品名", "定価金額", "金額", ""}}
	for _, day := range []string{"05/02", "05/03", "05/04", "05/05", "05/06", "05/07"} {
		rows = append(rows, []string{"2026/" + day, "乙社", "林", "弁", "100", "90", ""})
	}
	for name, content := range asFiles(t, rows) {
		in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"deals": {Files: []string{name}}})
		if got := dump(t, in, "deals", "list_amount", "net_amount"); got != strings.Repeat("100000 | 90000\n", 6) {
			t.Errorf("%s: %s\n%v", name, got, in.RowErrors())
		}
	}
}
