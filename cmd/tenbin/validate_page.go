package main

import (
	"tenbin/metrics/assessment"
	"tenbin/metrics/validate"
	"tenbin/reports/operator"
)

// validationPage lays the figures out for the workbook.
func validationPage(rows []validate.Row, people []validate.Result, first, sets int) *operator.Validation {
	x := &operator.Validation{First: first, Sets: sets, Month: assessment.Assessment{Month: validate.Month, CutOff: validate.Month.CutOff(0), Currency: "JPY"}}
	for i, m := range validate.Record(rows, first, sets).Rows {
		r := rows[i]
		x.Rows = append(x.Rows, operator.ValidationRow{Study: m.Study, Measure: m.Measure, Value: m.Value, SE: m.SE, AtLeast: m.AtLeast, AtMost: m.AtMost,
			Met: r.Met(), Naive: r.Naive.Value, Better: r.Better.Value, Oracle: r.Oracle.Value})
	}
	for _, t := range validate.Calibration(people) {
		x.Tenths = append(x.Tenths, operator.ValidationTenth{Said: t.Said, Bad: t.Bad.Value, SE: t.Bad.SE, People: t.N})
	}
	return x
}
