package validate

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

var update = flag.Bool("update", false, "rewrite the golden of the eight sets")

// The CI subset: sets 0…7 of a few studies must meet their bounds within 2.6 standard
// errors and give the figures of the golden, which holds drift; the same with one worker
// as with three.
func TestSubsetMeetsItsBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates; not with -short")
	}
	var golden strings.Builder
	for _, name := range []string{"base", "S20", "specialist", "batch_entry", "dense_sparse", "increases", "promises", "promises_sparse", "late_log_unmarked", "filled_in", "filled_in_seen"} {
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
		fmt.Fprintln(&golden, name)
		for _, r := range s.Table(rs) {
			fmt.Fprintf(&golden, "  %s %.3f ± %.3f\n", r.Measure, r.Figure.Value, r.Figure.SE)
			for _, b := range r.Bounds {
				if !b.Met(r.Figure, 2.6) {
					t.Errorf("%s: %s = %.3f ± %.3f, bound %.3g", name, r.Measure, r.Figure.Value, r.Figure.SE, b.Limit)
				}
			}
		}
	}
	const path = "testdata/eight-sets.txt"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(golden.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(golden.String(), "\n")); d != "" {
		t.Errorf("the figures have moved: if the method was meant to change, raise its version and run with -update\n%s", d)
	}
}
