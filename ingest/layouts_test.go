package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// One row per change of status folds into one row per instruction.
func TestEventLog(t *testing.T) {
	dir := files(t, map[string]string{"log.csv": "課題キー,日時,状態,担当者,種別\n" +
		"T1,2026-10-05 09:00,対応中,田中,値上げ\nT1,2026-10-01 10:00,起票,田中,値上げ\nT2,2026-10-02 10:00,起票,佐藤,欠品\nT1,2026-10-09 10:00,完了,田中,値上げ\nT1,2026-10-12 10:00,完了,田中,値上げ\n" +
		"T2,2026-10-03 10:00,取下げ,佐藤,欠品\nT3,2026-10-04 10:00,起票,佐藤,欠品\nT4,いつか,起票,佐藤,欠品\n,2026-10-04 10:00,起票,佐藤,欠品\n\n"})
	in := must(t, dir, map[string]source.Source{"instructions": {Files: []string{"log.csv"},
		Events: &source.Events{ID: "課題キー", At: "日時", Status: "状態", Acknowledged: []string{"対応中"}, Implemented: []string{"完了"}, Ended: []string{"取下げ"}}}})
	got := dump(t, in, "instructions", "instruction_id", "salesperson", "trigger", "issued", "acknowledged", "implemented", "closed", "status")
	want := "T1 | 田中 | price_increase | 2026-10-01 | 2026-10-05 | 2026-10-12 | - | implemented\n" +
		"T2 | 佐藤 | stock_shortage | 2026-10-02 | - | - | 2026-10-03 | withdrawn\n" +
		"T3 | 佐藤 | stock_shortage | 2026-10-04 | - | - | - | -\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c, want := in.Counts(), (table.Counts{RowsRead: 10, Records: 3, RowErrors: 2, NonData: 1, Helper: 4}); c != want {
		t.Errorf("counts = %+v, want %+v; %v", c, want, in.RowErrors())
	}
}

// kintone: an amount of the record as a whole counts once, a table's own row is a line.
func TestRecordInSeveralRows(t *testing.T) {
	const head = "レコードの開始行,レコード番号,日付,担当者,取引先名,金額,定価金額,商品名\n"
	for _, c := range []struct {
		name, rows, want string
		counts           table.Counts
	}{
		{"amounts of the record, products in the table", "*,1,2026-10-01,田中,見本商事,900,1000,A\n,1,2026-10-01,田中,見本商事,900,1000,B\n*,2,2026-10-02,田中,見本商事,90,100,A\n,,,,,,,C\n",
			"田中 | 2026-10-01 | A | 1000 | 900\n田中 | 2026-10-01 | B | - | -\n田中 | 2026-10-02 | A | 100 | 90\n田中 | 2026-10-02 | C | - | -\n", table.Counts{RowsRead: 4, Records: 4}},
		{"everything of the record", "*,1,2026-10-01,田中,見本商事,900,1000,A\n,1,2026-10-01,田中,見本商事,900,1000,A\n*,2,2026-10-02,田中,見本商事,90,100,B\n",
			"田中 | 2026-10-01 | A | 1000 | 900\n田中 | 2026-10-02 | B | 100 | 90\n", table.Counts{RowsRead: 3, Records: 2, Helper: 1}},
		{"amounts in the table", "*,1,2026-10-01,田中,見本商事,900,1000,A\n,1,2026-10-01,田中,見本商事,800,1000,B\n,1,2026-10-01,田中,見本商事,700,1100,B\n",
			"田中 | 2026-10-01 | A | 1000 | 900\n田中 | 2026-10-01 | B | 1000 | 800\n田中 | 2026-10-01 | B | 1100 | 700\n", table.Counts{RowsRead: 3, Records: 3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := files(t, map[string]string{"k.csv": head + c.rows})
			in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"k.csv"}}})
			if diff := cmp.Diff(c.want, dump(t, in, "deals", "salesperson", "date", "product", "list_amount", "net_amount")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got := in.Counts(); got != c.counts {
				t.Errorf("counts = %+v, want %+v: %v", got, c.counts, in.RowErrors())
			}
		})
	}
}

// A column of line numbers is no id by itself.
func TestLineNumbers(t *testing.T) {
	dir := files(t, map[string]string{"d.csv": "deal_id,line_id,date,salesperson,client,net_amount\nA,1,2026-10-01,S,C,90\nA,2,2026-10-01,S,C,80\nB,1,2026-10-01,S,C,70\nB,2,2026-10-01,S,C,60\nC,1,2026-10-01,S,C,50\n"})
	in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"d.csv"}}})
	if diff := cmp.Diff("A-1 | A\nA-2 | A\nB-1 | B\nB-2 | B\nC-1 | C\n", dump(t, in, "deals", "line_id", "document")); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, in.RowErrors())
	}
}

// A task list with one date for every end.
func TestClosedMeansImplemented(t *testing.T) {
	dir := files(t, map[string]string{"i.csv": "Number,Recipient,Status,Made,Closed\n1,A,Closed acceptable,1985-03-01,1986-03-01\n2,A,Withdrawn,2020-03-01,2020-04-01\n3,B,Open,2020-03-01,\n"})
	other := "other"
	in := must(t, dir, map[string]source.Source{"instructions": {Files: []string{"i.csv"}, Columns: map[string]source.Column{"instruction_id": {From: []string{"Number"}}, "salesperson": {From: []string{"Recipient"}},
		"issued": {From: []string{"Made"}}, "trigger": {Const: &other}}}})
	got := dump(t, in, "instructions", "instruction_id", "issued", "implemented", "closed", "status")
	want := "1 | 1985-03-01 | 1986-03-01 | 1986-03-01 | implemented\n2 | 2020-03-01 | - | 2020-04-01 | withdrawn\n3 | 2020-03-01 | - | - | open\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
