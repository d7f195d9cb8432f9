package finding

import (
	"tenbin/metrics/assessment"
	"tenbin/metrics/peers"
	"tenbin/metrics/rank"
)

// isRated reports whether anything relative may be said of a person.
func isRated(p *assessment.Person) bool {
	return p.ReliabilityC >= ReliabilityLow || p.ReliabilityL >= ReliabilityLow
}

// Tiers gives everybody the first tier that applies (METHOD section 4), with its reason,
// and returns the people in their order; many tells whether they are enough for a false
// discovery rate to be claimed.
func Tiers(co *Company, people []assessment.Person) (ordered []assessment.Person, many bool) {
	var at []int
	var scores []float64
	scored := 0
	for i := range people {
		if isRated(&people[i]) {
			at, scores = append(at, i), append(scores, *people[i].Score/100)
			scored++
		}
	}
	many = scored >= ClaimFrom
	for k, in := range rank.FDR(scores, FalseDiscovery) {
		people[at[k]].InFDR = in
	}
	for i := range people {
		p := &people[i]
		gain, hasC, hasL := co.Gains[i].Yen, co.Gains[i].Concession, co.Gains[i].Lag
		if hasC || hasL {
			p.Gain = assessment.Of(gain)
		}
		p.Tier = co.tier(i, p, many, gain, hasL)
		p.Reason = co.reason(i, p)
	}
	return co.order(people), many
}

// tier is the tier of the i-th person.
func (co *Company) tier(i int, p *assessment.Person, many bool, gain float64, pricedLag bool) assessment.Tier {
	score := *p.Score
	switch {
	case !isRated(p) && !p.Signal.Alarm || co.absent(string(p.ID)) || co.Options.Suspends(p.ID):
		return assessment.NotEnoughEvidence
	case !isRated(p):
		return assessment.Watch
	}
	worth := !co.Options.HasVisitCost || co.Estimates.Lag.N[i] > 0 && !pricedLag || float64(co.Estimates.Joint[i].Score*gain) > float64(co.Options.VisitCost)
	in := p.InFDR && worth || p.Signal.Alarm && score >= ScoreCoach
	if in && (!many || co.fewPeers(i)) && !co.absoluteAgrees(p) {
		in = false
	}
	switch {
	case in:
		return assessment.StepIn
	case score >= ScoreCoach:
		return assessment.Coach
	case score >= ScoreWatch || p.Signal.Alarm:
		return assessment.Watch
	}
	return assessment.Healthy
}

// fewPeers reports fewer than three effective peers on an axis that has evidence.
func (co *Company) fewPeers(i int) bool {
	c, l := co.Estimates.Concession, co.Estimates.Lag
	return len(c.ByOne[i]) > 0 && c.Peers[i] < peers.FewestPeers && len(l.ByOne[i]) > 0 && l.Peers[i] < peers.FewestPeers
}

// absoluteAgrees reports whether policy or due dates say the same as the peers.
func (co *Company) absoluteAgrees(p *assessment.Person) bool {
	above := func(x assessment.Interval) bool { return x.Lo != nil && *x.Lo > 1 }
	return above(p.AbsConcession) || above(p.AbsLag)
}
