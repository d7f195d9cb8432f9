package forms

import (
	"fmt"
	"slices"
	"strings"

	"tenbin/ingest/table"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
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

// Describe describes the blank sheet of a table, with rows filled in.
func Describe(tableName, language string, rows [][]Entry) (*sheet.Form, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	k := slices.IndexFunc(entrySheets, func(s entrySheet) bool { return s.table == tableName })
	if k < 0 {
		return nil, fmt.Errorf("there is no blank sheet for %q", tableName)
	}
	return formOf(c, &entrySheets[k], rows), nil
}

// Entry is a value of a filled-in template: a date, a number or text.
type Entry struct {
	Text   string
	Day    table.Day
	Number float64
	Kind   sheet.Kind // Words, Date, Percent, Decimal
	Set    bool
}

// formOf describes the blank sheet s.
func formOf(c words.Catalogue, s *entrySheet, rows [][]Entry) *sheet.Form {
	key := "form." + s.table
	form := &sheet.Form{Language: c.Language, Name: c.Text(key), Rows: max(entryRows, len(rows)+entryRows/3), DateTitle: c.Text("form.date"), DateText: c.Text("form.date.how"), ChoiceTitle: c.Text("choice.title"), ChoiceText: c.Text("choice.how"),
		Guide: sheet.Guide{Name: c.Text("form.how"), Lead: c.Text(key + ".lead"), Heading: [4]string{c.Text("form.how.column"), c.Text("form.how.needed"), c.Text("form.how.takes"), c.Text("form.how.choices")}}}
	for _, name := range s.columns {
		column, heading, must, list := columnOf(s.table, name), c.Text(key+"."+name), "", ""
		f := formColumn(c, column)
		f.Heading = heading
		if s.needs(column) {
			f.Heading += " *"
			must = c.Text("form.how.must")
		}
		if column.Kind == table.Word && column.Words != nil {
			list = strings.Join(f.Choices, c.Text("list.separator"))
		}
		form.Columns = append(form.Columns, f)
		form.Guide.Rows = append(form.Guide.Rows, [4]string{heading, must, c.Text(key + "." + name + ".note"), list})
	}
	for _, r := range rows {
		cells := make([]sheet.Cell, len(r))
		for k, e := range r {
			cells[k] = sheet.Cell{Kind: e.Kind, Text: e.Text, Day: e.Day, Value: e.Number, Set: e.Set}
		}
		form.Filled = append(form.Filled, cells)
	}
	return form
}

// formColumn describes one column of a blank sheet.
func formColumn(c words.Catalogue, column table.Column) sheet.FormColumn {
	f := sheet.FormColumn{Width: 14}
	switch column.Kind {
	case table.Date:
		f.Kind, f.Width, f.Dated = sheet.Date, 12.5, true
	case table.Rate:
		f.Kind, f.Width = sheet.Percent, 11
	case table.Bool:
		f.Choices = []string{c.Text("form.choice.yes"), c.Text("form.choice.no")}
	}
	if slices.Contains([]string{"text", "note", "reason", "evidence", "agreed"}, column.Name) {
		f.Width = 34
	}
	if column.Kind == table.Word && column.Words != nil {
		f.Width, f.Choices = 18, c.Choices(column.Words)
	}
	return f
}

// columnOf finds a column in its schema; a price of a deal line is not in it.
func columnOf(tableName, name string) table.Column {
	schema, _ := table.Named(tableName)
	if i := schema.Index(name); i >= 0 {
		return schema.Columns[i]
	}
	return table.Column{Name: name}
}

// needs reports whether a cell may not stay empty.
func (s *entrySheet) needs(column table.Column) bool {
	return column.Required && !slices.Contains(s.optional, column.Name)
}
