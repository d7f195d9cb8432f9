package finding

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/forecast"
	"tenbin/metrics/rank"
)

// discountFinding says what to do about a person's conceded discounts, if anything: a
// deal review where one or two clients carry the excess (or the ¥ mark is set),
// coaching where it is spread over all.
func (m *Matters) discountFinding(p *assessment.Person) (candidate, bool) {
	c := p.Concession
	if p.Tier == assessment.NotEnoughEvidence || !m.Options.MayFind(p.ID, table.FactorConcession) {
		return candidate{}, false
	}
	var own []assessment.Pair
	first := sort.Search(len(m.Pairs), func(i int) bool { return m.Pairs[i].Person >= p.ID })
	for _, x := range m.Pairs[first:] {
		if x.Person != p.ID {
			break
		}
		if x.ExcessAmount != nil && *x.ExcessAmount > 0 {
			own = append(own, x)
		}
	}
	sort.Slice(own, func(i, j int) bool {
		if *own[i].ExcessAmount != *own[j].ExcessAmount {
			return *own[i].ExcessAmount > *own[j].ExcessAmount
		}
		return own[i].Client < own[j].Client
	})
	// A pair stands out by itself when its excess is real (the 5 % limit lies above 1.25)
	// and worth more in half a year than a visit costs.
	alone := len(own) > 0 && own[0].Lo != nil && *own[0].Lo > rank.Worse && float64(*own[0].ExcessAmount)/m.Months*forecast.HalfYear > float64(m.Options.VisitCost)
	flagged := p.MoneyFlag || alone
	if !flagged && (p.Tier != assessment.StepIn && p.Tier != assessment.Coach || c.Ratio == nil || *c.Ratio < 1.15) {
		return candidate{}, false
	}
	i := m.Estimates.Index[string(p.ID)]
	f := candidate{urgent: p.Tier == assessment.StepIn}
	if p.Gain != nil {
		f.gain = *p.Gain
	}
	if alone {
		f.gain = max(f.gain, float64(*own[0].ExcessAmount)/m.Months*forecast.HalfYear*m.Options.Recovery)
	}
	action, client := table.ActionCoach, ""
	share := 0.
	for k, x := range own {
		if x.ShareOfExcess != nil && k < 2 {
			share += *x.ShareOfExcess
		}
	}
	if flagged {
		action = table.ActionDealReview
	}
	if share > .5 && len(own) > 0 {
		action, client = table.ActionDealReview, string(own[0].Client)
	}
	// A pair whose quotations were already reviewed asks for somebody senior.
	if action == table.ActionDealReview && alone && m.Register.HasVisits && m.Register.Accepted(ID(table.ActionDealReview, string(p.ID), string(own[0].Client), "", "")) &&
		!m.Register.SeniorVisitSince(string(own[0].Client), m.Cut-SeniorQuiet) {
		action, client = table.ActionSeniorVisit, string(own[0].Client)
	}
	lines, conceded := m.Estimates.Concession.Scored(i) // the same lines on both sides of the comparison
	says := []assessment.Evidence{assessment.Say(assessment.SaysConceded, assessment.OfCount(lines), assessment.OfMoney(&conceded), assessment.OfMoney(c.ExpectedAmount))}
	if p.MoneyFlag {
		says = append(says, m.largeDeals(p))
	}
	if client != "" {
		says = append(says, assessment.Say(assessment.SaysConcentrated, assessment.OfShare(own[0].ShareOfExcess), assessment.OfClient(own[0].Client)))
	} else if action == table.ActionCoach {
		says = append(says, assessment.Say(assessment.SaysSpread))
	}
	stake := max(0, p.ExcessAmount)
	if client != "" {
		stake = *own[0].ExcessAmount
	}
	perHalf := int64(float64(stake) / m.Months * forecast.HalfYear)
	f.StepInRow = assessment.StepInRow{FindingID: ID(action, string(p.ID), client, "", ""), Manager: p.Manager, Person: p.ID, Client: table.ClientID(client), Action: action, Evidence: assessment.Join(assessment.SaysDiscount, says),
		AmountAtStake: assessment.Yen(perHalf), By: m.workday(m.Options.Lag.Add(m.Cut, 10))}
	return f, true
}
