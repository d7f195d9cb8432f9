package validate

import (
	"context"
	"testing"

	"tenbin/metrics/simulate"
)

// The bounds can fail: counted from the issue, what a team filled in afterwards makes its
// healthy people slow and lifts their scores; with the day of entry it does not.
func TestFilledInCountedFromIssue(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates; not with -short")
	}
	s, _ := simulate.Named("filled_in")
	part := func(fromIssue bool) (at50, bias Share) {
		for set := range 8 {
			c := simulate.New(s, Month, simulate.Source(simulate.Seed(s.Name, set)))
			for i := range c.Orders {
				if o := &c.Orders[i]; fromIssue && o.Logged.Known() {
					o.Logged = o.Issued
				}
			}
			a, err := assess(context.Background(), c)
			if err != nil {
				t.Fatal(err)
			}
			r := measure(c, a)
			at50.Of, at50.Among = at50.Of+r.RoleAt50.Of, at50.Among+r.RoleAt50.Among
			bias.Of, bias.Among = bias.Of+r.PartBias.Of, bias.Among+r.PartBias.Among
		}
		return at50, bias
	}
	if p, b := part(false); p.Value() > .08 || b.Value() < -.10 {
		t.Errorf("healthy people at 50 or more: %.3f, bias %.3f", p.Value(), b.Value())
	}
	if p, b := part(true); p.Value() < .10 || b.Value() > -.20 {
		t.Errorf("counted from the issue %.3f of healthy people stand at 50 or more, bias %.3f: the bounds tell nothing", p.Value(), b.Value())
	}
}

// Every outcome is drawn, and every verdict class is said of some: the confusion has no empty row.
func TestConfusionIsWhole(t *testing.T) {
	r, err := classed(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for k, outcome := range simulate.Outcomes {
		if s := r.Classes.among(outcome, classes...); s.Value() != 1 || s.Among != 81 {
			t.Errorf("%s: %v of %v increases", outcome, s.Of, s.Among)
		}
		if k < 5 && r.Classes.Said[k][[]int{0, 1, 2, 2, 3}[k]] == 0 {
			t.Errorf("%s is never said to be so", outcome)
		}
	}
	if w, o := r.Classes.Within.Among, r.Classes.Over.Among; w+o != 60 || w < 20 || o < 8 {
		t.Errorf("%v allotments kept to, %v exceeded", w, o)
	}
}
