package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/xuri/excelize/v2"

	"tenbin/ingest/fault"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Files that stop a run.
func TestFileErrors(t *testing.T) {
	const good = "line_id,date,salesperson,client,list_amount,net_amount\n"
	for _, c := range []struct {
		name, content string
		source        source.Source
		want          error
		says          string
	}{
		{"not found", "", source.Source{Files: []string{"none-*.csv"}}, fault.ErrNotFound, "none-*.csv"},
		{"html", "<!DOCTYPE html><html><body>login</body></html>", source.Source{}, fault.ErrUnreadable, "HTML"},
		{"no table", "a,b,c\n1,2,3\n", source.Source{}, fault.ErrNoTable, "a, b, c"},
		{"missing column", "line_id,date,client,list_amount,net_amount\n1,2026-10-01,C,1,1\n", source.Source{}, fault.ErrMissingColumn, "salesperson"},
		{"no price", "line_id,date,salesperson,client,list_amount\n1,2026-10-01,S,C,1\n", source.Source{}, fault.ErrMissingColumn, "discount_rate"},
		{"configured heading missing", good + "1,2026-10-01,S,C,1,1\n", source.Source{Columns: map[string]source.Column{"region": {From: []string{"地方"}}}}, fault.ErrMissingColumn, "地方"},
		{"empty", good + "\n\n", source.Source{}, fault.ErrEmptyExport, "no row"},
		{"twice", "line_id,date,salesperson,client,list_amount,net_amount,client\n1,2026-10-01,S,C,1,1,D\n", source.Source{}, fault.ErrAmbiguous, "client"},
		{"tax", "line_id,date,salesperson,client,list_amount(税抜),金額(税込)\n1,2026-10-01,S,C,1,1\n", source.Source{}, fault.ErrBasisConflict, "tax"},
		{"tax by its mode", good + strings.Repeat("~,2026-10-01,S,C,1000,1100\n", 15) + strings.Repeat("~,2026-10-01,S,C,500,540\n", 8), source.Source{}, fault.ErrBasisConflict, "1.08"},
		{"unknown column", good + "1,2026-10-01,S,C,1,1\n", source.Source{Columns: map[string]source.Column{"colour": {From: []string{"client"}}}}, fault.ErrBadSource, "colour"},
		{"unknown word", good + "1,2026-10-01,S,C,1,1\n", source.Source{Columns: map[string]source.Column{"stage": {From: []string{"client"}}}, Values: map[string]map[string][]string{"stage": {"winning": {"C"}}}}, fault.ErrBadSource, "winning"},
		{"format", good + "1,2026-10-01,S,C,1,1\n", source.Source{Columns: map[string]source.Column{"date": {From: []string{"date"}, Format: "sideways"}}}, fault.ErrBadSource, "sideways"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := 0; strings.Contains(c.content, "~"); i++ {
				c.content = strings.Replace(c.content, "~", fmt.Sprint(i), 1)
			}
			dir := files(t, map[string]string{"d.csv": c.content})
			if c.source.Files == nil {
				c.source.Files = []string{"d.csv"}
			}
			_, err := yen(t, dir, map[string]source.Source{"deals": c.source})
			var f *fault.FileError
			if !errors.Is(err, c.want) || !errors.As(err, &f) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if !strings.Contains(err.Error(), c.says) || f.In("ja") == f.In("en") || f.ToDo.JA == "" {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

// The same rows, counts and names come out whatever the workers and the order of reading.
func TestWorkersDoNotMatter(t *testing.T) {
	var b strings.Builder
	b.WriteString("date,salesperson,client,product,quantity,list_price,net_price\n")
	for i := range 30000 {
		fmt.Fprintf(&b, "%02d/%02d/2026,Rep %d,Client %d,P%d,%d,%d,%d\n", 1+i%12, 1+i%28, i%17, i%301, i%9, i%5, 100+i%7, 90+i%11)
	}
	dir := files(t, map[string]string{"d1.csv": b.String(), "d2.csv": b.String()[:len(b.String())/2] + "\nx\n"})
	read := func(workers int) string {
		in, err := Open(context.Background(), Sources{Base: dir, Currency: "JPY", Tables: map[string][]source.Source{"deals": {{Files: []string{"d*.csv"}}}}}, workers)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		shards := in.Shards("deals")
		parts := make([]string, len(shards))
		var group sync.WaitGroup
		limit := make(chan struct{}, workers)
		for i := len(shards) - 1; i >= 0; i-- {
			group.Add(1)
			limit <- struct{}{}
			go func() {
				defer group.Done()
				var b strings.Builder
				if err := shards[i].Records(context.Background(), func(r arrow.Record) error { print(&b, r, "deals", nil); return nil }); err != nil {
					t.Error(err)
				}
				parts[i] = b.String()
				<-limit
			}()
		}
		group.Wait()
		return strings.Join(parts, "") + fmt.Sprint(in.Counts(), in.RowErrors(), in.NonData(), in.Remarks(), slices.Sorted(maps.Keys(in.Names().Clients)), in.Names().Clients)
	}
	one, eight := read(1), read(8)
	if one != eight {
		t.Error("1 and 8 workers give different batches")
	}
	if !strings.Contains(one, "~") || strings.Count(one, "\n") != 30000 {
		t.Errorf("%d rows; the second file repeats the first", strings.Count(one, "\n"))
	}
}

// A workbook: title rows, another sheet, real dates, a formula's error, blank tail.
func TestWorkbook(t *testing.T) {
	dir := t.TempDir()
	f := excelize.NewFile()
	defer f.Close()
	set := func(sheet, cell string, v any) {
		t.Helper()
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	set("Sheet1", "A1", "月次報告")
	if _, err := f.NewSheet("明細"); err != nil {
		t.Fatal(err)
	}
	set("明細", "B2", "2026年10月 売上明細")
	for i, h := range []string{"明細ID", "日付", "担当者", "得意先名", "定価", "売値", "値引率"} {
		set("明細", table.ColumnLetters(2+i)+"4", h)
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	for i, price := range []int{1000, 2000, 3000} {
		row := fmt.Sprint(5 + i)
		set("明細", "B"+row, "L"+row)
		set("明細", "C"+row, time.Date(2026, 10, 1+i, 0, 0, 0, 0, time.UTC))
		set("明細", "D"+row, "田中")
		set("明細", "E"+row, "見本商事")
		set("明細", "F"+row, price)
		set("明細", "G"+row, price*9/10)
		set("明細", "H"+row, .1)
		if err := f.SetCellStyle("明細", "H"+row, "H"+row, percent); err != nil {
			t.Fatal(err)
		}
	}
	set("明細", "H7", .2) // the third line contradicts itself
	set("明細", "B8", "合計")
	set("明細", "F8", 6000)
	if err := f.SaveAs(filepath.Join(dir, "売上.xlsx")); err != nil {
		t.Fatal(err)
	}
	in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"*.xlsx"}}})
	got := dump(t, in, "deals", "line_id", "date", "salesperson", "list_amount", "net_amount")
	want := "L5 | 2026-10-01 | 田中 | 1000 | 900\nL6 | 2026-10-02 | 田中 | 2000 | 1800\n"
	if got != want {
		t.Errorf("the workbook reads as\n%swant\n%s", got, want)
	}
	es := in.RowErrors()
	if len(es) != 1 || !strings.HasPrefix(es[0].String(), `売上.xlsx:明細!H7: discount_rate "0.2": the price columns`) {
		t.Errorf("row errors = %v", es)
	}
	if c := in.Counts(); c != (table.Counts{RowsRead: 4, Records: 2, RowErrors: 1, NonData: 1}) {
		t.Errorf("counts = %+v", c)
	}
	if in.Files()[0].Sheet != "明細" {
		t.Errorf("the table was found on %q", in.Files()[0].Sheet)
	}
}

// An encrypted workbook needs the password that a variable holds.
func TestEncryptedWorkbook(t *testing.T) {
	dir := t.TempDir()
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range [][]any{{"line_id", "date", "salesperson", "client", "net_amount"}, {"1", "2026-10-01", "S", "C", 90}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", r+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(filepath.Join(dir, "d.xlsx"), excelize.Options{Password: "sesame"}); err != nil {
		t.Fatal(err)
	}
	const variable = "TENBIN_TEST_PASSWORD"
	open := func(s source.Source) error {
		s.Files = []string{"d.xlsx"}
		_, err := yen(t, dir, map[string]source.Source{"deals": s})
		return err
	}
	if err := open(source.Source{}); !errors.Is(err, fault.ErrUnreadable) || !strings.Contains(err.Error(), "password_env") {
		t.Errorf("without a password: %v", err)
	}
	if err := open(source.Source{PasswordEnv: variable}); !errors.Is(err, fault.ErrBadSource) {
		t.Errorf("with the variable unset: %v", err)
	}
	t.Setenv(variable, "wrong")
	if err := open(source.Source{PasswordEnv: variable}); !errors.Is(err, fault.ErrUnreadable) {
		t.Errorf("with a wrong password: %v", err)
	}
	t.Setenv(variable, "sesame")
	if err := open(source.Source{PasswordEnv: variable}); err != nil {
		t.Errorf("with the password: %v", err)
	}
}
