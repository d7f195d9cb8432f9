package cusum

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// G5, R: W <- o*log(1.6) − .6*2; z <- max(0, z + W).
func TestGoldenG5Path(t *testing.T) {
	var w []float64
	for _, o := range []float64{2, 1, 3, 2, 4, 5, 3, 6, 2, 7} {
		w = append(w, Month{OC: o, EC: 2}.Weight(1, 1))
	}
	want := []float64{0, 0, 0.2100108877, 0, 0.680014517, 1.830032663, 2.040043551, 3.660065326, 3.400072585, 5.49009799}
	for i, c := range Path(w) {
		if math.Abs(c-want[i]) > 1e-9 {
			t.Errorf("C[%d] = %.10g, R has %.10g", i, c, want[i])
		}
	}
	if got := Onset(Path(w), 9); got != 4 {
		t.Errorf("onset = %d, want 4: the month after the last zero", got)
	}
}

// G5, R with 800 bins: ARL0(h=3) 170.8000823, ARL1 9.867926527, ARL0(h=4) 474.9471819;
// with 400 bins 170.5905949, which says how far the bins carry.
func TestGoldenG5RunLength(t *testing.T) {
	if got := RunLength(2, 1.6, 3, 1, 400); math.Abs(got-170.5905949) > 1e-4 {
		t.Errorf("ARL0 with 400 bins = %.7f, R has 170.5905949", got)
	}
	if got := RunLength(2, 1.6, 3, 1.6, 400); math.Abs(got-9.8679) > .01 {
		t.Errorf("ARL1 = %.4f, R has 9.8679", got)
	}
	if testing.Short() {
		return
	}
	if got := RunLength(2, 1.6, 3, 1, 800); math.Abs(got-170.8000823) > 1e-4 {
		t.Errorf("ARL0 with 800 bins = %.7f, R has 170.8000823", got)
	}
	if got := RunLength(2, 1.6, 4, 1, 800); math.Abs(got-474.9471819) > 1e-3 {
		t.Errorf("ARL0 at h 4 = %.7f, R has 474.9471819", got)
	}
}

// The limit found by simulation must give the promised rate on fresh draws.
func TestLimitKeepsItsPromise(t *testing.T) {
	people := []Exposure{{Months: []Month{{EC: 1.5, EL: .8}, {EC: 1, EL: 1.1}}, RefC: 1, RefL: 1, ShapeC: 40, ShapeL: 25}}
	h, _ := Limit(people, rand.NewPCG(1, 1))
	src := rand.NewPCG(7, 7)
	draw := rand.New(src)
	alarms, months := 0., 0.
	for range 20000 {
		tc, tl := distuv.Gamma{Alpha: 40, Beta: 40, Src: src}.Rand(), distuv.Gamma{Alpha: 25, Beta: 25, Src: src}.Rand()
		z := 0.
		for range watched {
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
	if rate := alarms / months * 12; math.Abs(rate-FalseAlarms) > .006 {
		t.Errorf("limit %.2f gives %.4f alarms a person-year, want %.2f", h, rate, FalseAlarms)
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
