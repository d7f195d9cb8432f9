package simulate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"

	"tenbin/ingest/table"
)

// campaignFrom is the month index at which the unregistered campaign begins.
const campaignFrom, campaignMonths = 18, 3

// assignRoles gives people the parts that the setting's attack needs, before rows are drawn.
func (c *Company) assignRoles() {
	healthy := func(n int, role string, f func(p *person)) {
		for i := range c.people {
			if p := &c.people[i]; n > 0 && !p.Captured {
				p.Role = role
				f(p)
				n--
			}
		}
	}
	switch c.Setting.Attack {
	case BatchEntry:
		healthy(1, "batch", func(*person) {})
	case Specialist:
		k := Categories
		healthy(c.Setting.People/8, "specialist", func(p *person) {
			p.categories, p.mix = []int{k}, []float64{1}
			k++
		})
	case UnregisteredCampaign:
		for i := range c.people {
			for _, k := range c.people[i].categories {
				if k == 0 && !c.people[i].Captured && c.people[i].Role == "" {
					c.people[i].Role = "campaign"
				}
			}
		}
	case HiddenDifficulty:
		healthy(c.Setting.People/5, "hard", func(*person) {})
	case LargeDealConceder:
		healthy(c.Setting.People/20, "large", func(*person) {})
	case ToughClients:
		healthy(c.Setting.People/20, "tough", func(p *person) {
			for _, k := range p.clients {
				c.clients[k].effect = [2]float64{1.8 * c.clients[k].effect[0], .6 * c.clients[k].effect[1]}
			}
		})
	case FilledIn, FilledInSeen, FilledInNumbered:
		for i := range c.people {
			if p := &c.people[i]; p.Team == "T01" {
				p.Role = "filled in"
			}
		}
	case CapturedTeam:
		for i := range c.people {
			if p := &c.people[i]; p.Team == "T01" {
				p.Role, p.region = "team", 0
				p.healthy[0] *= 1.8
				p.Concession *= 1.8
			} else if p.region == 0 {
				p.region = 1 + c.draw.IntN(Regions-1) // the captured team has its region for itself
			}
		}
	}
}

// campaign is the factor of the unregistered campaign on a line of month t.
func (c *Company) campaign(l Line, t int) float64 {
	if c.Setting.Attack == UnregisteredCampaign && l.Category == 0 && t >= campaignFrom && t < campaignFrom+campaignMonths {
		return 3
	}
	return 1
}

// difficulty is the factor of a hidden difficulty on an order's hazard.
func (c *Company) difficulty(p *person, o *Order) float64 {
	if c.Setting.Attack != HiddenDifficulty {
		return 1
	}
	share := .2
	if p.Role == "hard" {
		share = .8
	}
	if c.draw.Float64() < share {
		return .4
	}
	return 1.2
}

// attack changes the drawn rows as the setting's attack says.
func (c *Company) attack() {
	cut := c.Month.CutOff(0)
	switch c.Setting.Attack {
	case BatchEntry:
		for i := range c.Orders {
			o := &c.Orders[i]
			if c.people[o.Person].Role == "batch" && o.Issued < cut {
				o.Done, o.Closed, o.Status = o.Issued+1, table.NoDay, table.StatusImplemented
			}
		}
	case UnregisteredCampaign:
		c.Lines = joinersOnly(c.people, c.Lines, c.firstMonth())
	case LargeDealConceder:
		concedeLargest(c.people, c.Lines)
	case InventedPauses:
		inventPauses(c.dice, c.people, c.Orders, cut)
	case LateLog:
		c.Orders = lateLog(c.Orders, c.firstMonth()+11)
	case UnmarkedLog:
		c.Orders = lateLog(c.Orders, c.firstMonth()+11)
		for i := range c.Orders {
			c.Orders[i].Logged = table.NoDay
		}
	case FilledIn, FilledInSeen, FilledInNumbered:
		c.fillIn()
	case DirtyData:
		dirty(c.dice, c.Lines, cut)
	}
}

