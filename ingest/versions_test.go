package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tenbin/ingest/fault"
	"tenbin/ingest/source"
)

// exports writes tables as d1, d2 … in one form and opens them in that order.
func exports(t *testing.T, xlsx bool, s source.Source, tables ...[][]string) *Input {
	t.Helper()
	content := map[string]string{}
	for i, rows := range tables {
		name := "d" + string(rune('1'+i))
		if xlsx {
			name += ".xlsx"
			content[name] = asXLSX(t, rows)
		} else {
			name += ".csv"
			content[name] = asCSV(t, rows)
		}
		s.Files = append(s.Files, name)
	}
	return must(t, files(t, content), map[string]source.Source{"deals": s})
}

// A document, number and date, that a later export holds anew is replaced whole; its lines
// stay with the salesperson of the first export unless owner: latest says otherwise.
func TestLaterExportReplacesDocuments(t *testing.T) {
	ja := []string{"伝票No", "日付", "得意先名", "担当者名", "品名", "数量", "定価", "売値"}
	en := []string{"Order No", "Order Date", "Customer", "Sales Rep", "Product", "Qty", "List Price", "Sales Price"}
	for _, c := range []struct {
		name   string
		owner  string
		tables [][][]string
		want   string
		codes  string
	}{
		{"price corrected", "", [][][]string{
			{ja, {"B7", "2026/05/29", "甲社", "原", "弁", "4", "500", "300"}, {"B8", "2026/05/30", "乙社", "林", "弁", "1", "500", "500"}},
			{ja, {"B7", "2026/05/29", "甲社", "原", "弁", "4", "500", "480"}, {"B9", "2026/06/02", "乙社", "林", "弁", "1", "500", "500"}}},
			"乙社 | 林 | 500 | 500\n甲社 | 原 | 2000 | 1920\n乙社 | 林 | 500 | 500\n", "document_replaced"},
		{"dates written otherwise", "", [][][]string{
			{en, {"7", "2026-05-29", "Foo", "Hara", "Valve", "4", "500", "300"}, {"7", "2026-05-29", "Foo", "Hara", "Seal", "1", "100", "90"}},
			{en, {"7", "29 May 2026", "Foo", "Hara", "Valve", "4", "500", "480"}, {"7", "29 May 2026", "Foo", "Hara", "Seal", "1", "100", "90"}}},
			"FOO | HARA | 2000 | 1920\nFOO | HARA | 100 | 90\n", "document_replaced"},
		{"line taken back", "", [][][]string{
			{en, {"7", "2026-05-29", "Foo", "Hara", "Valve", "4", "500", "300"}, {"7", "2026-05-29", "Foo", "Hara", "Seal", "1", "100", "90"}},
			{en, {"7", "2026-05-29", "Foo", "Hara", "Valve", "4", "500", "480"}}},
			"FOO | HARA | 2000 | 1920\n", "document_replaced document_shortened"},
		{"reassigned", "", [][][]string{
			{ja, {"B7", "2026/05/29", "甲社", "原", "弁", "4", "500", "300"}},
			{ja, {"B7", "2026/05/29", "甲社", "林", "弁", "4", "500", "480"}}},
			"甲社 | 原 | 2000 | 1920\n", "document_replaced owner_moved"},
		{"reassigned, to the newest", source.OwnerLatest, [][][]string{
			{ja, {"B7", "2026/05/29", "甲社", "原", "弁", "4", "500", "300"}},
			{ja, {"B7", "2026/05/29", "甲社", "林", "弁", "4", "500", "480"}}},
			"甲社 | 林 | 2000 | 1920\n", "document_replaced"},
		{"numbers begin anew each year", "", [][][]string{
			{ja, {"1", "2025/04/01", "甲社", "原", "弁", "4", "500", "300"}},
			{ja, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "480"}}},
			"甲社 | 原 | 2000 | 1200\n甲社 | 原 | 2000 | 1920\n", ""},
		{"two branches number alike", "", [][][]string{
			{ja, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "300"}},
			{ja, {"1", "2026/04/01", "乙社", "林", "弁", "4", "500", "480"}}},
			"甲社 | 原 | 2000 | 1200\n乙社 | 林 | 2000 | 1920\n", "document_client"},
		{"identical exports", "", [][][]string{
			{ja, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "300"}, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "300"}},
			{ja, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "300"}, {"1", "2026/04/01", "甲社", "原", "弁", "4", "500", "300"}}},
			"甲社 | 原 | 2000 | 1200\n甲社 | 原 | 2000 | 1200\n", ""},
		{"no number: both stand", "", [][][]string{
			{ja[1:], {"2026/04/01", "甲社", "原", "弁", "4", "500", "300"}, {"2026/04/03", "甲社", "原", "弁", "1", "500", "300"}},
			{ja[1:], {"2026/04/01", "甲社", "原", "弁", "4", "500", "480"}, {"2026/04/03", "甲社", "原", "弁", "1", "500", "300"}}},
			"甲社 | 原 | 2000 | 1200\n甲社 | 原 | 500 | 300\n甲社 | 原 | 2000 | 1920\n", "near_equal_lines"},
	} {
		for _, xlsx := range []bool{false, true} {
			in := exports(t, xlsx, source.Source{Owner: c.owner}, c.tables...)
			if diff := cmp.Diff(c.want, dump(t, in, "deals", "client", "salesperson", "list_amount", "net_amount")); diff != "" {
				t.Errorf("%s, xlsx %v (-want +got):\n%s\n%v", c.name, xlsx, diff, in.RowErrors())
			}
			if got := said(in, "document_replaced", "document_shortened", "document_client", "near_equal_lines", "owner_moved"); got != c.codes {
				t.Errorf("%s, xlsx %v: remarks %q, want %q", c.name, xlsx, got, c.codes)
			}
		}
	}
}

