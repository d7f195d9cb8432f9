package metrics

import "fmt"

// plus adds v to s; the result is negative when the sum no longer fits.
func plus(s *int64, v int64) int64 {
	was := *s
	t := was + v
	*s = t
	return (t ^ was) & (t ^ v)
}

// count adds a measured line. The result is false when a sum no longer fits.
func (c *CellSums) count(list, net int64, o *lineOutcome) bool {
	bad := plus(&c.Lines, 1) | plus(&c.List, list) | plus(&c.Conceded, o.conceded)
	if net < list {
		bad |= plus(&c.Discount, list-net)
	}
	return bad >= 0
}

// square adds a scored line to ΣL².
func (c *CellSums) square(list int64) (fits bool) {
	c.ListSquared, fits = c.ListSquared.Add(Square(list))
	return fits
}

// credit adds a line that is only shown.
func (c *CellSums) credit(list int64) bool { return plus(&c.Lines, 1)|plus(&c.List, list) >= 0 }

// count adds a measured line. The result is false when a sum no longer fits.
func (c *Cell) count(list, net int64, o *lineOutcome) bool {
	fits, bad := c.CellSums.count(list, net, o), plus(&c.OverPolicy, o.over)
	switch {
	case net < list:
		c.LinesDiscounted++
	case net > list:
		bad |= plus(&c.ListAbove, list)
		c.LinesAbove++
	}
	return fits && bad >= 0
}

// score adds a scored line.
func (c *Cell) score(list int64, o *lineOutcome) bool {
	bad := plus(&c.N, 1) | plus(&c.Y, o.y) | plus(&c.Y2, o.y2) | plus(&c.ScoredList, list) | plus(&c.ScoredX, o.capped)
	return c.square(list) && bad >= 0
}

// merge adds the sums of d.
func (c *CellSums) merge(d *CellSums) bool {
	bad := plus(&c.Lines, d.Lines) | plus(&c.List, d.List) | plus(&c.Discount, d.Discount) | plus(&c.Conceded, d.Conceded)
	var fits bool
	c.ListSquared, fits = c.ListSquared.Add(d.ListSquared)
	return bad >= 0 && fits
}

// merge adds the sums of d.
func (c *Cell) merge(d *Cell) bool {
	bad := plus(&c.OverPolicy, d.OverPolicy) |
		plus(&c.LinesDiscounted, d.LinesDiscounted) | plus(&c.LinesAbove, d.LinesAbove) | plus(&c.ListAbove, d.ListAbove) |
		plus(&c.N, d.N) | plus(&c.Y, d.Y) | plus(&c.Y2, d.Y2) | plus(&c.ScoredList, d.ScoredList) | plus(&c.ScoredX, d.ScoredX)
	return c.CellSums.merge(&d.CellSums) && bad >= 0
}

// overflow names the sum of c that no longer fits.
func (c *CellSums) overflow(person, client string) error {
	return overflowOf([]sumName{{c.List, "list amounts"}, {c.Discount, "discounts"}, {c.Conceded, "conceded amounts"}}, person, client)
}

// overflow names the sum of c that no longer fits.
func (c *Cell) overflow(person, client string) error {
	return overflowOf([]sumName{{c.List, "list amounts"}, {c.Discount, "discounts"}, {c.Conceded, "conceded amounts"}, {c.OverPolicy, "amounts above policy"},
		{c.ListAbove, "list amounts of lines above list"}, {c.Y, "conceded shares"}, {c.ScoredList, "scored list amounts"}, {c.ScoredX, "scored concessions"}}, person, client)
}

type sumName struct {
	v    int64
	name string
}

func overflowOf(sums []sumName, person, client string) error {
	name := "squared list amounts"
	for _, s := range sums {
		if s.v < 0 {
			name = s.name
			break
		}
	}
	return fmt.Errorf("the sum of %s of %s with %s in one month exceeds 9.2·10¹⁸ minor units", name, person, client)
}
