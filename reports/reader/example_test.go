package reader_test

import (
	"fmt"

	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// A manager reads the own team, without anybody else's rows.
func ExampleIndex_Team() {
	v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reader.Stamp{Version: 1}, "en")
	if err != nil {
		fmt.Println(err)
		return
	}
	others := 0
	for _, p := range v.People {
		if string(p.Manager) != v.Manager || string(p.ID) == v.Manager {
			others++
		}
	}
	fmt.Println(len(v.People) > 0, others, v.Words.Text("tier.step_in"))
	// Output: true 0 Step in this month
}
