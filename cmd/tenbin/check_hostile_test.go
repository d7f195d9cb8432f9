package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
)

const hostileConfig = `version: 1
company: 見本商事
language: en
sources:
  deals:
    - files: [%s]
%s  instructions:
    - files: [instructions.csv]
`

// hostileBooks are broken, odd and hostile workbooks: each is read right, with the number
// of lines given, or refused with the sentence given.
func hostileBooks(t *testing.T) []hostileBook {
	b := func() *dealBook { return newDeals(t) }
	pivot := func() []byte {
		x := b()
		x.must(x.f.SetSheetName("Sheet1", "ピボット"))
		for r := 1; r <= 7; r++ {
			x.must(x.f.RemoveRow("ピボット", 1))
		}
		x.row("ピボット", 1, "合計 / net_amount", "列ラベル")
		x.row("ピボット", 2, "行ラベル", "Kita", "総計")
		x.row("ピボット", 3, "Abe", 5700, 5700)
		x.row("ピボット", 4, "総計", 5700, 5700)
		_, err := x.f.NewSheet("明細")
		x.must(err)
		x.lines("明細", 1)
		return x.bytes()
	}
	titled := func() []byte {
		x := b()
		for r := 1; r <= 7; r++ {
			x.must(x.f.RemoveRow("Sheet1", 1))
		}
		x.row("Sheet1", 1, "売上明細表(確定)")
		x.must(x.f.MergeCell("Sheet1", "A1", "G2"))
		x.row("Sheet1", 3, "出力日:2026/11/02", "", "作成:営業管理")
		x.must(x.f.MergeCell("Sheet1", "C3", "G3"))
		x.lines("Sheet1", 5)
		return x.bytes()
	}
	tail := func() []byte {
		var rows strings.Builder
		for r := 8; r < 60008; r++ {
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"/><c r="G%d"/></row>`, r, r, r)
		}
		return b().replaced("</sheetData>", rows.String()+"</sheetData>")
	}
	swapped := b().sheetWith(func(s string) string {
		rows := regexp.MustCompile(`<row r="[34]".*?</row>`).FindAllString(s, -1)
		return strings.Replace(s, rows[0]+rows[1], rows[1]+rows[0], 1)
	})
	plain := b().bytes()
	return []hostileBook{
		// Read right.
		{"as it should be", plain, "", cli.ExitDone, 6, ""},
		{"merged title rows", titled(), "", cli.ExitDone, 6, ""},
		{"a pivot sheet first", pivot(), "", cli.ExitDone, 6, ""},
		{"60,000 blank rows at the end", tail(), "", cli.ExitDone, 6, ""},
		{"formats 27 to 36 and 50 to 58", dateBook(t, false), "", cli.ExitWarnings, 17, `^warning: 2 rows could not be used`},
		{"the same counted from 1904", dateBook(t, true), "", cli.ExitWarnings, 17, `^warning: 2 rows could not be used`},
		{"a formula without its result", b().cell("F3", `<c r="F3"><f>E3*0.95</f></c>`), "", cli.ExitWarnings, 5, `^warning: 1 rows? could not be used \(deals.xlsx:Sheet1!3\)`},
		{"an error cell", b().cell("F3", `<c r="F3" t="e"><v>#REF!</v></c>`), "", cli.ExitWarnings, 5, `^warning: 1 rows? could not be used \(deals.xlsx:Sheet1!3\)`},
		{"a password that everybody has", encrypted(t, "readonly.xlsx"), "", cli.ExitDone, 1, ""},
		{"the standard scheme with its password", encrypted(t, "standard.xlsx"), "pass word", cli.ExitDone, 1, ""},
		{"the agile scheme with its password", encrypted(t, "agile.xlsx"), "pass word", cli.ExitDone, 1, ""},

		// Refused.
		{"the standard scheme without a password", encrypted(t, "standard.xlsx"), "", cli.ExitBlocked, 0, `^tenbin: the workbook is encrypted and no password was given \(deals.xlsx\): name the variable`},
		{"the agile scheme without a password", encrypted(t, "agile.xlsx"), "", cli.ExitBlocked, 0, `^tenbin: the workbook is encrypted and no password was given \(deals.xlsx\): name the variable`},
		{"the standard scheme with another password", encrypted(t, "standard.xlsx"), "another", cli.ExitBlocked, 0, `^tenbin: .* the password does not open it \(deals.xlsx\): check the value`},
		{"the agile scheme with another password", encrypted(t, "agile.xlsx"), "another", cli.ExitBlocked, 0, `^tenbin: .* the password does not open it \(deals.xlsx\): check the value`},
		{"DES", encrypted(t, "des.xlsx"), "pass word", cli.ExitBlocked, 0, `^tenbin: .* encrypted in a way that cannot be opened here.* \(deals.xlsx\): open it in Excel`},
		{"RC4", encrypted(t, "rc4.xlsx"), "pass word", cli.ExitBlocked, 0, `^tenbin: .* encrypted in a way that cannot be opened here.* \(deals.xlsx\): open it in Excel`},
		{"a certificate", encrypted(t, "certificate.xlsx"), "", cli.ExitBlocked, 0, `^tenbin: .* encrypted in a way that cannot be opened here.* \(deals.xlsx\): open it in Excel`},
		{"an old .xls", encrypted(t, "old.xls"), "", cli.ExitBlocked, 0, `^tenbin: this is an old Excel file \(.xls\) \(deals.xlsx\): open it in Excel and save it as .xlsx`},
		{"a truncated sheet", b().sheetWith(func(s string) string { return s[:strings.Index(s, `<row r="5"`)] }), "", cli.ExitBlocked, 0, `^tenbin: the workbook is damaged or ends too early: .* \(deals.xlsx\): export or save it again$`},
		{"half a file", plain[:len(plain)/2], "", cli.ExitBlocked, 0, `^tenbin: the workbook is damaged or ends too early.* \(deals.xlsx\): export or save it again$`},
		{"rows out of order", swapped, "", cli.ExitBlocked, 0, `out of order or repeated: .*row 3 comes after row 4 \(deals.xlsx\): export`},
		{"a row twice", b().replaced(`<row r="4"`, `<row r="3"`), "", cli.ExitBlocked, 0, `out of order or repeated: .*row 3 comes after row 3 \(deals.xlsx\): export`},
		{"a huge row number", b().replaced(`<row r="7"`, `<row r="99999999"`), "", cli.ExitBlocked, 0, `limits.rows: 99999999, allowed 1048576 \(deals.xlsx\): if the file is right, raise limits.rows`},
		{"a shared string out of range", b().cell("C3", `<c r="C3" t="s"><v>999</v></c>`), "", cli.ExitBlocked, 0, `^tenbin: the workbook is damaged or ends too early: .*C3`},
		{"a part twice in the zip", rezip(t, plain, func(_, s string) string { return s }, sheetPart), "", cli.ExitBlocked, 0, `^tenbin: the workbook is damaged or ends too early: it holds two parts called xl/worksheets/sheet1.xml`},
		{"a zip bomb", b().replaced("</sheetData>", strings.Repeat(" ", 48<<20)+"</sheetData>"), "", cli.ExitBlocked, 0, `limits.ratio`},
		{"a cell of 2 MiB", b().cell("D3", `<c r="D3" t="str"><v>`+strings.Repeat("x ", 1<<20)+`</v></c>`), "", cli.ExitBlocked, 0, `limits.(cell|ratio)`},
		{"an external entity", b().sheetWith(func(s string) string {
			return strings.Replace(s, "<worksheet", `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet`, 1)
		}), "", cli.ExitBlocked, 0, `^tenbin: the file is no workbook`},
		{"a web page", []byte("<html><body><form>Login</form></body></html>"), "", cli.ExitBlocked, 0, `^tenbin: this is an HTML page, not a table`},
		{"a table of a web page", []byte("<html><body><table><tr><td>A</td><td>B</td></tr></table></body></html>"), "", cli.ExitBlocked, 0, `^tenbin: this is an HTML table under the name of a workbook`},
	}
}

