package ratio

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// minimise runs Nelder–Mead from start, then BFGS from its result, takes the better of
// the two and finishes it with Newton steps. f may be infinite or not a number far
// out; such points count as 1e10.
func minimise(f func([]float64) float64, g func(grad, p []float64), start []float64) []float64 {
	finite := func(p []float64) float64 {
		if v := f(p); !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
		return 1e10
	}
	best, value := start, finite(start)
	walk := &optimize.Settings{MajorIterations: 400, Converger: &optimize.FunctionConverge{Relative: 1e-9, Absolute: 1e-12, Iterations: 20}}
	if r, _ := optimize.Minimize(optimize.Problem{Func: finite}, start, walk, &optimize.NelderMead{SimplexSize: .25}); r != nil && r.F <= value {
		best, value = r.X, r.F
	}
	slide := &optimize.Settings{MajorIterations: 500, GradientThreshold: 1e-12, Converger: &optimize.FunctionConverge{Relative: 1e-12, Absolute: 1e-14, Iterations: 30}}
	if r, _ := optimize.Minimize(optimize.Problem{Func: finite, Grad: g}, best, slide, &optimize.BFGS{}); r != nil && r.F <= value {
		best = r.X
	}
	return polish(g, best)
}

// polish takes Newton steps on the gradient for as long as they shrink it. Near the
// optimum the function is flat below its own rounding: a search that compares values
// stops with six digits, and with different ones on another architecture; the gradient
// still tells the way to twelve. The second derivatives are central differences of g. A
// step longer than .1, or a point that is no minimum, is left as it is.
func polish(g func(grad, p []float64), p []float64) []float64 {
	const h, rounds, reach = 1e-4, 6, .1
	n := len(p)
	p, grad := append([]float64(nil), p...), make([]float64, n)
	up, down, next := make([]float64, n), make([]float64, n), make([]float64, n)
	g(grad, p)
	for range rounds {
		curve := mat.NewSymDense(n, nil)
		for j := range n {
			copy(next, p)
			next[j] = p[j] + h
			g(up, next)
			next[j] = p[j] - h
			g(down, next)
			for i := 0; i <= j; i++ {
				curve.SetSym(i, j, (up[i]-down[i])/(2*h))
			}
		}
		var factor mat.Cholesky
		step := mat.NewVecDense(n, nil)
		if !allFinite(curve.RawSymmetric().Data) || !factor.Factorize(curve) || factor.SolveVecTo(step, mat.NewVecDense(n, grad)) != nil {
			return p
		}
		if !(largest(step.RawVector().Data) <= reach) {
			return p
		}
		for j := range next {
			next[j] = p[j] - step.AtVec(j)
		}
		g(up, next)
		if !(largest(up) < largest(grad)) {
			return p
		}
		copy(p, next)
		copy(grad, up)
	}
	return p
}

// largest is max |x|.
func largest(x []float64) float64 {
	top := 0.
	for _, v := range x {
		top = math.Max(top, math.Abs(v))
	}
	return top
}

func allFinite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
