package simulate

import (
	"math"
	"math/rand/v2"
)

// Clientele is a company of which only its clients' staying is drawn.
type Clientele struct {
	People  int
	Clients int     // of each person at each check
	Checks  int     // half-yearly checks
	Stay    float64 // share of clients that stay over a half-year, of an ordinary person
	SD      float64 // of ln θ_lost between people
}

// Visit is one client at one check, with the truth behind it left out.
type Visit struct {
	Person, Rhythm, Half int // rhythm 0, 1, 2: bought in 1, in 2–3, in 4–6 of the months before
	Lost                 bool
}

// rhythmLoss is how much oftener clients of each rhythm are lost than the average of
// rhythmMix.
var (
	rhythmLoss = [3]float64{1.8, 1.1, .7}
	rhythmMix  = [3]float64{.2, .3, .5} // Σ mix·loss = 1.04, taken off below
)

// Draw draws everybody's true effect on losing clients (1 = ordinary, below it fewer)
// and what the checks see. People differ in the rhythms of their clients, so that plain
// shares of lost clients rank territories.
func (s Clientele) Draw(source rand.Source) (lost []float64, visits []Visit) {
	d := diceOf(source)
	mean := 0.
	for k, m := range rhythmMix {
		mean += float64(m * rhythmLoss[k])
	}
	for i := range s.People {
		theta := math.Exp(d.normal(s.SD))
		lost = append(lost, theta)
		mix := d.dirichlet(3, 1)
		for k := range mix {
			mix[k] = (mix[k] + rhythmMix[k]) / 2
		}
		for half := range s.Checks {
			for range s.Clients {
				v := Visit{Person: i, Half: half, Rhythm: d.pick(mix)}
				v.Lost = d.draw.Float64() < math.Min((1-s.Stay)*rhythmLoss[v.Rhythm]/mean*theta, .95)
				visits = append(visits, v)
			}
		}
	}
	return lost, visits
}

// LoseClients makes clients leave: at the end of every half-year each client of person i
// is lost with chance (1 − stay)·θ_i, ln θ_i of SD sd, and buys from nobody afterwards.
// It returns everybody's θ. Clients who buy seldom are as silent as lost ones for months,
// which the half-yearly checks must tell apart.
func (c *Company) LoseClients(stay, sd float64) []float64 {
	theta := make([]float64, len(c.people))
	until := map[int]int{} // client → months it bought
	for i := range c.people {
		theta[i] = math.Exp(c.normal(sd))
		for _, client := range c.people[i].clients {
			until[client] = c.Setting.Months
			for m := 6; m < c.Setting.Months; m += 6 {
				if c.draw.Float64() < math.Min((1-stay)*theta[i], .95) {
					until[client] = m
					break
				}
			}
		}
	}
	kept := c.Lines[:0]
	for _, l := range c.Lines {
		if int(l.Date.DataMonth(0)-c.firstMonth()) < until[l.Client] {
			kept = append(kept, l)
		}
	}
	c.Lines = kept
	return theta
}