// A document whose lines go on in the next part of one export stays whole.
func TestDocumentGoesOn(t *testing.T) {
	head := []string{"Order No", "Line", "Order Date", "Customer", "Sales Rep", "List Amount", "Net Amount"}
	in := exports(t, false, source.Source{}, [][]string{head, {"1", "1", "2026-05-29", "Foo", "Hara", "100", "90"}, {"1", "2", "2026-05-29", "Foo", "Hara", "100", "80"}},
		[][]string{head, {"1", "3", "2026-05-29", "Foo", "Hara", "100", "70"}})
	if diff := cmp.Diff("90\n80\n70\n", dump(t, in, "deals", "net_amount")); diff != "" {
		t.Error(diff)
	}
}

// Numbers that a spreadsheet shortened tell no line from another: all count, and it is said.
func TestShortenedNumbers(t *testing.T) {
	for _, c := range []struct {
		name string
		ids  []string
		said string
	}{
		{"exponents", []string{"2.0261E+11", "2.0261E+11", "2.0261E+11"}, "shortened_ids"},
		{"whole mantissa", []string{"2E+11", "2E+11", "3E+11"}, "shortened_ids"},
		{"zeros behind the fifteenth digit", slices.Repeat([]string{"1234567890123450"}, 12), "shortened_ids"},
		{"long numbers", []string{"1234567890123451", "1234567890123452", "1234567890123453"}, ""},
		{"codes with an E", []string{"12E5", "12E6", "12E7"}, ""},
	} {
		rows := [][]string{{"伝票No", "行", "日付", "得意先名", "担当者名", "定価金額", "金額"}}
		for range c.ids {
			rows = append(rows, []string{c.ids[len(rows)-1], "1", "2026/05/29", "甲社", "原", "100", "90"})
		}
		for _, xlsx := range []bool{false, true} {
			in := exports(t, xlsx, source.Source{}, rows)
			if got := strings.Count(dump(t, in, "deals", "net_amount"), "90\n"); got != len(c.ids) {
				t.Errorf("%s: %d lines count, want %d: %v", c.name, got, len(c.ids), in.RowErrors())
			}
			if got := said(in, "shortened_ids"); got != c.said {
				t.Errorf("%s: %q was said, want %q", c.name, got, c.said)
			}
		}
	}
}

