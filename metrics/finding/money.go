package finding

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/ratio"
)

// MoneyFlag is the ¥ mark beside the tier.
type MoneyFlag struct {
	Set      bool
	Z        float64
	Observed float64 // O¥ of the scored lines, capped as y is
	Expected float64 // Σ r·L at the per-deal rate
}

// MoneyFlags compares the yen conceded with what the person's own per-deal behaviour
// would give on the same list amounts:
//
//	z¥ = (O¥ − θ̃E¥) / √( φ_d·max(θ̃/m, ½)·Σ r L² + .03·(θ̃/m·E¥)² ),  φ_d = Σ(y − ϑr)²/Σr over all lines
//
// z¥ > 2 and an excess above the cost of a visit set the mark.
//
// level is everybody's θ and m the ordinary level.
func MoneyFlags(c *concession.Axis, level []ratio.Mixture, m float64, o assessment.Options) []MoneyFlag {
	flags := make([]MoneyFlag, c.S)
	rl2 := make([]float64, c.S)
	var up, down float64
	for i := range c.Cells {
		x := &c.Cells[i]
		r := float64(c.Rate[x.Row] * x.F)
		t := float64(c.Theta[x.Person] * r)
		up += x.Y2 - 2*float64(t*x.Y) + float64(t*t*x.N)
		down += float64(r * x.N)
		flags[x.Person].Observed += x.X
		flags[x.Person].Expected += float64(r * x.List)
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
		theta := math.Exp(level[i].MeanLog())
		relative := theta / m
		spread := float64(phi*math.Max(relative, .5)*rl2[i]) + .03*float64(relative*f.Expected*relative*f.Expected)
		if spread > 0 {
			f.Z = (f.Observed - float64(theta*f.Expected)) / math.Sqrt(spread)
		}
		f.Set = f.Z > MoneyFlagZ && f.Observed > f.Expected && (!o.HasVisitCost || f.Observed-f.Expected > float64(o.VisitCost))
	}
	return flags
}
