package metrics

import (
	"math"

	"tenbin/metrics/assessment"
)

// moneyFlag is the ¥ mark beside the tier.
type moneyFlag struct {
	set      bool
	z        float64
	observed float64 // O¥ of the scored lines, capped as y is
	expected float64 // Σ r·L at the per-deal rate
}

// moneyFlagZ is the z¥ above which the mark is set.
const moneyFlagZ = 2

// moneyFlags compares the yen conceded with what the person's own per-deal behaviour
// would give on the same list amounts:
//
//	z¥ = (O¥ − θ̃E¥) / √( φ_d·max(θ̃/m, ½)·Σ r L² + .03·(θ̃/m·E¥)² ),  φ_d = Σ(y − ϑr)²/Σr over all lines
//
// z¥ > 2 and an excess above the cost of a visit set the mark.
func (c *concessionAxis) moneyFlags(e *estimates, o assessment.Options) []moneyFlag {
	flags := make([]moneyFlag, c.S)
	rl2 := make([]float64, c.S)
	var up, down float64
	for i := range c.cells {
		x := &c.cells[i]
		r := float64(c.rate[x.row] * x.f)
		t := float64(c.theta[x.person] * r)
		up += x.y2 - 2*float64(t*x.y) + float64(t*t*x.n)
		down += float64(r * x.n)
		flags[x.person].observed += x.x
		flags[x.person].expected += float64(r * x.list)
		rl2[x.person] += float64(r * x.list2)
	}
	if down <= 0 {
		return flags
	}
	phi := math.Max(up/down, 1e-9)
	for i := range flags {
		f := &flags[i]
		if c.N[i] <= 0 {
			continue
		}
		theta := math.Exp(e.pc[i].MeanLog())
		relative := theta / e.c.M
		spread := float64(phi*math.Max(relative, .5)*rl2[i]) + .03*float64(relative*f.expected*relative*f.expected)
		if spread > 0 {
			f.z = (f.observed - float64(theta*f.expected)) / math.Sqrt(spread)
		}
		f.set = f.z > moneyFlagZ && (!o.HasVisitCost || f.observed-f.expected > float64(o.VisitCost))
	}
	return flags
}
