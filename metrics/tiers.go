package metrics

import (
	"math"
	"slices"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/finding"
	"tenbin/metrics/peers"
	"tenbin/metrics/rank"
)

// isRated reports whether anything relative may be said of a person.
func isRated(p *assessment.Person) bool {
	return p.ReliabilityC >= finding.ReliabilityLow || p.ReliabilityL >= finding.ReliabilityLow
}

// absent reports whether a person was away for 30 or more days, in one piece or in the
// last three data months together, and came back less than three months ago or not yet:
// nobody gets a tier then.
func (a *assessor) absent(id string) bool {
	r := a.data.Roster.Find(id)
	if r == nil || !slices.ContainsFunc(r.Periods, func(p table.Period) bool { return p.Absence }) {
		return false
	}
	since := (a.o.Month - 3).CutOff(a.o.ClosingDay) + 1
	first := since - 1
	for k := range r.Periods {
		if q := &r.Periods[k]; q.Absence && q.From.Known() {
			first = min(first, q.From)
		} else if q.Absence && (!q.To.Known() || q.To >= since) {
			return true // away since before anything is known
		}
	}
	inside, run, before := 0, 0, table.NoDay
	for _, d := range r.AbsentDays(first, a.CutOff) {
		if d != before+1 {
			run = 0
		}
		run, before = run+1, d
		if d >= since {
			if inside++; run >= finding.LongAbsence {
				return true
			}
		}
	}
	return inside >= finding.LongAbsence
}

// tiers gives everybody the first tier that applies (METHOD section 4).
func (a *assessor) tiers() {
	var at []int
	var scores []float64
	scored := 0
	for i := range a.People {
		if isRated(&a.People[i]) {
			at, scores = append(at, i), append(scores, *a.People[i].Score/100)
			scored++
		}
	}
	a.People20 = scored >= finding.ClaimFrom
	for k, in := range rank.FDR(scores, finding.FalseDiscovery) {
		a.People[at[k]].InFDR = in
	}
	for i := range a.People {
		p := &a.People[i]
		gain, hasC, hasL := a.gains[i].Yen, a.gains[i].Concession, a.gains[i].Lag
		if hasC || hasL {
			p.Gain = assessment.Of(gain)
		}
		p.Tier = a.tier(i, p, gain, hasL)
		p.Reason = a.reason(i, p)
	}
}

func (a *assessor) tier(i int, p *assessment.Person, gain float64, pricedLag bool) assessment.Tier {
	score := *p.Score
	switch {
	case !isRated(p) && !p.Signal.Alarm || a.absent(string(p.ID)) || a.o.Suspends(p.ID):
		return assessment.NotEnoughEvidence
	case !isRated(p):
		return assessment.Watch
	}
	worth := !a.o.HasVisitCost || a.e.Lag.N[i] > 0 && !pricedLag || float64(a.e.Joint[i].Score*gain) > float64(a.o.VisitCost)
	in := p.InFDR && worth || p.Signal.Alarm && score >= finding.ScoreCoach
	if in && (!a.People20 || a.fewPeers(i)) && !a.absoluteAgrees(p) {
		in = false
	}
	switch {
	case in:
		return assessment.StepIn
	case score >= finding.ScoreCoach:
		return assessment.Coach
	case score >= finding.ScoreWatch || p.Signal.Alarm:
		return assessment.Watch
	}
	return assessment.Healthy
}

// fewPeers reports fewer than three effective peers on an axis that has evidence.
func (a *assessor) fewPeers(i int) bool {
	c, l := a.e.Concession, a.e.Lag
	return len(c.ByOne[i]) > 0 && c.Peers[i] < peers.FewestPeers && len(l.ByOne[i]) > 0 && l.Peers[i] < peers.FewestPeers
}

// absoluteAgrees reports whether policy or due dates say the same as the peers.
func (a *assessor) absoluteAgrees(p *assessment.Person) bool {
	above := func(x assessment.Interval) bool { return x.Lo != nil && *x.Lo > 1 }
	return above(p.AbsConcession) || above(p.AbsLag)
}

// order sorts people by unrounded score (to 10⁻⁹), μ, |excess|, id; those who are not
// rated come after them by id, without a rank.
func (a *assessor) order() {
	type row struct {
		p     assessment.Person
		i     int
		score float64
	}
	var rated, rest []row
	for i, p := range a.People {
		if p.Tier == assessment.NotEnoughEvidence || !isRated(&p) {
			rest = append(rest, row{p, i, 0})
		} else {
			rated = append(rated, row{p, i, rank.Round(a.e.Joint[i].Score)})
		}
	}
	sort.Slice(rated, func(x, y int) bool {
		p, q := &rated[x], &rated[y]
		if p.score != q.score {
			return p.score > q.score
		}
		if u, v := rank.Round(p.p.Mu), rank.Round(q.p.Mu); u != v {
			return u > v
		}
		if u, v := max(p.p.ExcessAmount, -p.p.ExcessAmount), max(q.p.ExcessAmount, -q.p.ExcessAmount); u != v {
			return u > v
		}
		return p.p.ID < q.p.ID
	})
	mu, sigma := make([]float64, len(rated)), make([]float64, len(rated))
	for k, r := range rated {
		mu[k], sigma[k] = r.p.Mu, math.Max(r.p.Sigma, 1e-6)
	}
	lo, hi := rank.Intervals(mu, sigma)
	a.People = a.People[:0]
	for k, r := range rated {
		position := k + 1
		r.p.Rank, r.p.RankLo, r.p.RankHi = &position, &lo[k], &hi[k]
		a.People = append(a.People, r.p)
	}
	for _, r := range rest {
		a.People = append(a.People, r.p)
	}
}

