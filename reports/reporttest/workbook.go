package reporttest

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Open reads a workbook that was written.
func Open(t *testing.T, write func(io.Writer) error) (*excelize.File, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, b.Bytes()
}

// Reopen reads a workbook from its bytes.
func Reopen(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// EachCell calls do with every cell that holds something, sheet by sheet, as it is
// shown.
func EachCell(t *testing.T, f *excelize.File, do func(sheet, cell, text string)) {
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

// Dump is a workbook as text: properties, then per sheet its panes, filter, print set-up and cells.
func Dump(t *testing.T, f *excelize.File) string {
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
	EachCell(t, f, func(sheet, cell, text string) {
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
