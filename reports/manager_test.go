package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/table"
	"tenbin/reports/excel"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestManagerGolden compares every cell of a manager's workbook with a readable dump.
func TestManagerGolden(t *testing.T) {
	for _, l := range words.Languages {
		reporttest.Golden(t, "manager-"+l+".txt", reporttest.Dump(t, managerBook(t, "M-101", reporttest.Stamp, l)))
	}
}

// TestManagerSame builds every manager's workbook twice: equal bytes, and small.
func TestManagerSame(t *testing.T) {
	for _, m := range reporttest.Managers {
		for _, l := range words.Languages {
			var x, y bytes.Buffer
			for _, w := range []*bytes.Buffer{&x, &y} {
				if err := BooksOf(reporttest.Company()).Manager(w, m, reader.Stamp{Version: 1}, l); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(x.Bytes(), y.Bytes()) {
				t.Errorf("%s, %s: two runs differ", m, l)
			}
			if x.Len() >= 1<<20 {
				t.Errorf("%s, %s: %d bytes, the limit is 1 MB", m, l, x.Len())
			}
		}
	}
}

// TestManagerOfThirty: the workbook of thirty people stays below 1 MB, page one on
// its page, and lists thirty.
func TestManagerOfThirty(t *testing.T) {
	var b bytes.Buffer
	if err := BooksOf(reporttest.OneTeam()).Manager(&b, "M-101", reporttest.Stamp, "ja"); err != nil {
		t.Fatal(err)
	}
	if b.Len() >= 1<<20 {
		t.Errorf("%d bytes, the limit is 1 MB", b.Len())
	}
	v, err := reader.IndexOf(reporttest.OneTeam()).Team("M-101", reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	sheets := manager.Sheets(v)
	if s := sheetOf(sheets, "ranking"); len(s.Body) != 30 {
		t.Errorf("%d people are listed", len(s.Body))
	}
	if !manager.Fits(v, sheets[0].Body) {
		t.Error("page one does not fit")
	}
}

// TestManagerOwnTeamOnly: no name of another team stands in any cell, nor the
// manager's own rows.
func TestManagerOwnTeamOnly(t *testing.T) {
	a := reporttest.Company()
	for _, m := range reporttest.Managers {
		f := managerBook(t, m, reader.Stamp{Version: 1}, "ja")
		for i := range a.People {
			p := &a.People[i]
			if p.Manager == table.ManagerID(m) && p.ID != table.PersonID(m) {
				continue
			}
			reporttest.EachCell(t, f, func(sheet, cell, text string) {
				// The reader stands in the header, and on a talk card as who comes along.
				named := strings.Contains(text, p.Name) && !(p.ID == table.PersonID(m) && (strings.Contains(text, "取扱注意") || sheet == "トークカード"))
				if named || strings.Contains(text, string(p.ID)) && p.ID != table.PersonID(m) {
					t.Errorf("%s sees %s in %s!%s: %s", m, p.ID, sheet, cell, text)
				}
			})
		}
	}
	if err := BooksOf(a).Manager(&bytes.Buffer{}, "M-999", reader.Stamp{}, "ja"); err == nil {
		t.Error("a manager of nobody gets a workbook")
	}
	if err := BooksOf(a).Manager(&bytes.Buffer{}, "M-101", reader.Stamp{}, "fr"); err == nil {
		t.Error("a language that is not there is accepted")
	}
}

// TestStamps: every sheet says what it may not be used for, a trial says so on every
// page, and the properties name schema, run and audience.
func TestStamps(t *testing.T) {
	for _, l := range words.Languages {
		c, err := words.Of(l)
		if err != nil {
			t.Fatal(err)
		}
		for _, trial := range []bool{false, true} {
			f := managerBook(t, "M-102", reader.Stamp{Version: 2, Trial: trial}, l)
			for _, sheet := range f.GetSheetList() {
				h, err := f.GetHeaderFooter(sheet)
				if err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(h.OddFooter, c.Text("stamp.never")) {
					t.Errorf("%s: footer %q", sheet, h.OddFooter)
				}
				if strings.Contains(h.OddHeader, c.Text("stamp.trial")) != trial {
					t.Errorf("%s, trial %v: header %q", sheet, trial, h.OddHeader)
				}
				if len([]rune(h.OddHeader)) > 255 || len([]rune(h.OddFooter)) > 255 {
					t.Errorf("%s: header or footer is longer than Excel keeps", sheet)
				}
			}
			custom, err := f.GetCustomProps()
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]any{}
			for _, p := range custom {
				got[p.Name] = p.Value
			}
			if got["tenbin.schema"] != int32(1) || got["tenbin.run_id"] != reporttest.Company().RunID || got["tenbin.audience"] != "manager:M-102" {
				t.Errorf("properties %v", got)
			}
		}
	}
}

// TestInjection: text that begins like a formula stays text.
func TestInjection(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://example.com\")"} {
		a := reporttest.Company()
		for i := range a.Instructions {
			a.Instructions[i].Text = s
		}
		for i := range a.People {
			a.People[i].Name = s
		}
		for i := range a.Pairs {
			a.Pairs[i].ClientName = s
		}
		var b bytes.Buffer
		if err := BooksOf(a).Manager(&b, "M-101", reader.Stamp{}, "ja"); err != nil {
			t.Fatal(err)
		}
		f := reporttest.Reopen(t, b.Bytes())
		found := 0
		reporttest.EachCell(t, f, func(sheet, cell, text string) {
			if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
				t.Errorf("%s!%s holds the formula %q (%v)", sheet, cell, formula, err)
			}
			if text == excel.Clean(s) {
				found++
				if kind, err := f.GetCellType(sheet, cell); err != nil || kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					t.Errorf("%s!%s: %q is no string cell", sheet, cell, text)
				}
			}
		})
		if found < 10 {
			t.Errorf("%q was found in %d cells", s, found)
		}
	}
}
