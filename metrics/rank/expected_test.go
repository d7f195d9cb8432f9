package rank

import "math"

// ExpectedRanks is 1 + Σ_{j≠i} P(x_j > x_i) for independent normal posteriors, exact
// pairwise (1 = worst).
func ExpectedRanks(mean, variance []float64) []float64 {
	r := make([]float64, len(mean))
	for i := range mean {
		r[i] = 1
		for j := range mean {
			if i != j {
				r[i] += phi((mean[j] - mean[i]) / math.Sqrt(variance[i]+variance[j]))
			}
		}
	}
	return r
}
