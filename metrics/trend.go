package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// trendMonths are the months of the sparklines on page one.
const trendMonths = 12

// trend fills the three numbers of page one for the last twelve data months, for the
// company ("") and by team of today, each month as today's input shows it.
func (a *assessor) trend() {
	team := map[string]string{}
	for i := range a.People {
		team[string(a.People[i].ID)] = a.People[i].Team
	}
	first := a.o.Month - trendMonths + 1
	months := make([]assessment.TrendMonth, trendMonths)
	expected := make([]map[string]float64, trendMonths)
	for k := range months {
		months[k] = assessment.TrendMonth{Month: first + table.Month(k), Conceded: map[string]int64{}, Expected: map[string]int64{}, Overdue: map[string]int64{}, Instructed: map[string]int64{}, Landed: map[string]int64{}}
		expected[k] = map[string]float64{}
	}
	both := func(id string, f func(key string)) {
		f("")
		if t := team[id]; t != "" {
			f(t)
		}
	}
	for i, k := range a.cube.Keys {
		if k.Month < first || k.Month > a.o.Month {
			continue
		}
		both(a.cube.People[k.Person], func(key string) { months[k.Month-first].Conceded[key] += a.cube.Cells[i].Conceded })
	}
	c := a.e.Concession
	for i := range c.Cells {
		x := &c.Cells[i]
		m := table.Month(x.Month)
		if m < first || m > a.o.Month {
			continue
		}
		both(a.e.People[x.Person], func(key string) { expected[m-first][key] += float64(x.List * c.MoneyRate[x.Row]) })
	}
	for k := range months {
		end := months[k].Month.CutOff(a.o.ClosingDay)
		for i := range a.records {
			r := &a.records[i]
			if r.Due.Known() && r.Due < end && r.Issued <= end && !(r.Implemented.Known() && r.Implemented <= end) && !(r.Ended() && (!r.Closed.Known() || r.Closed <= end)) {
				both(r.Person, func(key string) { months[k].Overdue[key]++ })
			}
		}
		for key, v := range expected[k] {
			months[k].Expected[key] = int64(math.RoundToEven(v))
		}
	}
	for k := range months {
		a.landing(&months[k], k, both)
	}
	a.Trend = months
}

// landing fills the instructed price increases of one month, the k-th of the trend, and
// what of them the invoices up to its end show: the waterfall of that month.
func (a *assessor) landing(m *assessment.TrendMonth, k int, both func(string, func(string))) {
	instructed, landed := map[string]float64{}, map[string]float64{}
	a.eachIncrease(m.Month, func(r *instruction.Record, v float64) {
		share := 0.
		if r.Shown != nil && !r.EndedBy(m.Month.CutOff(a.o.ClosingDay)) {
			share = r.Shown[k]
		}
		both(r.Person, func(key string) {
			instructed[key] += v
			landed[key] += float64(v * share)
		})
	})
	for key, v := range instructed {
		m.Instructed[key], m.Landed[key] = int64(math.RoundToEven(v)), int64(math.RoundToEven(landed[key]))
	}
}

// eachIncrease calls f with the price increases that took effect in the twelve months
// to the end of month and what each is worth: its rate on six months of the client's
// revenue in the category, at the pace of those twelve months.
func (a *assessor) eachIncrease(month table.Month, f func(*instruction.Record, float64)) {
	from, end := (month - 12).CutOff(a.o.ClosingDay), month.CutOff(a.o.ClosingDay)
	for i := range a.records {
		r := &a.records[i]
		if r.Trigger != table.PriceIncrease || r.TargetIncrease == nil || !r.EffectiveFrom.Known() || r.EffectiveFrom > end || r.EffectiveFrom < from || r.Issued > end {
			continue
		}
		f(r, float64(a.halfYear(r, month))/2*float64(*r.TargetIncrease)/table.RateScale)
	}
}

// halfYear is the revenue that the increase r speaks of in the twelve months to month,
// which is twice that of half a year.
func (a *assessor) halfYear(r *instruction.Record, month table.Month) int64 {
	if a.revenue == nil {
		a.revenue = a.monthlyRevenue()
	}
	sum := int64(0)
	if months := a.revenue[revenueKey{r.Client, r.Category}]; months != nil {
		for m := month - 11; m <= month; m++ {
			sum += months[m-(a.o.Month-revenueMonths+1)]
		}
	}
	return sum
}

// revenueMonths are the months of revenue that the trend looks back on: twelve for each
// of its twelve.
const revenueMonths = 2*trendMonths - 1

// revenueKey is a client with a category, what a price increase speaks of.
type revenueKey struct{ client, category string }

// monthlyRevenue sums net revenue by client, category and month.
func (a *assessor) monthlyRevenue() map[revenueKey]*[revenueMonths]int64 {
	sums := map[revenueKey]*[revenueMonths]int64{}
	first := a.o.Month - revenueMonths + 1
	for i, k := range a.cube.Keys {
		if k.Month < first || k.Month > a.o.Month {
			continue
		}
		key := revenueKey{a.cube.Clients[k.Client], a.cube.Categories[a.cube.Strata[k.Stratum].Category]}
		if sums[key] == nil {
			sums[key] = new([revenueMonths]int64)
		}
		sums[key][k.Month-first] += a.cube.Cells[i].List - a.cube.Cells[i].Discount
	}
	return sums
}
