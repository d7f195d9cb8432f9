package validate

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/metrics/assessment"
	"tenbin/metrics/cusum"
	"tenbin/metrics/measured"
)

const again = "draw it again: tenbin validate --first 40 --sets 40 --write metrics/measured/measured.tsv"

// The file of record is of this method and these studies, with the bounds of today.
func TestRecordedIsOfThisMethod(t *testing.T) {
	table := measured.Recorded()
	if table.Method != assessment.MethodVersion {
		t.Fatalf("the figures on record are of method %s, this is %s: %s", table.Method, assessment.MethodVersion, again)
	}
	if table.First < 40 || table.Sets < 40 {
		t.Errorf("sets %d…%d do not decide", table.First, table.First+table.Sets-1)
	}
	k := 0
	for _, s := range Studies() {
		before := k
		for _, m := range s.Measures {
			if k == len(table.Rows) || table.Rows[k].Study != s.Name || table.Rows[k].Measure != m.Name {
				continue // nothing to count in this study
			}
			x, y := table.Rows[k], Record([]Row{{Study: s.Name, Measure: m.Name, Bounds: boundsOf(s.Name, m.Name)}}, 0, 0).Rows[0]
			if limit(x.AtLeast) != limit(y.AtLeast) || limit(x.AtMost) != limit(y.AtMost) {
				t.Errorf("%s: %s has other bounds on record: %s", s.Name, m.Name, again)
			}
			k++
		}
		if k == before {
			t.Fatalf("%s is not on record: %s", s.Name, again)
		}
	}
	if k < len(table.Rows) {
		t.Errorf("%s: %s is measured nowhere: %s", table.Rows[k].Study, table.Rows[k].Measure, again)
	}
}

// How often a signal comes by chance is said as it was measured in monthly runs.
func TestFalseAlarmsAreSaidAsMeasured(t *testing.T) {
	if r := measured.Of("monthly", "false alarms a year"); math.Round(100*r.Value) != math.Round(100*cusum.MeasuredAlarms) {
		t.Errorf("measured %.4f a person-year, said %.2f", r.Value, cusum.MeasuredAlarms)
	}
}

// A slice of what is on record, drawn again with its number of sets, is the same to the letter.
func TestRecordedIsWhatARunGives(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates; not with -short")
	}
	table := measured.Recorded()
	for _, name := range []string{"S20", "promises_sparse", "own_territories_12"} {
		s, _ := Named(name)
		rs, err := Run(context.Background(), s, table.First, table.First+table.Sets, 3)
		if err != nil {
			t.Fatal(err)
		}
		recorded := *table
		recorded.Rows = nil
		for _, r := range table.Rows {
			if r.Study == name {
				recorded.Rows = append(recorded.Rows, r)
			}
		}
		var want, got strings.Builder
		if err := recorded.Write(&want); err != nil {
			t.Fatal(err)
		}
		if err := Record(s.Table(rs), table.First, table.Sets).Write(&got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(strings.Split(want.String(), "\n"), strings.Split(got.String(), "\n")); d != "" {
			t.Errorf("%s: %s (-recorded +drawn)\n%s", name, again, d)
		}
	}
}

// limit is a bound that can be compared, −∞ where there is none.
func limit(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(-1)
	}
	return x
}
