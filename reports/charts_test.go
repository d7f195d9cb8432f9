package reports

import (
	"strings"
	"testing"

	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// TestAnalysisCharts: the workbook holds each chart beside its own rows.
func TestAnalysisCharts(t *testing.T) {
	f := managerBook(t, "M-101", reporttest.Stamp, "ja")
	n := 0
	f.Pkg.Range(func(k, _ any) bool {
		if strings.HasPrefix(k.(string), "xl/charts/chart") {
			n++
		}
		return true
	})
	v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, s := range manager.Analysis(v) {
		want += len(s.Charts)
		if s.Chart != nil {
			want++
		}
		if i, err := f.GetSheetIndex(v.Words.Text("sheet." + s.Key)); err != nil || i < 0 {
			t.Errorf("sheet %s is not in the workbook", s.Key)
		}
	}
	if n != want || want < 4 {
		t.Errorf("%d charts, want %d", n, want)
	}
}
