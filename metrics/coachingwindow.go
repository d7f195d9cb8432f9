package metrics

import (
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/effect"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// coachingFactors are the measures of a look, in their order.
var coachingFactors = [effect.Measures]table.Factor{table.FactorConcession, table.FactorLag}

// coachingWindow is everybody in the twelve months before a first session and the months of a
// look after it, measured on these months alone.
type coachingWindow struct {
	from   table.Month
	months int
	all    [effect.Measures]map[string]effect.Person
	others [effect.Measures][]effect.Person // who was not coached until the look
}

func (a *assessor) coachingWindow(from table.Month, months int, began map[string]table.Month) *coachingWindow {
	w := &coachingWindow{from: from, months: months}
	if !a.o.SuspendsFactor(table.FactorConcession) {
		w.all[0] = a.discountsAround(from, months)
	}
	if !a.o.SuspendsFactor(table.FactorLag) {
		w.all[1] = a.lagAround(from, months)
	}
	for axis, all := range w.all {
		for id, p := range all {
			if q, ok := w.all[1-axis][id]; ok {
				p.Other = q.Mu
				all[id] = p
			}
		}
		for _, id := range a.e.People {
			p, ok := all[id]
			if first, coached := began[id]; ok && !a.o.Suspends(table.PersonID(id)) && (!coached || first >= from+table.Month(months)) && p.Expected > 0 {
				w.others[axis] = append(w.others[axis], p)
			}
		}
	}
	return w
}

// estimate is the effect on a group.
func (w *coachingWindow) estimate(axis int, confidence float64, group ...string) effect.Result {
	var own []effect.Person
	for _, id := range group {
		if p, ok := w.all[axis][id]; ok {
			own = append(own, p)
		}
	}
	return effect.Estimate(own, w.others[axis], confidence)
}

// readings are what is said of one person; without anybody alike nothing is.
func (w *coachingWindow) readings(id string) (list []assessment.CoachingReading) {
	side := func(x effect.Weighted) assessment.CoachingSide {
		return assessment.CoachingSide{Person: table.PersonID(x.ID), Weight: x.Weight, Observed: x.Observed, Expected: x.Expected, Before: x.Theta, Events: x.N, CV: x.CV2}
	}
	for axis, factor := range coachingFactors {
		r := w.estimate(axis, effect.Claim, id)
		if len(r.Own) == 0 || r.Guarded {
			continue
		}
		look := assessment.CoachingReading{Factor: factor, Months: w.months, Due: w.from + table.Month(w.months) - 1, Own: side(r.Own[0])}
		for _, c := range r.Controls {
			look.Matched = append(look.Matched, side(c))
		}
		if r.Shown {
			look.Effect, look.Lo, look.Hi = assessment.Of(r.Effect-1), assessment.Of(r.Lo-1), assessment.Of(r.Hi-1)
		}
		list = append(list, look)
	}
	return list
}

// halves are a person's observed and expected before and after.
type halves struct {
	before, after struct{ o, e float64 }
	chances       float64 // instructions open after; 0 = the effective count
}

// discountsAround measures the conceded discounts of everybody who sold in the window.
func (a *assessor) discountsAround(from table.Month, months int) map[string]effect.Person {
	deals := slices.DeleteFunc(estimate.Deals(a.cube, a.e.Places(a.cube), true, from-effect.Before), func(d concession.Deals) bool { return d.Month >= int(from)+months })
	place, ids := map[int]int{}, []string(nil)
	for i := range deals {
		d := &deals[i]
		k, ok := place[d.Person]
		if !ok {
			k = len(ids)
			place[d.Person], ids = k, append(ids, a.e.People[d.Person])
		}
		d.Person = k
	}
	c := concession.New(deals, len(ids))
	c.Fit(a.o.CalendarFactor)
	sums := make([]halves, len(ids))
	for k := range c.Cells {
		x := &c.Cells[k]
		s := &sums[x.Person].before
		if table.Month(x.Month) >= from {
			s = &sums[x.Person].after
		}
		s.o += x.Y
		s.e += float64(x.N * x.F * c.Rate[x.Row])
	}
	// The clients and the norm are the same before and after: only chance, which falls with
	// E, stands between a person's two ratios.
	return around(ids, sums, ratio.Higher, math.Inf(1), func(k int, e, _ float64) float64 {
		all := sums[k].before.e + sums[k].after.e
		if all <= 0 || c.N[k] <= 0 {
			return 0
		}
		return e / all / c.Lin[k]
	})
}

// lagAround measures the instructions that were open in the window, as they stood at its end.
func (a *assessor) lagAround(from table.Month, months int) map[string]effect.Person {
	o := a.o
	o.Month = from + table.Month(months) - 1
	begin, split, cut := (from - effect.Before - 1).CutOff(o.ClosingDay), (from - 1).CutOff(o.ClosingDay), o.CutOff()
	var records []instruction.Record
	place, ids := map[string]int{}, []string(nil)
	for _, r := range a.records {
		if r.Issued > cut || r.End(cut) <= begin || r.Person == "" {
			continue
		}
		if r.Implemented > cut {
			r.Implemented = table.NoDay
		}
		if r.Closed > cut {
			r.Closed, r.Status = table.NoDay, table.StatusOpen
		}
		if r.Issued < begin {
			r.LoggedAt = max(r.LoggedAt, begin)
		}
		if _, ok := place[r.Person]; !ok {
			place[r.Person], ids = len(ids), append(ids, r.Person)
		}
		records = append(records, r)
	}
	l := progress.New(records, place, len(ids), o, true)
	l.Fit()
	sums := make([]halves, len(ids))
	for _, row := range l.Rows {
		r, s := &records[row.Record], &sums[row.Person]
		at := 0.
		if r.Issued < split {
			at = float64(o.Lag.Days(r.Issued, split) - progress.PausedDays(r, o, split))
		}
		for k := range lag.Intervals {
			lo, hi := math.Max(row.From, lag.Ages[k]), math.Min(row.To, lag.Ages[k+1])
			rate := l.Hazard[row.Person][row.Kind*lag.Intervals+k]
			s.before.e += float64(math.Max(0, math.Min(hi, at)-lo) * rate)
			s.after.e += float64(math.Max(0, hi-math.Max(lo, at)) * rate)
		}
		if r.End(cut) > split {
			s.chances++
		}
		if row.Done && r.Implemented <= split {
			s.before.o++
		} else if row.Done {
			s.after.o++
		}
	}
	return around(ids, sums, ratio.Lower, lag.Fastest, func(k int, e, theta float64) float64 {
		if l.N[k] <= 0 {
			return 0
		}
		return theta * e / (1 + theta*l.Omega2)
	})
}

// around makes people of sums: the posterior of what was before, and what came after. count
// is the effective count of an expectation at a level: instructions carried out are so many
// events, and somebody slow has few.
func around(ids []string, sums []halves, side ratio.Direction, most float64, count func(k int, e, theta float64) float64) map[string]effect.Person {
	y, n := make([]float64, len(ids)), make([]float64, len(ids))
	for k, s := range sums {
		if s.before.e > 0 {
			y[k], n[k] = math.Min(s.before.o/s.before.e, most), count(k, s.before.e, 1)
		}
	}
	prior := ratio.FitTwo(y, n, side)
	all := map[string]effect.Person{}
	for k, id := range ids {
		if n[k] <= 0 {
			continue
		}
		before, _ := prior.Posterior(y[k], n[k])
		after := count(k, sums[k].after.e, before.Mean())
		chances := after
		if side == ratio.Lower { // the logarithm of few events is as wide as they are few
			after = math.Min(after, count(k, sums[k].after.o+.5, 1))
			chances = sums[k].chances
		}
		all[id] = effect.Person{ID: id, Mu: before.MeanLog(), Sigma: math.Sqrt(before.VarLog()), Theta: before.Mean(), CV2: math.Expm1(before.VarLog()),
			Observed: sums[k].after.o, Expected: sums[k].after.e, N: after, Chances: chances}
	}
	return all
}
