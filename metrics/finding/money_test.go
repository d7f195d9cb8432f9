package finding

import (
	"math"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/ratio"
)

// Two people by hand, per-deal rate r = .1, ϑ = 1, E[ln θ] such that θ̃ = m = 1: a has
// nine deals of 100 at y = .1 and one of 10,000 at y = .5; b ten of 1,000 at y = .1.
//
//	φ = Σ(y−r)²/Σr = .16/2 = .08
//	a: O¥ = 90 + 5,000, E¥ = 1,090, Σ rL² = 9·.1·10⁴ + .1·10⁸ = 10,009,000
//	   z = 4,000/√(.08·10,009,000 + .03·1,090²)
func TestMoneyFlagByHand(t *testing.T) {
	// θ̃ = exp(ψ(A))/B = 1 for both components.
	A := 50.
	B := math.Exp(ratio.Digamma(A))
	x := ratio.Mixture{A1: A, B1: B, A2: A, B2: B}
	c := &concession.Axis{S: 2, N: []float64{20, 20}, Theta: []float64{1, 1}, Rate: []float64{.1, .1},
		Cells: []concession.Cell{
			{Person: 0, Row: 0, N: 9, F: 1, Y: .9, Y2: .09, List: 900, List2: 9e4, X: 90},
			{Person: 0, Row: 0, N: 1, F: 1, Y: .5, Y2: .25, List: 10_000, List2: 1e8, X: 5_000},
			{Person: 1, Row: 1, N: 10, F: 1, Y: 1, Y2: .1, List: 10_000, List2: 1e7, X: 1_000}}}
	level := []ratio.Mixture{x, x}
	o := assessment.Options{HasVisitCost: true, VisitCost: 3_999}
	flags := MoneyFlags(c, level, 1, o)
	want := 4_000 / math.Sqrt(.08*10_009_000+.03*1_090*1_090)
	if z := flags[0].Z; math.Abs(z-want) > 1e-9 || !flags[0].Set {
		t.Errorf("z = %.12f (marked: %v), want %.12f and a mark", z, flags[0].Set, want)
	}
	if z := flags[1].Z; math.Abs(z) > 1e-9 || flags[1].Set {
		t.Errorf("who concedes the same on every deal has z = %v, marked: %v", z, flags[1].Set)
	}
	o.VisitCost = 4_000
	if MoneyFlags(c, level, 1, o)[0].Set {
		t.Error("an excess no larger than the cost of a visit is marked")
	}
	c.N[0] = 0
	if f := MoneyFlags(c, level, 1, assessment.Options{})[0]; f.Set || f.Z != 0 {
		t.Error("somebody without evidence is marked")
	}
}
