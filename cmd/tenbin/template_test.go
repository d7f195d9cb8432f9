package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/xuri/excelize/v2"

	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/reports"
	"tenbin/reports/forms"
)

// A sheet of tenbin template, filled in by hand, is read whole without a configuration:
// every column is understood, in either language.
func TestTemplatesAreRead(t *testing.T) {
	for _, name := range forms.Templates() {
		for _, language := range []string{"ja", "en"} {
			t.Run(name+"-"+language, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), name+".xlsx")
				var b bytes.Buffer
				if err := reports.Template(&b, name, language, nil); err != nil {
					t.Fatal(err)
				}
				fillIn(t, &b, path, name, language)
				in, err := ingest.Open(context.Background(), ingest.Sources{Currency: "JPY", Tables: map[string][]ingest.Source{name: {{Files: []string{path}}}}}, 1)
				if err != nil {
					t.Fatal(err)
				}
				defer in.Close()
				schema, _ := table.Named(name)
				rows := 0
				for _, s := range in.Shards(name) {
					err := s.Records(context.Background(), func(r arrow.Record) error {
						for _, column := range forms.TemplateColumns(name) {
							k := schema.Index(column)
							for i := range int(r.NumRows()) {
								if k >= 0 && r.Column(table.FirstColumn+k).IsNull(i) {
									t.Errorf("%s was filled in and is not read", column)
								}
							}
						}
						rows += int(r.NumRows())
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				if c := in.Counts(); c.Records+c.Helper != 1 || c.RowErrors != 0 {
					t.Errorf("the counts are %+v: %+v", c, in.RowErrors())
				}
				if rows != 1 && name != "roster" && name != "policy" {
					t.Errorf("%d rows, want the one filled in", rows)
				}
			})
		}
	}
}

// fillIn puts one row into the blank sheet as a person would: with the words of the
// drop-downs, dates as dates, numbers as numbers.
func fillIn(t *testing.T, blank *bytes.Buffer, path, name, language string) {
	t.Helper()
	f, err := excelize.OpenReader(blank)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	lists := map[string]string{}
	validations, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range validations {
		if v.Type == "list" {
			words := strings.Split(strings.Trim(v.Formula1, `"`), ",")
			lists[strings.TrimRight(strings.Split(v.Sqref, ":")[0], "0123456789")] = words[len(words)-1]
		}
	}
	schema, _ := table.Named(name)
	for k, column := range forms.TemplateColumns(name) {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		at := letter + "2"
		kind := table.Text
		if i := schema.Index(column); i >= 0 {
			kind = schema.Columns[i].Kind
		}
		var value any = "X1"
		switch {
		case lists[letter] != "":
			value = lists[letter]
		case kind == table.Date:
			value = 46100
		case kind == table.Rate:
			value = .05
		case kind == table.Quantity || kind == table.Int:
			value = 3
		case column == "list_price":
			value = 1000
		case column == "net_price":
			value = 950
		}
		if err := f.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// The same sheet has the same bytes each time.
func TestTemplateBytes(t *testing.T) {
	write := func() string {
		var b bytes.Buffer
		for _, name := range forms.Templates() {
			if err := reports.Template(&b, name, "ja", nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := reports.Notice(&b, forms.NoticeFacts{Company: "見本商事"}, "en"); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if first, second := write(), write(); first != second {
		t.Error("two writings differ")
	}
}
