package simulate

// HandOver passes clients from one person to another: of every fourth client the lines
// from a month in the middle third on are sold by somebody else of the company, as that
// person would have sold them. It returns the true change by new holder and client,
//
//	θ(new holder) / θ(old holder)
//
// in which the client's own effect, which stands on both sides, has no part.
func (c *Company) HandOver() map[[2]string]float64 {
	type passing struct{ to, month int }
	passed := map[int]passing{}
	truth := map[[2]string]float64{}
	for i := range c.people {
		for k, client := range c.people[i].clients {
			if k%4 != 0 {
				continue
			}
			to := c.draw.IntN(len(c.people) - 1)
			if to >= i {
				to++
			}
			third := c.Setting.Months / 3
			passed[client] = passing{to, third + c.draw.IntN(third)}
			truth[[2]string{c.people[to].ID, c.clients[client].id}] = c.people[to].Concession / c.people[i].Concession
		}
	}
	for k := range c.Lines {
		l := &c.Lines[k]
		p, ok := passed[l.Client]
		if !ok || int(l.Date.DataMonth(0)-c.firstMonth()) < p.month {
			continue
		}
		l.Person = p.to
		y := c.concede(l.Rate * c.people[p.to].effect(0, p.month))
		l.Net = l.List - (l.List*5+50)/100 - int64(float64(l.List)*y)
	}
	return truth
}
