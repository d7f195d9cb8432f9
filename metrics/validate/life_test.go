package validate

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// Over the life of a plan (both looks, discounts and lag) at most one of twenty plans without
// any effect is said to have one; a true effect is still found.
func TestClaimsOverAPlansLife(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates; not with -short")
	}
	s, _ := Named("coaching_life")
	rs, err := Run(context.Background(), s, 0, 24, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range s.Measures {
		f := m.Of(rs)
		t.Logf("%s %.3f ± %.3f", m.Name, f.Value, f.SE)
		switch m.Name {
		case "plans with a change claimed":
			if f.Value > .05+2.6*f.SE {
				t.Errorf("%.3f ± %.3f of plans without effect are said to have one", f.Value, f.SE)
			}
		case "looks with limits, a plan":
			if f.Value < 2 {
				t.Errorf("only %.2f looks a plan", f.Value)
			}
		}
	}
}

// A look that was decided says the same a month later, and when somebody else begins to be
// coached meanwhile: it rests on the months around it alone.
func TestALookIsDecidedOnce(t *testing.T) {
	var s simulate.Setting
	for _, x := range simulate.Settings() {
		if x.Name == "coaching_life" {
			s = x
		}
	}
	c, _, err := Assess(context.Background(), s, 1)
	if err != nil {
		t.Fatal(err)
	}
	o := Options(s)
	o.SizeBands, o.ListMin = []int64{1000, 100000, 1000000, 10000000}, new(int64)
	seen := map[string]assessment.CoachingReading{}
	looked := 0
	for _, month := range []int{s.Coach + 5, s.Coach + 6, s.Coach + 10, s.Coach + 11} {
		o.Month = c.Months()[month]
		a, _, err := metrics.Run(context.Background(), dataOf(c), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range a.Coaching {
			for _, l := range p.Readings {
				k := fmt.Sprint(p.PlanID, l.Factor, l.Months)
				before, ok := seen[k]
				if l.Due > o.Month {
					t.Fatalf("%s was looked at before its time", k)
				}
				if seen[k] = l; !ok {
					continue
				}
				looked++
				if d := cmp.Diff(before, l); d != "" {
					t.Errorf("%s, month %s (-before +now):\n%s", k, o.Month, d)
				}
			}
		}
	}
	if looked == 0 {
		t.Error("no look twice")
	}
	// every change follows from the figures that stand beside it
	for k, l := range seen {
		if l.Effect == nil {
			continue
		}
		wo, we, spread := 0., 0., 0.
		for _, m := range l.Matched {
			wo, we = wo+m.Weight*m.Observed, we+m.Weight*m.Before*m.Expected
		}
		for _, m := range l.Matched {
			w := m.Weight * m.Before * m.Expected / we
			spread += w * w * (1/m.Events + m.CV)
		}
		spread += 1/l.Own.Events + l.Own.CV
		change := l.Own.Observed / (l.Own.Before * l.Own.Expected) / (wo / we)
		if math.Abs(change-1-*l.Effect) > 1e-9 || math.Abs(math.Log((1+*l.Hi)/change)-2.497705474412*math.Sqrt(spread)) > 1e-6 {
			t.Errorf("%s: %+v, from its figures %.9f", k, l, change-1)
		}
	}
}
