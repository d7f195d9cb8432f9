package rank

import (
	"math"
	"sort"
)

// falling returns the indexes by falling value, ties by index.
func falling(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return x[order[a]] > x[order[b]] })
	return order
}

// Round is the 10⁻⁹ to which scores are rounded before they are ordered.
func Round(x float64) float64 { return math.RoundToEven(x*1e9) / 1e9 }

// nodes is the number of equal-probability nodes over which a rank is mixed.
const nodes = 64

// Intervals returns the 5 % and 95 % points of everybody's rank (1 = worst):
//
//	rank | x = 1 + Σ_{j≠i} Φ((μ_j − x)/σ_j),   Var = Σ p(1−p)
//
// mixed over 64 equal-probability nodes x of N(μ_i, σ_i²), normal CDF with the ½
// correction. Both sums are smooth in x, so they are tabulated once on a grid of step
// 1/64 SD-like width and interpolated: S·64 look-ups instead of S²·64 terms. Up to
// 1,000 people the sums are exact.
func Intervals(mu, sigma []float64) (lo, hi []int) {
	n := len(mu)
	lo, hi = make([]int, n), make([]int, n)
	z := make([]float64, nodes)
	for k := range z {
		z[k] = normalQuantile((float64(k) + .5) / nodes)
	}
	at := func(x float64) (mean, variance float64) {
		for j := range mu {
			p := phi((mu[j] - x) / sigma[j])
			mean += p
			variance += float64(p * (1 - p))
		}
		return
	}
	if n > 1000 {
		at = tabulate(mu, sigma, at)
	}
	for i := range mu {
		var m, v [nodes]float64
		for k := range z {
			x := mu[i] + float64(sigma[i]*z[k])
			s, q := at(x)
			own := phi((mu[i] - x) / sigma[i])
			m[k] = 1 + s - own
			v[k] = math.Sqrt(math.Max(q-float64(own*(1-own)), 1e-12))
		}
		cdf := func(r int) float64 {
			s := 0.
			for k := range m {
				s += phi((float64(r) + .5 - m[k]) / v[k])
			}
			return s / nodes
		}
		lo[i] = sort.Search(n-1, func(r int) bool { return cdf(r+1) >= .05 }) + 1
		hi[i] = sort.Search(n-1, func(r int) bool { return cdf(r+1) >= .95 }) + 1
	}
	return lo, hi
}

// tabulate replaces a smooth function of x by linear interpolation on a fine grid.
func tabulate(mu, sigma []float64, f func(float64) (float64, float64)) func(float64) (float64, float64) {
	a, b := math.Inf(1), math.Inf(-1)
	for i := range mu {
		a, b = math.Min(a, mu[i]-4*sigma[i]), math.Max(b, mu[i]+4*sigma[i])
	}
	const size = 1024
	step := (b - a) / size
	m, v := make([]float64, size+2), make([]float64, size+2)
	for k := range m {
		m[k], v[k] = f(a + float64(float64(k)*step))
	}
	return func(x float64) (float64, float64) {
		t := math.Min(math.Max((x-a)/step, 0), size)
		k := int(t)
		u := t - float64(k)
		return m[k] + float64(u*(m[k+1]-m[k])), v[k] + float64(u*(v[k+1]-v[k]))
	}
}

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

// Top returns everybody's chance of standing in the top share q: t solves
// mean_j Φ((μ_j − t)/σ_j) = q (Lin et al. 2006), then Φ((μ_i − t)/σ_i).
func Top(mu, sigma []float64, q float64) []float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := range mu {
		lo, hi = math.Min(lo, mu[i]-10*sigma[i]), math.Max(hi, mu[i]+10*sigma[i])
	}
	for range 80 {
		t, s := (lo+hi)/2, 0.
		for j := range mu {
			s += phi((mu[j] - t) / sigma[j])
		}
		if s/float64(len(mu)) > q {
			lo = t
		} else {
			hi = t
		}
	}
	t, p := (lo+hi)/2, make([]float64, len(mu))
	for i := range mu {
		p[i] = phi((mu[i] - t) / sigma[i])
	}
	return p
}

// normalQuantile is Φ⁻¹.
func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
