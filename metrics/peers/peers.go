package peers

import (
	"math"

	"tenbin/metrics/ratio"
)

// ExtraPasses are the passes after the first in which peers' own levels are removed.
const ExtraPasses = 2

// axisPairs are the person × client pairs of an axis.
type Pairs struct {
	Owner  []int
	Client []int32
	O, E   []float64
	Weight []float64
}

// Others is total − own with rounding residue cut off: a person alone has no peers.
func Others(total, own float64) float64 {
	if d := total - own; d > 1e-12*total {
		return d
	}
	return 0
}

// FewestPeers is the number of effective peers below which nothing relative is said.
const FewestPeers = 3

func Grid(n, m int) [][]float64 {
	flat := make([]float64, n*m)
	g := make([][]float64, n)
	for i := range g {
		g[i] = flat[i*m : (i+1)*m]
	}
	return g
}

// Levels are the posterior means under prior and their squared coefficients of variation.
func Levels(prior ratio.One, y, n []float64) (theta, cv2 []float64) {
	theta, cv2 = make([]float64, len(y)), make([]float64, len(y))
	for i := range y {
		A, B := prior.Posterior(y[i], n[i])
		theta[i] = A / B
		cv2[i] = A / (B * B) / math.Max(theta[i]*theta[i], .01)
	}
	return theta, cv2
}

// Normalise divides x by its plain mean.
func Normalise(x []float64) {
	sum := 0.
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	for i := range x {
		x[i] /= mean
	}
}

func Fill(n int, v float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = v
	}
	return x
}

func Clamp(x, lo, hi float64) float64 { return math.Min(math.Max(x, lo), hi) }
