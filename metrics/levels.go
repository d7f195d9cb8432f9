package metrics

import (
	"math"

	"tenbin/metrics/ratio"
)

// levels are the posterior means under prior and their squared coefficients of variation.
func levels(prior ratio.One, y, n []float64) (theta, cv2 []float64) {
	theta, cv2 = make([]float64, len(y)), make([]float64, len(y))
	for i := range y {
		A, B := prior.Posterior(y[i], n[i])
		theta[i] = A / B
		cv2[i] = A / (B * B) / math.Max(theta[i]*theta[i], .01)
	}
	return theta, cv2
}

// normalise divides x by its plain mean.
func normalise(x []float64) {
	sum := 0.
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	for i := range x {
		x[i] /= mean
	}
}

func fill(n int, v float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = v
	}
	return x
}

func clamp(x, lo, hi float64) float64 { return math.Min(math.Max(x, lo), hi) }
