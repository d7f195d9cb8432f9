package manager

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/excel"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// TestTooManyRows: a sheet longer than Excel can show is refused, and a ledger that would
// be is cut and says so.
func TestTooManyRows(t *testing.T) {
	b := &sheet.Book{Language: "en", Sheets: []sheet.Sheet{{Key: "discounts", Name: "Discounts", Columns: []sheet.Column{{Key: "col.person", Width: 8}},
		Long: &sheet.Long{Rows: excelize.TotalRows + 1, Row: func(_ int, to []sheet.Cell) []sheet.Cell { return append(to, sheet.Count(1)) }}}}}
	if err := excel.Write(io.Discard, b); err == nil || !strings.Contains(err.Error(), "1048576") {
		t.Errorf("%v", err)
	}
	for _, l := range words.Languages {
		v, err := reader.IndexOf(reporttest.OneTeam()).Team("M-101", reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		whole := discountLedger(v)
		v.Lines = slices.Repeat(v.Lines[:1], ledgerRows+7)
		s := discountLedger(v)
		if said := s.Top[len(s.Top)-1].Cells[0].Text; s.Len() != ledgerRows || len(s.Top) != len(whole.Top)+1 || !strings.Contains(said, "1000007") {
			t.Errorf("%s: %d rows, and it says %q", l, s.Len(), said)
		}
	}
}
