// Package cusum watches one person month by month against the own habit: one summed
// chart of both axes, with limits from seeded simulation. Numbers in, numbers out.
//
// Sources: Page 1954 Biometrika 41:100; Brook & Evans 1972 Biometrika 59:539; Steiner
// et al. 2000 Biostatistics 1:441; Biswas & Kalbfleisch 2008 Stat Med 27:3382.
package cusum

import (
	"math"
)

// The change that the chart is tuned to: concessions × 1.6, carrying out × 0.5.
const (
	Up   = 1.6
	Down = .5
)

// Month is one month of a person: effective counts expected (E) and observed (O) on
// the concession axis (C) and on the carrying-out axis (L).
type Month struct{ OC, EC, OL, EL float64 }

// Weight is the month's step of the log-likelihood ratio,
//
//	W = [o^c·ln 1.6 − .6·ϑ^c·e^c] + [o^l·ln .5 + .5·ϑ^l·e^l]
//
// with ϑ the person's own reference on each axis. An open instruction adds to e^l every
// day that it stays open. It is the log of the likelihood of the change over that of
// the habit, Poisson on both axes, up to what does not depend on the change.
func (m Month) Weight(refC, refL float64) float64 {
	return float64(m.OC*math.Log(Up)) - float64((Up-1)*refC*m.EC) + float64(m.OL*math.Log(Down)) + float64((1-Down)*refL*m.EL)
}
