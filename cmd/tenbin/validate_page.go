package main

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/validate"
	"tenbin/reports/operator"
)

// validationPage lays the figures out for the workbook.
func validationPage(rows []validate.Row, people []validate.Result, first, sets int) *operator.Validation {
	x := &operator.Validation{First: first, Sets: sets, Month: assessment.Assessment{Month: validate.Month, CutOff: validate.Month.CutOff(0), Currency: "JPY"}}
	for _, r := range rows {
		y := operator.ValidationRow{Study: r.Study, Measure: r.Measure, Value: r.Figure.Value, SE: r.Figure.SE, AtLeast: math.NaN(), AtMost: math.NaN(),
			Met: r.Met(), Naive: r.Naive.Value, Better: r.Better.Value, Oracle: r.Oracle.Value}
		for _, b := range r.Bounds {
			if b.AtLeast {
				y.AtLeast = b.Limit
			} else {
				y.AtMost = b.Limit
			}
		}
		x.Rows = append(x.Rows, y)
	}
	for _, t := range validate.Calibration(people) {
		x.Tenths = append(x.Tenths, operator.ValidationTenth{Said: t.Said, Bad: t.Bad.Value, SE: t.Bad.SE, People: t.N})
	}
	return x
}
