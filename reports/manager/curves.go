package manager

import (
	"tenbin/ingest/table"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// teamCurveSheet is how the instructions of the manager's people came to an end.
func teamCurveSheet(v *reader.Reader) sheet.Sheet {
	for i := range v.Assessment.LagCurves {
		if x := &v.Assessment.LagCurves[i]; x.Person == "" && x.Manager == table.ManagerID(v.Manager) {
			top := part.Top(v, "teamcurve", part.CurveColumns) // title, lead, stamp: the lead stands below, so that each block fits its page
			s := sheet.Sheet{Key: "teamcurve", FullSize: true, Top: []sheet.Row{top[0], top[2]}, Columns: part.CurveWidths("curves.team"), Notes: []sheet.Row{sheet.RowAs(sheet.Note, sheet.String(top[1].Cells[0].Text))}}
			w := part.Curves{Words: v.Words, Unit: part.Clock(v), Whose: "curves.team", Answered: part.Answered(v.Assessment)}
			w.Add(&s, x)
			return s
		}
	}
	return sheet.Sheet{}
}
