package operator

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Validation is what the simulations with known truth showed.
type Validation struct {
	Month       assessment.Assessment // only the figures of the stamp are read
	First, Sets int                   // data sets First … First+Sets−1 of every study
	Rows        []ValidationRow
	Tenths      []ValidationTenth
}

// ValidationRow is one figure of a study. Limits are NaN where no bound is set, the
// figures beside it where there is nothing to compare with.
type ValidationRow struct {
	Study, Measure        string // keys of the words
	Value, SE             float64
	AtLeast, AtMost       float64
	Met                   bool
	Naive, Better, Oracle float64
}

// ValidationTenth is a point of the calibration plot, fractions.
type ValidationTenth struct {
	Said, Bad, SE float64
	People        float64
}

// ValidationBook describes the workbook of the simulations in "ja" or "en".
func ValidationBook(x *Validation, language string) (*sheet.Book, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	v := reader.BaseOf(&x.Month, c)
	return v.Book(reader.Stamp{}, "operator", c.Text("validation.title", x.First, x.First+x.Sets-1), c.Text("validation.limit"),
		[]sheet.Sheet{x.bounds(c), x.calibration(c), x.figures(c)}), nil
}

// simulated is a figure that may not exist.
func simulated(x float64) sheet.Cell {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return sheet.Cell{Kind: sheet.Decimal}
	}
	return sheet.Figure(sheet.Precise, &x)
}

func (x *Validation) top(c words.Catalogue, key string) []sheet.Row {
	return []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(c.Text("sheet."+key+".title", x.First, x.First+x.Sets-1))), sheet.RowAs(sheet.Lead, sheet.String(c.Text("sheet."+key+".lead")))}
}

// table lays rows out as one of the two tables of figures.
func (x *Validation) table(c words.Catalogue, key string, rows []ValidationRow) sheet.Sheet {
	t := &part.Listing[ValidationRow]{Freeze: 2}
	t.Add("col.validation.study", 40, true, func(r ValidationRow) sheet.Cell { return sheet.String(c.Text("validation.study." + r.Study)) })
	t.Add("col.validation.measure", 34, true, func(r ValidationRow) sheet.Cell { return sheet.String(c.Text("validation.measure." + r.Measure)) })
	t.Add("col.validation.at_least", 10, false, func(r ValidationRow) sheet.Cell { return simulated(r.AtLeast) })
	t.Add("col.validation.at_most", 10, false, func(r ValidationRow) sheet.Cell { return simulated(r.AtMost) })
	t.Add("col.validation.value", 12, false, func(r ValidationRow) sheet.Cell { return simulated(round4(r.Value)) })
	t.Add("col.validation.se", 12, false, func(r ValidationRow) sheet.Cell { return simulated(round4(r.SE)) })
	t.Add("col.validation.met", 12, false, func(r ValidationRow) sheet.Cell {
		switch {
		case math.IsNaN(r.AtLeast) && math.IsNaN(r.AtMost):
			return sheet.String("")
		case r.Met:
			return sheet.Toned(c.Text("validation.met"), sheet.Fine)
		}
		return sheet.Toned(c.Text("validation.missed"), sheet.Urgent)
	})
	t.Add("col.validation.naive", 12, false, func(r ValidationRow) sheet.Cell { return simulated(round4(r.Naive)) })
	t.Add("col.validation.better", 12, false, func(r ValidationRow) sheet.Cell { return simulated(round4(r.Better)) })
	t.Add("col.validation.oracle", 12, false, func(r ValidationRow) sheet.Cell { return simulated(round4(r.Oracle)) })
	return sheet.Sheet{Key: key, Columns: t.Columns, Heading: true, Freeze: t.Freeze, Top: x.top(c, key), Body: t.Rows(rows)}
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// bounds are the figures that have a bound, the missed ones first.
func (x *Validation) bounds(c words.Catalogue) sheet.Sheet {
	var missed, met []ValidationRow
	for _, r := range x.Rows {
		switch {
		case math.IsNaN(r.AtLeast) && math.IsNaN(r.AtMost):
		case r.Met:
			met = append(met, r)
		default:
			missed = append(missed, r)
		}
	}
	return x.table(c, "validation_bounds", append(missed, met...))
}

// figures are all of them, study by study.
func (x *Validation) figures(c words.Catalogue) sheet.Sheet {
	return x.table(c, "validation_figures", x.Rows)
}

// calibration plots the share truly worse over what the score said, by tenths; the line
// is where both agree.
func (x *Validation) calibration(c words.Catalogue) sheet.Sheet {
	t := &part.Listing[ValidationTenth]{}
	percent := func(f func(ValidationTenth) float64) func(ValidationTenth) sheet.Cell {
		return func(p ValidationTenth) sheet.Cell { y := f(p); return sheet.Figure(sheet.Percent, &y) }
	}
	t.Add("col.validation.said", 14, false, percent(func(p ValidationTenth) float64 { return p.Said }))
	t.Add("col.validation.bad", 14, false, percent(func(p ValidationTenth) float64 { return p.Bad }))
	t.Add("col.validation.agree", 14, false, percent(func(p ValidationTenth) float64 { return p.Said }))
	t.Add("col.validation.bad_se", 14, false, percent(func(p ValidationTenth) float64 { return p.SE }))
	t.Add("col.validation.people", 12, false, func(p ValidationTenth) sheet.Cell { return sheet.Count(int64(p.People)) })
	return sheet.Sheet{Key: "validation_calibration", Columns: t.Columns, Heading: true, Top: x.top(c, "validation_calibration"), Body: t.Rows(x.Tenths),
		Chart: &sheet.Diagram{Scatter: true, X: 0, Series: []sheet.Series{{Column: 1, Colour: sheet.Navy}, {Column: 2, Line: true, Dashed: true, Colour: "6B7280"}}}}
}

// ValidationWords are the words of a study and of a measure in "ja" or "en", for the
// terminal.
func ValidationWords(language string) (study, measure func(key string) string, err error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, nil, err
	}
	return func(k string) string { return c.Text("validation.study." + k) }, func(k string) string { return c.Text("validation.measure." + k) }, nil
}
