package operator

import (
	"strconv"

	"tenbin/reports/sheet"
)

// errors lists every cell that could not be used, one a row: none is left out.
func (v *qualityView) errors() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_rows", Heading: true, Freeze: 1, Top: v.top("quality_rows"), Columns: []sheet.Column{
		{Key: "quality.number", Width: 5}, {Key: "quality.table", Width: 12, Wrap: true}, {Key: "quality.file", Width: 21, Wrap: true}, {Key: "quality.sheet", Width: 9, Wrap: true}, {Key: "quality.cell", Width: 9},
		{Key: "quality.name", Width: 15, Wrap: true}, {Key: "quality.value", Width: 16, Wrap: true}, {Key: "quality.reason", Width: 21, Wrap: true}, {Key: "quality.todo", Width: 28, Wrap: true},
		{Key: "quality.other", Width: 15, Wrap: true}, {Key: "quality.yen", Width: 11}}}
	for i, e := range v.q.Errors {
		for k, x := range e.Cells {
			p := e.Place
			p.Column = x.Column
			other := ""
			if x.Other.File != "" {
				other = x.Other.String()
			}
			money := sheet.Cell{Kind: sheet.Money}
			if k == 0 && e.ListAmount != 0 { // a row counts once, whatever the number of its cells
				money = sheet.MoneyOf(e.ListAmount)
			}
			s.Body = append(s.Body, sheet.RowOf(sheet.Count(int64(i+1)), sheet.String(v.tableName(e.Table)), sheet.String(p.File), sheet.String(p.Sheet), sheet.String(cellName(p)),
				sheet.String(v.columnName(x.Name)), sheet.String(x.Value), sheet.String(x.Reason.Sentence(v.Words.Language)), sheet.String(x.Reason.ToDo(v.Words.Language)), sheet.String(other), money))
		}
	}
	return v.filled(s)
}

// columnName is a canonical column in words, with its name as the configuration
// writes it.
func (v *qualityView) columnName(name string) string {
	if name == "" {
		return v.Words.Text("quality.whole_row")
	}
	if said, ok := v.Words.Find("quality.column." + name); ok && said != name {
		return said + " (" + name + ")"
	}
	return name
}

// leftOut lists the lines without a salesperson one by one; the lines left out for
// other reasons are right as they are and stand as counts.
func (v *qualityView) leftOut() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_alone", Heading: true, Top: v.top("quality_alone"), Columns: []sheet.Column{
		{Key: "quality.number", Width: 6}, {Key: "quality.file", Width: 34, Wrap: true}, {Key: "quality.sheet", Width: 14}, {Key: "quality.row", Width: 10}, {Key: "quality.reason", Width: 30, Wrap: true}, {Key: "quality.todo", Width: 46, Wrap: true}}}
	for i, p := range v.q.Alone {
		s.Body = append(s.Body, sheet.RowOf(sheet.Count(int64(i+1)), sheet.String(p.File), sheet.String(p.Sheet), sheet.Count(p.Row), sheet.String(v.Words.Text("quality.alone.what")), sheet.String(v.Words.Text("quality.alone.todo"))))
	}
	return v.filled(s)
}

// names lists what the reader noticed: names that may be the same, accounts that are
// no people, columns that fit two readings.
func (v *qualityView) names() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_names", Heading: true, Top: v.top("quality_names"), Columns: []sheet.Column{
		{Key: "quality.kind", Width: 18, Wrap: true}, {Key: "quality.what", Width: 64, Wrap: true}, {Key: "quality.place", Width: 34, Wrap: true}, {Key: "quality.todo", Width: 44, Wrap: true}}}
	for _, m := range v.q.Remarks {
		todo := v.text(m.ToDo)
		if said, ok := v.Words.Find("quality.todo." + m.Code); ok && todo == "" {
			todo = said
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.Words.Closed("quality.kind", m.Code)), sheet.String(v.text(m.What)), sheet.String(m.Place.String()), sheet.String(todo)))
	}
	return v.filled(s)
}

// columns lists the columns that came or went between the files of a table, and those
// that nothing fills.
func (v *qualityView) columns() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_columns", Heading: true, Top: v.top("quality_columns"), Columns: []sheet.Column{
		{Key: "quality.table", Width: 16}, {Key: "quality.file", Width: 34, Wrap: true}, {Key: "quality.kind", Width: 22, Wrap: true}, {Key: "quality.column", Width: 34, Wrap: true}, {Key: "quality.before", Width: 34, Wrap: true}}}
	for _, m := range v.q.Columns {
		column := m.Column
		if m.Kind == "unfilled" || m.Kind == "not_yet" {
			column = v.columnName(m.Column)
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.tableName(m.Table)), sheet.String(m.File), sheet.String(v.Words.Closed("quality.kind", m.Kind)), sheet.String(column), sheet.String(m.Before)))
	}
	return v.filled(s)
}

// outside lists the rows that are no part of a table.
func (v *qualityView) outside() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_outside", Heading: true, Top: v.top("quality_outside"), Columns: []sheet.Column{
		{Key: "quality.file", Width: 34, Wrap: true}, {Key: "quality.sheet", Width: 16}, {Key: "quality.row", Width: 16}, {Key: "quality.kind", Width: 18}, {Key: "quality.text", Width: 56, Wrap: true}}}
	for _, f := range v.q.Outside {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(f.Place.File), sheet.String(f.Place.Sheet), sheet.Right(sheet.String(rowRange(f.Place.Row, f.Through))), sheet.String(v.Words.Closed("quality.kind", f.Kind)), sheet.String(f.Text)))
	}
	return v.filled(s)
}

// again lists the rows that other exports hold too, and the ones that stand instead.
func (v *qualityView) again() sheet.Sheet {
	s := sheet.Sheet{Key: "quality_again", Heading: true, Top: v.top("quality_again"), Columns: []sheet.Column{
		{Key: "quality.kind", Width: 16}, {Key: "quality.table", Width: 12}, {Key: "quality.file", Width: 34, Wrap: true}, {Key: "quality.sheet", Width: 14, Wrap: true}, {Key: "quality.row", Width: 14},
		{Key: "quality.instead", Width: 34, Wrap: true}, {Key: "quality.instead.row", Width: 14}}}
	for _, a := range v.q.Again {
		kind, instead := "quality.repeated", a.Other.File
		if a.Superseded {
			kind = "quality.superseded"
		}
		if a.Other.Sheet != "" {
			instead += ":" + a.Other.Sheet
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.Words.Text(kind)), sheet.String(v.tableName(a.Table)), sheet.String(a.Place.File), sheet.String(a.Place.Sheet), sheet.Right(sheet.String(rowRange(a.Place.Row, a.Through))),
			sheet.String(instead), sheet.Right(sheet.String(rowRange(a.Other.Row, a.OtherThrough)))))
	}
	return v.filled(s)
}

// rowRange is one row or a range of them.
func rowRange(from, through int64) string {
	text := strconv.FormatInt(from, 10)
	if through > from {
		text += "–" + strconv.FormatInt(through, 10)
	}
	return text
}
