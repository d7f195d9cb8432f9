package metrics

import (
	"math"

	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// FewestOthers is how many others must stand behind a peers' rate before it is shown to
// somebody who is one of them.
const FewestOthers = 5

// Workings are the figures that lie between a person's rows and the score, so that a
// card can print each step and its reader can repeat it:
//
//	concession  y = Σw·O/Σw·E,  w = 1/(φ + ϑ_w·ω²·E_ic)
//	            1/n = own + ϑ_n·(clients + peers + chain)
//	lag         y = min(O/E, 3),  1/n = 1/E + ω²·H + peers + hazard
//	score       W_k ∝ p_k·B_k,  Score = 100·Σ W_k·Φ((M_k − ln 1.25)/√V_k)
type Workings struct {
	Concession ConcessionWorkings
	Lag        LagWorkings
	Steps      [2]AxisSteps // discounts, instructions
	M, V, Phi  [4]float64   // of ln K within each class: mean, variance, Φ((M − ln 1.25)/√V)
}

// AxisSteps lead from (n, y) to E ln θ; index 0 is the ordinary group, 1 the one apart.
type AxisSteps struct {
	Marginal [2]float64 // ℓ1, ℓ2: 0 where n = 0
	Bayes    float64    // B = e^(ℓ2 − ℓ1)
	Psi      [2]float64 // ψ(A)
	Logs     [2]float64 // ψ(A) − ln B
	PsiPrime [2]float64 // ψ′(A)
	MeanLog  float64    // (1−w)·Logs[0] + w·Logs[1]
}

// ConcessionWorkings are the parts of a person's effective count of discounts.
type ConcessionWorkings struct {
	Ratio       float64 // y: Σw·O/Σw·E over the clients
	WeightLevel float64 // ϑ_w: the person's level when the clients were weighted
	Level       float64 // ϑ_n: the person's level in the last round of n
	Own         float64 // φ·Σw²E/(Σw·E)²
	Clients     float64 // ω²·Σw²E²/(Σw·E)²
	Peers       float64 // V_peer = ΣP²·cv²
	Chain       float64 // V_chain
	Mean        float64 // E[θ], from which the clients' own ratios start
}

// LagWorkings are the parts of a person's effective count of instructions.
type LagWorkings struct {
	Ratio      float64 // y: min(O/E, 3)
	Herfindahl float64 // H = Σ(E_ic/E_i)²
	Peers      float64 // V_peer
	Hazard     float64 // V_λ
	Cells      []LagCell
}

// LagCell is the person's time in one kind of instruction and one interval of age.
type LagCell struct {
	Kind     string  // trigger, and behind a slash its due band
	Interval int     // 0 to 5: 0–7, 7–14, 14–30, 30–60, 60–120, 120+ days
	Days     float64 // exposure W
	Events   float64 // carried out
	Hazard   float64 // λ: peers' chance a day, the person's own left out
	Parent   float64 // the rate of the same interval over all kinds × the kind's factor
	Others   int     // others with time in the kind and interval
	Above    int     // others with time in the interval, in any kind
}

// Intervals are the edges of the age intervals in days of the clock: 0, 7, 14, 30, 60,
// 120; the last interval has no end.
func Intervals() []float64 { return append([]float64(nil), ages[:intervals]...) }

// workings collects what lies between the rows of person i and the score.
func (a *assessor) workings(i int) Workings {
	c, l, j := a.e.concession, a.e.lag, &a.e.joint[i]
	w := Workings{M: j.M, V: j.V, Steps: [2]AxisSteps{
		steps(a.e.pc[i], float64(c.Ratio[i]*c.N[i]), c.N[i], a.e.lc[i]),
		steps(a.e.pl[i], float64(l.Ratio[i]*l.N[i]), l.N[i], a.e.ll[i])}}
	for k := range w.Phi {
		w.Phi[k] = math.Erfc((math.Log(rank.Worse)-w.M[k])/math.Sqrt(2*w.V[k])) / 2
	}
	p := c.parts[i]
	w.Concession = ConcessionWorkings{Ratio: c.Ratio[i], WeightLevel: c.before[i], Level: c.level[i], Own: p.own, Clients: p.clients, Peers: p.peers, Chain: p.chain, Mean: a.e.pc[i].Mean()}
	q := l.parts[i]
	w.Lag = LagWorkings{Ratio: l.Ratio[i], Herfindahl: q.herfindahl, Peers: q.peers, Hazard: q.hazard}
	for k, days := range l.ex[i] {
		if days <= 0 {
			continue
		}
		w.Lag.Cells = append(w.Lag.Cells, LagCell{Kind: l.kinds[k/intervals], Interval: k % intervals, Days: days, Events: l.ev[i][k], Hazard: l.hazard[i][k],
			Parent: l.parent[i][k], Others: l.exposed[k] - 1, Above: l.anyKind[k%intervals] - 1})
	}
	return w
}

// steps are the steps of one axis with posterior x, o = n·y and n.
func steps(x ratio.Mixture, o, n, logBayes float64) AxisSteps {
	s := AxisSteps{Bayes: math.Exp(logBayes), Psi: [2]float64{ratio.Digamma(x.A1), ratio.Digamma(x.A2)}, PsiPrime: [2]float64{ratio.Trigamma(x.A1), ratio.Trigamma(x.A2)}, MeanLog: x.MeanLog()}
	s.Marginal = [2]float64{ratio.Marginal(x.A1-o, x.B1-n, o, n), ratio.Marginal(x.A2-o, x.B2-n, o, n)}
	s.Logs[0], s.Logs[1] = x.Logs()
	return s
}
