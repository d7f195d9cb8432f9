package metrics

import "slices"

// The factors that a configuration may suspend.
const (
	FactorConcession = "concession"
	FactorLag        = "lag"
	FactorSignal     = "signal"
)

// suspended reports whether nothing may be said of a person for now, by decision of the
// firm (an objection under examination, an agreement with staff representatives).
func (o *Options) suspended(id string) bool { return slices.Contains(o.SuspendedPeople, id) }

// factorOff reports whether a factor is suspended for everybody.
func (o *Options) factorOff(factor string) bool { return slices.Contains(o.SuspendedFactors, factor) }

// suspend takes the evidence of suspended people and factors out before anything is
// combined: n = 0, so that the posterior is the prior, as for somebody without any. Their
// rows go on standing among the peers of the others; what they sold was sold.
func (e *estimates) suspend(o Options) {
	for i, id := range e.people {
		whole := o.suspended(id)
		if whole || o.factorOff(FactorConcession) {
			e.concession.N[i] = 0
		}
		if whole || o.factorOff(FactorLag) {
			e.lag.N[i] = 0
		}
	}
}

// mayFind reports whether a finding may be made of a person: about discounts, or about
// instructions.
func (a *assessor) mayFind(id, factor string) bool {
	return !a.o.suspended(id) && !a.o.factorOff(factor)
}

// silence takes the signals of suspended people, and everybody's where the factor is.
func (a *assessor) silence() {
	for i := range a.People {
		if p := &a.People[i]; !a.mayFind(p.ID, FactorSignal) {
			p.Signal = Signal{}
		}
	}
	a.Charts = slices.DeleteFunc(a.Charts, func(c Chart) bool { return !a.mayFind(c.Person, FactorSignal) })
}

// noteSuspension says on every result that something is suspended, and whom it concerns
// by number only.
func (a *assessor) noteSuspension() {
	n := 0
	for i := range a.People {
		if a.o.suspended(a.People[i].ID) {
			n++
		}
	}
	if n > 0 {
		a.Warnings = append(a.Warnings, Warning{"suspended_people", Text{sprintf("会社の判断により %d 名を判定の対象から外しています。", n), sprintf("By the firm's decision %d people are not rated.", n)}})
	}
	for _, f := range []struct{ name, ja, en string }{{FactorConcession, "値引き", "discounts"}, {FactorLag, "指示の進捗", "progress of instructions"}, {FactorSignal, "毎月の変化の検知", "the monthly signal"}} {
		if a.o.factorOff(f.name) {
			a.Warnings = append(a.Warnings, Warning{"suspended_factor", Text{sprintf("会社の判断により「%s」を判定に使っていません。", f.ja), sprintf("By the firm's decision %s does not count in any rating.", f.en)}})
		}
	}
}
