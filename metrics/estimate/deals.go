package estimate

import (
	"tenbin/ingest/table"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
)

// Deals are the scored lines of the cube in the months from first on, as the
// concession axis takes them; person gives the place of the cube's people. With region
// false all regions are one, for the absolute reference.
func Deals(c *cube.Cube, person map[int32]int, region bool, first table.Month) []concession.Deals {
	scored := 0
	for i := range c.Cells {
		if c.Cells[i].N > 0 && c.Keys[i].Month >= first {
			scored++
		}
	}
	deals := make([]concession.Deals, 0, scored)
	for i, k := range c.Keys {
		x := &c.Cells[i]
		p, ok := person[k.Person]
		if x.N == 0 || k.Month < first || !ok {
			continue
		}
		s := c.Strata[k.Stratum]
		if !region {
			s.Region = -1
		}
		deals = append(deals, concession.Deals{Person: p, Month: int(k.Month), Client: k.Client, Category: s.Category, Region: s.Region, Band: s.Band, Stratum: k.Stratum,
			N: float64(x.N), Y: float64(x.Y) / table.RateScale, Y2: float64(x.Y2) / table.RateScale,
			List: float64(x.ScoredList), List2: x.ListSquared.Float(), X: float64(x.ScoredX)})
	}
	return deals
}

// NewConcession lays out the window's scored lines for the chain.
func NewConcession(c *cube.Cube, person map[int32]int, people int, region bool) *concession.Axis {
	return concession.New(Deals(c, person, region, c.WindowFrom), people)
}
