package metrics

import (
	"math"

	"tenbin/ingest/table"
)

// ahead20 is how far the chance of being carried out looks: business days (calendar
// clock: the same span, 28 days).
const ahead20 = 20

// halfYear is h: the months over which yen at stake are counted.
const halfYear = 6

// forecast is what is expected of an open instruction.
type forecast struct {
	open     bool
	p, peers float64 // chance of being carried out within the span: this person, peers
	stake    float64 // yen over six months; 0 when not measurable
	hasStake bool
}

// forecasts fills the chance of being carried out within 20 business days of every
// open instruction that has exposure:
//
//	Λ = Σ λ_jk w_k over the coming days,  x = E[θ]Λ,  y = hazard of other endings × days
//	p = [1 − (1−w)(B₁/(B₁+Λ))^A₁ − w(B₂/(B₂+Λ))^A₂] · q,  q = [(1−e^(−x−y))·x/(x+y)]/(1−e^(−x))
//
// and the yen at stake: target increase × the client's expected revenue of the next six
// months in the category (run rate of the last six).
func (a *assessor) forecasts() {
	l := a.e.Lag
	days := float64(ahead20)
	if !a.o.Lag.Business {
		days = 28
	}
	other := float64(l.OtherEndings(a.records) * days)
	a.forward = make([]forecast, len(a.records))
	for _, r := range l.Rows {
		rec := &a.records[r.Record]
		if !rec.Open() {
			continue
		}
		f := &a.forward[r.Record]
		f.open = true
		big := l.Ahead(r, days)
		x := a.e.PL[r.Person]
		q := func(mean float64) float64 {
			if mean <= 0 {
				return 1
			}
			return -math.Expm1(-mean-other) * mean / (mean + other) / -math.Expm1(-mean)
		}
		f.p = (1 - float64((1-x.W)*math.Pow(x.B1/(x.B1+big), x.A1)) - float64(x.W*math.Pow(x.B2/(x.B2+big), x.A2))) * q(x.Mean()*big)
		f.peers = -math.Expm1(-a.e.L.M*big) * q(a.e.L.M*big)
	}
	a.stakes()
}

// stakes fills the yen at stake of open price increases.
func (a *assessor) stakes() {
	type key struct{ client, category string }
	revenue := map[key]float64{}
	need := map[string]bool{}
	for i := range a.records {
		if r := &a.records[i]; r.Open() && r.TargetIncrease != nil && r.Client != "" {
			need[r.Client] = true
		}
	}
	if len(need) == 0 {
		return
	}
	for i, k := range a.cube.Keys {
		client := a.cube.Clients[k.Client]
		if !need[client] || k.Month <= a.o.Month-halfYear || k.Month > a.o.Month {
			continue
		}
		c := &a.cube.Cells[i]
		net := float64(c.List - c.Discount)
		revenue[key{client, ""}] += net
		revenue[key{client, a.cube.Categories[a.cube.Strata[k.Stratum].Category]}] += net
	}
	for i := range a.records {
		r := &a.records[i]
		if !r.Open() || r.TargetIncrease == nil {
			continue
		}
		v, ok := revenue[key{r.Client, r.Category}]
		if ok && v > 0 {
			a.forward[i].stake, a.forward[i].hasStake = v*float64(*r.TargetIncrease)/table.RateScale, true
		}
	}
}

// expectedGain is gain_i = gain_c + gain_l: what a visit may be worth over six months,
// and whether each half has a yen figure at all.
//
//	gain_c = max(0, E[θ_c]/m − 1)·(E¥ per month)·h·ρ
//	gain_l = Σ over open priced instructions of stake·(p_peers − p_i), floored at 0
func (a *assessor) expectedGain(i int) (gain float64, hasConcession, hasLag bool) {
	c := a.e.Concession
	if c.N[i] > 0 {
		hasConcession = true
		gain += math.Max(0, a.e.PC[i].Mean()/a.e.C.M-1) * c.ExpectedMoney[i] / a.window * halfYear * a.o.Recovery
	}
	l := 0.
	for _, k := range a.e.Lag.ByOne[i] {
		if f := a.forward[a.e.Lag.Rows[k].Record]; f.open && f.hasStake {
			hasLag = true
			l += float64(f.stake * (f.peers - f.p))
		}
	}
	return gain + math.Max(0, l), hasConcession, hasLag
}
