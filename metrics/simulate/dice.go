package simulate

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// dice draw from the distributions of which a company is made, all from one source.
type dice struct {
	source rand.Source
	draw   *rand.Rand
}

func diceOf(source rand.Source) dice { return dice{source, rand.New(source)} }

func (d dice) normal(sd float64) float64 {
	if sd == 0 {
		return 0
	}
	return sd * d.draw.NormFloat64()
}

// lift is a lognormal effect with mean 1.
func (d dice) lift(sd float64) float64 { return math.Exp(d.normal(sd) - sd*sd/2) }

func (d dice) poisson(mean float64) int {
	return int(distuv.Poisson{Lambda: mean, Src: d.source}.Rand())
}

func (d dice) gamma(shape, mean float64) float64 {
	return distuv.Gamma{Alpha: shape, Beta: shape / mean, Src: d.source}.Rand()
}

// dirichlet draws n shares with parameter a each.
func (d dice) dirichlet(n int, a float64) []float64 {
	w, sum := make([]float64, n), 0.
	for i := range w {
		w[i] = math.Max(d.gamma(a, a), 1e-12)
		sum += w[i]
	}
	for i := range w {
		w[i] /= sum
	}
	return w
}

// pick draws an index by the weights w, which sum to 1.
func (d dice) pick(w []float64) int {
	u := d.draw.Float64()
	for i, x := range w {
		if u -= x; u < 0 {
			return i
		}
	}
	return len(w) - 1
}

// smallest is the mean severity of a concession where concessions are rare.
const smallest = .05

// concede draws the conceded share of a line with mean mu.
func (d dice) concede(mu float64) float64 {
	p := mu / (mu + smallest)
	if d.draw.Float64() >= p {
		return 0
	}
	return math.Min(d.gamma(2, mu/p), .6)
}

// wait draws the age at which the order is carried out, by inversion with steps of a day.
func (d dice) wait(h hazard, effect func(age float64) float64) float64 {
	need := d.draw.ExpFloat64()
	for age := 0.; age < 3650; age++ {
		step := (h.upTo(age+1) - h.upTo(age)) * effect(age)
		if need <= step {
			return age + need/step
		}
		need -= step
	}
	return math.Inf(1)
}
