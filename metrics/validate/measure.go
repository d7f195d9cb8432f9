package validate

import (
	"math"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// bad is the K from which a person is truly worse: the 25 % of the score's sentence.
const bad = 1.25

// Share is a proportion kept as its two counts, so that sets can be pooled.
type Share struct{ Of, Among float64 }

// Value is Of ÷ Among, NaN when there is nothing to count.
func (s Share) Value() float64 {
	if s.Among == 0 {
		return math.NaN()
	}
	return s.Of / s.Among
}

// Result is what one data set shows. Shares are counts, so that sets pool.
type Result struct {
	Recall, RecallNaive, RecallBetter, RecallOracle           float64 // share of the true top tenth in the ranked top tenth
	Spearman, SpearmanNaive, SpearmanBetter, SpearmanOracle   float64
	SpearmanConcession, SpearmanLag                           float64
	Cover, CoverCaptured                                      Share       // 90 % interval of K holds the truth
	FalseFlags, Found                                         Share       // flags at 10 % FDR with K ≤ 1.25; planted people flagged
	TruePlanted                                               Share       // planted people in the ranked top tenth
	BadAt80                                                   Share       // truly bad among score ≥ 80
	Calibration                                               [4]Share    // truly bad among score < 20, 20–50, 50–80, ≥ 80
	Tenths                                                    [10]Share   // truly bad, by tenths of the score
	SaidTenths                                                [10]float64 // sum of the scores said, by the same tenths (fractions)
	SaidSum                                                   [4]float64  // sum of the scores said, by the same classes (fractions)
	HealthyAt50, HealthyAt80, RoleAt50, RoleAt80, PlantedAt80 Share       // by part played in an attack
	MoneyFound, MoneyHealthy                                  Share
	Outside95, Outside998, PlantedOut                         Share   // funnel: healthy people outside 95 % and 99.8 %, planted ones above 95 %
	LagBias                                                   float64 // Σ O − θ_l·m·E of healthy people, and its denominator
	LagBiasN                                                  float64
	PartBias                                                  Share   // the same of people who play a part
	Finite                                                    Share   // figures of a person that are numbers
	TeamFound, TeamFalse                                      Share   // a captured team, and the others, reported as conceding whole
	Watch                                                     Watch   // of the settings that are watched
	WatchOracle                                               Watch   // the same charts with all true rates known
	Halves                                                    Predict // of pairs, odd months and even
	Coaching                                                  Coaching
	Verdicts                                                  Verdicts
	Advocacy                                                  Advocacy
	Handover                                                  Handover
	Forecast                                                  Forecast
	Promises                                                  Promises
	Classes                                                   Classes
}

// measure compares an assessment with the truth of its company.
func measure(c *simulate.Company, a *assessment.Assessment) Result {
	by := map[string]*assessment.Person{}
	for i := range a.People {
		by[string(a.People[i].ID)] = &a.People[i]
	}
	n := len(c.People)
	truth, score, conc, lag, trueC, trueL := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	r := Result{}
	for i, t := range c.People {
		truth[i], trueC[i], trueL[i] = t.LogTruth(), math.Log(t.Concession), -math.Log(t.Speed)
		p := by[t.ID]
		if p == nil {
			continue // nothing was measured of this person: ordinary as far as anybody knows
		}
		said := said(p)
		score[i] = said + 1e-6*p.Mu // ties of the score are ordered by μ
		conc[i], lag[i] = value(p.Concession.Ratio, 1), value(p.Lag.Slowness, 1)
		r.person(t, p, said, a.Hyper.Lag.M)
		r.Finite.add(finite(p.Mu, p.Sigma, said, conc[i], lag[i]))
	}
	r.Recall, r.Spearman = recall(truth, score), spearman(truth, score)
	r.SpearmanConcession, r.SpearmanLag = spearman(trueC, conc), spearman(trueL, lag)
	naive, better := naiveRankings(c)
	r.RecallNaive, r.SpearmanNaive = recall(truth, naive), spearman(truth, naive)
	r.RecallBetter, r.SpearmanBetter = recall(truth, better), spearman(truth, better)
	oracle := oracleScores(c)
	r.RecallOracle, r.SpearmanOracle = recall(truth, oracle), spearman(truth, oracle)
	for _, t := range a.Teams {
		if c.Setting.Attack == simulate.CapturedTeam {
			if t.Team == "T01" {
				r.TeamFound.add(t.WholeTeam)
			} else {
				r.TeamFalse.add(t.WholeTeam)
			}
		}
	}
	top := topTenth(score)
	for i, t := range c.People {
		if t.Captured {
			r.TruePlanted.add(top[i])
		}
	}
	return r
}

// said is the score as a fraction, also of people who are not rated.
func said(p *assessment.Person) float64 {
	if p.Score != nil {
		return *p.Score / 100
	}
	return 0
}

func value(x assessment.Number, otherwise float64) float64 {
	if x == nil {
		return otherwise
	}
	return *x
}

func (s *Share) add(hit bool) {
	s.Among++
	if hit {
		s.Of++
	}
}

// person adds what one person shows; reference is m of the lag axis, the healthy
// component that speeds are relative to.
func (r *Result) person(t simulate.Truth, p *assessment.Person, said, reference float64) {
	k := math.Exp(t.LogTruth())
	if p.K.Lo != nil && p.K.Hi != nil {
		covered := *p.K.Lo <= k && k <= *p.K.Hi
		r.Cover.add(covered)
		if t.Captured {
			r.CoverCaptured.add(covered)
		}
	}
	if p.InFDR {
		r.FalseFlags.add(k <= bad)
	}
	if t.Captured {
		r.Found.add(p.InFDR)
		r.PlantedAt80.add(said >= .8)
	}
	class := 3
	for class > 0 && said < [4]float64{0, .2, .5, .8}[class] {
		class--
	}
	r.Calibration[class].add(k > bad)
	r.SaidSum[class] += said
	tenth := min(int(said*10), 9)
	r.Tenths[tenth].add(k > bad)
	r.SaidTenths[tenth] += said
	if class == 3 {
		r.BadAt80.add(k > bad)
	}
	if c := &p.Concession; c.Weighted != nil {
		switch y := *c.Weighted; {
		case !t.Captured && t.Role == "":
			r.Outside95.add(y < c.Inner[0] || y > c.Inner[1])
			r.Outside998.add(y < c.Outer[0] || y > c.Outer[1])
		case t.Captured:
			r.PlantedOut.add(y > c.Inner[1])
		}
	}
	switch {
	case t.Role == "large":
		r.MoneyFound.add(p.MoneyFlag)
	case !t.Captured:
		r.MoneyHealthy.add(p.MoneyFlag)
	}
	switch {
	case t.Role != "" && !t.Captured:
		r.RoleAt50.add(said >= .5)
		r.RoleAt80.add(said >= .8)
		if p.Lag.Observed != nil && p.Lag.Expected != nil && *p.Lag.Expected > 0 {
			e := t.Speed * *p.Lag.Expected * reference
			r.PartBias.Of, r.PartBias.Among = r.PartBias.Of+*p.Lag.Observed-e, r.PartBias.Among+e
		}
	case !t.Captured:
		r.HealthyAt50.add(said >= .5)
		r.HealthyAt80.add(said >= .8)
		if p.Lag.Observed != nil && p.Lag.Expected != nil && *p.Lag.Expected > 0 {
			e := t.Speed * *p.Lag.Expected * reference
			r.LagBias += *p.Lag.Observed - e
			r.LagBiasN += e
		}
	}
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// topTenth marks the ⌈n/10⌉ largest; ties go to the smaller index.
func topTenth(x []float64) []bool {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return x[order[a]] > x[order[b]] })
	top := make([]bool, len(x))
	for _, i := range order[:(len(x)+9)/10] {
		top[i] = true
	}
	return top
}

// recall is the share of the true top tenth that stands in the ranked top tenth.
func recall(truth, x []float64) float64 {
	a, b := topTenth(truth), topTenth(x)
	hit, all := 0., 0.
	for i := range a {
		if a[i] {
			all++
			if b[i] {
				hit++
			}
		}
	}
	return hit / all
}

// ranks are average ranks, 1-based.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return x[order[a]] < x[order[b]] })
	r := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			r[order[k]] = float64(i+j+1) / 2
		}
		i = j
	}
	return r
}

// spearman is the rank correlation, 0 where one side does not vary.
func spearman(a, b []float64) float64 {
	x, y := ranks(a), ranks(b)
	mean := float64(len(x)+1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - mean) * (y[i] - mean)
		xx += (x[i] - mean) * (x[i] - mean)
		yy += (y[i] - mean) * (y[i] - mean)
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}
