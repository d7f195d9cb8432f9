package monitor

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cusum"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/peers"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// habit is a person's own baseline on one axis.
type habit struct {
	months     int
	ref, shape float64
}

// concession fills the concession half of the months and returns the baselines.
func (in *Input) concession(first table.Month, months [][]cusum.Month) []habit {
	c, S := in.Months, len(in.People)
	type pairMonth struct{ pair, t int }
	o, e := peers.Grid(S, in.Options.WatchMonths()), peers.Grid(S, in.Options.WatchMonths())
	square := peers.Grid(S, in.Options.WatchMonths())
	pair := map[pairMonth]float64{}
	basePair, baseO := make([]float64, len(c.Pairs.Owner)), make([]float64, len(c.Pairs.Owner))
	var order []pairMonth
	for i := range c.Cells {
		x := &c.Cells[i]
		t := x.Month - int(first)
		if t < 0 || t >= in.Options.WatchMonths() {
			continue
		}
		v := float64(x.N * x.F * c.Rate[x.Row])
		o[x.Person][t] += x.Y
		e[x.Person][t] += v
		k := pairMonth{x.Pair, t}
		if _, ok := pair[k]; !ok {
			order = append(order, k)
		}
		pair[k] += v
		if t < in.Options.BaselineMonths {
			basePair[x.Pair] += v
			baseO[x.Pair] += x.Y
		}
	}
	for _, k := range order {
		square[c.Pairs.Owner[k.pair]][k.t] += float64(pair[k] * pair[k])
	}
	phi, omega2 := c.BaselineVariance(baseO, basePair)
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for i := range S {
		var bo, be float64
		for t := range in.Options.WatchMonths() {
			if e[i][t] > 0 {
				ec := 1 / (phi/e[i][t] + omega2*square[i][t]/(e[i][t]*e[i][t]))
				months[i][t].EC, months[i][t].OC = ec, ec*o[i][t]/e[i][t]
				if t < in.Options.BaselineMonths {
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

// references are the own habits (the clients that a person serves are part of the habit,
// so their spread is no doubt about it): posterior mean ÷ population mean, within .8 and 1.25,
// so that the own habit is respected but nobody gets more than 25 % grace.
func references(habits []habit, y, n []float64) []habit {
	prior := ratio.FitOne(y, n)
	theta, _ := peers.Levels(prior, y, n)
	peers.Normalise(theta)
	for i := range habits {
		A, _ := prior.Posterior(y[i], n[i])
		habits[i].ref, habits[i].shape = peers.Clamp(theta[i], .8, 1.25), A
	}
	return habits
}

// lag fills the carrying-out half: each instruction's exposure is cut at the month
// ends and weighed with the peers' hazard at its age.
func (in *Input) lag(first table.Month, months [][]cusum.Month) []habit {
	l := in.Lag
	S := len(in.People)
	y, n := make([]float64, S), make([]float64, S)
	habits := make([]habit, S)
	for _, r := range l.Rows {
		rec := &in.Records[r.Record]
		end := rec.End(in.Options.CutOff())
		for t := range in.Options.WatchMonths() {
			from, to := (first + table.Month(t) - 1).CutOff(in.Options.ClosingDay), (first + table.Month(t)).CutOff(in.Options.ClosingDay)
			if end <= from || rec.Issued > to {
				continue
			}
			lo := math.Max(r.From, ageOn(in.Options, rec, max(from, rec.Issued)))
			hi := math.Min(r.To, ageOn(in.Options, rec, min(to, end)))
			if r.Done && rec.Implemented == rec.Issued {
				lo, hi = 0, r.To
			}
			for k := range lag.Intervals {
				if w := math.Min(hi, lag.Ages[k+1]) - math.Max(lo, lag.Ages[k]); w > 0 {
					months[r.Person][t].EL += float64(w * l.Hazard[r.Person][r.Kind*lag.Intervals+k])
				}
			}
			if r.Done && rec.Implemented > from && rec.Implemented <= to {
				months[r.Person][t].OL++
			}
		}
	}
	for i := range S {
		var o, e float64
		for t := range in.Options.BaselineMonths {
			o += months[i][t].OL
			e += months[i][t].EL
			if months[i][t].EL > 0 {
				habits[i].months++
			}
		}
		if e > 0 {
			y[i], n[i] = math.Min(o/e, lag.Fastest), 1/(1/e+l.Omega2/e)
		}
	}
	return references(habits, y, n)
}

// ageOn is the age of an instruction on a day, without its paused days.
func ageOn(o assessment.Options, r *instruction.Record, d table.Day) float64 {
	return float64(o.Lag.Days(r.Issued, d) - progress.PausedDays(r, o, d))
}
