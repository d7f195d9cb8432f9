package metrics

import (
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/rank"
)

// discountFinding says what to do about a person's conceded discounts, if anything: a
// deal review where one or two clients carry the excess (or the ¥ mark is set),
// coaching where it is spread over all.
func (a *assessor) discountFinding(p *assessment.Person) (finding, bool) {
	c := p.Concession
	if p.Tier == assessment.NotEnoughEvidence || !a.mayFind(p.ID, table.FactorConcession) {
		return finding{}, false
	}
	var own []assessment.Pair
	first := sort.Search(len(a.Pairs), func(i int) bool { return a.Pairs[i].Person >= p.ID })
	for _, x := range a.Pairs[first:] {
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
	alone := len(own) > 0 && own[0].Lo != nil && *own[0].Lo > rank.Worse && float64(*own[0].ExcessAmount)/a.window*halfYear > float64(a.o.VisitCost)
	flagged := p.MoneyFlag || alone
	if !flagged && (p.Tier != assessment.StepIn && p.Tier != assessment.Coach || c.Ratio == nil || *c.Ratio < 1.15) {
		return finding{}, false
	}
	i := a.e.index[p.ID]
	f := finding{urgent: p.Tier == assessment.StepIn}
	if p.Gain != nil {
		f.gain = *p.Gain
	}
	if alone {
		f.gain = max(f.gain, float64(*own[0].ExcessAmount)/a.window*halfYear*a.o.Recovery)
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
		action, client = table.ActionDealReview, own[0].Client
	}
	// A pair whose quotations were already reviewed asks for somebody senior.
	if action == table.ActionDealReview && alone && a.register.hasVisits && a.register.accepted[findingID(table.ActionDealReview, p.ID, own[0].Client, "", "")] &&
		!a.seniorVisitSince(own[0].Client, a.CutOff-seniorQuiet) {
		action, client = table.ActionSeniorVisit, own[0].Client
	}
	lines, conceded := a.e.concession.scored(i) // the same lines on both sides of the comparison
	t := assessment.Text{
		JA: sprintf("受注%d件で承認範囲を超えた値引きは", lines) + a.yen(assessment.Yen(conceded)).JA + "(同条件の同僚並みなら" + a.yen(c.ExpectedAmount).JA + "程度)",
		EN: "conceded " + a.yen(assessment.Yen(conceded)).EN + " beyond authority on " + plural(int(lines), "line", "lines") + " (peers on the same mix: about " + a.yen(c.ExpectedAmount).EN + ")"}
	if big := a.largeDeals(p); p.MoneyFlag && big.JA != "" {
		t.JA += "。" + big.JA
		t.EN += "; " + big.EN
	}
	if client != "" {
		t.JA += sprintf("。差額の%.0f%%が%sに集中", 100**own[0].ShareOfExcess, own[0].ClientName)
		t.EN += sprintf("; %.0f %% of the difference is with %s", 100**own[0].ShareOfExcess, own[0].ClientName)
	} else if action == table.ActionCoach {
		t.JA += "。特定の顧客に偏りなし"
		t.EN += "; spread over all clients"
	}
	stake := max(0, p.ExcessAmount)
	if client != "" {
		stake = *own[0].ExcessAmount
	}
	perHalf := int64(float64(stake) / a.window * halfYear)
	f.StepInRow = assessment.StepInRow{FindingID: findingID(action, p.ID, client, "", ""), Manager: p.Manager, Person: p.ID, Client: client, Action: action, Evidence: t,
		AmountAtStake: assessment.Yen(perHalf), By: a.workday(a.o.Lag.Add(a.CutOff, 10))}
	return f, true
}

// scored returns how many scored lines a person has and the yen conceded on them, each
// line capped at half its list amount as in the score.
func (c *concessionAxis) scored(i int) (lines, conceded int64) {
	n, x := 0., 0.
	for _, k := range c.byOne[i] {
		n += c.rows[k].n
		x += c.rows[k].x
	}
	return int64(n), int64(x)
}

// largeDeals says how few deals carry half of the yen that a person conceded; nothing
// where it takes more than five.
func (a *assessor) largeDeals(p *assessment.Person) assessment.Text {
	if p.Concession.ConcededAmount == nil || *p.Concession.ConcededAmount <= 0 {
		return assessment.Text{}
	}
	total := float64(*p.Concession.ConcededAmount)
	var own []int64
	first := sort.Search(len(a.Lines), func(i int) bool { return a.Lines[i].Person >= p.ID })
	for _, l := range a.Lines[first:] {
		if l.Person != p.ID {
			break
		}
		if l.Conceded > 0 && l.Date >= a.WindowFrom {
			own = append(own, l.Conceded)
		}
	}
	sort.Slice(own, func(i, j int) bool { return own[i] > own[j] })
	sum := 0.
	for k, x := range own[:min(len(own), 5)] {
		if sum += float64(x); sum >= total/2 {
			share := min(100, 100*sum/total)
			return assessment.Text{JA: sprintf("金額の大きい%d件に値引き額の%.0f%%が集中", k+1, share),
				EN: sprintf("%s %.0f %% of the yen conceded", plural(k+1, "large deal carries", "large deals carry"), share)}
		}
	}
	return assessment.Text{}
}
