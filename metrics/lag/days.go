package lag

import (
	"math"

	"tenbin/metrics/survival"
)

// Horizon is H: the days over which a restricted mean lag is taken.
const Horizon = 90

// TypicalDays is the restricted mean lag of person i at effect theta, averaged over
// the kinds of the person's own instructions.
func (a *Axis) TypicalDays(i int, theta float64) float64 {
	sum, n := 0., 0.
	for _, k := range a.ByOne[i] {
		j := a.Rows[k].Kind
		sum += survival.RestrictedMeanLag(Ages[:], a.Hazard[i][j*Intervals:(j+1)*Intervals], theta, Horizon)
		n++
	}
	return sum / math.Max(n, 1)
}

// Ahead is Λ = Σ λ_jk w_k over the coming days of the clock, from the row's present age.
func (a *Axis) Ahead(r Row, days float64) float64 {
	sum := 0.
	for k := range Intervals {
		w := math.Max(0, math.Min(r.To+days, Ages[k+1])-math.Max(r.To, Ages[k]))
		sum += float64(a.Hazard[r.Person][r.Kind*Intervals+k] * w)
	}
	return sum
}

// sla returns what the due dates ask for: Σ 1.609·w/due over the rows that have one,
// with the implementations among them. 80 % done on the due date is the hazard
// ln 5/due = 1.609/due.
func (a *Axis) DueDates(i int) (observed, expected float64) {
	for _, k := range a.ByOne[i] {
		r := a.Rows[k]
		if r.Sla == 0 {
			continue
		}
		expected += math.Log(5) * (r.To - r.From) / r.Sla
		if r.Done {
			observed++
		}
	}
	return
}
