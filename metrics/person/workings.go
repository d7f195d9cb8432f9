package person

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/estimate"
	"tenbin/metrics/lag"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// workings collects what lies between the rows of person i and the score.
func workings(e *estimate.Estimates, i int) assessment.Workings {
	c, l, j := e.Concession, e.Lag, &e.Joint[i]
	w := assessment.Workings{M: j.M, V: j.V, Steps: [2]assessment.AxisSteps{
		steps(e.PC[i], float64(c.Ratio[i]*c.N[i]), c.N[i], e.LC[i]),
		steps(e.PL[i], float64(l.Ratio[i]*l.N[i]), l.N[i], e.LL[i])}}
	for k := range w.Phi {
		w.Phi[k] = math.Erfc((math.Log(rank.Worse)-w.M[k])/math.Sqrt(2*w.V[k])) / 2
	}
	p := c.Parts[i]
	w.Concession = assessment.ConcessionWorkings{Ratio: c.Ratio[i], WeightLevel: c.Before[i], Level: c.Level[i], Own: p.Own, Clients: p.Clients, Peers: p.Peers, Chain: p.Chain, Mean: e.PC[i].Mean()}
	q := l.Parts[i]
	w.Lag = assessment.LagWorkings{Ratio: l.Ratio[i], Herfindahl: q.Herfindahl, Peers: q.Peers, Hazard: q.Hazard}
	for k, days := range l.Ex[i] {
		if days <= 0 {
			continue
		}
		w.Lag.Cells = append(w.Lag.Cells, assessment.LagCell{Kind: l.Kinds[k/lag.Intervals], Interval: k % lag.Intervals, Days: days, Events: l.Ev[i][k], Hazard: l.Hazard[i][k],
			Parent: l.Parent[i][k], Others: l.Exposed[k] - 1, Above: l.AnyKind[k%lag.Intervals] - 1})
	}
	return w
}

// steps are the steps of one axis with posterior x, o = n·y and n.
func steps(x ratio.Mixture, o, n, logBayes float64) assessment.AxisSteps {
	s := assessment.AxisSteps{Bayes: math.Exp(logBayes), Psi: [2]float64{ratio.Digamma(x.A1), ratio.Digamma(x.A2)}, PsiPrime: [2]float64{ratio.Trigamma(x.A1), ratio.Trigamma(x.A2)}, MeanLog: x.MeanLog()}
	s.Marginal = [2]float64{ratio.Marginal(x.A1-o, x.B1-n, o, n), ratio.Marginal(x.A2-o, x.B2-n, o, n)}
	s.Logs[0], s.Logs[1] = x.Logs()
	return s
}
