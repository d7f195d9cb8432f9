package forecast

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/ratio"
)

// DaysAhead is how far the chance of being carried out looks: business days (calendar
// clock: the same span, 28 days).
const DaysAhead = 20

// HalfYear is h: the months over which yen at stake are counted.
const HalfYear = 6

// Forecast is what is expected of an open instruction.
type Forecast struct {
	Open     bool
	P, Peers float64 // chance of being carried out within the span: this person, peers
	Stake    float64 // yen over six months; 0 when not measurable
	HasStake bool
}

// Of gives, by record, the chance of being carried out within 20 business days of every
// open instruction that has exposure:
//
//	Λ = Σ λ_jk w_k over the coming days,  x = E[θ]Λ,  y = hazard of other endings × days
//	p = [1 − (1−w)(B₁/(B₁+Λ))^A₁ − w(B₂/(B₂+Λ))^A₂] · q,  q = [(1−e^(−x−y))·x/(x+y)]/(1−e^(−x))
//
// and the yen at stake: target increase × the client's expected revenue of the next six
// months in the category (run rate of the last six).
//
// l is the axis of lag, speed everybody's θ behind it and m the ordinary speed.
func Of(l *progress.Axis, speed []ratio.Mixture, m float64, records []instruction.Record, c *cube.Cube, o assessment.Options) []Forecast {
	forecasts := chances(l, speed, m, records, o)
	stakes(forecasts, records, c, o.Month)
	return forecasts
}

// chances fills the chances of Of.
func chances(l *progress.Axis, speed []ratio.Mixture, m float64, records []instruction.Record, o assessment.Options) []Forecast {
	days := float64(DaysAhead)
	if !o.Lag.Business {
		days = 28
	}
	other := float64(l.OtherEndings(records) * days)
	forecasts := make([]Forecast, len(records))
	for _, r := range l.Rows {
		rec := &records[r.Record]
		if !rec.Open() {
			continue
		}
		f := &forecasts[r.Record]
		f.Open = true
		big := l.Ahead(r, days)
		x := speed[r.Person]
		q := func(mean float64) float64 {
			if mean <= 0 {
				return 1
			}
			return -math.Expm1(-mean-other) * mean / (mean + other) / -math.Expm1(-mean)
		}
		f.P = (1 - float64((1-x.W)*math.Pow(x.B1/(x.B1+big), x.A1)) - float64(x.W*math.Pow(x.B2/(x.B2+big), x.A2))) * q(x.Mean()*big)
		f.Peers = -math.Expm1(-m*big) * q(m*big)
	}
	return forecasts
}

// stakes fills the yen at stake of price increases that are not won: open ones, and those that
// were lost again or only came in part. What has landed is not at stake.
func stakes(forecasts []Forecast, records []instruction.Record, c *cube.Cube, month table.Month) {
	type key struct{ client, category string }
	revenue := map[key]float64{}
	need := map[string]bool{}
	for i := range records {
		if r := &records[i]; r.AtStake() && r.TargetIncrease != nil && r.Client != "" {
			need[r.Client] = true
		}
	}
	if len(need) == 0 {
		return
	}
	for i, k := range c.Keys {
		client := c.Clients[k.Client]
		if !need[client] || k.Month <= month-HalfYear || k.Month > month {
			continue
		}
		net := float64(c.Cells[i].List - c.Cells[i].Discount)
		revenue[key{client, ""}] += net
		revenue[key{client, c.Categories[c.Strata[k.Stratum].Category]}] += net
	}
	for i := range records {
		r := &records[i]
		if !r.AtStake() || r.TargetIncrease == nil {
			continue
		}
		left := 1.
		if r.Verdict != nil {
			left = r.Verdict.Left
		}
		v, ok := revenue[key{r.Client, r.Category}]
		if ok && v > 0 {
			forecasts[i].Stake, forecasts[i].HasStake = v*float64(*r.TargetIncrease)/table.RateScale*left, true
		}
	}
}
