package reports

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// managerBook is the workbook of one manager of the made-up company, read back.
func managerBook(t *testing.T, manager string, s Stamp, language string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Manager(&b, madeUp(), manager, s, language); err != nil {
		t.Fatal(err)
	}
	return reopen(t, b.Bytes())
}

func reopen(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// eachCell calls do with every cell that holds something, sheet by sheet, as it is
// shown.
func eachCell(t *testing.T, f *excelize.File, do func(sheet, cell, text string)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for k, text := range row {
				if text == "" {
					continue
				}
				cell, err := excelize.CoordinatesToCellName(k+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				do(sheet, cell, text)
			}
		}
	}
}

// dump is a workbook as text: properties, then per sheet its panes, filter, print set-up and cells.
func dump(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "title %s | subject %s | created %s | modified %s\n", props.Title, props.Subject, props.Created, props.Modified)
	custom, err := f.GetCustomProps()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range custom {
		fmt.Fprintf(&b, "%s = %v\n", p.Name, p.Value)
	}
	names := f.GetDefinedName()
	sort.Slice(names, func(i, j int) bool { return names[i].RefersTo+names[i].Name < names[j].RefersTo+names[j].Name })
	for _, n := range names {
		fmt.Fprintf(&b, "%s → %s\n", n.Name, n.RefersTo)
	}
	last := ""
	eachCell(t, f, func(sheet, cell, text string) {
		if sheet != last {
			h, err := f.GetHeaderFooter(sheet)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "\n=== %s\nheader %s\nfooter %s\n", sheet, h.OddHeader, h.OddFooter)
			last = sheet
		}
		fmt.Fprintf(&b, "%-5s %s\n", cell, strings.TrimRight(strings.ReplaceAll(text, "\n", "⏎"), " "))
	})
	return b.String()
}
