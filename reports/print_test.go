package reports

import (
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/division"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// TestPrintSizes: on paper no sheet of the manager's or the division's workbook is
// smaller than 9 points, whatever it is fitted to: the printed columns are summed at the
// width of a digit of Yu Gothic 11.
func TestPrintSizes(t *testing.T) {
	for _, l := range words.Languages {
		a := reporttest.Company()
		for i := range a.StepIn {
			a.StepIn[i].Reply = &assessment.ReplyRow{Reason: "approved", Reply: "部長の承認をいただいています"}
		}
		v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		d, err := reader.IndexOf(reporttest.Company()).Division(reporttest.WholeCompany, reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range append(manager.Sheets(v), division.Sheets(d)...) {
			width := 0.
			for k := range s.Columns[:len(s.Columns)-s.Screen] {
				width += s.Columns[k].Width
			}
			if s.Chart != nil {
				width += (1 + sheet.ChartColumns) * sheet.ChartColumnWidth
			}
			scale := min(1, (sheet.PaperWidth-2*sheet.MarginSide)/(width*sheet.DigitPoints))
			if size := sheet.BodyFont * scale; size < sheet.SmallestPrint {
				t.Errorf("%s: %s prints at %.2f points, %.0f digits wide", l, s.Key, size, width)
			}
		}
	}
}
