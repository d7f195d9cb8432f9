package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// typed is a cell that only a workbook can hold.
type typed struct {
	name   string
	value  any    // number, text, day or bool
	format int    // built-in number format, 0 = general
	custom string // or a format in words
	xml    string // what stands in the cell instead: a formula, its result, an error
	column string
	want   string
}

// ofWorkbooks are the forms of the page that text cannot hold: serials under each date
// format, per cent formats, formulas with and without a saved result, error cells.
func ofWorkbooks() []typed {
	list := []typed{
		{"a number", 1234, 0, "", "", "net_amount", "1234"},
		{"a number with separators", 1234, 3, "", "", "net_amount", "1234"},
		{"a number in yen", 1234, 0, `"¥"#,##0;[Red]"¥"-#,##0`, "", "net_amount", "1234"},
		{"a negative number shown in brackets", -1234, 37, "", "", "net_amount", "-1234"},
		{"a negative number shown as ▲", -1234, 0, `#,##0;"▲"#,##0`, "", "net_amount", "-1234"},
		{"a number in exponents", 1.2e3, 11, "", "", "net_amount", "1200"},
		{"a number that no binary fraction holds", .1 + .2, 0, "", "", "quantity", "0.3"},
		{"a number shown in thousands", 1234567, 0, `#,##0,"千円"`, "", "net_amount", "1234567"}, // the value, not the picture
		{"a number saved as text", "1,234", 49, "", "", "net_amount", "1234"},
		{"a rate shown as per cent", .05, 9, "", "", "authorised_rate", "0.05"},
		{"a rate shown with decimals", .125, 10, "", "", "authorised_rate", "0.125"},
		{"a bare fraction", .05, 0, "", "", "authorised_rate", "0.05"},
		{"a day", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), 14, "", "", "date", "2026-04-01"},
		{"a day and an hour", time.Date(2026, 4, 1, 23, 30, 0, 0, time.UTC), 22, "", "", "date", "2026-04-01"},
		{"a day in a format of its own", 46113, 0, `yyyy"年"m"月"d"日"`, "", "date", "2026-04-01"},
		{"a day of an era", 46113, 0, `[$-ja-JP]ggge"年"m"月"d"日"`, "", "date", "2026-04-01"},
		{"a serial without a format", 46113, 0, "", "", "date", "2026-04-01"},
		{"29 February 1900, which was not", 60, 14, "", "", "date", "error not_date"},
		{"day 0", 0, 14, "", "", "date", "error not_date"},
		{"a time of day", .75, 21, "", "", "date", "error not_date"},
		{"a switch where a number is due", true, 0, "", "", "net_amount", "error not_number"},
		{"a formula with its result", 0, 0, "", `<f>600*2+34</f><v>1234</v>`, "net_amount", "1234"},
		{"a formula with a text as result", 0, 0, "", `<f>"1,234"</f><v>1,234</v>`, "net_amount", "1234"},
		{"a formula without a result", 0, 0, "", `<f>600*2+34</f>`, "net_amount", "error no_cache"},
		{"a name by a formula without a result", 0, 0, "", `<f>VLOOKUP(1,A:B,2)</f>`, "client", "error no_cache"},
		{"a day by a formula without a result", 0, 14, "", `<f>TODAY()</f>`, "date", "error no_cache"},
		{"an error where a number is due", 0, 0, "", `<f>1/0</f><v>#DIV/0!</v>`, "net_amount", "error error_cell"},
		{"an error where a rate is due", 0, 0, "", `<v>#VALUE!</v>`, "authorised_rate", "error error_cell"},
		{"an error where a day is due", 0, 0, "", `<v>#REF!</v>`, "date", "error error_cell"},
		{"an error where a name is due", 0, 0, "", `<v>#REF!</v>`, "client", "error error_cell"},
		{"an error where a word is due", 0, 0, "", `<v>#NAME?</v>`, "stage", "error error_cell"},
		{"not available where nothing is needed", 0, 0, "", `<v>#N/A</v>`, "authorised_rate", "-"},
	}
	for id := 27; id <= 58; id++ { // 37 to 49 are formats of numbers
		if id > 36 && id < 50 {
			continue
		}
		value, want := any(46113.75), "2026-04-01"
		if id == 32 || id == 33 { // times of day
			value, want = .75, "error not_date"
		}
		list = append(list, typed{fmt.Sprintf("built-in format %d", id), value, id, "", "", "date", want})
	}
	return list
}

// book writes the cell into a deals sheet, counted from 1900 or from 1904.
func (c typed) book(t *testing.T, epoch1904 bool) (content string, column int) {
	t.Helper()
	rows, column := written{text: "@", column: c.column}.grid()
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range rows {
		for i, text := range row {
			if err := f.SetCellStr("Sheet1", at(i, r), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	cell := at(column, 1)
	value := c.value
	if epoch1904 {
		on := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
			t.Fatal(err)
		}
		switch v := value.(type) {
		case int:
			if v == 46113 {
				value = v - 1462
			}
		case float64:
			if v > 40000 {
				value = v - 1462
			}
		}
	}
	if err := f.SetCellValue("Sheet1", cell, value); err != nil {
		t.Fatal(err)
	}
	style := &excelize.Style{NumFmt: c.format}
	patchFormat := c.format >= 27 && c.format <= 58 && (c.format < 37 || c.format > 49) // excelize turns these into words
	switch own := "0.0000000"; {
	case patchFormat:
		style = &excelize.Style{CustomNumFmt: &own}
	case c.custom != "":
		style.CustomNumFmt = &c.custom
	}
	id, err := f.NewStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
		t.Fatal(err)
	}
	content = saved(t, f)
	if patchFormat {
		content = patched(t, content, "xl/styles.xml", func(s string) string {
			i := strings.LastIndex(s, `<xf numFmtId="`)
			rest := s[i+len(`<xf numFmtId="`):]
			return s[:i] + fmt.Sprintf(`<xf numFmtId="%d`, c.format) + rest[strings.IndexByte(rest, '"'):]
		})
	}
	if c.xml != "" {
		content = patched(t, content, "xl/worksheets/sheet1.xml", func(s string) string {
			i := strings.Index(s, `<c r="`+cell+`"`)
			end := i + strings.Index(s[i:], "</c>")
			kind := ""
			if strings.Contains(c.xml, "<v>#") {
				kind = ` t="e"`
			} else if strings.Contains(c.xml, `<f>"`) {
				kind = ` t="str"`
			}
			return s[:i] + fmt.Sprintf(`<c r="%s" s="%d"%s>%s`, cell, id, kind, c.xml) + s[end:]
		})
	}
	return content, column
}

// TestTypedForms reads every such cell in both date systems.
func TestTypedForms(t *testing.T) {
	for _, epoch1904 := range []bool{false, true} {
		for _, c := range ofWorkbooks() {
			if _, day := c.value.(time.Time); epoch1904 && (day || c.value == 60 || c.value == 0 && c.xml == "" || c.custom == "" && c.format == 0 && c.column == "date") {
				continue // serials of the 1900 system only
			}
			content, column := c.book(t, epoch1904)
			want := c.want
			if strings.HasPrefix(want, "error ") {
				want += " (Sheet1!" + at(column, 1) + ")"
			}
			if got := seen(t, deals(t, "d.xlsx", content), c.column); got != want {
				t.Errorf("%s (1904: %t) is read as %q, want %q", c.name, epoch1904, got, want)
			}
		}
	}
}
