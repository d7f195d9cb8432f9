// Package absolute answers: what would policy and the due dates themselves say, with no
// colleague beside?
//
// In come sums over a person's or a team's scored lines and instructions; out comes a
// ratio with its limits.
package absolute

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/ratio"
)

// Policy is θ_abs = Σy/(n·τ) with its interval: conceded points against the points
// that are tolerated beyond policy. Its variance is the φ of the pairs.
func Policy(y, n, tolerance, phi float64) assessment.Interval {
	e := float64(n * tolerance)
	if e <= 0 {
		return assessment.Interval{Confidence: assessment.Confidence}
	}
	if phi <= 1e-9 { // at its floor the spread of a deal is not known, and neither are limits
		return assessment.Interval{Value: assessment.Of(y / e), Confidence: assessment.Confidence}
	}
	lo, hi := ratio.RawInterval(y/phi, e/phi, assessment.Confidence)
	return assessment.Interval{Value: assessment.Of(y / e), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}
}

// DueDates is the slowness against the due dates: what was carried out against what the
// dates gave, turned round. Nothing was due where due is 0.
func DueDates(done, due float64) assessment.Interval {
	lo, hi := ratio.RawInterval(done, due, assessment.Confidence)
	return Slowness(done/due, lo, hi)
}

// Slowness inverts a speed with its limits; a speed of 0 has no slowness.
func Slowness(speed, lo, hi float64) assessment.Interval {
	x := assessment.Interval{Confidence: assessment.Confidence}
	if speed > 0 {
		x.Value = assessment.Of(1 / speed)
	}
	if hi > 0 && !math.IsInf(hi, 0) {
		x.Lo = assessment.Of(1 / hi)
	}
	if lo > 0 {
		x.Hi = assessment.Of(1 / lo)
	}
	return x
}
