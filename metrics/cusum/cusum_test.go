package cusum

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

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

func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// Golden section G5: one axis.
func TestPathAgainstR(t *testing.T) {
	var w, want []float64
	for _, r := range reference(t, "cusum_path.csv") {
		w = append(w, Month{OC: number(t, r, "o"), EC: 2}.Weight(1, 1))
		want = append(want, number(t, r, "c"))
	}
	for i, c := range Path(w) {
		near(t, "C", c, want[i], 1e-12)
	}
	if got := Onset(Path(w), 9); got != 4 {
		t.Errorf("onset = %d, want 4: the month after the last zero", got)
	}
	if got := Onset(Path(w), 2); got != 2 {
		t.Errorf("onset = %d, want 2", got)
	}
}

// Both axes with own references; R takes the weights from dpois.
func TestBothAxesAgainstR(t *testing.T) {
	var w, want []float64
	for _, r := range reference(t, "cusum_both.csv") {
		m := Month{OC: number(t, r, "oc"), EC: number(t, r, "ec"), OL: number(t, r, "ol"), EL: number(t, r, "el")}
		w, want = append(w, m.Weight(1.1, .9)), append(want, number(t, r, "c"))
		near(t, "W", w[len(w)-1], number(t, r, "w"), 1e-12)
	}
	for i, c := range Path(w) {
		near(t, "C", c, want[i], 1e-12)
	}
}

// Golden section G5 and more: few events pushing up (ρ < 1), large and small means.
// A simulation says 170.5 ± .4 where the chain of 800 bins says 170.8.
func TestRunLengthAgainstR(t *testing.T) {
	for _, r := range reference(t, "cusum_runlength.csv") {
		bins := int(number(t, r, "bins"))
		if bins > 400 && testing.Short() {
			continue
		}
		got := RunLength(number(t, r, "mu"), number(t, r, "rho"), number(t, r, "h"), number(t, r, "theta"), bins)
		if want := number(t, r, "arl"); !(math.Abs(got-want) <= 1e-7*want) {
			t.Errorf("%v: run length %.10g, R has %.10g", r, got, want)
		}
	}
}

// The chain against plain simulation, on the half where few events push up.
func TestRunLengthAgainstSimulation(t *testing.T) {
	src := rand.NewPCG(3, 3)
	const paths = 20000
	sum, square := 0., 0.
	for range paths {
		z, months := 0., 0.
		for z <= 3 {
			z = math.Max(0, z+Month{OL: distuv.Poisson{Lambda: 1, Src: src}.Rand(), EL: 2}.Weight(1, 1))
			months++
		}
		sum += months
		square += months * months
	}
	mean := sum / paths
	se := math.Sqrt((square/paths - mean*mean) / paths)
	if got := RunLength(2, .5, 3, .5, 400); math.Abs(got-mean) > 4*se+.1 {
		t.Errorf("run length %.3f, simulated %.3f ± %.3f", got, mean, se)
	}
}

// Laws: a higher limit, less change and a lower rate all mean waiting longer.
func TestRunLengthLaws(t *testing.T) {
	if a, b := RunLength(2, 1.6, 3, 1, 100), RunLength(2, 1.6, 4, 1, 100); !(a < b) {
		t.Errorf("higher limit: %g then %g", a, b)
	}
	last := math.Inf(1)
	for theta := .6; theta < 3; theta += .3 {
		l := RunLength(2, 1.6, 3, theta, 100)
		if !(l < last && l >= 1) {
			t.Fatalf("θ %g: %g after %g", theta, l, last)
		}
		last = l
	}
	if l := RunLength(2, 1.6, 3, 0, 50); !math.IsInf(l, 1) && l < 1e12 {
		t.Errorf("without events no alarm can come: %g", l)
	}
}

