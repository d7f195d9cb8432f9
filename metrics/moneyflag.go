package metrics

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/estimate"
	"tenbin/metrics/finding"
)

// moneyFlag is the ¥ mark beside the tier.
type moneyFlag struct {
	set      bool
	z        float64
	observed float64 // O¥ of the scored lines, capped as y is
	expected float64 // Σ r·L at the per-deal rate
}

// moneyFlags compares the yen conceded with what the person's own per-deal behaviour
// would give on the same list amounts:
//
//	z¥ = (O¥ − θ̃E¥) / √( φ_d·max(θ̃/m, ½)·Σ r L² + .03·(θ̃/m·E¥)² ),  φ_d = Σ(y − ϑr)²/Σr over all lines
//
// z¥ > 2 and an excess above the cost of a visit set the mark.
func moneyFlags(c *concession.Axis, e *estimate.Estimates, o assessment.Options) []moneyFlag {
	flags := make([]moneyFlag, c.S)
	rl2 := make([]float64, c.S)
	var up, down float64
	for i := range c.Cells {
		x := &c.Cells[i]
		r := float64(c.Rate[x.Row] * x.F)
		t := float64(c.Theta[x.Person] * r)
		up += x.Y2 - 2*float64(t*x.Y) + float64(t*t*x.N)
		down += float64(r * x.N)
		flags[x.Person].observed += x.X
		flags[x.Person].expected += float64(r * x.List)
		rl2[x.Person] += float64(r * x.List2)
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
		theta := math.Exp(e.PC[i].MeanLog())
		relative := theta / e.C.M
		spread := float64(phi*math.Max(relative, .5)*rl2[i]) + .03*float64(relative*f.expected*relative*f.expected)
		if spread > 0 {
			f.z = (f.observed - float64(theta*f.expected)) / math.Sqrt(spread)
		}
		f.set = f.z > finding.MoneyFlagZ && (!o.HasVisitCost || f.observed-f.expected > float64(o.VisitCost))
	}
	return flags
}
