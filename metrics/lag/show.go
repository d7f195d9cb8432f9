package lag

import (
	"math"

	"tenbin/metrics/peers"
)

// FewPeers reports whether most of the rows belong to people with too few peers for any
// relative result.
func (l *Axis) FewPeers(rows []int) bool {
	few := 0
	for _, k := range rows {
		if l.Peers[l.Rows[k].Person] < peers.FewestPeers {
			few++
		}
	}
	return 2*few > len(rows)
}

// OwnRates are the peers' rates of the row's kind as its own holder may see them: that
// of the kind where fewest others have time in it, else that of all kinds; until
// is the age from which neither may be shown.
func (l *Axis) OwnRates(r *Row, from float64, fewest int) (rates []float64, until float64) {
	rates, until = make([]float64, Intervals), math.Inf(1)
	for k := range Intervals {
		q := r.Kind*Intervals + k
		switch {
		case l.Exposed[q]-1 >= fewest:
			rates[k] = l.Hazard[r.Person][q]
		case l.AnyKind[k]-1 >= fewest:
			rates[k] = l.Parent[r.Person][q]
		case Ages[k] < r.To && Ages[k+1] > math.Max(r.From, from):
			until = math.Min(until, math.Max(math.Max(r.From, from), Ages[k]))
		}
	}
	return rates, until
}
