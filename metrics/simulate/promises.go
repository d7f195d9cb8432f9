package simulate

import (
	"math"

	"tenbin/ingest/table"
)

// Note is a progress note that promises a day for an order.
type Note struct {
	Order        int // index into Orders
	At, Promised table.Day
}

// moving is the chance that an ordinary person's promise is put off before it comes due, by
// trigger kind.
var moving = [Kinds]float64{.14, .20, .24, .28, .18, .22}

// movingSD is the SD of the log of that habit between ordinary people, movingClient that
// between clients.
const movingSD, movingClient = .15, .2

// Promise lets everybody promise days on the orders that they acknowledged, until the order
// ends: each promise is put off before it comes due (a note gives a later day) or comes due, and
// then the next step is promised. Every eighth person, whose Role becomes "mover", puts off
// at twice the ordinary rate; the true rates of people come back, relative to the kind's own.
func (c *Company) Promise() []float64 {
	rates, clients := make([]float64, len(c.people)), map[int]float64{}
	for i := range c.people {
		rates[i] = math.Exp(c.normal(movingSD))
		if i%8 == 0 {
			rates[i], c.people[i].Role, c.People[i].Role = 2, "mover", "mover"
		}
	}
	for k, o := range c.Orders {
		if !o.Acked.Known() {
			continue
		}
		if clients[o.Client] == 0 {
			clients[o.Client] = c.lift(movingClient)
		}
		end := c.Month.CutOff(0)
		if o.Done.Known() {
			end = o.Done
		} else if o.Closed.Known() {
			end = o.Closed
		}
		later := func(d table.Day, least, spread int) table.Day { return d + table.Day(least+c.draw.IntN(spread)) }
		at := later(o.Acked, 1, 3)
		promised := later(at, 10, 15)
		for at <= end {
			c.Notes = append(c.Notes, Note{k, at, promised})
			if c.draw.Float64() < math.Min(moving[o.Kind]*rates[o.Person]*clients[o.Client], .9) {
				at = later(at, 1, int(promised-at)-1)
				promised = later(promised, 5, 15)
				continue
			}
			at = later(promised, 1, 3)
			promised = later(at, 10, 15)
		}
	}
	return rates
}
