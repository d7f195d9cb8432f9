package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
)

// TestExportsInWords plays exports of systems and habits that no generator of faults makes:
// each is read right, with the sentence that a person needs, or refused with one that says
// why. The kinds that change single cells and lines are those of TestExportFaults.
func TestExportsInWords(t *testing.T) {
	const (
		head  = "Order ID,Order Date,Customer,Sales Rep,Product,Quantity,List Price,Net Price\n"
		plain = "伝票No,日付,得意先名,担当者名,品名,数量,定価,売値\nK1,2026/10/02,東和製作,片桐 直,歯車,2,3000,2700\nK2,2026/10/05,南海機工,大野 楓,歯車,1,3000,3000\n"
	)
	for _, c := range []struct {
		name           string
		files          map[string]string // table-anything → text
		code           int
		list, conceded int64
		says           string
	}{
		{"months as columns", map[string]string{"deals": "担当者名,得意先名,商品,2026年9月,2026年10月\n片桐 直,東和製作,歯車,900,800\n"}, cli.ExitBlocked, 0, 0, "its months stand as columns (2026年9月 and 1 more)"},
		{"months as columns, in English", map[string]string{"deals": "Sales Rep,Customer,Product,Sep 2026,Oct 2026\nRay Kim,Doe Inc,Gear,900,800\n"}, cli.ExitBlocked, 0, 0, "its months stand as columns (Sep 2026 and 1 more)"},
		{"rows narrower than the heading", map[string]string{"deals": "Order ID,Order Date,Sales Rep,Account Name,Amount Currency,List Amount,Net Amount\nA1,2026-10-01,Kim,Doe Inc,100,95\nA2,2026-10-02,Kim,Roe Inc,100,95\n"}, cli.ExitBlocked, 0, 0, "no row of the deals can be used; 2 of 2: the number of fields differs from the heading"},
		{"every date of a kind nobody knows", map[string]string{"deals": head + "A1,week 40,Doe Inc,Kim,Gear,1,100,90\nA2,week 41,Roe Inc,Kim,Gear,1,100,90\n"}, cli.ExitBlocked, 0, 0, "no row of the deals can be used; 2 of 2: cannot be read as a date"},
		{"one heading twice", map[string]string{"deals": "伝票No,日付,得意先名,担当者名,担当者名,数量,定価,金額\nK1,2026/10/02,東和製作,片桐 直,先方 某,1,100,90\n"}, cli.ExitBlocked, 0, 0, `the heading "担当者名" for salesperson stands there more than once`},
		{"no price that was paid", map[string]string{"deals": "Order ID,Order Date,Customer,Sales Rep,Quantity,List Price,Colour\nA1,2026-10-01,Doe Inc,Kim,1,100,red\n"}, cli.ExitBlocked, 0, 0, "deals lacks the column net_amount | net_price | discount_rate | discount_amount"},
		{"sep line, byte order mark, decimal comma", map[string]string{"deals": "\ufeffsep=;\nOrder ID;Order Date;Customer;Sales Rep;Product;Quantity;List Price;Net Price\nA1;01.10.2026;Doe Inc;Kim;Gear;1;2.000,00;1.900,00\nA2;13.10.2026;Roe Inc;Kim;Gear;2;1.000,00;1.000,00\n"}, cli.ExitWarnings, 4000, 100, ""},
		{"days that fit two orders", map[string]string{"deals": head + "A1,10/03/2026,Doe Inc,Kim,Gear,1,1000,900\nA2,10/04/2026,Roe Inc,Lee,Gear,1,1000,1000\n"}, cli.ExitWarnings, 2000, 100, ""},
		{"deals of all stages", map[string]string{"deals": "Opportunity ID,Close Date,Account Name,Opportunity Owner,Stage,Product Name,Quantity,List Price,Sales Price\n1,2026-10-03,Doe Inc,Kim,Closed Won,Gear,2,500,450\n2,2026-10-09,Roe Inc,Lee,Needs Analysis,Gear,2,500,100\n3,2026-10-10,Roe Inc,Lee,Closed Lost,Gear,9,500,100\n"}, cli.ExitWarnings, 1000, 100, ""},
		{"blank columns and titles of divisions between", map[string]string{"deals": ",,,,,,,\n営業二課,,,,,,,\n" + plain + ",,,,,,,\n営業三課,,,,,,,\n伝票No,日付,得意先名,担当者名,品名,数量,定価,売値\nK3,2026/10/06,北陸金属,片桐 直,歯車,1,3000,2900\n"}, cli.ExitWarnings, 12000, 700, ""},
		{"most of the money cannot be read", map[string]string{"deals": head + "A1,2026-10-03,Doe Inc,Kim,Gear,1,9000,EUR 100\nA2,2026-10-04,Roe Inc,Kim,Gear,1,9000,EUR 100\nA3,2026-10-04,Poe Inc,Lee,Gear,1,9000,EUR 100\nA4,2026-10-05,Roe Inc,Lee,Gear,1,100,100\n"}, cli.ExitBlocked, 0, 0, "of the money stands on 3 rows that cannot be used"},
		{"words for nothing in names", map[string]string{"deals": head + "A1,2026-10-03,Doe Inc,Kim,Gear,1,1000,900\nA2,2026-10-04,Roe Inc,Lee,N/A,1,1000,1000\nA3,2026-10-05,Nahum Ltd,Nan Null,Gear,1,1000,1000\n"}, cli.ExitWarnings, 3000, 100, ""},
		{"an action log", map[string]string{"deals": plain, "instructions": "#,Action,Owner,Raised By,Date Raised,Due Date,Status,Date Closed\n1,Tell Doe of the new price,片桐 直,Boss,2026-09-01,2026-09-20,In Progress,\n2,Tell Roe,大野 楓,Boss,2026-09-02,ASAP,Done,2026-09-09\n"}, cli.ExitWarnings, 9000, 600, "instructions 1 file, 2 rows used"},
		{"tasks of Salesforce", map[string]string{"deals": plain, "instructions": "Activity ID,Created Date,Assigned,Created By,Company / Account,Subject,Due Date,Status,Completed Date/Time\nT1,2026-09-01,片桐 直,Boss,東和製作,Announce the price,2026-09-15,In Progress,\nT2,2026-09-02,大野 楓,Boss,南海機工,Explain the delay,2026-09-20,Completed,2026-09-10 09:12\n"}, cli.ExitDone, 9000, 600, "instructions 1 file, 2 rows used"},
		{"a log of coaching", map[string]string{"deals": plain, "coaching": "計画番号,対象者,テーマ,コーチ,開始日,終了日,予定回数,本人合意\nP1,片桐 直,価格交渉,上村,2026/09/01,2026/12/31,6,済\n", "sessions": "計画番号,日付,分,種別,コーチ,実施\nP1,2026/09/10,60分,ロープレ,上村,実施\nP1,2026/09/17,1時間,ロープレ,上村,未実施\n"}, cli.ExitWarnings, 9000, 600, "sessions 1 file, 2 rows used"},
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
			if code == cli.ExitBlocked {
				return
			}
			text, err := os.ReadFile(filepath.Join(out, "2026-10", "v1", "operator", "assessment.json"))
			if err != nil {
				t.Fatal(err)
			}
			var a struct {
				Totals struct {
					List     int64 `json:"list_amount"`
					Conceded int64 `json:"conceded_amount"`
				}
			}
			if err := json.Unmarshal(text, &a); err != nil {
				t.Fatal(err)
			}
			if a.Totals.List != c.list || a.Totals.Conceded != c.conceded {
				t.Errorf("list %d, conceded %d; want %d, %d\n%s", a.Totals.List, a.Totals.Conceded, c.list, c.conceded, stderr.String())
			}
		})
	}
}
