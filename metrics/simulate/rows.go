package simulate

import (
	"fmt"
	"math"

	"tenbin/ingest/table"
)

// policyRate is what the policy allows on every line, in 10⁻⁹.
const policyRate = 50_000_000

// drawDeals draws the deal lines month by month, person by person. Whether anything
// is conceded and how much are drawn apart, so that most lines are clean:
//
//	P(concede) = μ/(μ + .05),  severity ~ Gamma(2) with mean μ + .05,  μ = rate·θ·client
func (c *Company) drawDeals() {
	s := c.Setting
	for t := range s.Months {
		if s.Coach > 0 && t == s.Coach {
			c.selectCoached()
		}
		for i := range c.people {
			p := &c.people[i]
			for range c.poisson(s.DealsPerMonth * p.volume) {
				k := c.pick(p.weight)
				size := medianList * math.Exp(c.normal(s.SizeSigma))
				if c.draw.Float64() < s.TailShare {
					size *= s.TailFactor
				}
				list := max(int64(math.Round(size)), 1000)
				l := Line{Date: c.dayIn(t), Person: i, Client: p.clients[k], Category: p.categories[c.pick(p.mix)], Region: c.regionOf(p), List: list, Authorised: policyRate, Recorded: table.NoDay}
				l.Rate = c.rate(l.Category, l.Region, bandOf(list)) * c.clients[l.Client].effect[0]
				y := c.concede(l.Rate * p.effect(0, t) * c.campaign(l, t) * p.coaching(t))
				if s.Hostile > 0 && size < medianList*math.Exp(-.8416*s.SizeSigma) && c.draw.Float64() < s.Hostile {
					y = .5
				}
				l.Net = list - int64(math.RoundToEven(float64(list)*.05)) - int64(math.Round(y*float64(list)))
				c.Lines = append(c.Lines, l)
			}
		}
	}
	for i := range c.Lines {
		c.Lines[i].ID = fmt.Sprintf("L%07d", i+1)
	}
}

// outside is the share of deals outside the person's own region.
const outside = .10

// regionOf draws the region of a deal: nearly always the person's own.
func (c *Company) regionOf(p *person) int {
	if c.Setting.Attack == OwnTerritories || c.Setting.Attack == CapturedTeam || c.draw.Float64() >= outside {
		return p.region
	}
	return c.draw.IntN(Regions)
}

// drawOrders draws the instructions: issue, acknowledgement, and the first of being
// carried out, ending otherwise, and the cut-off.
func (c *Company) drawOrders() {
	s := c.Setting
	cut := c.Month.CutOff(0)
	for t := range s.Months {
		for i := range c.people {
			p := &c.people[i]
			for range c.poisson(s.OrdersPerMonth * p.tasks) {
				o := Order{Person: i, Client: p.clients[c.pick(p.weight)], Kind: c.pick(p.kinds), Issued: c.dayIn(t),
					Logged: table.NoDay, Done: table.NoDay, Closed: table.NoDay, Acked: table.NoDay}
				hard := c.difficulty(p, &o)
				o.Due = o.Issued + table.Day(14+7*c.draw.IntN(8))
				if c.Setting.Attack == HiddenDifficulty && hard < 1 {
					o.Due = o.Issued + table.Day(60+7*c.draw.IntN(8))
				}
				own := c.hazardOf(o, hard)
				effect := func(age float64) float64 {
					m := int((o.Issued + table.Day(age) + 1).DataMonth(0) - c.firstMonth())
					return p.effect(1, min(s.Months-1, m))
				}
				done := c.wait(own, effect)
				ended := c.draw.ExpFloat64() / otherEnd
				if p.Captured {
					ended /= 1.5
				}
				last := float64(cut - o.Issued)
				until := math.Min(math.Min(math.Ceil(done), math.Ceil(ended)), last)
				o.Hazard = own.upTo(until)
				if a := o.Issued + table.Day(1+c.draw.IntN(4)); a <= cut && float64(a-o.Issued) <= until {
					o.Acked = a
				}
				switch {
				case done <= ended && math.Ceil(done) <= last:
					o.Done, o.Status = o.Issued+table.Day(math.Ceil(done)), table.StatusImplemented
				case ended < done && math.Ceil(ended) <= last:
					o.Closed, o.Status = o.Issued+table.Day(math.Ceil(ended)), []int{table.StatusWithdrawn, table.StatusSuperseded}[c.draw.IntN(2)]
				}
				c.Orders = append(c.Orders, o)
			}
		}
	}
	for i := range c.Orders {
		c.Orders[i].ID = fmt.Sprintf("I%06d", i+1)
	}
}

// hazard is a piecewise constant daily hazard over the age intervals.
type hazard [6]float64

// hazardOf is the hazard of an order for an ordinary person.
func (c *Company) hazardOf(o Order, hard float64) hazard {
	var h hazard
	for k := range h {
		h[k] = hazards[k] * hardness[o.Kind] * hard * c.clients[o.Client].effect[1]
	}
	return h
}

// upTo integrates the hazard from 0 to age days.
func (h hazard) upTo(age float64) float64 {
	sum, from := 0., 0.
	for k := range h {
		to := math.Inf(1)
		if k < len(ages) {
			to = ages[k]
		}
		if age <= from {
			break
		}
		sum += h[k] * (math.Min(age, to) - from)
		from = to
	}
	return sum
}

// Baseline is the true rate of a line without the client's own effect: what an oracle
// who knows the strata, but not the people, would expect.
func (c *Company) Baseline(l Line) float64 { return l.Rate / c.clients[l.Client].effect[0] }

// BaselineHazard is the integrated hazard of an order without the client's own effect.
func (c *Company) BaselineHazard(o Order) float64 { return o.Hazard / c.clients[o.Client].effect[1] }

// ClientID returns the id of the client with that index.
func (c *Company) ClientID(i int) string { return c.clients[i].id }

// Conceded returns what the line gave away beyond its policy, as a share of list.
func (l Line) Conceded() float64 {
	a := math.RoundToEven(float64(l.List) * float64(max(l.Authorised, 0)) / table.RateScale)
	x := float64(l.List) - a - float64(l.Net)
	if x < .001*float64(l.List) {
		return 0
	}
	return math.Min(x/float64(l.List), .5)
}
