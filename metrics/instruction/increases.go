package instruction

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/verdict"
)

// HeldDays is how long a self-report holds the clock without evidence.
const HeldDays = 20

// ProvedDays is how long after it takes effect an increase must show on invoices.
const ProvedDays = 60

// wantedClients are the clients whose invoices the verdicts need: those of price
// increases with a date, a target and a client.
func wantedClients(records []Record) map[string]bool {
	w := map[string]bool{}
	for i := range records {
		if r := &records[i]; testable(r) {
			w[r.Client] = true
		}
	}
	return w
}

func testable(r *Record) bool {
	return r.Trigger == table.PriceIncrease && r.Client != "" && r.TargetIncrease != nil && *r.TargetIncrease > 0 && r.EffectiveFrom.Known() && !r.Ended()
}

// verifyIncreases gives every price increase that can be tested against invoices its verdict and
// lets the evidence overrule the reported date, in both directions (METHOD 6 and 6a):
//
//   - landed: carried out on the first day of the first three-month window that shows it
//     (or on effective_from itself), whatever was reported;
//   - reported done, and sixty days after it took effect demonstrably not applied: said, not
//     done; open again from the day on which that could be known;
//   - reported done otherwise (in part, nothing demonstrable, too early, too noisy): the
//     report stands, and what invoices show stands beside it.
func verifyIncreases(records []Record, v *Invoices, o assessment.Options) {
	cut := o.CutOff()
	type event struct {
		category string
		month    table.Month
	}
	noise := map[event]verdict.Noise{}
	for i := range records {
		r := &records[i]
		if !testable(r) {
			continue
		}
		start := r.EffectiveFrom.DataMonth(o.ClosingDay)
		k := event{r.Category, start}
		if _, ok := noise[k]; !ok {
			noise[k] = v.noise(r.Category, start)
		}
		in := verdict.Increase{Since: int(o.Month-start) + 1, Announced: float64(*r.TargetIncrease) / table.RateScale, Months: int(o.Month-start) + 1, Days: int(cut - r.EffectiveFrom),
			HasQuantity: v.hasQuantity && v.hasProduct, Items: v.itemsOf(r.Client, r.Category, r.Product, start, o.Month), Noise: noise[k]}
		if in.Months = min(in.Months, 12); in.Months > 0 {
			in.Credits = v.creditsOf(r.Client, start, in.Months)
		}
		if r.Due.Known() {
			in.HasDue, in.DueOffset = true, int(r.Due.DataMonth(o.ClosingDay)-start)
		}
		result := verdict.Price(in)
		r.Verdict = &result
		r.Shown = v.shownBy(r, in, o)
		switch result.Word {
		case verdict.Landed, verdict.Late, verdict.GivenBack, verdict.Reverted:
			if result.Landed >= 0 {
				r.Implemented = max(r.EffectiveFrom, (start+table.Month(result.Landed)-1).CutOff(o.ClosingDay)+1)
				r.Status = table.StatusImplemented
			}
		case verdict.NotApplied:
			if known := max(r.EffectiveFrom+ProvedDays, o.Lag.Add(r.Implemented, HeldDays)+1); r.Implemented.Known() && known <= cut {
				r.reopen(known)
			}
		}
	}
}

// shownMonths are the months of which a record says what share was shown: those of the
// trend.
const shownMonths = 12

// shownBy is the share of the increase in that invoices showed at the end of each month
// of the trend: the verdict of that month, from the invoices up to it.
func (v *Invoices) shownBy(r *Record, in verdict.Increase, o assessment.Options) []float64 {
	list := make([]float64, shownMonths)
	start := r.EffectiveFrom.DataMonth(o.ClosingDay)
	for k := range list {
		month := o.Month - shownMonths + 1 + table.Month(k)
		in.Since = int(month-start) + 1
		in.Months, in.Days = min(in.Since, 12), int(month.CutOff(o.ClosingDay)-r.EffectiveFrom)
		if in.Months <= 0 {
			continue
		}
		in.Credits = v.creditsOf(r.Client, start, in.Months)
		list[k] = shown(verdict.Price(in))
	}
	return list
}

// WordOf is the word printed for an instruction: the invoices' verdict, else that of
// the other evidence or what the report alone is worth.
func WordOf(r *Record) string {
	if r.Verdict != nil && (r.Word == "" || r.Word == verdict.Reported) {
		return string(r.Verdict.Word)
	}
	return string(r.Word)
}

// shown is the share of an announced increase that invoices show and that was not given
// back.
func shown(r verdict.Result) float64 {
	share := math.Min(math.Max(r.PassThrough.PT, 0), 1)
	if r.Word == verdict.GivenBack {
		share *= 1 - math.Min(math.Max(r.Back, 0), 1)
	}
	return share
}
