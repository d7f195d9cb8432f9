package survival

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
)

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// reference reads a table that an R script wrote: a comment line with the versions,
// headings, rows.
func reference(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("../../testdata/reference/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for k, h := range rows[0] {
			m[h] = row[k]
		}
		out = append(out, m)
	}
	return out
}

func number(t *testing.T, row map[string]string, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		t.Fatalf("column %s: %v", column, err)
	}
	return v
}

var sets = []string{"twenty", "made", "all"}

// data is a set of survival_data.csv: times, and kinds 0 open, 1 done, 2, 3 otherwise.
func data(t *testing.T, set string) (times []float64, kind []int, done []bool) {
	for _, r := range reference(t, "survival_data.csv") {
		if r["set"] == set {
			k := int(number(t, r, "kind"))
			times, kind, done = append(times, number(t, r, "time")), append(kind, k), append(done, k == 1)
		}
	}
	return
}

func of(t *testing.T, name, set string) (rows []map[string]string) {
	for _, r := range reference(t, name) {
		if r["set"] == set {
			rows = append(rows, r)
		}
	}
	return rows
}

// Golden section G4 is the set "twenty"; survfit, survSplit and integrate have the rest.
func TestAgainstR(t *testing.T) {
	cut := []float64{0, 7, 14, 30, 60, 120, math.Inf(1)}
	for _, set := range sets {
		t.Run(set, func(t *testing.T) {
			times, kind, done := data(t, set)
			km, aj := KaplanMeier(nil, times, done), AalenJohansen(nil, times, kind, 3)
			se := Curve{Time: km.Time, At: km.SE}
			for _, r := range of(t, "survival_curve.csv", set) {
				at := number(t, r, "t")
				near(t, "Kaplan–Meier", km.Value(at, 1), number(t, r, "km"), 1e-12)
				near(t, "its se", se.Value(at, 0), number(t, r, "se"), 1e-12)
				for k, way := range []string{"done", "withdrawn", "waited"} {
					near(t, way, aj[k].Value(at, 0), number(t, r, way), 1e-12)
				}
			}
			for _, r := range of(t, "survival_mean.csv", set) {
				h := number(t, r, "horizon")
				near(t, "restricted mean", km.RestrictedMean(h), number(t, r, "rmean"), 1e-12)
				near(t, "its se", km.RestrictedMeanSE(h), number(t, r, "se"), 1e-12)
			}
			h, d, w := Hazards(times, done, cut)
			for _, r := range of(t, "survival_hazard.csv", set) {
				k := int(number(t, r, "iv")) - 1
				near(t, "events", d[k], number(t, r, "events"), 0)
				near(t, "exposure", w[k], number(t, r, "exposure"), 1e-12)
				near(t, "hazard", h[k], number(t, r, "hazard"), 1e-12)
			}
			for _, r := range of(t, "survival_lag.csv", set) {
				near(t, "restricted mean lag", RestrictedMeanLag(cut, h, number(t, r, "theta"), 90), number(t, r, "lag"), 1e-10)
			}
		})
	}
}

// By hand: three people, ends on day 1 and 3, one open from day 2.
// S = 2/3 from 1, 0 from 3; mean to 3 = 1 + 2·2/3; Var = (4/3)²·1/(3·2).
func TestByHand(t *testing.T) {
	c := KaplanMeier(nil, []float64{2, 1, 3}, []bool{false, true, true})
	near(t, "S(1)", c.Value(1, 1), 2./3, 1e-15)
	near(t, "S(2.9)", c.Value(2.9, 1), 2./3, 1e-15)
	near(t, "S(3)", c.Value(3, 1), 0, 0)
	near(t, "S(0)", c.Value(0, 1), 1, 0)
	near(t, "mean", c.RestrictedMean(3), 7./3, 1e-15)
	near(t, "se", c.RestrictedMeanSE(3), 4./3/math.Sqrt(6), 1e-15)
	if empty := KaplanMeier(nil, nil, nil); empty.RestrictedMean(90) != 90 || empty.RestrictedMeanSE(90) != 0 {
		t.Error("nobody: nothing ends before the horizon")
	}
	if !math.IsNaN(Curve{Time: []float64{1}, At: []float64{.5}}.RestrictedMeanSE(3)) {
		t.Error("a curve without numbers at risk has no standard error")
	}
}

// Laws: the order of rows does not matter; the ways of ending and being open are
// everything; curves fall; one more open instruction never raises the speed.
func TestLaws(t *testing.T) {
	times, kind, done := data(t, "made")
	km, aj := KaplanMeier(nil, times, done), AalenJohansen(nil, times, kind, 3)
	n := len(times)
	t2, k2, d2, any := make([]float64, n), make([]int, n), make([]bool, n), make([]bool, n)
	for i := range n {
		t2[n-1-i], k2[n-1-i], d2[n-1-i], any[i] = times[i], kind[i], done[i], kind[i] > 0
	}
	back, back2 := KaplanMeier(nil, t2, d2), AalenJohansen(nil, t2, k2, 3)
	open := KaplanMeier(nil, times, any)
	for k := range km.Time {
		if km.At[k] != back.At[k] || km.SE[k] != back.SE[k] || aj[1].At[k] != back2[1].At[k] {
			t.Fatalf("the order of rows matters at %g", km.Time[k])
		}
		if k > 0 && km.At[k] > km.At[k-1] {
			t.Fatalf("the curve rises at %g", km.Time[k])
		}
		near(t, "all together", aj[0].At[k]+aj[1].At[k]+aj[2].At[k]+open.At[k], 1, 1e-12)
	}
	cut := []float64{0, 7, 14, 30, 60, 120, math.Inf(1)}
	h, _, _ := Hazards(times, done, cut)
	for _, more := range []float64{1, 10, 50, 300} {
		g, _, _ := Hazards(append([]float64{more}, times...), append([]bool{false}, done...), cut)
		for k := range h {
			if g[k] > h[k] {
				t.Fatalf("an open instruction of %g days raised the hazard of interval %d", more, k)
			}
		}
		if RestrictedMeanLag(cut, g, 1, 90) < RestrictedMeanLag(cut, h, 1, 90) {
			t.Fatalf("an open instruction of %g days shortened the lag", more)
		}
		longer := KaplanMeier(nil, append([]float64{more}, times...), append([]bool{false}, done...))
		if longer.RestrictedMean(90) < km.RestrictedMean(90)-1e-12 {
			t.Fatalf("an open instruction of %g days shortened the mean", more)
		}
	}
}

// With no hazard nothing happens before the horizon; a huge one is done at once.
func TestRestrictedMeanLagEnds(t *testing.T) {
	cut := []float64{0, 10, math.Inf(1)}
	near(t, "no hazard", RestrictedMeanLag(cut, []float64{0, 0}, 1, 90), 90, 1e-12)
	near(t, "huge hazard", RestrictedMeanLag(cut, []float64{1e6, 1e6}, 1, 90), 0, 1e-5)
	last := 0.
	for theta := 4.; theta > .05; theta /= 1.3 {
		m := RestrictedMeanLag(cut, []float64{.02, .01}, theta, 90)
		if m <= last {
			t.Fatalf("slower people must have longer lags: %v after %v", m, last)
		}
		last = m
	}
}
