package interpret_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestExportCut: a file with the very number of rows at which exports stop is said, under
// headings in both languages; one row more or less is not.
func TestExportCut(t *testing.T) {
	for _, head := range []string{"line_id,date,salesperson,client,list_amount,net_amount", "明細番号,日付,担当者名,得意先名,定価金額,金額"} {
		for n, want := range map[int]bool{1999: false, 2000: true, 2001: false, 5000: true, 10_000: true, 12_000: false, 65_535: true, 65_536: true, 65_537: false} {
			var b strings.Builder
			b.WriteString(head + "\n")
			for i := range n {
				fmt.Fprintf(&b, "L%d,2026-10-%02d,Abe,Foo,1000,950\n", i, 1+i%28)
			}
			in, err := open(t, map[string]string{"d.csv": b.String()}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := warns(in, "export_cut"); got != want {
				t.Errorf("%d rows under %s: %v", n, head, got)
			}
		}
	}
}
