package part

import (
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Top are the rows above a table: its title, and the sentence that says how to read it.
func Top(v *reader.Reader, key string, columns int) []sheet.Row {
	lead := v.Words.Text("sheet." + key + ".lead")
	stamp := v.Words.Text("stamp.never")
	if v.Stamp.Trial {
		stamp = v.Words.Text("stamp.trial") + v.Words.Text("list.gap") + stamp
	}
	return []sheet.Row{
		sheet.RowAs(sheet.Title, sheet.Span(sheet.String(v.Words.Text("sheet."+key+".title", v.TeamName(), v.Words.Month(v.Assessment.Month))), columns)),
		sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(lead), columns)),
		sheet.RowAs(sheet.Note, sheet.Span(sheet.String(stamp), columns)),
	}
}

// Yes says whether b holds.
func Yes(v *reader.Reader, b bool) string {
	if b {
		return v.Words.Text("word.yes")
	}
	return v.Words.Text("word.no")
}
