package finding

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Silence takes the signals of suspended people, and everybody's where the factor is, and
// returns the charts that stay.
func Silence(people []assessment.Person, charts []assessment.Chart, o assessment.Options) []assessment.Chart {
	for i := range people {
		if p := &people[i]; !o.MayFind(p.ID, table.FactorSignal) {
			p.Signal = assessment.Signal{}
		}
	}
	return slices.DeleteFunc(charts, func(c assessment.Chart) bool { return !o.MayFind(c.Person, table.FactorSignal) })
}

// Suspensions says on every result that something is suspended, and whom it concerns
// by number only.
func Suspensions(people []assessment.Person, o assessment.Options) (warnings []assessment.Warning) {
	n := 0
	for i := range people {
		if o.Suspends(people[i].ID) {
			n++
		}
	}
	if n > 0 {
		warnings = append(warnings, assessment.Warning{Code: table.WarnSuspendedPeople, Evidence: assessment.Say(assessment.WarnsSuspendedPeople, assessment.OfCount(n))})
	}
	for _, f := range []string{string(table.FactorConcession), string(table.FactorLag), string(table.FactorSignal)} {
		if o.SuspendsFactor(table.Factor(f)) {
			warnings = append(warnings, assessment.Warning{Code: table.WarnSuspendedFactor, Evidence: assessment.Say(assessment.WarnsSuspendedFactor, assessment.OfFactor(f))})
		}
	}
	return warnings
}
