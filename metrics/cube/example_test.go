package cube_test

import (
	"context"
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// Three lines of one salesperson with one client, at a list price of 100,000 each. Policy
// authorises 5 %: the first line keeps to it, the second concedes 15,000 beyond it, and the
// third stands at list.
func Example() {
	lines := table.NewBuilder(table.Deals, 0)
	for k, net := range []int64{95_000, 80_000, 100_000} {
		lines.Set("line_id", fmt.Sprint("L", k)).Set("date", table.DayOf(2026, 10, 1)).Set("salesperson", "sato").Set("client", "aoi").
			Set("list_amount", int64(100_000)).Set("net_amount", net).Set("authorised_rate", int64(.05*table.RateScale)).EndRow()
	}
	o := assessment.Options{Month: table.MonthOf(2026, 10), Workers: 1}
	c, plan, err := cube.Reduce(context.Background(), cube.Source{Shards: []table.Shard{lines.Shard()}}, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("scored from", plan.ListMin, "in bands from", plan.SizeBands)
	for i, k := range c.Keys {
		x := &c.Cells[i]
		fmt.Printf("%s with %s in %s: %d lines, list %d, discount %d, conceded %d\n", c.People[k.Person], c.Clients[k.Client], k.Month, x.Lines, x.List, x.Discount, x.Conceded)
	}
	fmt.Printf("largest concession: %s, %d\n", c.Evidence[0].LineID, c.Evidence[0].Conceded)
	// Output:
	// scored from 100000 in bands from [12000 50000 200000 800000]
	// sato with aoi in 2026-10: 3 lines, list 300000, discount 25000, conceded 15000
	// largest concession: L1, 15000
}