type hostileBook struct {
	name     string
	content  []byte
	password string
	exit     int
	lines    int64  // lines read, where it is read
	says     string // on stderr
}

// TestHostileBooks checks each through the program: exit code and sentence, within
// 20 seconds and 384 MiB of everything ever allocated.
func TestHostileBooks(t *testing.T) {
	for i, c := range hostileBooks(t) {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, "deals.xlsx"), c.content)
			writeFile(t, filepath.Join(dir, "instructions.csv"), []byte("instruction_id,issued,salesperson,client,trigger,due,implemented,status\nI1,2026-10-03,Abe,Kita,price_increase,2026-10-30,2026-10-20,implemented\n"))
			password := ""
			if c.password != "" {
				variable := "TENBIN_TEST_PASSWORD_" + strconv.Itoa(i)
				t.Setenv(variable, c.password)
				password = "      password_env: " + variable + "\n"
			}
			writeFile(t, filepath.Join(dir, config.DefaultName), []byte(fmt.Sprintf(hostileConfig, "deals.xlsx", password)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var stdout, stderr bytes.Buffer
			ended := make(chan int, 1)
			go func() {
				ended <- run([]string{"check", "--config", filepath.Join(dir, config.DefaultName), "--month", "2026-10", "--out", filepath.Join(dir, "out"), "--lang", "en"},
					host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }})
			}()
			select {
			case code := <-ended:
				if code != c.exit {
					t.Errorf("exit code %d, want %d: %s", code, c.exit, stderr.String())
				}
			case <-time.After(20 * time.Second):
				t.Fatal("still reading after 20 seconds")
			}
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 384<<20 {
				t.Errorf("%d MiB were allocated", n>>20)
			}
			if c.says != "" && !regexp.MustCompile(`(?m)`+c.says).MatchString(stderr.String()) {
				t.Errorf("says %q, want %s", stderr.String(), c.says)
			}
			if strings.Contains(stderr.String(), "panic") || strings.Contains(stderr.String(), "defect of the program") {
				t.Errorf("says %q", stderr.String())
			}
			path := filepath.Join(dir, "out", "_check", "2026-10", "data-quality.xlsx")
			if lines, _ := summaryOf(t, path); c.exit != cli.ExitBlocked && lines["Lines read"] != [2]int64{c.lines, 1000 * c.lines} {
				t.Errorf("lines read: %v, want %d of 1,000 yen", lines["Lines read"], c.lines)
			}
			if c.exit == cli.ExitBlocked {
				f, err := excelize.OpenFile(path)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				if rows, _ := f.GetRows(f.GetSheetName(0)); !strings.Contains(fmt.Sprint(rows), "deals.xlsx") {
					t.Errorf("the workbook does not name the file: %q", rows)
				}
			}
		})
	}
}
