package reports

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/reporttest"
)

// managerBook is the workbook of one manager of the made-up company, read back.
func managerBook(t *testing.T, manager string, s Stamp, language string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Manager(&b, reporttest.Company(), manager, s, language); err != nil {
		t.Fatal(err)
	}
	return reporttest.Reopen(t, b.Bytes())
}
