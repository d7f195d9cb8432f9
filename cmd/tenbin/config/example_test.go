package config_test

import (
	"fmt"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
)

// A configuration says only what differs from the defaults; what is wrong has its place.
func ExampleParse() {
	_, err := config.Parse("tenbin.yaml", []byte("closing_day: 20\nsources:\n  deals: exports/deals.csv\n"))
	fmt.Println(err)
	c, err := config.Parse("tenbin.yaml", []byte("closing_day: 20\nsources:\n  deals: [{files: exports/deals.csv}]\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	o := c.Options(table.MonthOf(2026, 10))
	fmt.Println(o.CutOff(), o.WindowMonths, o.Currency)
	fmt.Println(c.Sources().Tables["deals"][0].Files)
	// Output:
	// the configuration cannot be read: string was used where sequence is expected (tenbin.yaml:3:10): correct this line
	// 2026-10-20 24 JPY
	// [exports/deals.csv]
}
