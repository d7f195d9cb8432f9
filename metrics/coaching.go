package metrics

import (
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/effect"
	"tenbin/metrics/ratio"
)

// coaching lists HR's plans with what was held and what changed (METHOD section 8): the
// conceded discounts after the first held session, guarded by the posterior from before
// it, against uncoached people who were equally bad before.
func (a *assessor) coaching() {
	t := a.data.Small
	if t == nil {
		return
	}
	coached := map[string]bool{}
	for _, p := range t.Coaching {
		coached[p.Person] = true
	}
	together := map[table.Month][]int{}
	for _, p := range t.Coaching {
		row := assessment.CoachingRow{PlanID: p.PlanID, Person: table.PersonID(p.Person), Theme: table.Themes.Words[p.Theme].Name, From: p.From, To: p.To, SessionsPlanned: p.SessionsPlanned, Accepted: p.Accepted, Coach: p.Coach, Note: p.Note}
		if p.HoursPlanned != nil {
			row.HoursPlanned = assessment.Of(float64(*p.HoursPlanned) / table.QuantityScale)
		}
		first, minutes, timed := table.NoDay, int64(0), false
		for _, s := range t.Sessions {
			if s.PlanID != p.PlanID || !s.Held || s.Date > a.CutOff {
				continue
			}
			row.SessionsHeld++
			if s.Minutes != nil {
				minutes, timed = minutes+*s.Minutes, true
			}
			if !first.Known() || s.Date < first {
				first = s.Date
			}
		}
		if timed {
			row.HoursHeld = assessment.Of(float64(minutes) / 60)
		}
		if i, ok := a.e.Index[p.Person]; ok && first.Known() {
			from := first.DataMonth(a.o.ClosingDay)
			if r := a.coachingEffect([]int{i}, from, coached); r.Shown {
				row.Effect, row.Lo, row.Hi = assessment.Of(r.Effect-1), assessment.Of(r.Lo-1), assessment.Of(r.Hi-1)
			}
			if !slices.Contains(together[from], i) {
				together[from] = append(together[from], i)
			}
		}
		a.Coaching = append(a.Coaching, row)
	}
	months := make([]table.Month, 0, len(together))
	for m := range together {
		months = append(months, m)
	}
	slices.Sort(months)
	for _, m := range months {
		if r := a.coachingEffect(together[m], m, coached); len(together[m]) > 1 && r.Shown {
			a.CoachingTogether = append(a.CoachingTogether, assessment.CoachingGroup{From: m, People: r.Coached, Matched: r.Matched, Effect: r.Effect, Lo: r.Lo, Hi: r.Hi})
		}
	}
}

// coachingEffect compares the people of a group after the month before from with the
// uncoached.
func (a *assessor) coachingEffect(group []int, from table.Month, coached map[string]bool) effect.Result {
	c := a.e.Concession
	S := len(a.e.People)
	type sums struct{ o, e float64 }
	pre, post := make([]sums, S), make([]sums, S)
	for k := range c.Cells {
		x := &c.Cells[k]
		s := &pre[x.Person]
		if table.Month(x.Month) >= from {
			s = &post[x.Person]
		}
		s.o += x.Y
		s.e += float64(x.N * x.F * c.Rate[x.Row])
	}
	y, n := make([]float64, S), make([]float64, S)
	for k := range S {
		if pre[k].e > 0 && c.N[k] > 0 {
			y[k] = pre[k].o / pre[k].e
			// The clients and the norm are the same before and after: only chance, which
			// falls with E, stands between a person's two ratios.
			n[k] = pre[k].e / (pre[k].e + post[k].e) / c.Lin[k]
		}
	}
	prior := ratio.FitTwo(y, n, ratio.Higher)
	person := func(k int) effect.Person {
		before, _ := prior.Posterior(y[k], n[k])
		after := 0.
		if all := pre[k].e + post[k].e; all > 0 {
			after = post[k].e / all / c.Lin[k]
		}
		return effect.Person{ID: a.e.People[k], Mu: before.MeanLog(), Sigma: math.Sqrt(before.VarLog()), Theta: before.Mean(), CV2: math.Expm1(before.VarLog()), Observed: post[k].o, Expected: post[k].e, N: after}
	}
	var others []effect.Person
	for k, id := range a.e.People {
		if !coached[id] && n[k] > 0 && post[k].e > 0 {
			others = append(others, person(k))
		}
	}
	var own []effect.Person
	for _, i := range group {
		if c.N[i] > 0 {
			own = append(own, person(i))
		}
	}
	return effect.Estimate(own, others)
}
