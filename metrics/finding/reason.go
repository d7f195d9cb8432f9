package finding

import (
	"cmp"
	"slices"
	"sort"

	"tenbin/metrics/assessment"
)

// reason is the top reason of a person: a statement of recorded facts.
func (co *Company) reason(i int, p *assessment.Person) assessment.Evidence {
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
	concession, lag := assessment.Say(assessment.SaysConcession, assessment.OfRatio(conc), assessment.OfCount(int(c.ComparedLines)), assessment.OfShare(c.ComparedShare())), sayLag(&l)
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
		if big := co.largeDeals(p); big.Kind != assessment.SaysNothing {
			return assessment.Join(assessment.SaysMoney, []assessment.Evidence{big})
		}
		return assessment.Say(assessment.SaysMoneyFew)
	case p.Signal.Alarm:
		if e := co.since(p); e.Kind != assessment.SaysNothing {
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

// since is the statement of an alarm: what went beyond the person's own habit from the
// onset on, and how rarely a healthy person's chart gets there. Nothing below one deal's
// worth and one instruction.
func (co *Company) since(p *assessment.Person) assessment.Evidence {
	k := sort.Search(len(co.Charts), func(i int) bool { return co.Charts[i].Person >= p.ID })
	if k == len(co.Charts) || co.Charts[k].Person != p.ID || p.Signal.Since == nil {
		return assessment.Evidence{}
	}
	c := &co.Charts[k]
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

// largeDeals says how few deals carry half of the yen that a person conceded on the lines
// compared, the largest concessions first. Where those at hand hold less than half, all of
// them are said; nothing where no line is at hand.
func (co *Company) largeDeals(p *assessment.Person) assessment.Evidence {
	total := p.Concession.ComparedAmount
	if total == nil || *total <= 0 {
		return assessment.Evidence{}
	}
	var own []int64
	first := sort.Search(len(co.Lines), func(i int) bool { return co.Lines[i].Person >= p.ID })
	for _, l := range co.Lines[first:] {
		if l.Person != p.ID {
			break
		}
		if l.Scored && l.Conceded > 0 && l.Date >= co.WindowFrom {
			own = append(own, min(l.Conceded, l.List/2))
		}
	}
	slices.SortFunc(own, func(x, y int64) int { return cmp.Compare(y, x) })
	sum, n := int64(0), 0
	for ; n < len(own) && 2*sum < *total; n++ {
		sum += own[n]
	}
	if n == 0 || sum > *total {
		return assessment.Evidence{}
	}
	return assessment.Say(assessment.SaysLargeDeals, assessment.OfCount(n), assessment.OfMoney(&sum), assessment.OfMoney(total))
}

// Alarms gives every chart with a standing alarm what is said of its person.
func Alarms(co *Company, person map[string]*assessment.Person) {
	for i := range co.Charts {
		if p := person[string(co.Charts[i].Person)]; p != nil && p.Signal.Alarm {
			co.Charts[i].Says = co.since(p)
		}
	}
}