// The same source gives the same limit; nobody, or nobody with a month, the default.
func TestLimitIsSeeded(t *testing.T) {
	people := []Exposure{{Months: []Month{{EC: 1, EL: 1}}, RefC: 1, RefL: .9, ShapeC: 20}, {RefC: 1, RefL: 1}}
	a, ra := Limit(people, rand.NewPCG(5, 6))
	b, rb := Limit(people[:1], rand.NewPCG(5, 6))
	if a != b || ra != rb {
		t.Errorf("%g, %g and %g, %g", a, ra, b, rb)
	}
	for _, nobody := range [][]Exposure{nil, {{RefC: 1}}} {
		if h, _ := Limit(nobody, rand.NewPCG(1, 1)); h != Defaults[0] {
			t.Errorf("nobody to draw from: limit %g", h)
		}
	}
	if h, run := Limit([]Exposure{{Months: []Month{{}}, RefC: 1, RefL: 1}}, rand.NewPCG(1, 1)); h > 1e-9 || run != 4000*36 {
		t.Errorf("no exposure, no alarm: limit %g, run length %g", h, run)
	}
	for b, v := range []float64{.99, 1, 3.9, 7.9, 8} {
		if got, want := Band(v), []int{0, 1, 2, 3, 4}[b]; got != want {
			t.Errorf("band of %g = %d, want %d", v, got, want)
		}
	}
}

// The limit found by simulation must give the promised rate on fresh draws.
// Small shapes: what the baseline does not know (τ) must be in it.
func TestLimitKeepsItsPromise(t *testing.T) {
	const months36, promised, shapeC, shapeL = 36, .05, 8., 6. // METHOD section 5
	people := []Exposure{{Months: []Month{{EC: 1.5, EL: .8}, {EC: 1, EL: 1.1}}, RefC: 1, RefL: 1, ShapeC: shapeC, ShapeL: shapeL}}
	h, run := Limit(people, rand.NewPCG(1, 1))
	src := rand.NewPCG(7, 7)
	draw := rand.New(src)
	alarms, months := 0., 0.
	for range 30000 {
		tc, tl := distuv.Gamma{Alpha: shapeC, Beta: shapeC, Src: src}.Rand(), distuv.Gamma{Alpha: shapeL, Beta: shapeL, Src: src}.Rand()
		z := 0.
		for range months36 {
			m := people[0].Months[draw.IntN(2)]
			m.OC = distuv.Gamma{Alpha: m.EC * tc, Beta: 1, Src: src}.Rand()
			m.OL = distuv.Poisson{Lambda: m.EL * tl, Src: src}.Rand()
			z = math.Max(0, z+m.Weight(1, 1))
			months++
			if z > h {
				alarms++
				break
			}
		}
	}
	// 4,000 paths of which some 13 % end in an alarm: the limit's own rate has a
	// standard error of .05/√530 = .002, the check's is .0008
	if rate := alarms / months * 12; math.Abs(rate-promised) > .006 {
		t.Errorf("limit %.2f gives %.4f alarms a person-year, want %.2f", h, rate, promised)
	}
	if want := 12 / promised; math.Abs(run-want) > 2 {
		t.Errorf("run length %.1f months, want %.0f", run, want)
	}
	known := people[0]
	known.ShapeC, known.ShapeL = 0, 0
	if lower, _ := Limit([]Exposure{known}, rand.NewPCG(1, 1)); !(lower < h-.3) {
		t.Errorf("a known habit needs a lower limit: %.2f against %.2f", lower, h)
	}
}

// An added open instruction, with nothing else changed, never lowers the chart.
func TestOpenInstructionsPushUp(t *testing.T) {
	for e := 0.; e < 3; e += .25 {
		if (Month{EL: e + .25}).Weight(1, 1) <= (Month{EL: e}).Weight(1, 1) {
			t.Fatalf("the chart does not rise with open exposure at %g", e)
		}
	}
}

func BenchmarkLimit(b *testing.B) {
	people := []Exposure{{Months: []Month{{EC: 1.5, EL: .8}}, RefC: 1, RefL: 1, ShapeC: 40, ShapeL: 25}}
	for b.Loop() {
		Limit(people, rand.NewPCG(1, 1))
	}
}

func BenchmarkRunLength800(b *testing.B) {
	for b.Loop() {
		RunLength(2, 1.6, 3, 1, 800)
	}
}
