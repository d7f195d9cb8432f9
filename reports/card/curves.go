package card

import (
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardCurve is the same of the person's own instructions; nothing where there are too
// few to draw.
func cardCurve(v *reader.Own) (sheet.Sheet, bool) {
	for i := range v.Assessment.LagCurves {
		if x := &v.Assessment.LagCurves[i]; x.Person == v.Person.ID {
			s := sheet.Sheet{Key: "card_curve", FullSize: true, Top: top(v, v.Words.Text("card_curve.title")), Columns: part.CurveWidths("curves.own")}
			s.Notes = []sheet.Row{sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("sheet.teamcurve.lead")))}
			w := part.Curves{Words: v.Words, Unit: unit(v), Whose: "curves.own", Answered: part.Answered(v.Assessment)}
			w.Add(&s, x)
			return s, true
		}
	}
	return sheet.Sheet{}, false
}
