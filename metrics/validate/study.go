package validate

import (
	"context"

	"tenbin/metrics/simulate"
)

// Study is a situation with a known truth and what is measured in it.
type Study struct {
	Name, About string
	Measures    []Measure
	one         func(ctx context.Context, set int) (Result, error)
}

// deciding is the first of the sets that decide; those before it develop.
const deciding = 40

// times is how many deciding sets a study draws for one that was asked for, where single ones
// say little: a bias of 2 % is not seen at a standard error of 2 %.
var times = map[string]int{"coaching_without_effect": 5}

// upTo is the end of the sets that are drawn where from … to−1 are asked for.
func (s Study) upTo(from, to int) int {
	if n := times[s.Name]; n > 1 && from >= deciding {
		return from + n*(to-from)
	}
	return to
}

// Studies returns every study: the settings of the simulator, then what needs more than
// one assessment, or none.
func Studies() []Study {
	var studies []Study
	for _, s := range simulate.Settings() {
		x := Study{Name: s.Name, About: s.About, Measures: peopleMeasures()}
		x.one = func(ctx context.Context, set int) (Result, error) {
			c, a, err := Assess(ctx, s, set)
			if err != nil {
				return Result{}, err
			}
			return measure(c, a), nil
		}
		switch {
		case s.Months > baseline:
			x.Measures, x.one = watchMeasures(), func(ctx context.Context, set int) (Result, error) {
				c, a, err := Assess(ctx, s, set)
				if err != nil {
					return Result{}, err
				}
				return Result{Watch: measureWatch(c, a), WatchOracle: watchOracle(c)}, nil
			}
		case s.Coach > 0:
			x.Measures, x.one = coachingMeasures(), func(ctx context.Context, set int) (Result, error) {
				c, a, err := Assess(ctx, s, set)
				if err != nil {
					return Result{}, err
				}
				return Result{Coaching: measureCoaching(c, a)}, nil
			}
		}
		studies = append(studies, x)
	}
	studies = append(studies, advocacyStudies()...)
	studies = append(studies, promiseStudies()...)
	return append(studies,
		Study{"forecast", "open instructions: the chance said, and what came true", forecastMeasures(), foretell},
		Study{"handover", "every fourth client changes hands", handoverMeasures(), handedOver},
		Study{"odd_even", "pairs of the odd months against the even ones", pairMeasures(), oddEven},
		Study{"verdicts", "price increases that truly landed, by line noise, items and months", verdictMeasures(), accuse},
		Study{"monthly", "monthly runs with a baseline that moves along; nobody changes", monthlyMeasures(), monthly},
		Study{"increases", "price increases in full, half, not at all, taken back: what invoices are said to show", append(classMeasures(), allotmentMeasures()...), classed})
}

// Named returns the study called name.
func Named(name string) (Study, bool) {
	for _, s := range Studies() {
		if s.Name == name {
			return s, true
		}
	}
	return Study{}, false
}
