package excel

import (
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/table"
	"tenbin/reports/sheet"
)

// WriteForm renders a blank sheet to Excel, with drop-downs for closed lists. The same
// form gives the same bytes.
func WriteForm(w io.Writer, form *sheet.Form) error {
	t := &formWriter{form: form, f: excelize.NewFile()}
	defer t.f.Close()
	for _, step := range []func() error{t.styles, t.entries, t.guide, func() error { return undated(t.f, form.Name, form.Language) }} {
		if err := step(); err != nil {
			return err
		}
	}
	_, err := t.f.WriteTo(w)
	return err
}

// formWriter is a form on its way to Excel, with the numbers of its styles.
type formWriter struct {
	form                       *sheet.Form
	f                          *excelize.File
	head, cell, day, rate, say int
}

// styles numbers the styles of a form.
func (t *formWriter) styles() error {
	if err := t.f.SetDefaultFont(FontName); err != nil {
		return err
	}
	st := stylesIn(t.f, t.form.Language)
	for k, id := range []*int{&t.head, &t.cell, &t.day, &t.rate, &t.say} {
		n, err := st.of(formStyles[k])
		if err != nil {
			return err
		}
		*id = n
	}
	return t.f.SetSheetName("Sheet1", t.form.Name)
}

// formStyles are the styles of a form: headings, cells to fill in with words, dates and
// rates, and what is said of them.
var formStyles = [...]cellStyle{{role: sheet.Heading, wrap: true}, {role: sheet.Body, tone: sheet.FillIn, wrap: true}, {role: sheet.Body, tone: sheet.FillIn, kind: sheet.Date}, {role: sheet.Body, tone: sheet.FillIn, kind: sheet.Percent}, {role: sheet.Body, wrap: true}}

func stylesIn(f *excelize.File, language string) *styles {
	return &styles{file: f, ja: language == "ja", money: "#,##0", made: map[cellStyle]int{}}
}

// entries writes the headings, what is filled in already, and the cells to fill in.
func (t *formWriter) entries() error {
	name, last := t.form.Name, t.form.Rows
	for k, c := range t.form.Columns {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		style := t.cell
		switch c.Kind {
		case sheet.Date:
			style = t.day
		case sheet.Percent:
			style = t.rate
		}
		from, to := letter+"2", letter+strconv.Itoa(last+1)
		steps := []func() error{
			func() error { return t.f.SetColWidth(name, letter, letter, c.Width) },
			func() error { return t.f.SetCellStr(name, letter+"1", c.Heading) },
			func() error { return t.f.SetCellStyle(name, letter+"1", letter+"1", t.head) },
			func() error { return t.f.SetCellStyle(name, from, to, style) },
			func() error { return t.choices(from+":"+to, &c) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		for i, r := range t.form.Filled {
			if err := t.value(letter+strconv.Itoa(i+2), &r[k]); err != nil {
				return err
			}
		}
	}
	end, _ := excelize.ColumnNumberToName(len(t.form.Columns))
	for _, step := range []func() error{
		func() error { return t.f.SetRowHeight(name, 1, 32) },
		func() error { return t.f.AutoFilter(name, "A1:"+end+strconv.Itoa(last+1), nil) },
		func() error {
			return t.f.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
		},
		func() error { return t.wide(name) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (t *formWriter) value(at string, c *sheet.Cell) error {
	switch {
	case !c.Set:
		return nil
	case c.Kind == sheet.Date:
		return t.f.SetCellInt(t.form.Name, at, excelDay(c.Day))
	case c.Kind == sheet.Words:
		return t.f.SetCellStr(t.form.Name, at, Clean(c.Text))
	}
	return t.f.SetCellFloat(t.form.Name, at, c.Value, -1, 64)
}

// choices gives the cells of a closed list their drop-down, and those of dates a check.
func (t *formWriter) choices(cells string, c *sheet.FormColumn) error {
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(cells)
	switch {
	case c.Choices != nil:
		var err error
		if dv, err = dropDown(cells, c.Choices, t.form.ChoiceTitle, t.form.ChoiceText); dv == nil || err != nil {
			return err
		}
	case c.Dated:
		if err := dv.SetRange(int(excelDay(table.DayOf(2004, 1, 1))), int(excelDay(table.DayOf(2036, 12, 31))), excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, t.form.DateTitle, t.form.DateText)
	default:
		return nil
	}
	return t.f.AddDataValidation(t.form.Name, dv)
}

// guide writes the second sheet.
func (t *formWriter) guide() error {
	g := &t.form.Guide
	if _, err := t.f.NewSheet(g.Name); err != nil {
		return err
	}
	put := func(row int, style int, texts ...string) error {
		for k, s := range texts {
			at, _ := excelize.CoordinatesToCellName(k+1, row)
			if err := t.f.SetCellStr(g.Name, at, s); err != nil {
				return err
			}
			if err := t.f.SetCellStyle(g.Name, at, at, style); err != nil {
				return err
			}
		}
		return nil
	}
	for k, width := range []float64{20, 9, 52, 46} {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		if err := t.f.SetColWidth(g.Name, letter, letter, width); err != nil {
			return err
		}
	}
	if err := t.f.MergeCell(g.Name, "A1", "D1"); err != nil {
		return err
	}
	if err := put(1, t.say, g.Lead); err != nil {
		return err
	}
	if err := t.f.SetRowHeight(g.Name, 1, sheet.LineHeight(sheet.LinesOf(g.Lead, 127, sheet.BodyFont), sheet.BodyFont)+6); err != nil {
		return err
	}
	if err := put(3, t.head, g.Heading[:]...); err != nil {
		return err
	}
	for k, r := range g.Rows {
		if err := put(k+4, t.say, r[:]...); err != nil {
			return err
		}
		if err := t.f.SetRowHeight(g.Name, k+4, sheet.LineHeight(max(sheet.LinesOf(r[2], 52, sheet.BodyFont), sheet.LinesOf(r[3], 46, sheet.BodyFont)), sheet.BodyFont)); err != nil {
			return err
		}
	}
	return t.wide(g.Name)
}

// wide prints a sheet on A4 in landscape, as wide as the paper.
func (t *formWriter) wide(name string) error {
	landscape, a4, one, no, fit := "landscape", 9, 1, 0, true
	if err := t.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return t.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &no})
}

// undated gives f properties without a clock: a blank sheet belongs to no month.
func undated(f *excelize.File, title, language string) error {
	const at = "2026-01-01T00:00:00Z"
	return f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "tenbin", LastModifiedBy: "tenbin", Created: at, Modified: at, Language: language})
}