// reason is the top reason of a person: a statement of recorded facts.
func (a *assessor) reason(i int, p *assessment.Person) assessment.Evidence {
	c, l := p.Concession, p.Lag
	switch {
	case p.Tier == assessment.NotEnoughEvidence:
		return assessment.Say(assessment.SaysNotRated)
	case p.OnlyConceder:
		return assessment.Say(assessment.SaysOnlyConceder)
	}
	up := func(x assessment.Number) float64 {
		if x == nil {
			return 1
		}
		return *x
	}
	conc, slow := up(c.Ratio), up(l.Slowness)
	concession, lag := assessment.Say(assessment.SaysConcession, assessment.OfRatio(conc), assessment.OfCount(c.Lines), assessment.OfShare(c.Share)), sayLag(&l)
	switch {
	case p.NoColleague && conc > slow:
		return assessment.Join(assessment.SaysNoColleague, []assessment.Evidence{concession})
	case conc >= 1.15 && slow >= 1.15 && lag.Kind != assessment.SaysNothing:
		return assessment.Join(assessment.SaysBothAxes, []assessment.Evidence{concession, lag})
	case conc >= slow && conc >= 1.15:
		return concession
	case slow >= 1.15 && lag.Kind != assessment.SaysNothing:
		return lag
	case p.MoneyFlag:
		if big := a.largeDeals(p); big.Kind != assessment.SaysNothing {
			return assessment.Join(assessment.SaysMoney, []assessment.Evidence{big})
		}
		return assessment.Say(assessment.SaysMoneyFew)
	case p.Signal.Alarm:
		if e := a.since(p); e.Kind != assessment.SaysNothing {
			return e
		}
	}
	return assessment.Say(assessment.SaysLikePeers)
}

// sayLag is how long instructions take and how many are open, nothing where the days
// cannot be told.
func sayLag(l *assessment.LagFigures) assessment.Evidence {
	if l.TypicalDays == nil {
		return assessment.Evidence{}
	}
	own, peers, open := assessment.OfTime(*l.TypicalDays), assessment.OfTime(*l.PeerDays), assessment.OfCount(l.Open)
	if l.Overdue > 0 {
		return assessment.Say(assessment.SaysLagOverdue, own, peers, open, assessment.OfCount(l.Overdue))
	}
	return assessment.Say(assessment.SaysLag, own, peers, open)
}

// manager returns who is responsible for a person on the cut-off.
func (a *assessor) manager(id string) string {
	if r := a.data.Roster.Find(id); r != nil {
		if q, ok := r.On(a.CutOff); ok {
			return q.Manager
		}
	}
	return ""
}

// onset of a business day list: the first open day on or after d.
func (a *assessor) workday(d table.Day) table.Day {
	if !a.o.Lag.Business {
		return d
	}
	for !a.o.Lag.Open(d) {
		d++
	}
	return d
}

// since is the statement of an alarm: what went beyond the person's own habit from the
// onset on, and how rarely a healthy person's chart gets there. Nothing below one deal's
// worth and one instruction.
func (a *assessor) since(p *assessment.Person) assessment.Evidence {
	k := sort.Search(len(a.Charts), func(i int) bool { return a.Charts[i].Person >= p.ID })
	if k == len(a.Charts) || a.Charts[k].Person != p.ID || p.Signal.Since == nil {
		return assessment.Evidence{}
	}
	c := &a.Charts[k]
	var beyond []assessment.Evidence
	if c.ExtraC >= 1 {
		beyond = append(beyond, assessment.Say(assessment.SaysExtraDiscounts, assessment.OfEvents(c.ExtraC)))
	}
	if c.ExtraL >= 1 {
		beyond = append(beyond, assessment.Say(assessment.SaysExtraInstructions, assessment.OfEvents(c.ExtraL)))
	}
	onset := assessment.OfMonth(*p.Signal.Since)
	switch {
	case beyond == nil:
		return assessment.Evidence{}
	case c.RunYear >= 1:
		return assessment.Join(assessment.SaysSinceRare, beyond, onset, assessment.OfEvents(c.RunYear))
	}
	return assessment.Join(assessment.SaysSince, beyond, onset)
}
