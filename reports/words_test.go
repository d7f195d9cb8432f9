package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/excel"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// forbidden are words that no sheet says.
func forbidden(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("words", "testdata", "forbidden.txt"))
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(list) < 20 {
		t.Fatalf("only %d forbidden words", len(list))
	}
	return list
}

// TestForbiddenWords looks through every cell of every workbook.
func TestForbiddenWords(t *testing.T) {
	list := forbidden(t)
	for _, l := range words.Languages {
		for _, m := range reporttest.Managers {
			reporttest.EachCell(t, managerBook(t, m, reader.Stamp{Version: 1, Trial: true}, l), func(sheet, cell, text string) {
				for _, w := range list {
					if strings.Contains(strings.ToLower(text), w) {
						t.Errorf("%s!%s says %q: %s", sheet, cell, w, text)
					}
				}
			})
		}
	}
}

// TestPageOne: page one of every manager fits one page of A4 in landscape at a scale
// that leaves every letter at 9 points or more, in Excel and where Yu Gothic is
// missing.
func TestPageOne(t *testing.T) {
	one, err := reader.IndexOf(reporttest.Company()).Team(reporttest.Managers[0], reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	width := 0.
	for _, c := range manager.Sheets(one)[0].Columns {
		width += c.Width
	}
	for _, digit := range []float64{8, 9.33} { // pixels: Yu Gothic 11, DejaVu Sans 11
		if w := width * digit * .75; w > sheet.PageWidth {
			t.Errorf("page one is %.0f points wide with digits of %.2f pixels, the page %.0f", w, digit, sheet.PageWidth)
		}
	}
	for _, l := range words.Languages {
		for _, m := range reporttest.Managers {
			v, err := reader.IndexOf(reporttest.Company()).Team(m, reporttest.Stamp, l)
			if err != nil {
				t.Fatal(err)
			}
			if s := manager.Sheets(v)[0]; !manager.Fits(v, s.Body) {
				t.Errorf("%s, %s: page one is higher than its page", m, l)
			}
			f := managerBook(t, m, reporttest.Stamp, l)
			page := f.GetSheetList()[0]
			layout, err := f.GetPageLayout(page)
			if err != nil {
				t.Fatal(err)
			}
			if *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 1 {
				t.Errorf("%s, %s: page one is not one A4 page in landscape", m, l)
			}
			height := 0.
			rows, err := f.GetRows(page)
			if err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				h, err := f.GetRowHeight(page, i+1)
				if err != nil {
					t.Fatal(err)
				}
				height += h
			}
			if height > sheet.PageHeight {
				t.Errorf("%s, %s: the rows of page one are %.0f points high, the page %.0f", m, l, height, sheet.PageHeight)
			}
			checkFonts(t, f, page)
		}
	}
}

// checkFonts: on page one no font is smaller than 9 points on paper, on no sheet
// smaller than 9 points on the screen, and every font is the Japanese one.
func checkFonts(t *testing.T, f *excelize.File, page string) {
	t.Helper()
	reporttest.EachCell(t, f, func(name, cell, text string) {
		id, err := f.GetCellStyle(name, cell)
		if err != nil {
			t.Fatal(err)
		}
		st, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		size := st.Font.Size
		if name == page {
			size *= sheet.ScaleLeast
		}
		if size < sheet.SmallestPrint-1e-9 || st.Font.Family != excel.FontName {
			t.Errorf("%s!%s: %s %g points: %s", name, cell, st.Font.Family, size, text)
		}
	})
}
