package reports

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/table"
)

// entryRows is how many rows of a blank sheet are prepared to be filled in.
const entryRows = 300

// Templates returns the tables that there is a blank sheet for, in their order.
func Templates() []string {
	names := make([]string, len(entrySheets))
	for i := range entrySheets {
		names[i] = entrySheets[i].table
	}
	return names
}

// TemplateColumns returns the canonical names of the columns of tableName's blank sheet.
func TemplateColumns(tableName string) []string {
	for i := range entrySheets {
		if entrySheets[i].table == tableName {
			return slices.Clone(entrySheets[i].columns)
		}
	}
	return nil
}

// Template writes the blank sheet of a table: headings that the reader knows, drop-downs
// for closed lists, a second sheet that says what each column takes. rows are filled in,
// each with a cell per column of TemplateColumns. The same input gives the same bytes.
func Template(w io.Writer, tableName, language string, rows [][]Entry) error {
	c, err := catalogueOf(language)
	if err != nil {
		return err
	}
	k := slices.IndexFunc(entrySheets, func(s entrySheet) bool { return s.table == tableName })
	if k < 0 {
		return fmt.Errorf("there is no blank sheet for %q", tableName)
	}
	t := &templateBook{c: c, s: &entrySheets[k], f: excelize.NewFile()}
	defer t.f.Close()
	for _, step := range []func() error{t.styles, func() error { return t.entries(rows) }, t.notes, t.properties} {
		if err := step(); err != nil {
			return err
		}
	}
	_, err = t.f.WriteTo(w)
	return err
}

// Entry is a value of a filled-in template: a date, a number or text.
type Entry struct {
	Text   string
	Day    table.Day
	Number float64
	Kind   Kind // Words, Date, Percent, Decimal
	Set    bool
}

type templateBook struct {
	c                          catalogue
	s                          *entrySheet
	f                          *excelize.File
	head, cell, day, rate, say int
}

func (t *templateBook) sheet() string { return t.c.Text("form." + t.s.table) }

// heading is what stands above a column.
func (t *templateBook) heading(column string) string {
	return t.c.Text("form." + t.s.table + "." + column)
}

func (t *templateBook) styles() error {
	if err := t.f.SetDefaultFont(fontName); err != nil {
		return err
	}
	st := &styles{file: t.f, ja: t.c.Language == "ja", money: "#,##0", made: map[look]int{}}
	for _, x := range []struct {
		id *int
		l  look
	}{{&t.head, look{role: Heading, wrap: true}}, {&t.cell, look{role: Body, tone: FillIn, wrap: true}}, {&t.day, look{role: Body, tone: FillIn, kind: Date}},
		{&t.rate, look{role: Body, tone: FillIn, kind: Percent}}, {&t.say, look{role: Body, wrap: true}}} {
		id, err := st.of(x.l)
		if err != nil {
			return err
		}
		*x.id = id
	}
	return t.f.SetSheetName("Sheet1", t.sheet())
}

// column finds the schema's column; a price of a deal line is not in it.
func (t *templateBook) column(name string) table.Column {
	schema, _ := table.Named(t.s.table)
	if i := schema.Index(name); i >= 0 {
		return schema.Columns[i]
	}
	return table.Column{Name: name}
}

