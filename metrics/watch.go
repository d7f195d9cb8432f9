package metrics

import (
	"math/rand/v2"

	"tenbin/ingest/table"
	"tenbin/metrics/cusum"
)

// fewestBaseline is the number of months below which the own habit is not known: the
// reference is then 1.
const fewestBaseline = 6

// watchSeed seeds the simulation of the limits.
const watchSeed = 0x77617463680a

// watch fills everybody's signal: one summed chart of both axes against the own habit,
//
//	e^c = 1/(φ/E_it + ω²H_it),  o^c = e^c·O_it/E_it;   e^l = Σ exposure in the month·λ,  o^l = carried out in the month
//
// with the limit of the person's volume band (METHOD section 5).
func (a *assessor) watch() {
	first := a.o.Month - table.Month(a.o.WatchMonths()) + 1
	S := len(a.e.people)
	months := make([][]cusum.Month, S)
	for i := range months {
		months[i] = make([]cusum.Month, a.o.WatchMonths())
	}
	base := a.watchConcession(a.watched, first, months)
	lag := a.watchLag(first, months)
	for i := range S { // an axis without peers has no expectation to be held against
		for t := range months[i] {
			if a.e.concession.N[i] == 0 {
				months[i][t].EC, months[i][t].OC = 0, 0
			}
			if a.e.lag.N[i] == 0 {
				months[i][t].EL, months[i][t].OL = 0, 0
			}
		}
	}
	exposures := [cusum.Bands][]cusum.Exposure{}
	people := make([]cusum.Exposure, S)
	bands := make([]int, S)
	for i := range S {
		p := cusum.Exposure{RefC: 1, RefL: 1}
		if base[i].months >= fewestBaseline {
			p.RefC, p.ShapeC = base[i].ref, base[i].shape
		}
		if lag[i].months >= fewestBaseline {
			p.RefL, p.ShapeL = lag[i].ref, lag[i].shape
		}
		volume := 0.
		for t := range a.o.WatchMonths() {
			volume += (months[i][t].EC + months[i][t].EL) / float64(a.o.WatchMonths())
			if m := months[i][t]; m.EC+m.EL > 0 {
				p.Months = append(p.Months, m)
			}
		}
		bands[i] = cusum.Band(volume)
		people[i] = p
		if len(p.Months) > 0 {
			exposures[bands[i]] = append(exposures[bands[i]], p)
		}
	}
	var limit, run [cusum.Bands]float64
	for b := range exposures {
		limit[b] = cusum.Defaults[b]
		if len(exposures[b]) > 0 {
			limit[b], run[b] = cusum.Limit(exposures[b], rand.NewPCG(watchSeed, uint64(b)))
		}
	}
	acted := a.interventions()
	for i := range S {
		a.signal(i, first, months[i], people[i], acted[a.e.people[i]], limit[bands[i]], run[bands[i]], bands[i])
	}
}
