// Package assessmenttest spells results for comparison in tests.
package assessmenttest

import (
	"fmt"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Says spells a statement for comparison: its name, its values, its clauses.
func Says(e assessment.Evidence) string {
	var values, parts []string
	for _, a := range e.Args {
		v := fmt.Sprint(float64(a.Int) + a.Frac)
		switch a.Unit {
		case assessment.Date:
			v = table.Day(a.Int).String()
		case assessment.Month:
			v = table.Month(a.Int).String()
		case assessment.Share:
			v = fmt.Sprint(100*a.Frac) + "%"
		case assessment.Days, assessment.BusinessDays:
			v += " " + a.Unit.String()
		case assessment.PersonID, assessment.ClientID, assessment.Category, assessment.Word, assessment.InstructionID:
			v = a.ID
		}
		values = append(values, v)
	}
	for _, p := range e.Parts {
		parts = append(parts, Says(p))
	}
	if parts == nil {
		return e.Kind.String() + "(" + strings.Join(values, " ") + ")"
	}
	return e.Kind.String() + strings.Join(values, " ") + "[" + strings.Join(parts, " ") + "]"
}
