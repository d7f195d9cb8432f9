package finding

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/forecast"
	"tenbin/metrics/rank"
)

// discounts is what is known of a person's conceded discounts when it is decided what to
// do about them.
type discounts struct {
	pair       *assessment.Pair // with the largest excess, above peers in yen too; nil = none
	aboveRatio bool             // the person concedes more than peers, deal by deal, and the tier asks for something
	aboveYen   bool             // and in yen, on the same lines
	few        bool             // the excess rests on the pair and at most one more
	alone      bool             // the pair stands out by itself
}

// of sums up what is known of p.
func (m *Matters) discounts(p *assessment.Person) (d discounts) {
	c := &p.Concession
	first := sort.Search(len(m.Pairs), func(i int) bool { return m.Pairs[i].Person >= p.ID })
	for k := first; k < len(m.Pairs) && m.Pairs[k].Person == p.ID; k++ {
		x := &m.Pairs[k]
		if x.ExcessAmount != nil && *x.ExcessAmount > 0 && float64(x.ComparedAmount) > x.ExpectedAmount && (d.pair == nil || *x.ExcessAmount > *d.pair.ExcessAmount) {
			d.pair = x
		}
	}
	d.aboveRatio = (p.Tier == assessment.StepIn || p.Tier == assessment.Coach) && c.Ratio != nil && *c.Ratio >= RatioToCoach && c.Lo != nil && *c.Lo > 1
	d.aboveYen = c.ComparedAmount != nil && c.ExpectedAmount != nil && *c.ComparedAmount > *c.ExpectedAmount
	d.few = d.pair != nil && p.FewClients()
	// A pair stands out by itself when its excess is real (the 5 % limit lies above 1.25)
	// and worth more in half a year than a visit costs.
	d.alone = d.pair != nil && d.pair.Lo != nil && *d.pair.Lo > rank.Worse && m.halfYear(*d.pair.ExcessAmount) > float64(m.Options.VisitCost)
	return d
}

// halfYear is what six months hold of what the window holds.
func (m *Matters) halfYear(yen int64) float64 { return float64(yen) / m.Months * forecast.HalfYear }

// action is the first step of the ladder that the evidence calls for, "" for none, and
// whether it speaks of the pair:
//
//	deal_review of the buyer       above peers in the ratio, or large deals carry the yen, and one or two buyers carry the excess
//	deal_review of large deals     large deals carry the yen, and the yen are above peers
//	coach                          above peers in the ratio, and the excess is spread
//	deal_review of the buyer       the person is not, but one pair stands out by itself
//
// What is named is above peers in the measure that names it: the ratio for coach, the yen
// for large deals, the pair for one buyer.
func (d *discounts) action(flagged bool) (action table.Action, ofPair bool) {
	large := flagged && d.aboveYen
	switch {
	case (d.aboveRatio || large) && d.few:
		return table.ActionDealReview, true
	case large:
		return table.ActionDealReview, false
	case d.aboveRatio:
		return table.ActionCoach, false
	case d.alone:
		return table.ActionDealReview, true
	}
	return "", false
}

// discountFinding says what to do about a person's conceded discounts, if anything.
func (m *Matters) discountFinding(p *assessment.Person) (candidate, bool) {
	if p.Tier == assessment.NotEnoughEvidence || !m.Options.MayFind(p.ID, table.FactorConcession) {
		return candidate{}, false
	}
	c, d := &p.Concession, m.discounts(p)
	action, ofPair := d.action(p.MoneyFlag)
	if action == "" {
		return candidate{}, false
	}
	f := candidate{urgent: p.Tier == assessment.StepIn}
	if p.Gain != nil {
		f.gain = *p.Gain
	}
	months := assessment.OfCount(int(m.Options.Month-m.WindowFrom.DataMonth(m.Options.ClosingDay)) + 1)
	client, stake := "", max(0, p.ExcessAmount)
	var says []assessment.Evidence
	conceded := assessment.Say(assessment.SaysConceded, assessment.OfCount(int(c.ComparedLines)), assessment.OfMoney(c.ComparedAmount), assessment.OfMoney(c.ExpectedAmount), months)
	switch {
	case ofPair:
		client, stake = string(d.pair.Client), *d.pair.ExcessAmount
		if d.alone {
			f.gain = max(f.gain, m.halfYear(stake)*m.Options.Recovery)
			// A pair whose quotations were already reviewed asks for somebody senior.
			if m.Register.HasVisits && m.Register.Accepted(ID(table.ActionDealReview, string(p.ID), client, "", "")) && !m.Register.SeniorVisitSince(client, m.Cut-SeniorQuiet) {
				action = table.ActionSeniorVisit
			}
		}
		expected := int64(d.pair.ExpectedAmount + .5)
		says = append(says, assessment.Say(assessment.SaysPairConceded, assessment.OfClient(d.pair.Client), assessment.OfCount(int(d.pair.ComparedLines)), assessment.OfMoney(&d.pair.ComparedAmount), assessment.OfMoney(&expected), months))
		if !d.aboveYen && c.Ratio != nil && *c.Ratio <= 1 {
			says = append(says, assessment.Say(assessment.SaysNotOverall))
		}
	case action == table.ActionCoach:
		if d.aboveYen {
			says = append(says, conceded)
		}
		says = append(says, assessment.Say(assessment.SaysRatio, assessment.OfRatio(*c.Ratio), assessment.OfCount(int(c.ComparedLines)), months), assessment.Say(assessment.SaysSpread))
	default:
		says = append(says, conceded, m.largeDeals(p))
	}
	f.StepInRow = assessment.StepInRow{FindingID: ID(action, string(p.ID), client, "", ""), Manager: p.Manager, Person: p.ID, Client: table.ClientID(client), Action: action, Evidence: assessment.Join(assessment.SaysDiscount, says),
		AmountAtStake: assessment.Yen(int64(m.halfYear(stake))), By: m.by(10)}
	return f, true
}
