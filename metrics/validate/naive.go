package validate

import (
	"math"

	"tenbin/metrics/simulate"
)

// naiveRankings are the two rankings that a spreadsheet would give.
//
// naive: rank of the raw conceded yen share + rank of the mean days of completed
// instructions. better: rank of the same share + rank of the share not done.
func naiveRankings(c *simulate.Company) (naive, better []float64) {
	n := len(c.People)
	list, conceded, days, done, all := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for _, l := range c.Lines {
		list[l.Person] += float64(l.List)
		conceded[l.Person] += l.Conceded() * float64(l.List)
	}
	for _, o := range c.Orders {
		all[o.Person]++
		if o.Done.Known() {
			done[o.Person]++
			days[o.Person] += float64(o.Done - o.Issued)
		}
	}
	for i := range n {
		list[i] = conceded[i] / math.Max(list[i], 1)
		days[i] /= math.Max(done[i], 1)
		done[i] = 1 - done[i]/math.Max(all[i], 1)
	}
	share, slow, open := ranks(list), ranks(days), ranks(done)
	naive, better = make([]float64, n), make([]float64, n)
	for i := range n {
		naive[i], better[i] = share[i]+slow[i], share[i]+open[i]
	}
	return naive, better
}
