package cusum

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// BandEdges are the volume bands: mean of e^c + e^l a month.
var BandEdges = [4]float64{1, 2, 4, 8}

// Bands is their number.
const Bands = len(BandEdges) + 1

// Band returns the volume band of a mean monthly volume.
func Band(volume float64) int {
	b := 0
	for b < len(BandEdges) && volume >= BandEdges[b] {
		b++
	}
	return b
}

// Exposure is what a person of a band brings to the simulation: the expected counts
// of the months, the own references and the evidence behind them (posterior shapes;
// 0 = no baseline, the reference is taken as known).
type Exposure struct {
	Months         []Month // only EC and EL are read
	RefC, RefL     float64
	ShapeC, ShapeL float64
}

// Simulation settings of the specification.
const (
	Paths       = 4000
	Watched     = 36
	FalseAlarms = .05 // a person-year
)

// MeasuredAlarms is the rate of new false alarms a person-year where nobody changes and the
// baseline moves along month by month, as in the monthly run: the study "monthly" on record in
// metrics/measured, which a test holds against it. It lies above FalseAlarms, for which the
// limits are set with a baseline that stands.
const MeasuredAlarms = .12

// Limit returns the limit h at which healthy people of the band raise FalseAlarms
// alarms per person-year (alarms ÷ person-years to the first alarm), and the mean run
// length in months under it:
//
//	τ_c ~ Ga(A, A), τ_l likewise: what the baseline does not know of the person
//	o^c ~ Ga(eϑτ, 1),  o^l ~ Poisson(eϑτ),  e resampled from the band's people
//
// 4,000 paths of 36 months from the source that is passed in; bisection on h. Each path
// is drawn once, so the rate falls with h and the bisection is exact. A month without
// any exposure leaves a chart where it is. runLength is the months up to the alarm
// or the end of the path ÷ alarms; without any alarm it is all the months watched, a
// lower bound and always a number that can be printed.
//
// With nobody who has a month the limit of the lowest band stands, and runLength is 0.
//
// Note: without τ the rate on real draws was .06 to .08 a year instead of .05.
func Limit(people []Exposure, source rand.Source) (h, runLength float64) {
	var active []Exposure
	for _, p := range people {
		if len(p.Months) > 0 {
			active = append(active, p)
		}
	}
	if people = active; len(people) == 0 {
		return Defaults[0], 0
	}
	draw := rand.New(source)
	tops := make([][Watched]float64, Paths)
	for k := range tops {
		p := people[draw.IntN(len(people))]
		tauC, tauL := 1., 1.
		if p.ShapeC > 0 {
			tauC = distuv.Gamma{Alpha: p.ShapeC, Beta: p.ShapeC, Src: source}.Rand()
		}
		if p.ShapeL > 0 {
			tauL = distuv.Gamma{Alpha: p.ShapeL, Beta: p.ShapeL, Src: source}.Rand()
		}
		z, top := 0., 0.
		for t := range Watched {
			m := p.Months[draw.IntN(len(p.Months))]
			if mean := m.EC * p.RefC * tauC; mean > 0 {
				m.OC = distuv.Gamma{Alpha: mean, Beta: 1, Src: source}.Rand()
			}
			if mean := m.EL * p.RefL * tauL; mean > 0 {
				m.OL = distuv.Poisson{Lambda: mean, Src: source}.Rand()
			}
			z = max(0, z+m.Weight(p.RefC, p.RefL))
			top = max(top, z)
			tops[k][t] = top
		}
	}
	rate := func(h float64) (perYear, mean float64) {
		alarms, months := 0., 0.
		for k := range tops {
			t := 0
			for t < Watched && tops[k][t] <= h {
				t++
			}
			if t < Watched {
				alarms++
				t++
			}
			months += float64(t)
		}
		if alarms == 0 {
			return 0, months
		}
		return alarms / months * 12, months / alarms
	}
	lo, hi := 0., 50.
	for range 40 {
		mid := (lo + hi) / 2
		if r, _ := rate(mid); r > FalseAlarms {
			lo = mid
		} else {
			hi = mid
		}
	}
	_, runLength = rate(hi)
	return hi, runLength
}

// Defaults are the limits by band that the specification measured; they stand where a
// band has nobody to simulate from.
var Defaults = [Bands]float64{3.1, 3.7, 4.5, 5.0, 5.7}
