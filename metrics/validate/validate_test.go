package validate

import (
	"context"
	"math"
	"reflect"
	"testing"
)

func TestSpearmanByHand(t *testing.T) {
	// ranks 1 2 3 4 against 1 2 4 3: 1 − 6·2/(4·15) = .8
	if got := spearman([]float64{1, 2, 3, 4}, []float64{10, 20, 40, 30}); math.Abs(got-.8) > 1e-12 {
		t.Errorf("Spearman = %v, want .8", got)
	}
	if got := spearman([]float64{1, 2, 3}, []float64{5, 5, 5}); got != 0 {
		t.Errorf("a constant has rank correlation %v", got)
	}
	if got := ranks([]float64{3, 1, 3}); !reflect.DeepEqual(got, []float64{2.5, 1, 2.5}) {
		t.Errorf("ranks with ties: %v", got)
	}
}

func TestRecallByHand(t *testing.T) {
	truth := make([]float64, 20)
	ranked := make([]float64, 20)
	truth[3], truth[7] = 2, 1
	ranked[3], ranked[9] = 2, 1
	if got := recall(truth, ranked); got != .5 {
		t.Errorf("one of two found: %v", got)
	}
}

// Pooled shares: 1 of 2 and 3 of 4 are 4 of 6; SE by the ratio estimator by hand.
func TestPooledByHand(t *testing.T) {
	f := pooled([]Result{{Cover: Share{1, 2}}, {Cover: Share{3, 4}}}, func(r Result) Share { return r.Cover })
	a, b := 1-4./6*2, 3-4./6*4
	if math.Abs(f.Value-4./6) > 1e-12 || math.Abs(f.SE-math.Sqrt(a*a+b*b)/6) > 1e-12 {
		t.Errorf("%+v", f)
	}
}

// Every bound names a setting and a measure that exist.
func TestBoundsAreMeasurable(t *testing.T) {
	names := map[[2]string]bool{}
	for _, s := range Studies() {
		for _, m := range s.Measures {
			names[[2]string{s.Name, m.Name}] = true
		}
	}
	for _, b := range Bounds() {
		if !names[[2]string{b.Setting, b.Measure}] {
			t.Errorf("no such bound: %+v", b)
		}
	}
}

// The CI subset: sets 0…7 of a few settings must meet their bounds within 2.6 standard
// errors, all figures finite, and the same with one worker as with three.
func TestSubsetMeetsItsBounds(t *testing.T) {
	names := []string{"base", "S20", "specialist", "batch_entry"}
	if testing.Short() {
		names = names[3:]
	}
	for _, name := range names {
		s, _ := Named(name)
		rs, err := Run(context.Background(), s, 0, 8, 3)
		if err != nil {
			t.Fatal(err)
		}
		if name == "batch_entry" {
			again, err := Run(context.Background(), s, 0, 8, 1)
			if err != nil || !reflect.DeepEqual(rs, again) {
				t.Errorf("one worker and three disagree (%v)", err)
			}
		}
		figures := s.Summarise(rs)
		for _, b := range Bounds() {
			if b.Setting == name && !b.Met(figures[b.Measure], 2.6) {
				t.Errorf("%s: %s = %.3f ± %.3f, bound %.3g", name, b.Measure, figures[b.Measure].Value, figures[b.Measure].SE, b.Limit)
			}
		}
	}
}
