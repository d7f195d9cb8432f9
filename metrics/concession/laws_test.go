package concession

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The formulas of variance and effective count hold of the figures that come out, with
// levels, clients and a calendar that differ:
//
//	Σ_c E_ic = E_i,   w_c = 1/(φ + ϑ_i·ω²·E_ic),   1/n_i = lin_i + ϑ_i·quad_i
func TestFormulasHoldAtTheEnd(t *testing.T) {
	draw := rand.New(rand.NewPCG(7, 1))
	var deals []Deals
	for person := range 12 {
		for client := range 4 {
			own := .03 * math.Exp(.5*draw.NormFloat64()) * math.Exp(.5*float64(person%3))
			for month := range 8 {
				n, y := 2+6*float64(client), 0.
				for range int(n) {
					if draw.Float64() < .4 {
						y += own * (1 + draw.Float64())
					}
				}
				if month == 5 { // a campaign that nobody registered
					y *= 3
				}
				deals = append(deals, Deals{Person: person, Month: month, Client: int32(4*person + client), Category: int32(client % 2), N: n, Y: y, Y2: y * y / n, List: 1000 * n, List2: 1e6 * n, X: 1000 * y})
			}
		}
	}
	a := New(deals, 12)
	a.Fit(true)
	calendar := false
	for i := range a.Cells {
		calendar = calendar || math.Abs(a.Cells[i].F-1) > .1
	}
	if !calendar || a.Omega2 <= 0 {
		t.Fatalf("calendar factors differ: %v, ω² = %v: nothing is proved", calendar, a.Omega2)
	}
	e, levels := make([]float64, a.S), 0
	for k, i := range a.Pairs.Owner {
		e[i] += a.Pairs.E[k]
		nearly(t, "weight of a client", a.Pairs.Weight[k], 1/(a.Phi+a.Before[i]*a.Omega2*a.Pairs.E[k]))
	}
	for i := range a.S {
		nearly(t, "Σ E of the clients", e[i], a.E[i])
		nearly(t, "1/n", 1/a.N[i], a.Lin[i]+a.Level[i]*a.quad[i])
		if math.Abs(a.Level[i]-1) > .1 && math.Abs(a.Before[i]-1) > .1 {
			levels++
		}
	}
	if levels < 3 {
		t.Errorf("only %d people have a level of their own: nothing is proved", levels)
	}
}
