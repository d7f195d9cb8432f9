package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/cusum"
	"tenbin/metrics/ratio"
)

// habit is a person's own baseline on one axis.
type habit struct {
	months     int
	ref, shape float64
}

// watchConcession fills the concession half of the months and returns the baselines.
func (a *assessor) watchConcession(c *concessionAxis, first table.Month, months [][]cusum.Month) []habit {
	S := len(a.e.people)
	type pairMonth struct{ pair, t int }
	o, e := grid(S, a.o.WatchMonths()), grid(S, a.o.WatchMonths())
	square := grid(S, a.o.WatchMonths())
	pair := map[pairMonth]float64{}
	basePair, baseO := make([]float64, len(c.pairs.owner)), make([]float64, len(c.pairs.owner))
	var order []pairMonth
	for i := range c.cells {
		x := &c.cells[i]
		t := int(x.month - first)
		if t < 0 || t >= a.o.WatchMonths() {
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
		if t < a.o.BaselineMonths {
			basePair[x.pair] += v
			baseO[x.pair] += x.y
		}
	}
	for _, k := range order {
		square[c.pairs.owner[k.pair]][k.t] += float64(pair[k] * pair[k])
	}
	phi, omega2 := c.baselineVariance(baseO, basePair)
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for i := range S {
		var bo, be float64
		for t := range a.o.WatchMonths() {
			if e[i][t] > 0 {
				ec := 1 / (phi/e[i][t] + omega2*square[i][t]/(e[i][t]*e[i][t]))
				months[i][t].EC, months[i][t].OC = ec, ec*o[i][t]/e[i][t]
				if t < a.o.BaselineMonths {
					bo += o[i][t]
					be += e[i][t]
					habits[i].months++
				}
			}
		}
		if be > 0 {
			y[i], n[i] = bo/be, be/phi
		}
	}
	return references(habits, y, n)
}

// baselineVariance fits φ and ω² to the pairs of the baseline alone, frozen like the own
// habits: what changes while it is watched must not widen the limits that it is held
// against. Where the baseline has too few pairs those of all months stand.
func (c *concessionAxis) baselineVariance(o, e []float64) (phi, omega2 float64) {
	po, pe, pairs := make([]float64, c.S), make([]float64, c.S), 0
	for k, i := range c.pairs.owner {
		po[i] += o[k]
		pe[i] += e[k]
		if e[k] > 0 {
			pairs++
		}
	}
	level := make([]float64, len(o))
	for k, i := range c.pairs.owner {
		level[k] = clamp(po[i]/math.Max(pe[i], 1e-9), .3, 4)
	}
	if phi, omega2 = ratio.PairVariance(o, e, level); pairs < 3 || phi <= 1e-9 {
		return c.Phi, c.Omega2
	}
	return phi, omega2
}

// references are the own habits (the clients that a person serves are part of the habit,
// so their spread is no doubt about it): posterior mean ÷ population mean, within .8 and 1.25,
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
func (a *assessor) watchLag(first table.Month, months [][]cusum.Month) []habit {
	l := a.e.lag
	S := len(a.e.people)
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for _, r := range l.rows {
		rec := &a.records[r.record]
		end := rec.End(a.CutOff)
		for t := range a.o.WatchMonths() {
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
		for t := range a.o.BaselineMonths {
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
