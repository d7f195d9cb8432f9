package ratio

import (
	"math"
	"sort"
)

// fewestPairs is what two unknowns and a spread around them need.
const fewestPairs = 3

// PairVariance fits the variance of what a pair concedes around ϑE over all pairs:
//
//	e² ≈ φ·E + ω²·E²,   e = O − ϑ̃E,   ϑ̃ = clamp(O_i/E_i, .3, 4) of the pair's person
//
// by weighted least squares: start weights 1/(φ₀E + .1E²)² with φ₀ = median(e²/E), then
// three passes with 1/max(fit, 1e−12)²; φ ≥ 1e−9 and ω² ≥ 0 without refitting. Pairs
// with E = 0 take no part; with fewer than three left, or a system without a solution,
// (φ, ω²) = (1e−9, 0).
//
// Note: each person's own sandwich variance was tried and is worse: too few clients.
func PairVariance(o, e, theta []float64) (phi, omega2 float64) {
	var v, a, ratios []float64
	for i := range e {
		if e[i] > 0 {
			d := o[i] - float64(theta[i]*e[i])
			v = append(v, d*d)
			a = append(a, e[i])
			ratios = append(ratios, d*d/e[i]+1e-12)
		}
	}
	if len(a) < fewestPairs {
		return 1e-9, 0
	}
	start := median(ratios)
	w := make([]float64, len(a))
	for i, x := range a {
		s := float64(x*start) + float64(.1*x*x) + 1e-12
		w[i] = 1 / (s * s)
		if math.IsInf(w[i], 0) || math.IsNaN(w[i]) {
			w[i] = 0
		}
	}
	phi = 1e-9
	for range 3 {
		var s11, s12, s22, t1, t2 float64
		for i, x := range a {
			q := float64(x * x)
			s11 += float64(w[i] * q)
			s12 += float64(w[i] * q * x)
			s22 += float64(w[i] * q * q)
			t1 += float64(w[i] * x * v[i])
			t2 += float64(w[i] * q * v[i])
		}
		d1, d2 := float64(s11*(1+1e-12)), float64(s22*(1+1e-12))
		det := float64(d1*d2) - float64(s12*s12)
		if !(math.Abs(det) > 0) || math.IsInf(det, 0) {
			return 1e-9, 0
		}
		phi = math.Max((float64(t1*d2)-float64(t2*s12))/det, 1e-9)
		omega2 = math.Max((float64(d1*t2)-float64(s12*t1))/det, 0)
		for i, x := range a {
			f := math.Max(float64(phi*x)+float64(omega2*x*x), 1e-12)
			w[i] = 1 / (f * f)
		}
	}
	return phi, omega2
}

// LagVariance is the moment estimate of the extra variance of counts between pairs:
//
//	ω² = max(0, Σ h((O−ϑE)² − ϑE)(ϑE)² / Σ h(ϑE)⁴),   h = 1/(E + .1)²
func LagVariance(o, e, theta []float64) float64 {
	var up, down float64
	for i := range e {
		if e[i] <= 0 {
			continue
		}
		m := float64(theta[i] * e[i])
		h := 1 / ((e[i] + .1) * (e[i] + .1))
		m2 := float64(m * m)
		up += float64(h * (float64((o[i]-m)*(o[i]-m)) - m) * m2)
		down += float64(h * m2 * m2)
	}
	if down == 0 {
		return 0
	}
	return math.Max(0, up/down)
}

// median is the mean of the middle two for even counts, as R's.
func median(x []float64) float64 {
	s := append([]float64(nil), x...)
	sort.Float64s(s)
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return (s[n/2-1] + s[n/2]) / 2
}
