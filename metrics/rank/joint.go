// Package rank combines the two axes into one score, orders people and says how sure
// the order is. Numbers in, numbers out.
package rank

import (
	"math"

	"tenbin/metrics/ratio"
)

// Axis is one person's posterior on one axis with the log Bayes factor of captured
// against healthy and the healthy mean M of the axis.
type Axis struct {
	Posterior ratio.Mixture
	LogBayes  float64
	M         float64
}

// Joint is one person's combined posterior: four classes (healthy on both axes,
// captured in concession, in lag, in both) with weights W; within a class
// ln K ~ N(M, V), where K = √((θ_c/m_c)·(m_l/θ_l)).
type Joint struct {
	W, M, V   [4]float64
	Mu, Sigma float64 // mean and SD of ln K
	Score     float64 // P(K > 1.25), 0 to 1
}

// Worse is the K from which somebody counts as worse: at least 25 % worse than ordinary.
const Worse = 1.25

// steps is the number of EM steps; on 300 people the weights then move by 2e−9 a step.
const steps = 200

// prior are the class weights p⁰, times 10 pseudo-people.
var prior = [4]float64{.86, .04, .04, .06}

// Combine runs the class weights to their fixed point,
//
//	p_k ← (Σ_i W_ik + 10·p⁰_k)/(S + 10),   W_i ∝ (p₁, p₂B_c, p₃B_l, p₄B_cB_l),   200 steps
//
// and returns them with everybody's combined posterior, in the order of the input.
//
//	Score = Σ_k W_k Φ((M_k − ln 1.25)/√V_k)
func Combine(concession, lag []Axis) ([4]float64, []Joint) {
	n := len(concession)
	bayes := make([][4]float64, n)
	for i := range bayes {
		c, l := concession[i].LogBayes, lag[i].LogBayes
		bayes[i] = [4]float64{0, c, l, c + l}
	}
	p := prior
	for range steps {
		var sum [4]float64
		l := logs(p)
		for i := range bayes {
			for k, w := range weights(l, bayes[i]) {
				sum[k] += w
			}
		}
		for k := range p {
			p[k] = (sum[k] + 10*prior[k]) / float64(n+10)
		}
	}
	joints, l := make([]Joint, n), logs(p)
	for i := range joints {
		joints[i] = combine(concession[i], lag[i], weights(l, bayes[i]))
	}
	return p, joints
}

func logs(p [4]float64) [4]float64 {
	for k := range p {
		p[k] = math.Log(p[k])
	}
	return p
}

// weights are e^(l_k + b_k) over their sum, by log-sum-exp.
func weights(l, b [4]float64) [4]float64 {
	top := math.Inf(-1)
	for k := range b {
		b[k] += l[k]
		top = math.Max(top, b[k])
	}
	sum := 0.
	for k := range b {
		b[k] = math.Exp(b[k] - top)
		sum += b[k]
	}
	for k := range b {
		b[k] /= sum
	}
	return b
}

func combine(c, l Axis, w [4]float64) Joint {
	c1, c2 := c.Posterior.Logs()
	l1, l2 := l.Posterior.Logs()
	cm, lm := math.Log(c.M), math.Log(l.M)
	c1, c2, l1, l2 = c1-cm, c2-cm, lm-l1, lm-l2
	vc1, vc2 := ratio.Trigamma(c.Posterior.A1), ratio.Trigamma(c.Posterior.A2)
	vl1, vl2 := ratio.Trigamma(l.Posterior.A1), ratio.Trigamma(l.Posterior.A2)
	j := Joint{W: w,
		M: [4]float64{(c1 + l1) / 2, (c2 + l1) / 2, (c1 + l2) / 2, (c2 + l2) / 2},
		V: [4]float64{(vc1 + vl1) / 4, (vc2 + vl1) / 4, (vc1 + vl2) / 4, (vc2 + vl2) / 4}}
	for k := range w {
		j.Mu += float64(w[k] * j.M[k])
	}
	v := 0.
	for k := range w {
		v += float64(w[k] * (j.V[k] + float64((j.M[k]-j.Mu)*(j.M[k]-j.Mu))))
		j.Score += float64(w[k] * phi((j.M[k]-math.Log(Worse))/math.Sqrt(j.V[k])))
	}
	j.Sigma = math.Sqrt(v)
	return j
}

// phi is the standard normal distribution function.
func phi(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// CDF is P(ln K ≤ x).
func (j Joint) CDF(x float64) float64 {
	s := 0.
	for k := range j.W {
		s += float64(j.W[k] * phi((x-j.M[k])/math.Sqrt(j.V[k])))
	}
	return s
}

// widening stands for the hyper-parameters being estimated; calibrated by simulation.
const widening = 1.15

// Interval is the 90 % interval of K: the 5 % and 95 % points of the mixture by
// bisection on [−4, 4], 60 steps, widened about their midpoint on the log scale by 1.15.
func (j Joint) Interval() (lo, hi float64) {
	a, b := j.quantile(.05), j.quantile(.95)
	mid, half := (a+b)/2, float64((b-a)/2*widening)
	return math.Exp(mid - half), math.Exp(mid + half)
}

func (j Joint) quantile(p float64) float64 {
	lo, hi := -4., 4.
	for range 60 {
		mid := (lo + hi) / 2
		if j.CDF(mid) < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	return (lo + hi) / 2
}

// FDR marks the largest set of people, taken by falling score, whose mean chance of
// not being worse is at most q (Bayesian false discovery rate, Newton et al. 2004).
// Scores are fractions; ties enter together or not at all, so that the order of the
// input decides nothing.
func FDR(scores []float64, q float64) []bool {
	order := falling(scores)
	in := make([]bool, len(scores))
	sum, last := 0., 0
	for k, i := range order {
		sum += 1 - scores[i]
		next := k+1 == len(order) || scores[order[k+1]] < scores[i]
		if next && sum/float64(k+1) <= q {
			last = k + 1
		}
	}
	for _, i := range order[:last] {
		in[i] = true
	}
	return in
}
