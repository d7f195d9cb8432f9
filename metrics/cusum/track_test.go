package cusum

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// One axis by hand: e = 2, ϑ = 1, so W = o·ln 1.6 − 1.2: −1.2, .68 (o = 4), 2.56 (o = 8).
func months(os ...float64) []Month {
	ms := make([]Month, len(os))
	for i, o := range os {
		ms[i] = Month{OC: o, EC: 2}
	}
	return ms
}

func TestFollowByHand(t *testing.T) {
	up := float64(8*math.Log(1.6)) - 1.2
	for _, x := range []struct {
		name                      string
		months                    []Month
		acts                      []int
		c                         []float64
		raised, standing, onsetAt string
	}{
		{"zero, up, alarm, standing at half, fallen", months(0, 8, 8, 0, 0, 0), nil, []float64{0, up, 2 * up, 2*up - 1.2, 2*up - 2.4, 2*up - 3.6}, "..x...", "..xxx.", "011111"},
		{"the intervention answers the alarm", months(8, 8, 8, 8, 0, 8, 8), []int{2}, []float64{up, 2 * up, 2, 2, .8, .8 + up, .8 + 2*up}, ".x....x", ".x....x", "0034444"},
	} {
		got := Follow(x.months, 1, 1, 4, x.acts)
		for i := range x.c {
			if math.Abs(got.C[i]-x.c[i]) > 1e-12 {
				t.Errorf("%s: C = %v, want %v", x.name, got.C, x.c)
				break
			}
			if got.Raised[i] != (x.raised[i] == 'x') || got.Standing[i] != (x.standing[i] == 'x') || got.Onset[i] != int(x.onsetAt[i]-'0') {
				t.Errorf("%s, month %d: raised %v standing %v onset %d", x.name, i, got.Raised[i], got.Standing[i], got.Onset[i])
			}
		}
	}
}

// Fewer than three effective events raise no alarm, however low the limit.
func TestFollowWaitsForEvidence(t *testing.T) {
	got := Follow([]Month{{OC: 2.9, EC: .1}, {OC: .2, EC: .1}}, 1, 1, .5, nil)
	if !reflect.DeepEqual(got.Raised, []bool{false, true}) || got.First() != 1 {
		t.Errorf("%+v", got)
	}
}

// Without interventions C is Page's path, and what Follow calls the onset is Onset's.
func TestFollowIsPage(t *testing.T) {
	draw := distuv.Poisson{Lambda: 2, Src: rand.NewPCG(1, 2)}
	ms, w := make([]Month, 200), make([]float64, 200)
	for i := range ms {
		ms[i] = Month{OC: draw.Rand(), EC: 2, OL: draw.Rand(), EL: 2}
		w[i] = ms[i].Weight(1.1, .9)
	}
	got := Follow(ms, 1.1, .9, 4, nil)
	if c := Path(w); !reflect.DeepEqual(got.C, c) {
		t.Fatal("not Page's path")
	}
	for i := range got.C {
		if got.C[i] > 0 && got.Onset[i] != Onset(got.C, i) {
			t.Errorf("month %d: onset %d, want %d", i, got.Onset[i], Onset(got.C, i))
		}
	}
}

// Charts fed exactly what the limit was simulated from alarm at the rate asked for: a
// fresh source, the same people, .05 a person-year within 2.6 standard errors.
func TestLimitHoldsOnFreshDraws(t *testing.T) {
	people := []Exposure{
		{Months: []Month{{EC: 2, EL: .6}, {EC: 3, EL: .9}}, RefC: 1.1, RefL: .9, ShapeC: 50, ShapeL: 30},
		{Months: []Month{{EC: 2.5, EL: .7}}, RefC: .8, RefL: 1.25, ShapeC: 30, ShapeL: 20},
	}
	h, run := Limit(people, rand.NewPCG(3, 4))
	src := rand.NewPCG(5, 6)
	draw := rand.New(src)
	alarms, total := 0., 0.
	for k := range 4000 {
		p := people[k%2]
		c, l := distuv.Gamma{Alpha: p.ShapeC, Beta: p.ShapeC, Src: src}.Rand(), distuv.Gamma{Alpha: p.ShapeL, Beta: p.ShapeL, Src: src}.Rand()
		ms := make([]Month, Watched)
		for i := range ms {
			m := p.Months[draw.IntN(len(p.Months))]
			ms[i] = Month{EC: m.EC, EL: m.EL, OC: distuv.Gamma{Alpha: m.EC * p.RefC * c, Beta: 1, Src: src}.Rand(), OL: distuv.Poisson{Lambda: m.EL * p.RefL * l, Src: src}.Rand()}
		}
		if f := Follow(ms, p.RefC, p.RefL, h, nil).First(); f >= 0 {
			alarms, total = alarms+1, total+float64(f+1)
		} else {
			total += Watched
		}
	}
	rate, se := alarms/total*12, math.Sqrt(2*alarms)/total*12 // twice: the limit was drawn too
	if math.Abs(rate-FalseAlarms) > 2.6*se {
		t.Errorf("rate %.4f ± %.4f a year, limit %.2f, run length %.0f", rate, se, h, run)
	}
}
