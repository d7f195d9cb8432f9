package simulate

import "sort"

// selectCoached chooses from the worst fifth: every other one is coached, so that there
// are equally bad people who are not. Who is worst says the list that the company was
// drawn with, or, without one, conceded share against the true rate of the deals so far:
// a judgement that knows more than any table shows.
func (c *Company) selectCoached() {
	n := len(c.people)
	worst := make([]float64, n)
	if c.list != nil {
		worst = c.list(c)
	} else {
		o, e := make([]float64, n), make([]float64, n)
		for _, l := range c.Lines {
			o[l.Person] += l.Conceded()
			e[l.Person] += c.Baseline(l)
		}
		for i := range worst {
			if e[i] > 0 {
				worst[i] = o[i] / e[i]
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return worst[order[a]] > worst[order[b]] })
	for k, i := range order[:n/5] {
		if k%2 == 1 {
			continue
		}
		c.people[i].coached, c.people[i].change = c.Setting.Coach, c.Setting.Effect
	}
}

// coaching is the factor of the coaching on the person's conceded share in month t.
func (p *person) coaching(t int) float64 {
	if p.coached > 0 && t >= p.coached {
		return p.change
	}
	return 1
}

// Coached reports who is coached, in the order of People.
func (c *Company) Coached() []bool {
	b := make([]bool, len(c.people))
	for i := range c.people {
		b[i] = c.people[i].coached > 0
	}
	return b
}
