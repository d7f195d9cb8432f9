package reports

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// managerBook is the workbook of one manager of the made-up company, read back.
func managerBook(t *testing.T, manager string, s reader.Stamp, language string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := BooksOf(reporttest.Company()).Manager(&b, manager, s, language); err != nil {
		t.Fatal(err)
	}
	return reporttest.Reopen(t, b.Bytes())
}

// sheetOf is the sheet with key, empty where there is none.
func sheetOf(sheets []sheet.Sheet, key string) sheet.Sheet {
	for _, s := range sheets {
		if s.Key == key {
			return s
		}
	}
	return sheet.Sheet{}
}
