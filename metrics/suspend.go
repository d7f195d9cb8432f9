package metrics

import (
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// suspend takes the evidence of suspended people and factors out before anything is
// combined: n = 0, so that the posterior is the prior, as for somebody without any. Their
// rows go on standing among the peers of the others; what they sold was sold.
func (e *estimates) suspend(o assessment.Options) {
	for i, id := range e.people {
		whole := o.Suspends(id)
		if whole || o.SuspendsFactor(table.FactorConcession) {
			e.concession.N[i] = 0
		}
		if whole || o.SuspendsFactor(table.FactorLag) {
			e.lag.N[i] = 0
		}
	}
}

// mayFind reports whether a finding may be made of a person: about discounts, or about
// instructions.
func (a *assessor) mayFind(id, factor string) bool {
	return !a.o.Suspends(id) && !a.o.SuspendsFactor(factor)
}

// silence takes the signals of suspended people, and everybody's where the factor is.
func (a *assessor) silence() {
	for i := range a.People {
		if p := &a.People[i]; !a.mayFind(p.ID, table.FactorSignal) {
			p.Signal = assessment.Signal{}
		}
	}
	a.Charts = slices.DeleteFunc(a.Charts, func(c assessment.Chart) bool { return !a.mayFind(c.Person, table.FactorSignal) })
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
		a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarnSuspendedPeople, Text: assessment.Text{JA: sprintf("会社の判断により %d 名を判定の対象から外しています。", n), EN: sprintf("By the firm's decision %d people are not rated.", n)}})
	}
	for _, f := range []struct{ name, ja, en string }{{table.FactorConcession, "値引き", "discounts"}, {table.FactorLag, "指示の進捗", "progress of instructions"}, {table.FactorSignal, "毎月の変化の検知", "the monthly signal"}} {
		if a.o.SuspendsFactor(f.name) {
			a.Warnings = append(a.Warnings, assessment.Warning{Code: table.WarnSuspendedFactor, Text: assessment.Text{JA: sprintf("会社の判断により「%s」を判定に使っていません。", f.ja), EN: sprintf("By the firm's decision %s does not count in any rating.", f.en)}})
		}
	}
}
