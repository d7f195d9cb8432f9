package metrics

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// mayFind reports whether a finding may be made of a person: about discounts, or about
// instructions.
func (a *assessor) mayFind(id, factor string) bool {
	return !a.o.Suspends(table.PersonID(id)) && !a.o.SuspendsFactor(table.Factor(factor))
}

// silence takes the signals of suspended people, and everybody's where the factor is.
func (a *assessor) silence() {
	for i := range a.People {
		if p := &a.People[i]; !a.mayFind(string(p.ID), string(table.FactorSignal)) {
			p.Signal = assessment.Signal{}
		}
	}
	a.Charts = slices.DeleteFunc(a.Charts, func(c assessment.Chart) bool { return !a.mayFind(string(c.Person), string(table.FactorSignal)) })
}

// noteSuspension says on every result that something is suspended, and whom it concerns
// by number only.
func (a *assessor) noteSuspension() {
	n := 0
	for i := range a.People {
		if a.o.Suspends(a.People[i].ID) {
			n++
		}
	}
	if n > 0 {
		a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarnSuspendedPeople, Evidence: assessment.Say(assessment.WarnsSuspendedPeople, assessment.OfCount(n))})
	}
	for _, f := range []string{string(table.FactorConcession), string(table.FactorLag), string(table.FactorSignal)} {
		if a.o.SuspendsFactor(table.Factor(f)) {
			a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarnSuspendedFactor, Evidence: assessment.Say(assessment.WarnsSuspendedFactor, assessment.OfFactor(f))})
		}
	}
}
