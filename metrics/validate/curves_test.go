package validate

import (
	"context"
	"math"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// The same company seen through a whole log and through one that begins in month 12
// with the open items only: with delayed entry both curves say the same of how long
// instructions stay open. Counting the late ones from issue, as if they had been watched,
// would put the second curve above the first: those that ended early are not in it.
func TestCurvesOfALateLog(t *testing.T) {
	open := map[string][]float64{}
	for _, name := range []string{"base", "late_log"} {
		s, _ := simulate.Named(name)
		s.People = 200
		c := simulate.New(s, Month, simulate.Source(simulate.Seed("curves", 0)))
		a, err := assess(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		people, weight := 0, 0.
		ages := []float64{10, 30, 60, 90}
		said, peers := make([]float64, len(ages)), make([]float64, len(ages))
		for i := range a.LagCurves {
			x := &a.LagCurves[i]
			for k, p := range x.Points {
				if p.AtRisk < assessment.FewestAtRisk && k > 0 || math.Abs(p.Done+p.Waited+p.Left-1) > 1e-12 || !(p.Lo <= p.Open && p.Open <= p.Hi) || k > 0 && p.Open > x.Points[k-1].Open {
					t.Fatalf("%s %q %q: %+v", name, x.Manager, x.Person, p)
				}
			}
			if x.Person != "" {
				people++
				continue
			}
			n := float64(x.Instructions)
			weight += n
			for k, age := range ages {
				p := x.At(age)
				if p == nil || p.Peers == nil {
					t.Fatalf("%s %q has no peers at %g", name, x.Manager, age)
				}
				said[k] += n * p.Open
				peers[k] += n * *p.Peers
			}
		}
		if people < 100 || weight < 1500 {
			t.Fatalf("%s: %d curves of people, %g instructions", name, people, weight)
		}
		for k, age := range ages {
			said[k], peers[k] = said[k]/weight, peers[k]/weight
			if math.Abs(said[k]-peers[k]) > .03 {
				t.Errorf("%s: everybody together is %.3f open at %g, at peers' rates %.3f", name, said[k], age, peers[k])
			}
		}
		open[name] = said
	}
	for k, x := range open["base"] {
		if y := open["late_log"][k]; math.Abs(x-y) > .03 {
			t.Errorf("open %.3f in the whole log, %.3f in the late one", x, y)
		}
	}
}
