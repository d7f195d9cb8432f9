package forecast

import (
	"math"

	"tenbin/metrics/concession"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// Gain is what a visit to somebody may be worth over six months, and whether each half
// has a yen figure at all.
type Gain struct {
	Yen             float64
	Concession, Lag bool
}

// Levels is what the gain in concessions rests on.
type Levels struct {
	Axis     *concession.Axis
	Theta    []ratio.Mixture // by person
	M        float64         // the ordinary level
	Months   float64         // with measured lines
	Recovery float64         // ρ, the share of an excess that a visit wins back
}

// Gains returns everybody's gain_i = gain_c + gain_l:
//
//	gain_c = max(0, E[θ_c]/m − 1)·(E¥ per month)·h·ρ
//	gain_l = Σ over open priced instructions of stake·(p_peers − p_i), floored at 0
func Gains(c *Levels, l *progress.Axis, forecasts []Forecast) []Gain {
	gains := make([]Gain, len(c.Theta))
	for i := range gains {
		g := &gains[i]
		if c.Axis.N[i] > 0 {
			g.Concession = true
			g.Yen += math.Max(0, c.Theta[i].Mean()/c.M-1) * c.Axis.ExpectedMoney[i] / c.Months * HalfYear * c.Recovery
		}
		sum := 0.
		for _, k := range l.ByOne[i] {
			if f := forecasts[l.Rows[k].Record]; f.Open && f.HasStake {
				g.Lag = true
				sum += float64(f.Stake * (f.Peers - f.P))
			}
		}
		g.Yen += math.Max(0, sum)
	}
	return gains
}
