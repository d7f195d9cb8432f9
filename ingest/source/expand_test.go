package source

import (
	"testing"

	"tenbin/ingest/table"
)

func TestNameMonth(t *testing.T) {
	for file, want := range map[string]string{"deals-2026-10.csv": "2026-10", "x/202610売上.xlsx": "2026-10", "2026年9月.csv": "2026-09", "deals_20261031.csv": "2026-10", "deals.csv": "", "2026.csv": "", "v2026-13.csv": "", "order-1234567.csv": ""} {
		got := ""
		if m := NameMonth(file); m >= 0 {
			got = table.Month(m).String()
		}
		if got != want {
			t.Errorf("the month of %s is %q, want %q", file, got, want)
		}
	}
}
