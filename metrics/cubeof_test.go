package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/fixed"
)

// lineOf is a made-up scored line: person, client, category, region, list and y.
type lineOf struct {
	person, client, category, region int32
	list                             int64
	y                                float64
}

// cubeOf puts each line into a cell of its own; band 0 below 1,000.
func cubeOf(people int, lines ...lineOf) *cube.Cube {
	c := &cube.Cube{Categories: []string{"A", "B", "C"}, Regions: []string{"east", "west"}, WindowFrom: table.MonthOf(2026, 10)}
	for i := range people {
		c.People = append(c.People, string(rune('a'+i)))
	}
	for range 9 {
		c.Clients = append(c.Clients, "c"+string(rune('0'+len(c.Clients))))
	}
	strata := map[cube.Stratum]int32{}
	for _, l := range lines {
		s := cube.Stratum{Category: l.category, Region: l.region}
		if l.list >= 1000 {
			s.Band = 1
		}
		k, ok := strata[s]
		if !ok {
			k = int32(len(c.Strata))
			strata[s] = k
			c.Strata = append(c.Strata, s)
		}
		x := int64(math.Round(l.y * float64(l.list)))
		c.Keys = append(c.Keys, cube.CellKey{Person: l.person, Client: l.client, Stratum: k, Month: table.MonthOf(2026, 10)})
		c.Cells = append(c.Cells, cube.Cell{CellSums: cube.CellSums{Lines: 1, List: l.list, Conceded: x, Discount: x, ListSquared: fixed.Square(l.list)}, N: 1, Y: int64(math.Round(l.y * table.RateScale)),
			Y2: int64(math.Round(l.y * l.y * table.RateScale)), ScoredList: l.list, ScoredX: x})
	}
	return c
}
