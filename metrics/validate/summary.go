package validate

import "math"

// Figure is a mean or a pooled share over data sets with its standard error.
type Figure struct {
	Value, SE float64
	Sets      int
}

// mean is the plain mean over sets.
func mean(rs []Result, f func(Result) float64) Figure {
	var sum, square, n float64
	for _, r := range rs {
		if x := f(r); !math.IsNaN(x) {
			sum += x
			square += x * x
			n++
		}
	}
	if n == 0 {
		return Figure{math.NaN(), math.NaN(), 0}
	}
	m := sum / n
	if n == 1 {
		return Figure{m, math.NaN(), 1}
	}
	return Figure{m, math.Sqrt(math.Max(square-n*m*m, 0) / (n - 1) / n), int(n)}
}

// pooled is Σ of ÷ Σ among with the ratio estimator's standard error,
//
//	SE = √(Σ (ofₖ − p·amongₖ)²) / Σ amongₖ
func pooled(rs []Result, f func(Result) Share) Figure {
	var of, among float64
	for _, r := range rs {
		s := f(r)
		of += s.Of
		among += s.Among
	}
	if among == 0 {
		return Figure{math.NaN(), math.NaN(), 0}
	}
	p, v := of/among, 0.
	for _, r := range rs {
		s := f(r)
		v += (s.Of - p*s.Among) * (s.Of - p*s.Among)
	}
	return Figure{p, math.Sqrt(v) / among, len(rs)}
}

// Summarise returns every measure of the study over its sets, by name.
func (s Study) Summarise(rs []Result) map[string]Figure {
	m := map[string]Figure{}
	for _, x := range s.Measures {
		m[x.Name] = x.Of(rs)
	}
	return m
}