// joinersOnly leaves every other campaign person only the campaign months: a person
// who joined for them has no other months to be judged by.
func joinersOnly(people []person, lines []Line, first table.Month) []Line {
	n := 0
	for i := range people {
		p := &people[i]
		if p.Role != "campaign" {
			continue
		}
		if n++; n%2 == 0 {
			p.Role = ""
			continue
		}
		p.Role = "joiner"
	}
	from := (first + campaignFrom - 1).CutOff(0) + 1
	to := (first + campaignFrom + campaignMonths - 1).CutOff(0)
	kept := lines[:0]
	for _, l := range lines {
		if people[l.Person].Role != "joiner" || l.Date >= from && l.Date <= to {
			kept = append(kept, l)
		}
	}
	return kept
}

// concedeLargest takes 25 points off the largest 4 % of the deals of those chosen for it.
func concedeLargest(people []person, lines []Line) {
	own := map[int][]int{}
	for i, l := range lines {
		if people[l.Person].Role == "large" {
			own[l.Person] = append(own[l.Person], i)
		}
	}
	for i := range people {
		largest := own[i]
		sort.Slice(largest, func(a, b int) bool { return lines[largest[a]].List > lines[largest[b]].List })
		for _, k := range largest[:int(math.Ceil(.04*float64(len(largest))))] {
			l := &lines[k]
			l.Net -= int64(math.Round(.25 * float64(l.List)))
		}
	}
}

// inventPauses lets planted people report half of their open time as waiting for the
// buyer, without a confirmation; healthy people report a tenth, half of it confirmed.
func inventPauses(d dice, people []person, orders []Order, cut table.Day) {
	for i := range orders {
		o := &orders[i]
		end := cut
		if o.Done.Known() {
			end = o.Done
		} else if o.Closed.Known() {
			end = o.Closed
		}
		span := int(end - o.Issued)
		if span < 12 {
			continue
		}
		p := &people[o.Person]
		share, confirmed := .1, d.draw.Float64() < .5
		if p.Captured {
			share, confirmed = .5, false
		}
		days := int(share * float64(span))
		if days == 0 {
			continue
		}
		from := o.Issued + 3 + table.Day(d.draw.IntN(max(span-days-3, 1)))
		q := Pause{From: from, To: from + table.Day(days), Next: from + table.Day(days), WaitingFor: table.WaitingBuyer}
		if confirmed {
			q.ConfirmedBy = "M"
		}
		o.Pauses = append(o.Pauses, q)
	}
}

// lateLog begins the log behind a month: what was finished before is not in it, what was
// open enters with the next month's first day as logged_at.
func lateLog(orders []Order, before table.Month) []Order {
	start := before.CutOff(0) + 1
	kept := orders[:0]
	for _, o := range orders {
		if o.Done.Known() && o.Done < start || o.Closed.Known() && o.Closed < start {
			continue
		}
		if o.Issued < start {
			o.Logged = start
		}
		kept = append(kept, o)
	}
	return kept
}

// filledIn is the month index behind which the first team fills its part of the log in.
const filledIn = 19

// fillIn lets the first team begin its part of the log late, as lateLog does the whole.
func (c *Company) fillIn() {
	var team, rest []Order
	for _, o := range c.Orders {
		if c.people[o.Person].Role == "filled in" {
			team = append(team, o)
		} else {
			rest = append(rest, o)
		}
	}
	team = lateLog(team, c.firstMonth()+filledIn)
	c.Orders = append(rest, team...)
	if c.Setting.Attack == FilledIn {
		return
	}
	if c.Setting.Attack == FilledInNumbered {
		written := func(o Order) table.Day { return max(o.Issued, o.Logged) }
		slices.SortStableFunc(c.Orders, func(a, b Order) int { return cmp.Compare(written(a), written(b)) })
	} else {
		c.SeenFrom = map[string]table.Day{}
	}
	for i := range c.Orders {
		switch o := &c.Orders[i]; {
		case c.SeenFrom == nil:
			o.ID, o.Logged = fmt.Sprintf("I%06d", i+1), table.NoDay
		case o.Logged.Known():
			c.SeenFrom[o.ID], o.Logged = o.Logged, table.NoDay
		}
	}
}

// dirty removes the policy from 5 % of the lines, repeats 2 % and records 3 % late.
func dirty(d dice, lines []Line, cut table.Day) {
	for i := range lines {
		l := &lines[i]
		switch u := d.draw.Float64(); {
		case u < .05:
			l.Authorised = -1
		case u < .07:
			l.Copies = 1
		case u < .10:
			l.Recorded = min(l.Date+45, cut)
		}
	}
}
