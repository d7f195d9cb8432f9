package monitor

import (
	"math/rand/v2"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cusum"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
)

// fewestBaseline is the number of months below which the own habit is not known: the
// reference is then 1.
const fewestBaseline = 6

// watchSeed seeds the simulation of the limits.
const seed = 0x77617463680a

// WatchInput is what the monthly signals are computed from. All by place of the person.
type Input struct {
	People     []string
	Options    assessment.Options
	Concession *concession.Axis // the window: who has peers at all
	Months     *concession.Axis // the months that monitoring reads
	Lag        *progress.Axis
	Records    []instruction.Record
	Acted      map[string][]table.Month // by person, the months that begin with an intervention
}

// Watch computes everybody's signal, and the chart of all who have one: one summed chart of both axes against the own habit,
//
//	e^c = 1/(φ/E_it + ω²H_it),  o^c = e^c·O_it/E_it;   e^l = Σ exposure in the month·λ,  o^l = carried out in the month
//
// with the limit of the person's volume band (METHOD section 5).
func Watch(in *Input) (signals []assessment.Signal, charts []assessment.Chart) {
	first := in.Options.Month - table.Month(in.Options.WatchMonths()) + 1
	S := len(in.People)
	months := make([][]cusum.Month, S)
	for i := range months {
		months[i] = make([]cusum.Month, in.Options.WatchMonths())
	}
	base := in.concession(first, months)
	late := in.lag(first, months)
	for i := range S { // an axis without peers has no expectation to be held against
		for t := range months[i] {
			if in.Concession.N[i] == 0 {
				months[i][t].EC, months[i][t].OC = 0, 0
			}
			if in.Lag.N[i] == 0 {
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
		if late[i].months >= fewestBaseline {
			p.RefL, p.ShapeL = late[i].ref, late[i].shape
		}
		volume := 0.
		for t := range in.Options.WatchMonths() {
			volume += (months[i][t].EC + months[i][t].EL) / float64(in.Options.WatchMonths())
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
			limit[b], run[b] = cusum.Limit(exposures[b], rand.NewPCG(seed, uint64(b)))
		}
	}
	signals = make([]assessment.Signal, S)
	for i := range S {
		if c, ok := in.chart(i, first, months[i], people[i], limit[bands[i]], run[bands[i]], bands[i], &signals[i]); ok {
			charts = append(charts, c)
		}
	}
	return signals, charts
}
