package metrics

import "tenbin/metrics/progress"

// buyerWaits sums a person's counting days in waits for the buyer, and those of them
// without evidence.
func (a *assessor) buyerWaits(id string) (all, unproven int) {
	for _, k := range a.own[id] {
		r := &a.records[k]
		unproven += r.UnprovenPaused
		all += r.UnprovenPaused + progress.CountingDays(r.BuyerPaused, r.Issued, a.CutOff, a.o)
	}
	return all, unproven
}

// withoutPauses computes everybody's score as if no wait for the buyer counted; nil
// when nobody recorded one.
func (a *assessor) withoutPauses() []float64 {
	some := false
	for i := range a.records {
		some = some || a.records[i].UnprovenPaused > 0 || len(a.records[i].BuyerPaused) > 0
	}
	if !some {
		return nil
	}
	other := *a.e
	other.Lag = progress.New(a.records, a.e.Index, len(a.e.People), a.o, false)
	other.Lag.Fit()
	other.Combine()
	scores := make([]float64, len(other.Joint))
	for i := range scores {
		scores[i] = 100 * other.Joint[i].Score
	}
	return scores
}
