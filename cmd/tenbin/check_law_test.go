package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/month"
)

// lawConfig reads the planted files; %s is the ending of their form.
const lawConfig = `version: 1
company: 見本商事
language: en
date_basis: invoice
window_months: 3
l_min: 50000
limits: {unusable_share: 1}
sources:
  deals:
    - files: [deals-2026-09%[1]s, deals-2026-10%[1]s]
      join:
        - files: [goods%[1]s]
          on: {product: product}
          take: {category: category}
  roster:
    - files: [roster%[1]s]
  policy:
    - files: [policy%[1]s]
`

// lawFiles plants, by hand, every class of row and every reason for leaving a line out,
// each a number of times that no other has:
//
//	records        91  13 scored, 1 to 9 of each reason left out, 10 to 12 not scored
//	row errors      6  2 no number, 1 no day, 1 without client, 2 of one id
//	furniture       7  3 totals, 2 footers, 1 blank row, 1 tail of 500 blank rows
//	repeated        4, superseded 2, helper 5
func lawFiles() map[string][][]string {
	deals := []string{"line_id", "date", "recorded_at", "salesperson", "client", "product", "stage", "kind", "reason", "list_amount", "net_amount"}
	good := map[string]string{"date": "2026-10-05", "salesperson": "E1", "client": "Kita", "product": "P1", "list_amount": "1000000", "net_amount": "950000"}
	next := 0
	line := func(change map[string]string) []string {
		next++
		row := make([]string, len(deals))
		for i, c := range deals {
			row[i] = good[c]
			if v, ok := change[c]; ok {
				row[i] = v
			}
		}
		if row[0] == "" {
			row[0] = fmt.Sprintf("L%03d", next)
		}
		return row
	}
	only := func(text string) []string { // furniture: a row with text in one cell
		row := make([]string, len(deals))
		row[0] = text
		return row
	}
	september, october := [][]string{deals}, [][]string{deals}
	plant := func(times int, change map[string]string) {
		for range times {
			october = append(october, line(change))
		}
	}

	plant(7, nil) // scored
	for i := range 4 {
		row := line(map[string]string{"line_id": fmt.Sprintf("R%d", i), "date": "2026-09-10"})
		september, october = append(september, row), append(october, row) // one repeated, one scored
	}
	for i := range 2 {
		id := fmt.Sprintf("S%d", i)
		september = append(september, line(map[string]string{"line_id": id, "date": "2026-09-11", "list_amount": "31000000"})) // superseded
		october = append(october, line(map[string]string{"line_id": id, "date": "2026-09-11"}))                                // scored
	}
	plant(1, map[string]string{"date": "2026-07-31", "list_amount": "10001"})
	plant(1, map[string]string{"date": "2026-11-01", "list_amount": "10005"})
	plant(1, map[string]string{"recorded_at": "2026-11-02T09:00:00", "list_amount": "10005"})
	plant(3, map[string]string{"stage": "open", "list_amount": "10033"})
	plant(4, map[string]string{"stage": "lost", "list_amount": "10250", "net_amount": "0"})
	plant(5, map[string]string{"list_amount": "0", "net_amount": "7"})
	plant(6, map[string]string{"salesperson": "", "list_amount": "3500"})
	plant(7, map[string]string{"salesperson": "E2", "date": "2026-09-30", "list_amount": "40000"})
	plant(8, map[string]string{"net_amount": "", "list_amount": "5126"})
	plant(9, map[string]string{"kind": "return", "client": "Nowhere", "list_amount": "601", "net_amount": "-601"})
	plant(10, map[string]string{"product": "P9", "list_amount": "60100"}) // its category has no policy
	plant(11, map[string]string{"list_amount": "701", "net_amount": "700"})
	plant(12, map[string]string{"kind": "credit_note", "reason": "quality", "list_amount": "", "net_amount": "-1000"})

	september = append(september, only("小計"), make([]string, len(deals)))
	plant(2, map[string]string{"list_amount": "many"})
	plant(1, map[string]string{"date": "2026-10-32"})
	plant(1, map[string]string{"client": ""})
	plant(1, map[string]string{"line_id": "D1", "net_amount": "900000"})
	plant(1, map[string]string{"line_id": "D1", "net_amount": "800000"})
	total := only("合計")
	total[9], total[10] = "99999999", "88888888"
	october = append(october, total, only("Grand Total"), only("Confidential Information - Do Not Distribute"), only("Copyright (c) 2000-2026 salesforce.com"))
	for range 500 {
		october = append(october, make([]string, len(deals)))
	}
	return map[string][][]string{
		"deals-2026-09": september,
		"deals-2026-10": october,
		"goods":         {{"product", "category"}, {"P1", "A"}, {"P2", "A"}, {"P3", "A"}, {"P4", "A"}, {"P9", "Z"}},
		"roster":        {{"salesperson", "name", "from"}, {"E1", "Abe", "2020-04-01"}, {"E2", "Baba", "2026-10-01"}},
		"policy":        {{"category", "authorised_rate"}, {"A", "0.05"}},
	}
}