// entries writes the headings, what is filled in already, and the cells to fill in.
func (t *templateBook) entries(rows [][]Entry) error {
	sheet, last := t.sheet(), max(entryRows, len(rows)+entryRows/3)
	for k, name := range t.s.columns {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		column := t.column(name)
		heading := t.heading(name)
		if t.needed(column) {
			heading += " *"
		}
		width, style := 14., t.cell
		switch column.Kind {
		case table.Date:
			width, style = 12.5, t.day
		case table.Rate:
			width, style = 11, t.rate
		}
		if slices.Contains([]string{"text", "note", "reason", "evidence", "agreed"}, name) {
			width = 34
		}
		if column.Kind == table.Word && column.Words != nil {
			width = 18
		}
		from, to := letter+"2", letter+strconv.Itoa(last+1)
		steps := []func() error{
			func() error { return t.f.SetColWidth(sheet, letter, letter, width) },
			func() error { return t.f.SetCellStr(sheet, letter+"1", heading) },
			func() error { return t.f.SetCellStyle(sheet, letter+"1", letter+"1", t.head) },
			func() error { return t.f.SetCellStyle(sheet, from, to, style) },
			func() error { return t.choices(sheet, from+":"+to, column) },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		for i, r := range rows {
			if err := t.value(sheet, letter+strconv.Itoa(i+2), r[k]); err != nil {
				return err
			}
		}
	}
	end, _ := excelize.ColumnNumberToName(len(t.s.columns))
	for _, step := range []func() error{
		func() error { return t.f.SetRowHeight(sheet, 1, 32) },
		func() error { return t.f.AutoFilter(sheet, "A1:"+end+strconv.Itoa(last+1), nil) },
		func() error {
			return t.f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
		},
		func() error { return t.wide(sheet) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// needed reports whether a cell may not stay empty.
func (t *templateBook) needed(column table.Column) bool {
	return column.Required && !slices.Contains(t.s.optional, column.Name)
}

func (t *templateBook) value(sheet, at string, e Entry) error {
	switch {
	case !e.Set:
		return nil
	case e.Kind == Date:
		return t.f.SetCellInt(sheet, at, excelDay(e.Day))
	case e.Kind == Words:
		return t.f.SetCellStr(sheet, at, clean(e.Text))
	}
	return t.f.SetCellFloat(sheet, at, e.Number, -1, 64)
}

// choices gives the cells of a closed list their drop-down, and those of dates a check.
func (t *templateBook) choices(sheet, cells string, column table.Column) error {
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(cells)
	switch {
	case column.Kind == table.Word && column.Words != nil:
		if err := dv.SetDropList(t.c.Choices(column.Words)); err != nil {
			return err
		}
	case column.Kind == table.Bool:
		if err := dv.SetDropList([]string{t.c.Text("form.choice.yes"), t.c.Text("form.choice.no")}); err != nil {
			return err
		}
	case column.Kind == table.Date:
		if err := dv.SetRange(int(excelDay(table.DayOf(2004, 1, 1))), int(excelDay(table.DayOf(2036, 12, 31))), excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, t.c.Text("form.date"), t.c.Text("form.date.how"))
	default:
		return nil
	}
	return t.f.AddDataValidation(sheet, dv)
}

// notes is the second sheet: what each column takes.
func (t *templateBook) notes() error {
	sheet := t.c.Text("form.how")
	if _, err := t.f.NewSheet(sheet); err != nil {
		return err
	}
	put := func(row int, style int, texts ...string) error {
		for k, s := range texts {
			at, _ := excelize.CoordinatesToCellName(k+1, row)
			if err := t.f.SetCellStr(sheet, at, s); err != nil {
				return err
			}
			if err := t.f.SetCellStyle(sheet, at, at, style); err != nil {
				return err
			}
		}
		return nil
	}
	for k, width := range []float64{20, 9, 52, 46} {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		if err := t.f.SetColWidth(sheet, letter, letter, width); err != nil {
			return err
		}
	}
	lead := t.c.Text("form." + t.s.table + ".lead")
	if err := t.f.MergeCell(sheet, "A1", "D1"); err != nil {
		return err
	}
	if err := put(1, t.say, lead); err != nil {
		return err
	}
	if err := t.f.SetRowHeight(sheet, 1, lineHeight(linesOf(lead, 127, sheetFont), sheetFont)+6); err != nil {
		return err
	}
	if err := put(3, t.head, t.c.Text("form.how.column"), t.c.Text("form.how.needed"), t.c.Text("form.how.takes"), t.c.Text("form.how.choices")); err != nil {
		return err
	}
	for k, name := range t.s.columns {
		column, must, list := t.column(name), "", ""
		if t.needed(column) {
			must = t.c.Text("form.how.must")
		}
		if column.Kind == table.Word && column.Words != nil {
			for i, s := range t.c.Choices(column.Words) {
				if i > 0 {
					list += t.c.Text("list.separator")
				}
				list += s
			}
		}
		note := t.c.Text("form." + t.s.table + "." + name + ".note")
		if err := put(k+4, t.say, t.heading(name), must, note, list); err != nil {
			return err
		}
		if err := t.f.SetRowHeight(sheet, k+4, lineHeight(max(linesOf(note, 52, sheetFont), linesOf(list, 46, sheetFont)), sheetFont)); err != nil {
			return err
		}
	}
	return t.wide(sheet)
}

// wide prints a sheet on A4 in landscape, as wide as the paper.
func (t *templateBook) wide(sheet string) error {
	landscape, a4, one, no, fit := "landscape", 9, 1, 0, true
	if err := t.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return t.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &no})
}

// properties carry no clock: a blank sheet belongs to no month.
func (t *templateBook) properties() error {
	const at = "2026-01-01T00:00:00Z"
	return t.f.SetDocProps(&excelize.DocProperties{Title: t.sheet(), Creator: "tenbin", LastModifiedBy: "tenbin", Created: at, Modified: at, Language: t.c.Language})
}
