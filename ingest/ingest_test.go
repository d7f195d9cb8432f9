package ingest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// files writes made-up files into a fresh directory.
func files(t testing.TB, content map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(content)) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content[name]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// yen opens made-up files in yen; tables maps a table to its files.
func yen(t testing.TB, dir string, tables map[string]source.Source) (*Input, error) {
	t.Helper()
	s := Sources{Base: dir, Currency: "JPY", Tables: map[string][]source.Source{}}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		s.Tables[name] = []source.Source{tables[name]}
	}
	in, err := Open(context.Background(), s, 2)
	if err == nil {
		t.Cleanup(func() { in.Close() })
	}
	return in, err
}

// must opens files that are right.
func must(t testing.TB, dir string, tables map[string]source.Source) *Input {
	t.Helper()
	in, err := yen(t, dir, tables)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// dump prints chosen columns of a table, one row a line, in shard order.
func dump(t testing.TB, in *Input, tableName string, columns ...string) string {
	t.Helper()
	var b strings.Builder
	for _, s := range in.Shards(tableName) {
		if err := s.Records(context.Background(), func(r arrow.Record) error { print(&b, r, tableName, columns); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func print(b *strings.Builder, r arrow.Record, tableName string, columns []string) {
	schema, _ := table.Named(tableName)
	if len(columns) == 0 {
		for _, c := range schema.Columns {
			columns = append(columns, c.Name)
		}
	}
	for i := range int(r.NumRows()) {
		for n, name := range columns {
			if n > 0 {
				b.WriteString(" | ")
			}
			k := schema.Index(name)
			col := r.Column(table.FirstColumn + k)
			if col.IsNull(i) {
				b.WriteString("-")
				continue
			}
			switch a := col.(type) {
			case *array.Dictionary:
				b.WriteString(a.Dictionary().(*array.String).Value(a.GetValueIndex(i)))
			case *array.Uint8:
				b.WriteString(schema.Columns[k].Words.Words[a.Value(i)].Name)
			case *array.Date32:
				b.WriteString(table.Day(a.Value(i)).String())
			default:
				b.WriteString(col.ValueStr(i))
			}
		}
		b.WriteByte('\n')
	}
}

// readAll reads every shard of every table once.
func readAll(t testing.TB, in *Input) {
	t.Helper()
	for _, s := range table.All {
		for _, p := range in.Shards(s.Name) {
			if err := p.Records(context.Background(), func(arrow.Record) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Every class of law 1, each planted with a known number.
func TestClassesPlanted(t *testing.T) {
	dir := files(t, map[string]string{
		"exports/deals-2026-09.csv": "売上明細\n2026年9月\n\n" +
			"明細ID,日付,得意先名,担当者名,商品コード,数量,定価,売値\n" +
			"A1,2026/09/01,見本商事,田中 一郎,P1,2,1000,950\n" + // superseded by October's
			"A2,2026/09/02,見本商事,田中一郎,P1,1,1000,900\n" + // repeated in October
			",,,,,,,\n" + // blank
			"A3,2026/09/03,例示工業,佐藤,P2,1,5000,5000\n" +
			"小計,,,,,,,5000\n" + // total
			"A4,2026/09/31,例示工業,佐藤,P2,1,5000,5000\n" + // no such day
			"A5,2026/09/04,例示工業,佐藤,P2,1,五千,5000\n" + // no number
			"A5b,2026/09/04,,佐藤,P2,1,5000,5000\n" + // no client
			"A6,2026/09/05,例示工業,佐藤,P2,1,5000\n" + // too few fields
			"A7,2026/09/05,例示工業,佐藤,P2,1,5000,4000\nA7,2026/09/06,例示工業,佐藤,P2,1,5000,4500\n" + // one id, two contents
			"A8,2026/09/07,例示工業,?,P2,1,5000,4000\n" + // nobody
			"明細ID,日付,得意先名,担当者名,商品コード,数量,定価,売値\n" + // heading again
			"合計,,,,,,,99999\n" +
			"Confidential Information - Do Not Distribute,,,,,,,\n" +
			"Copyright (c) 2000-2026 salesforce.com,,,,,,,\n" +
			",,,,,,,\n,,,,,,,\n,,,,,,,\n", // blank tail
		"exports/deals-2026-10.csv": "明細ID,日付,得意先名,担当者名,商品コード,数量,定価,売値\n" +
			"A1,2026/09/01,見本商事,田中一郎,P1,2,1000,940\n" +
			"A2,2026/09/02,見本商事,田中一郎,P1,1,1000,900\n" +
			"B1,2026/10/02,見本商事,admin,P1,1,1000,900\n",
	})
	in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"exports/*.csv"}}})
	got := dump(t, in, "deals", "line_id", "date", "salesperson", "client", "list_amount", "net_amount", "reference")
	want := `A2 | 2026-09-02 | 田中一郎 | 見本商事 | 1000 | 900 | line
A3 | 2026-09-03 | 佐藤 | 例示工業 | 5000 | 5000 | line
A8 | 2026-09-07 | - | 例示工業 | 5000 | 4000 | line
A1 | 2026-09-01 | 田中一郎 | 見本商事 | 2000 | 1880 | line
B1 | 2026-10-02 | - | 見本商事 | 1000 | 900 | line
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	counts := table.Counts{RowsRead: 20, Records: 5, RowErrors: 6, NonData: 7, Helper: 0, Repeated: 1, Superseded: 1}
	for range 2 { // a second reading counts nothing twice
		if c := in.Counts(); c != counts || !c.Whole() {
			t.Errorf("counts = %+v (whole: %v), want %+v", c, c.Whole(), counts)
		}
		readAll(t, in)
	}
	var errs []string
	for _, e := range in.RowErrors() {
		errs = append(errs, fmt.Sprintf("%d %s %s", e.Place.Row, e.Cells[0].Name, e.Cells[0].Reason.Code()))
	}
	if diff := cmp.Diff([]string{"10 date not_date", "11 list_price not_number", "12 client empty", "13  field_count", "14 line_id duplicate_id", "15 line_id duplicate_id"}, errs); diff != "" {
		t.Errorf("row errors (-want +got):\n%s", diff)
	}
	var furniture []string
	for _, f := range in.NonData() {
		furniture = append(furniture, fmt.Sprintf("%d-%d %s", f.Place.Row, f.Through, f.Kind))
	}
	if diff := cmp.Diff([]string{"7-7 blank", "9-9 total", "17-17 heading", "18-18 total", "19-19 footer", "20-20 footer", "21-23 blank_tail"}, furniture); diff != "" {
		t.Errorf("furniture (-want +got):\n%s", diff)
	}
	var codes []string
	for _, r := range in.Remarks() {
		codes = append(codes, r.Code)
	}
	if !strings.Contains(strings.Join(codes, " "), "system_account") {
		t.Errorf("remarks %v do not list the system account", codes)
	}
	if got := in.Names().Person("田中一郎"); got != "田中 一郎" {
		t.Errorf("shown name %q, want the smallest spelling", got)
	}
}

// What a line's price columns make of list and net.
func TestPriceForms(t *testing.T) {
	const head = "line_id,date,salesperson,client,"
	const row = "L,2026-10-01,S,C,"
	for _, c := range []struct{ name, columns, cells, want string }{
		{"prices", "quantity,list_price,net_price", "3,100.5,99.5", "302 | 298 | line"}, // 301.5 and 298.5 half to even
		{"amounts", "list_amount,net_amount", "1000,900", "1000 | 900 | line"},
		{"rate", "list_amount,discount_rate", "1001,5%", "1001 | 951 | line"}, // 950.95
		{"rate half up in yen", "list_amount,discount_rate", "10,0.05", "10 | 10 | line"},
		{"rate half up in yen, an even one below", "list_amount,discount_rate", "1000,0.75%", "1000 | 993 | line"},
		{"one discount after the other", "list_amount,discount_rate", "1000,10%+5%", "1000 | 855 | line"},
		{"what is left of the list price", "list_amount,discount_rate", "1000,9掛", "1000 | 900 | line"},
		{"a column of what is paid, in tenths", "list_amount,掛率", "1000,8.5", "1000 | 850 | line"},
		{"in per cent", "list_amount,仕切率", "1000,85", "1000 | 850 | line"},
		{"as a part", "list_amount,仕切り率", "1000,.85", "1000 | 850 | line"},
		{"in words", "list_amount,掛け率(%)", "1000,85掛", "1000 | 850 | line"},
		{"in English", "list_amount,% of List", "1000,85%", "1000 | 850 | line"},
		{"the list price itself", "list_amount,掛率", "1000,10", "1000 | 1000 | line"},
		{"above the list price", "list_amount,掛率", "1000,105", "error not_rate discount_rate"},
		{"prices for a hundred", "quantity,list_price,net_price,Per", "250,1000,900,100", "2500 | 2250 | line"},
		{"prices for a dozen", "quantity,list_price,net_price,価格単位", "18,100,90,ダース", "150 | 135 | line"},
		{"prices for a hundred, no quantity", "quantity,list_price,net_amount,Per", ",1000,90,100", "90 | 90 | line"},
		{"prices for a hundred, as many as the amount says", "quantity,list_price,net_amount,Per", ",1000,2000,100", "2000 | 2000 | line"},
		{"prices for one", "quantity,list_price,net_price,Per", "3,100,90,1", "300 | 270 | line"},
		{"an amount says that the price is for one", "quantity,list_price,net_amount,list_amount,Per", "200,10,1800,2000,100", "2000 | 1800 | line"},
		{"none in words", "list_amount,discount_rate", "1000,なし", "1000 | 1000 | line"},
		{"none in words, an amount", "list_amount,discount_amount", "1000,none", "1000 | 1000 | line"},
		{"none in words, a share", "list_amount,仕切率", "1000,定価", "1000 | 1000 | line"},
		{"another word", "list_amount,discount_rate", "1000,応相談", "error not_rate discount_rate"},
		{"a range is no discount", "list_amount,discount_rate", "1000,3〜5%", "error not_rate discount_rate"},
		{"rate of an exact list", "quantity,list_price,discount_rate", "3,100.5,0.1", "302 | 271 | line"}, // 301.5 × .9 = 271.35
		{"discount amount", "list_amount,discount_amount", "1000,120", "1000 | 880 | line"},
		{"agreeing", "list_amount,net_amount,discount_rate", "1001,950,5%", "1001 | 950 | line"}, // within one yen
		{"disagreeing", "list_amount,net_amount,discount_rate", "1000,940,5%", "error price_conflict discount_rate"},
		{"agreeing within quantity", "quantity,list_amount,net_amount,net_price", "10,1000,893,90", "1000 | 893 | line"},
		{"disagreeing beyond quantity", "quantity,list_amount,net_amount,net_price", "5,1000,893,180", "error price_conflict net_price"},
		{"list disagrees", "list_amount,list_price,net_amount", "1000,1002,900", "error price_conflict list_price"},
		{"no list", "net_amount", "900", "- | 900 | -"},
		{"empty net", "list_amount,net_amount", "1000,", "1000 | - | line"},
		{"dash", "list_amount,net_amount", "1000,-", "1000 | - | line"},
		{"unreadable net", "list_amount,net_amount", "1000,cheap", "error not_number net_amount"},
		{"thousands", "定価金額(千円),売上金額（千円）", "12,10.5", "12000 | 10500 | line"},
		{"millions", "list_amount,金額（百万円）", "1500000,1.25", "1500000 | 1250000 | line"},
		{"with tax", "定価金額(税込),金額(税込)", "1100,990", "1000 | 900 | line"},
		{"with tax at the reduced rate", "税率,定価金額(税込),金額(税込)", "8%,1080,972", "1000 | 900 | line"},
		{"agreed price", "quantity,net_price,個別仕切単価,基準単価", "2,90,95,100", "190 | 180 | agreed"},
		{"standard price", "quantity,net_price,個別仕切単価,基準単価", "2,90,,100", "200 | 180 | standard"},
		{"line before agreed", "quantity,list_price,net_price,agreed_price", "2,120,90,95", "240 | 180 | line"},
		{"return", "quantity,list_price,net_price", "-2,120,90", "-240 | -180 | line"},
		{"japanese numbers", "list_amount,net_amount", "\"¥1,200\",▲300", "1200 | -300 | line"},
		{"too large", "quantity,list_price,net_amount", "9000000000,9000000000,1", "error too_large list_amount"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := files(t, map[string]string{"d.csv": head + c.columns + "\n" + row + c.cells + "\n"})
			in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"d.csv"}}})
			got := strings.TrimSuffix(dump(t, in, "deals", "list_amount", "net_amount", "reference"), "\n")
			if es := in.RowErrors(); len(es) == 1 {
				got = "error " + es[0].Cells[0].Reason.Code() + " " + es[0].Cells[0].Name
			}
			if got != c.want {
				t.Errorf("%s of %s = %s, want %s", c.cells, c.columns, got, c.want)
			}
		})
	}
}

// Prices from lists: the price in force on the day, exchange rates by month.
func TestPriceListAndExchange(t *testing.T) {
	dir := files(t, map[string]string{
		"d.csv": "line_id,date,salesperson,client,product,quantity,net_price,currency\n" +
			"1,2026-03-31,S,C,P1,2,90,\n2,2026-04-01,S,C,p1,2,90,\n6,2026-04-01,S,C,P 1,2,90,\n3,2026-04-01,S,C,P9,2,90,\n4,2026-04-01,S,C,P1,1,0.9,USD\n5,2026-05-01,S,C,P1,1,0.9,USD\n",
		"p.csv": "product,list_price,from,to\nP1,100,2025-04-01,2026-03-31\nP1,110,2026-04-01,\n",
		"x.csv": "month,currency,rate\n2026-04,USD,150.25\n",
	})
	in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"d.csv"}}, "price_list": {Files: []string{"p.csv"}}, "fx": {Files: []string{"x.csv"}}})
	got := dump(t, in, "deals", "line_id", "list_amount", "net_amount", "reference")
	want := "1 | 200 | 180 | price_list\n2 | 220 | 180 | price_list\n6 | - | 180 | -\n3 | - | 180 | -\n4 | 110 | 135 | price_list\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if es := in.RowErrors(); len(es) != 1 || es[0].Cells[0].Reason != table.NoRate || es[0].Place.Row != 7 {
		t.Errorf("row errors = %v, want no rate in May", es)
	}
}

// A product that the list nearly has is proposed and not priced; once agreed it is.
func TestNearProducts(t *testing.T) {
	dir := files(t, map[string]string{"d.csv": "line_id,date,salesperson,client,product,net_price\n1,2026-03-31,S,C,Sample9,90\n", "p.csv": "product,list_price\nSample 9,100\n"})
	tables := map[string]source.Source{"deals": {Files: []string{"d.csv"}}, "price_list": {Files: []string{"p.csv"}}}
	in := must(t, dir, tables)
	if got := dump(t, in, "deals", "list_amount"); got != "-\n" || len(in.Remarks()) != 1 || in.Remarks()[0].Code != "near_product" {
		t.Errorf("before: %q, remarks %v", got, in.Remarks())
	}
	tables["deals"] = source.Source{Files: []string{"d.csv"}, Values: map[string]map[string][]string{"product": {"Sample 9": {"Sample9"}}}}
	in = must(t, dir, tables)
	if got := dump(t, in, "deals", "list_amount"); got != "100\n" || len(in.Remarks()) != 0 {
		t.Errorf("after: %q, remarks %v", got, in.Remarks())
	}
}

// Joins: chained, without partner, with two partners, in the other direction.
func TestJoins(t *testing.T) {
	dir := files(t, map[string]string{
		"lines.csv":  "order,no,list_amount,net_amount\n1,1,100,90\n1,2,100,80\n2,1,100,70\n9,1,100,60\n3,1,100,50\n",
		"orders.csv": "OrderNo,who,buyer,day\n1,7,C1,2026-10-01\n2,8,C2,2026-10-02\n3,7,C3,2026-10-03\n3,7,C4,2026-10-03\n1,7,C1,2026-10-01\n",
		"reps.csv":   "code,last\n7,Alder\n",
	})
	src := source.Source{Files: []string{"lines.csv"}, Columns: map[string]source.Column{"line_id": {From: []string{"order", "no"}}},
		Join: []source.Join{{Files: []string{"orders.csv"}, On: map[string]string{"OrderNo": "order"}, Take: map[string]string{"rep": "who", "client": "buyer", "date": "day"}},
			{Files: []string{"reps.csv"}, On: map[string]string{"rep": "code"}, Take: map[string]string{"salesperson": "last"}}}}
	in := must(t, dir, map[string]source.Source{"deals": src})
	got := dump(t, in, "deals", "line_id", "salesperson", "client", "date", "net_amount")
	want := "1-1 | ALDER | C1 | 2026-10-01 | 90\n1-2 | ALDER | C1 | 2026-10-01 | 80\n2-1 | - | C2 | 2026-10-02 | 70\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	es := in.RowErrors()
	if len(es) != 2 || es[0].Cells[0].Reason != table.Empty || es[1].Cells[0].Reason != table.JoinTwice ||
		es[1].Cells[0].Other.String() != "orders.csv:4" || es[1].Cells[1].Other.String() != "orders.csv:5" {
		t.Errorf("row errors = %v", es)
	}
	if c, want := in.Counts(), (table.Counts{RowsRead: 11, Records: 3, RowErrors: 2, Helper: 6}); c != want {
		t.Errorf("counts = %+v, want %+v", c, want)
	}
	n := 0
	for _, r := range in.Remarks() {
		if r.Code == "join_unmatched" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d joins remark on rows without partner, want 2", n)
	}
}

// People: roster ids, aliases, homonyms, owners of accounts, periods.
func TestPeople(t *testing.T) {
	dir := files(t, map[string]string{
		"roster.csv":   "社員番号,氏名,別名,所属,上司,開始日,終了日\nE1,高橋 健,たかはし,第一課,E9,1985/04/01,2026/03/31\nE1,高橋 健,,第二課,E9,2026/04/01,\nE2,鈴木 葵,,第一課,E9,2020/04/01,\nE3,鈴木葵,,第二課,E9,2021/04/01,\nE9,三浦 真一,,,,2001/04/01,\n",
		"accounts.csv": "取引先コード,取引先名,担当者,担当開始日,担当終了日\nK1,㈱見本商事,E1,,2026/03/31\nK1,見本商事株式会社,E2,2026/04/01,\n",
		"deals.csv":    "line_id,date,担当者名,得意先名,list_amount,net_amount\n1,2026-03-01,髙橋　健,見本商事 御中,100,90\n2,2026-03-01,e1,K1,100,90\n3,2026-03-01,鈴木葵,K1,100,90\n4,2026-03-31,,見本商事,100,90\n5,2026-04-01,-,見本商事,100,90\n6,2026-04-01,たかはし,新顔商店,100,90\n",
	})
	in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"deals.csv"}}, "roster": {Files: []string{"roster.csv"}}, "accounts": {Files: []string{"accounts.csv"}}})
	got := dump(t, in, "deals", "line_id", "salesperson", "client")
	want := "1 | E1 | K1\n2 | E1 | K1\n4 | E1 | K1\n5 | E2 | K1\n6 | E1 | 新顔商店\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if es := in.RowErrors(); len(es) != 1 || es[0].Cells[0].Reason != table.Homonym {
		t.Errorf("row errors = %v, want one homonym", es)
	}
	r := in.Roster()
	p := r.Find("E1")
	if len(r.People) != 4 || p == nil || p.Name != "高橋 健" || len(p.Periods) != 2 || p.Periods[1].Team != "第二課" || p.Periods[0].Manager != "E9" {
		t.Errorf("roster = %+v", r)
	}
	if p.Start() != table.DayOf(1985, 4, 1) {
		t.Errorf("E1 starts on %v: a date of hire is not implausible", p.Start())
	}
	if n := in.Names(); n.Person("E1") != "高橋 健" || n.Client("K1") != "㈱見本商事" {
		t.Errorf("names = %+v", n)
	}
}

// Instructions: words, order of days, required columns; `values` maps a firm's words.
func TestInstructions(t *testing.T) {
	dir := files(t, map[string]string{"i.csv": "指示番号,起票日,担当者,取引先,種別,期日,完了日,状況\n" +
		"I1,2026-10-01,田中,見本商事,値上げ,2026-10-20,2026-10-10,完了\nI2,2026-10-01,,見本商事,欠品,,,対応中\nI3,2026-10-01,田中,,荒天,,,対応中\n" +
		"I4,2026-10-01,田中,,値上げ,,2026-09-30,完了\nI5,2026-10-01,田中,,値上げ,,,凍結\nI6,2026-10-01,田中,,値上げ,,,様子見\n,2026-10-01,田中,,値上げ,,,完了\n"})
	in := must(t, dir, map[string]source.Source{"instructions": {Files: []string{"i.csv"}, Values: map[string]map[string][]string{"status": {"open": {"様子見"}}}}})
	got := dump(t, in, "instructions", "instruction_id", "issued", "salesperson", "client", "trigger", "due", "implemented", "status")
	want := "I1 | 2026-10-01 | 田中 | 見本商事 | price_increase | 2026-10-20 | 2026-10-10 | implemented\nI2 | 2026-10-01 | - | 見本商事 | stock_shortage | - | - | open\nI6 | 2026-10-01 | 田中 | - | price_increase | - | - | open\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var reasons []string
	for _, e := range in.RowErrors() {
		reasons = append(reasons, e.Cells[0].Name+" "+e.Cells[0].Reason.Code())
	}
	if diff := cmp.Diff([]string{"trigger unknown_word", "implemented ends_before_start", "status unknown_word", "instruction_id empty"}, reasons); diff != "" {
		t.Errorf("row errors (-want +got):\n%s", diff)
	}
}