// TestLawOfRows reads the planted files in each form: every row has one class, and the
// list amount of the records is measured or left out by reason, as it was planted.
func TestLawOfRows(t *testing.T) {
	leftOut := map[string][2]int64{ // rows and list amount, by the words of the workbook
		"Left out: before the window": {1, 10_001}, "Left out: after the cut-off": {2, 20_010}, "Left out: deal still open": {3, 30_099},
		"Left out: deal lost": {4, 41_000}, "Left out: list price not positive": {5, 0}, "Left out: no salesperson": {6, 21_000},
		"Left out: before the salesperson's start": {7, 280_000}, "Left out: no price": {8, 41_008}, "Left out: return without its line": {9, 5_409},
		"Measured, not scored: no authorised discount known": {10, 0}, "Measured, not scored: small line": {11, 0}, "Measured, not scored: for a reason other than price": {12, 0},
		"Lines read": {91, 14_057_238}, "Lines measured": {46, 13_608_711},
	}
	inputs := map[string]any{"rows_read": 118., "records": 94., "row_errors": 6., "furniture": 7., "helper": 5., "repeated": 4., "superseded": 2.,
		"lines_read": 91., "lines_measured": 46., "lines_scored": 13., "list_amount_read": 14_057_238., "list_amount_measured": 13_608_711.,
		"lines_left_out": map[string]any{"before_window": 1., "after_cut_off": 2., "stage_open": 3., "stage_lost": 4., "not_positive_list": 5., "no_person": 6.,
			"before_person": 7., "no_price": 8., "return_unmatched": 9.},
		"lines_not_scored":  map[string]any{"no_policy": 10., "below_l_min": 11., "not_price_reason": 12.},
		"instructions_read": 0., "instructions_scored": 0.}
	for _, form := range exportForms {
		t.Run(form.ending, func(t *testing.T) {
			dir := t.TempDir()
			files := lawFiles()
			for name, rows := range files {
				form.write(t, filepath.Join(dir, name+form.ending), rows)
			}
			writeFile(t, filepath.Join(dir, config.DefaultName), []byte(fmt.Sprintf(lawConfig, form.ending)))
			out := filepath.Join(dir, "out")
			var stdout, stderr bytes.Buffer
			if code := run([]string{"run", "--config", filepath.Join(dir, config.DefaultName), "--month", "2026-10", "--out", out},
				host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitWarnings {
				t.Fatalf("exit code %d: %s", code, stderr.String())
			}
			var a struct{ Inputs map[string]any }
			text, err := os.ReadFile(filepath.Join(out, "2026-10", "v1", filepath.FromSlash(month.AssessmentPath)))
			if err == nil {
				err = json.Unmarshal(text, &a)
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(inputs, a.Inputs); diff != "" {
				t.Errorf("inputs (-want +got):\n%s", diff)
			}
			got, deals := summaryOf(t, filepath.Join(out, "2026-10", "v1", "operator", "data-quality.xlsx"))
			for key := range got {
				if _, ok := leftOut[key]; !ok {
					delete(got, key)
				}
			}
			if diff := cmp.Diff(leftOut, got); diff != "" {
				t.Errorf("lines and money (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]int64{110, 91, 6, 7, 0, 4, 2}, deals); diff != "" {
				t.Errorf("rows of deals: read, used, not used, outside, helper, repeated, superseded (-want +got):\n%s", diff)
			}
		})
	}
}

// summaryOf reads the first sheet of a data-quality workbook: rows and money by what
// stands before them, and the counts of the deals.
func summaryOf(t *testing.T, path string) (lines map[string][2]int64, deals []int64) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	lines = map[string][2]int64{}
	for _, r := range rows {
		var numbers []int64
		for _, text := range r[min(1, len(r)):] {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil {
				numbers = append(numbers, n)
			}
		}
		switch {
		case len(numbers) == 7 && strings.TrimSpace(r[0]) == "deals":
			deals = numbers
		case len(numbers) == 1:
			lines[r[0]] = [2]int64{numbers[0], 0}
		case len(numbers) == 2:
			lines[r[0]] = [2]int64{numbers[0], numbers[1]}
		}
	}
	return lines, deals
}
