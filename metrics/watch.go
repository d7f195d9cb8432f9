package metrics

import (
	"math"
	"math/rand/v2"

	"tenbin/ingest/table"
	"tenbin/metrics/cusum"
	"tenbin/metrics/ratio"
)

// Monitoring reads a baseline of 24 months, M−36 … M−13, frozen, and watches the
// thirteen months M−12 … M.
const (
	baselineMonths = 24
	watchedMonths  = 13
	watchMonths    = baselineMonths + watchedMonths
)

// fewestBaseline is the number of months below which the own habit is not known: the
// reference is then 1.
const fewestBaseline = 6

// fewestEffective is the number of effective events since the last zero below which no
// alarm is raised.
const fewestEffective = 3

// watchSeed seeds the simulation of the limits.
const watchSeed = 0x77617463680a

// Chart is one person's signal, for the sheet that draws it.
type Chart struct {
	Person         string
	Months         []table.Month
	C              []float64 // the summed chart
	CumC, CumL     []float64 // the two axes' own cumulative weights, for explanation only
	Limit, RunYear float64   // limit of the band; a healthy person reaches it once in so many years
	Band           int
	RefC, RefL     float64
	ExtraC, ExtraL float64 // events beyond the own habit since the onset: concessions, instructions
}

// watch fills everybody's signal: one summed chart of both axes against the own habit,
//
//	e^c = 1/(φ/E_it + ω²H_it),  o^c = e^c·O_it/E_it;   e^l = Σ exposure in the month·λ,  o^l = carried out in the month
//
// with the limit of the person's volume band (METHOD section 5).
func (a *assessor) watch() {
	first := a.o.Month - watchMonths + 1
	S := len(a.e.people)
	months := make([][watchMonths]cusum.Month, S)
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
		for t := range watchMonths {
			volume += (months[i][t].EC + months[i][t].EL) / watchMonths
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
	for i := range S {
		a.signal(i, first, months[i][:], people[i], limit[bands[i]], run[bands[i]], bands[i])
	}
}

// habit is a person's own baseline on one axis.
type habit struct {
	months     int
	ref, shape float64
}

// watchConcession fills the concession half of the months and returns the baselines.
func (a *assessor) watchConcession(c *concessionAxis, first table.Month, months [][watchMonths]cusum.Month) []habit {
	S := len(a.e.people)
	type pairMonth struct{ pair, t int }
	o, e := grid(S, watchMonths), grid(S, watchMonths)
	square := grid(S, watchMonths)
	pair := map[pairMonth]float64{}
	basePair := make([]float64, len(c.pairs.owner))
	var order []pairMonth
	for i := range c.cells {
		x := &c.cells[i]
		t := int(x.month - first)
		if t < 0 || t >= watchMonths {
			continue
		}
		v := float64(x.n * x.f * c.rate[x.row])
		o[x.person][t] += x.y
		e[x.person][t] += v
		k := pairMonth{x.pair, t}
		if _, ok := pair[k]; !ok {
			order = append(order, k)
		}
		pair[k] += v
		if t < baselineMonths {
			basePair[x.pair] += v
		}
	}
	for _, k := range order {
		square[c.pairs.owner[k.pair]][k.t] += float64(pair[k] * pair[k])
	}
	baseSquare := make([]float64, S)
	for k, i := range c.pairs.owner {
		baseSquare[i] += float64(basePair[k] * basePair[k])
	}
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for i := range S {
		var bo, be float64
		for t := range watchMonths {
			if e[i][t] > 0 {
				ec := 1 / (c.Phi/e[i][t] + c.Omega2*square[i][t]/(e[i][t]*e[i][t]))
				months[i][t].EC, months[i][t].OC = ec, ec*o[i][t]/e[i][t]
				if t < baselineMonths {
					bo += o[i][t]
					be += e[i][t]
					habits[i].months++
				}
			}
		}
		if be > 0 {
			y[i], n[i] = bo/be, 1/(c.Phi/be+c.Omega2*baseSquare[i]/(be*be))
		}
	}
	return references(habits, y, n)
}

// references are the own habits: posterior mean ÷ population mean, within .8 and 1.25,
// so that the own habit is respected but nobody gets more than 25 % grace.
func references(habits []habit, y, n []float64) []habit {
	prior := ratio.FitOne(y, n)
	theta, _ := levels(prior, y, n)
	normalise(theta)
	for i := range habits {
		A, _ := prior.Posterior(y[i], n[i])
		habits[i].ref, habits[i].shape = clamp(theta[i], .8, 1.25), A
	}
	return habits
}

// watchLag fills the carrying-out half: each instruction's exposure is cut at the month
// ends and weighed with the peers' hazard at its age.
func (a *assessor) watchLag(first table.Month, months [][watchMonths]cusum.Month) []habit {
	l := a.e.lag
	S := len(a.e.people)
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for _, r := range l.rows {
		rec := &a.records[r.record]
		end := rec.End(a.CutOff)
		for t := range watchMonths {
			from, to := (first + table.Month(t) - 1).CutOff(a.o.ClosingDay), (first + table.Month(t)).CutOff(a.o.ClosingDay)
			if end <= from || rec.Issued > to {
				continue
			}
			lo := math.Max(r.from, a.ageOn(rec, max(from, rec.Issued)))
			hi := math.Min(r.to, a.ageOn(rec, min(to, end)))
			if r.done && rec.Implemented == rec.Issued {
				lo, hi = 0, r.to
			}
			for k := range intervals {
				if w := math.Min(hi, ages[k+1]) - math.Max(lo, ages[k]); w > 0 {
					months[r.person][t].EL += float64(w * l.hazard[r.person][r.kind*intervals+k])
				}
			}
			if r.done && rec.Implemented > from && rec.Implemented <= to {
				months[r.person][t].OL++
			}
		}
	}
	for i := range S {
		var o, e float64
		for t := range baselineMonths {
			o += months[i][t].OL
			e += months[i][t].EL
			if months[i][t].EL > 0 {
				habits[i].months++
			}
		}
		if e > 0 {
			y[i], n[i] = math.Min(o/e, fastest), 1/(1/e+l.Omega2/e)
		}
	}
	return references(habits, y, n)
}

// ageOn is the age of an instruction on a day, without its paused days.
func (a *assessor) ageOn(r *InstructionRecord, d table.Day) float64 {
	return float64(a.o.Lag.Days(r.Issued, d) - pausedDays(r, a.o, d))
}

// signal runs the chart over the watched months and fills the person's signal.
func (a *assessor) signal(i int, first table.Month, all []cusum.Month, p cusum.Exposure, limit, run float64, band int) {
	watched := all[baselineMonths:]
	weights, events := make([]float64, len(watched)), make([]float64, len(watched))
	any := false
	for t, m := range watched {
		weights[t] = m.Weight(p.RefC, p.RefL)
		events[t] = m.OC + m.EL
		any = any || m.EC+m.EL > 0
	}
	if !any {
		return
	}
	c := cusum.Path(weights)
	last := len(c) - 1
	s := &a.People[i].Signal
	s.Chart, s.Limit = Of(c[last]), Of(limit)
	chart := Chart{Person: a.e.people[i], C: c, Limit: limit, RunYear: run / 12, Band: band, RefC: p.RefC, RefL: p.RefL}
	cc, cl := 0., 0.
	for t, m := range watched {
		chart.Months = append(chart.Months, first+table.Month(baselineMonths+t))
		cc += float64(m.OC*math.Log(cusum.Up)) - float64((cusum.Up-1)*p.RefC*m.EC)
		cl += float64(m.OL*math.Log(cusum.Down)) + float64((1-cusum.Down)*p.RefL*m.EL)
		chart.CumC, chart.CumL = append(chart.CumC, cc), append(chart.CumL, cl)
	}
	for t := last; t > last-3 && t >= 0; t-- {
		onset, sum := cusum.Onset(c, t), 0.
		for k := onset; k <= t; k++ {
			sum += events[k]
		}
		if c[t] > limit && sum >= fewestEffective {
			month := chart.Months[onset]
			s.Alarm, s.Since = true, &month
			for k := onset; k <= last; k++ {
				chart.ExtraC += watched[k].OC - float64(p.RefC*watched[k].EC)
				chart.ExtraL += float64(p.RefL*watched[k].EL) - watched[k].OL
			}
			break
		}
	}
	a.Charts = append(a.Charts, chart)
}
