package validate

import (
	"context"
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/retention"
	"tenbin/metrics/simulate"
)

// Advocacy is what the care for clients is worth when only its own noise stands against
// it: true SD .3 between people, 85 % of clients stay.
type Advocacy struct {
	Reliability         Share // Σ n/(n+a)
	SignWrong, RawWrong Share // more or fewer clients lost than by peers: by the posterior mean, by O/E
	Decided, Wrong      Share // P ≥ .8 or ≤ .2; of those, on the wrong side
	Cover               Share // 90 % interval of 1/θ holds the truth
	Drawn               Share // enough checks, R ≥ .25
	Named, NamedWrong   Share // decided and drawn, as the map shows it; of those, on the wrong side
}

// sureOfSide is how sure a direction must be before the map names it.
const sureOfSide = .8

// clienteles are the numbers of clients of the study: as many at one check, and at the
// five that 36 months give.
var clienteles = []struct {
	name, about     string
	clients, checks int
}{
	{"advocacy_12", "who keeps clients: 12 client checks a person", 12, 1},
	{"advocacy_30", "who keeps clients: 30 client checks a person", 30, 1},
	{"advocacy_80", "who keeps clients: 80 client checks a person", 80, 1},
	{"advocacy_12_36_months", "who keeps clients: 12 clients a person, five half-yearly checks", 12, 5},
	{"advocacy_30_36_months", "who keeps clients: 30 clients a person, five half-yearly checks", 30, 5},
}

func advocacyMeasures() []Measure {
	return []Measure{
		share("retention: reliability", func(r Result) Share { return r.Advocacy.Reliability }),
		share("retention: sign wrong", func(r Result) Share { return r.Advocacy.SignWrong }),
		share("retention: sign wrong, raw O/E", func(r Result) Share { return r.Advocacy.RawWrong }),
		share("retention: decided", func(r Result) Share { return r.Advocacy.Decided }),
		share("retention: decided wrongly", func(r Result) Share { return r.Advocacy.Wrong }),
		share("retention: cover", func(r Result) Share { return r.Advocacy.Cover }),
		share("retention: drawn", func(r Result) Share { return r.Advocacy.Drawn }),
		share("retention: named on the map", func(r Result) Share { return r.Advocacy.Named }),
		share("retention: named wrongly", func(r Result) Share { return r.Advocacy.NamedWrong }),
	}
}

// advocacyStudies are the studies of the advocacy map's horizontal axis; its vertical
// one is 1/K, which the settings of the simulator measure.
func advocacyStudies() (list []Study) {
	for _, x := range clienteles {
		list = append(list, Study{x.name, x.about, advocacyMeasures(), func(_ context.Context, set int) (Result, error) {
			s := simulate.Clientele{People: 100, Clients: x.clients, Checks: x.checks, Stay: .85, SD: .3}
			truth, visits := s.Draw(simulate.Source(simulate.Seed(x.name, set)))
			checks := make([]retention.Check, len(visits))
			for i, v := range visits {
				checks[i] = retention.Check{Person: v.Person, Rhythm: v.Rhythm, Half: v.Half, Lost: v.Lost}
			}
			return Result{Advocacy: measureAdvocacy(truth, checks)}, nil
		}})
	}
	return append(list,
		Study{"advocacy_lines", "who keeps clients: read from 36 months of deal lines", advocacyMeasures(), lostFromLines("advocacy_lines", 12)},
		Study{"advocacy_lines_dense", "who keeps clients: the same with four times as many lines", advocacyMeasures(), lostFromLines("advocacy_lines_dense", 48)})
}

// lostFromLines has clients leave a base company of 36 months and a whole run find out
// from the lines, in which a client who buys seldom looks lost for months.
func lostFromLines(name string, deals float64) func(context.Context, int) (Result, error) {
	return func(ctx context.Context, set int) (Result, error) {
		s := simulate.Base
		s.Name, s.Months, s.DealsPerMonth = name, 36, deals
		c := simulate.New(s, Month, simulate.Source(simulate.Seed(s.Name, set)))
		lost := c.LoseClients(.85, .3)
		a, err := assess(ctx, c)
		if err != nil {
			return Result{}, err
		}
		at := map[string]float64{}
		for i, p := range c.People {
			at[p.ID] = lost[i]
		}
		var truth []float64
		var kept []assessment.Retained
		for i := range a.Advocacy.People {
			p := &a.Advocacy.People[i]
			truth, kept = append(truth, at[string(p.Person)]), append(kept, p.Retained)
		}
		return Result{Advocacy: compareAdvocacy(truth, kept)}, nil
	}
}

// measureAdvocacy compares what is said of each person's clients with the truth.
func measureAdvocacy(truth []float64, checks []retention.Check) Advocacy {
	kept, _ := retention.Compare(checks, len(truth))
	return compareAdvocacy(truth, kept)
}

func compareAdvocacy(truth []float64, kept []assessment.Retained) (r Advocacy) {
	for i, theta := range truth {
		k := &kept[i]
		r.Reliability.Of += k.Reliability
		r.Reliability.Among++
		x, lo, hi := retention.Continuity(k)
		r.Cover.add(lo <= 1/theta && 1/theta <= hi)
		drawn := retention.Drawn(k)
		r.Drawn.add(drawn)
		r.SignWrong.add((x > 1) != (theta < 1))
		if k.Expected > 0 && math.Abs(float64(k.Lost)-k.Expected) > 1e-12 {
			r.RawWrong.add((float64(k.Lost) < k.Expected) != (theta < 1))
		}
		p := retention.Better(k)
		decided := p >= sureOfSide || p <= 1-sureOfSide
		r.Decided.add(decided)
		if decided {
			r.Wrong.add((p > .5) != (theta < 1))
		}
		r.Named.add(decided && drawn)
		if decided && drawn {
			r.NamedWrong.add((p > .5) != (theta < 1))
		}
	}
	return r
}
