package validate

import (
	"math/rand/v2"

	"tenbin/metrics/cusum"
	"tenbin/metrics/simulate"
)

// watchOracle runs the same charts as metrics for somebody who knows every true rate,
// every client's effect and everybody's own habit without error: what no estimate of
// them could beat. Only chance is left, so the limits need no allowance for the habit.
func watchOracle(c *simulate.Company) Watch {
	S, from := len(c.People), c.Months()[0]
	months := make([][]cusum.Month, S)
	for i := range months {
		months[i] = make([]cusum.Month, c.Setting.Months)
	}
	square, mean := 0., 0. // φ of ordinary deals: Σ(y − r)² ÷ Σ r
	for _, l := range c.Lines {
		m := &months[l.Person][l.Date.DataMonth(0)-from]
		y := l.Conceded()
		m.OC += y
		m.EC += l.Rate
		if !c.People[l.Person].Captured {
			concession, _ := c.Habit(l.Person)
			d := y - concession*l.Rate
			square += float64(d * d)
			mean += concession * l.Rate
		}
	}
	phi := square / mean
	for _, o := range c.Orders {
		for t, e := range c.ExposureByMonth(o) {
			months[o.Person][t].EL += e
		}
		if o.Done.Known() {
			months[o.Person][o.Done.DataMonth(0)-from].OL++
		}
	}
	var exposures [cusum.Bands][]cusum.Exposure
	people, bands := make([]cusum.Exposure, S), make([]int, S)
	for i := range S {
		volume := 0.
		for t := range months[i] {
			m := &months[i][t]
			m.OC, m.EC = m.OC/phi, m.EC/phi
			volume += (m.EC + m.EL) / float64(len(months[i]))
		}
		p := cusum.Exposure{Months: months[i]}
		p.RefC, p.RefL = c.Habit(i)
		people[i], bands[i] = p, cusum.Band(volume)
		exposures[bands[i]] = append(exposures[bands[i]], p)
	}
	var limit [cusum.Bands]float64
	for b := range exposures {
		limit[b], _ = cusum.Limit(exposures[b], rand.NewPCG(1, uint64(b)))
	}
	var w Watch
	for i, t := range c.People {
		track := cusum.Follow(months[i][baseline:], people[i].RefC, people[i].RefL, limit[bands[i]], nil)
		w.add(c, t, track, bands[i])
	}
	return w
}
