package trend

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// increases are the price increases of the records with the revenue that they speak of.
type increases struct {
	in      *Input
	revenue map[revenueKey]*[revenueMonths]int64 // filled when first asked for
}

// landing fills the instructed price increases of one month, the k-th of the trend, and
// what of them the invoices up to its end show: the waterfall of that month.
func (x *increases) landing(m *assessment.TrendMonth, k int) {
	instructed, landed := map[string]float64{}, map[string]float64{}
	x.each(m.Month, func(r *instruction.Record, v float64) {
		share := 0.
		if r.Shown != nil && !r.EndedBy(m.Month.CutOff(x.in.Options.ClosingDay)) {
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

// each calls f with the price increases that took effect in the twelve months
// to the end of month and what each is worth: its rate on six months of the client's
// revenue in the category, at the pace of those twelve months.
func (x *increases) each(month table.Month, f func(*instruction.Record, float64)) {
	from, end := (month - 12).CutOff(x.in.Options.ClosingDay), month.CutOff(x.in.Options.ClosingDay)
	for i := range x.in.Records {
		r := &x.in.Records[i]
		if r.Trigger != table.PriceIncrease || r.TargetIncrease == nil || !r.EffectiveFrom.Known() || r.EffectiveFrom > end || r.EffectiveFrom < from || r.Issued > end {
			continue
		}
		f(r, float64(x.halfYear(r, month))/2*float64(*r.TargetIncrease)/table.RateScale)
	}
}

// halfYear is the revenue that the increase r speaks of in the twelve months to month,
// which is twice that of half a year.
func (x *increases) halfYear(r *instruction.Record, month table.Month) int64 {
	if x.revenue == nil {
		x.revenue = x.in.revenue()
	}
	sum := int64(0)
	if months := x.revenue[revenueKey{r.Client, r.Category}]; months != nil {
		for m := month - 11; m <= month; m++ {
			sum += months[m-(x.in.Options.Month-revenueMonths+1)]
		}
	}
	return sum
}

// revenueMonths are the months of revenue that the trend looks back on: twelve for each
// of its twelve.
const revenueMonths = 2*length - 1

// revenueKey is a client with a category, what a price increase speaks of.
type revenueKey struct{ client, category string }

// revenue sums net revenue by client, category and month.
func (in *Input) revenue() map[revenueKey]*[revenueMonths]int64 {
	sums := map[revenueKey]*[revenueMonths]int64{}
	first := in.Options.Month - revenueMonths + 1
	for i, k := range in.Cube.Keys {
		if k.Month < first || k.Month > in.Options.Month {
			continue
		}
		key := revenueKey{in.Cube.Clients[k.Client], in.Cube.Categories[in.Cube.Strata[k.Stratum].Category]}
		if sums[key] == nil {
			sums[key] = new([revenueMonths]int64)
		}
		sums[key][k.Month-first] += in.Cube.Cells[i].List - in.Cube.Cells[i].Discount
	}
	return sums
}