// Several who share a sale have a row each with a per cent: the sale counts once.
func TestSplitRows(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]string
		want string
	}{
		{"per cent in the heading", [][]string{{"Deal ID", "Close Date", "Account Name", "Opportunity Owner", "Split: Team Member", "Split (%)", "Amount", "List Amount"},
			{"9", "2026-05-29", "Foo", "Hara", "Hara", "70", "800", "1000"}, {"9", "2026-05-29", "Foo", "Hara", "Mori", "30", "800", "1000"}, {"10", "2026-05-30", "Foo", "Hara", "Hara", "100", "50", "50"}},
			"HARA | 700 | 560\nMORI | 300 | 240\nHARA | 50 | 50\n"},
		{"shares of one", [][]string{{"Deal ID", "Close Date", "Account Name", "Sales Rep", "Split", "Amount", "List Amount"},
			{"9", "2026-05-29", "Foo", "Hara", "0.5", "800", "1000"}, {"9", "2026-05-29", "Foo", "Mori", "0.5", "800", "1000"}, {"10", "2026-05-30", "Foo", "Hara", "", "50", "50"}},
			"HARA | 500 | 400\nMORI | 500 | 400\nHARA | 50 | 50\n"},
		{"signs", [][]string{{"伝票No", "日付", "得意先名", "担当者名", "按分率", "数量", "定価", "売値"},
			{"9", "2026/05/29", "甲社", "原", "60%", "10", "100", "80"}, {"9", "2026/05/29", "甲社", "林", "40%", "10", "100", "80"}, {"10", "2026/05/30", "甲社", "林", "100%", "1", "100", "100"}},
			"原 | 600 | 480\n林 | 400 | 320\n林 | 100 | 100\n"},
		{"percents", [][]string{{"伝票No", "日付", "得意先名", "按分担当者", "担当者名", "配分率(%)", "定価金額", "金額"},
			{"9", "2026/05/29", "甲社", "原", "原", "50", "1001", "801"}, {"9", "2026/05/29", "甲社", "林", "原", "50", "1001", "801"}},
			"原 | 500 | 400\n林 | 500 | 400\n"},
		{"one line id for both", [][]string{{"Line ID", "Close Date", "Account Name", "Sales Rep", "Credit Split", "Amount", "List Amount"},
			{"L1", "2026-05-29", "Foo", "Hara", "25%", "800", "1000"}, {"L1", "2026-05-29", "Foo", "Mori", "75%", "800", "1000"}},
			"HARA | 250 | 200\nMORI | 750 | 600\n"},
	} {
		for _, xlsx := range []bool{false, true} {
			in := exports(t, xlsx, source.Source{}, c.rows)
			if diff := cmp.Diff(c.want, dump(t, in, "deals", "salesperson", "list_amount", "net_amount")); diff != "" {
				t.Errorf("%s, xlsx %v (-want +got):\n%s\n%v", c.name, xlsx, diff, in.RowErrors())
			}
		}
	}
}

// said are those of list that a reading remarked on, in their order.
func said(in *Input, list ...string) string {
	var found []string
	for _, code := range list {
		for _, r := range in.Remarks() {
			if r.Code == code {
				found = append(found, code)
				break
			}
		}
	}
	return strings.Join(found, " ")
}

// Codes that a spreadsheet shows with zeros before them are the people of the roster; where an
// export has lost the zeros, who is meant is proposed.
func TestCodesWithZeros(t *testing.T) {
	roster := [][]string{{"社員番号", "氏名", "所属"}, {"0031", "原 一", "一課"}, {"0032", "林 二", "一課"}}
	sold := [][]string{{"伝票No", "日付", "得意先名", "担当者コード", "定価金額", "金額"}, {"1", "2026/05/29", "甲社", "31", "100", "90"}, {"2", "2026/05/30", "甲社", "32", "100", "90"}}
	in := must(t, files(t, map[string]string{"r.csv": asCSV(t, roster), "d.csv": asCSV(t, sold)}), map[string]source.Source{"roster": {Files: []string{"r.csv"}}, "deals": {Files: []string{"d.csv"}}})
	readAll(t, in)
	want := []string{`if it is "原 一", write values: {salesperson: {'0031': ['31']}}`, `if it is "林 二", write values: {salesperson: {'0032': ['32']}}`}
	for _, w := range want {
		if !slices.ContainsFunc(in.Remarks(), func(r fault.Remark) bool { return strings.Contains(r.Text.EN, w) }) {
			t.Errorf("nothing proposes %s: %v", w, in.Remarks())
		}
	}

	f := excelize.NewFile()
	defer f.Close()
	for r, row := range sold {
		for c, text := range row {
			f.SetCellStr("Sheet1", at(c, r), text)
		}
	}
	format := "0000"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range []int{31, 32} {
		f.SetCellInt("Sheet1", at(3, i+1), int64(n))
		f.SetCellStyle("Sheet1", at(3, i+1), at(3, i+1), style)
	}
	in = must(t, files(t, map[string]string{"r.csv": asCSV(t, roster), "d.xlsx": saved(t, f)}), map[string]source.Source{"roster": {Files: []string{"r.csv"}}, "deals": {Files: []string{"d.xlsx"}}})
	if diff := cmp.Diff("0031 | 90\n0032 | 90\n", dump(t, in, "deals", "salesperson", "net_amount")); diff != "" {
		t.Errorf("%s\n%v", diff, in.RowErrors())
	}
}
