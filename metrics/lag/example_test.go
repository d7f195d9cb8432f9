package lag_test

import (
	"fmt"

	"tenbin/metrics/lag"
)

// Five people get twelve instructions each, all of one kind and each for another client.
// Four carry theirs out after six days; the fifth has carried out none after twenty.
func Example() {
	var rows []lag.Row
	var owner []int
	for person := range 5 {
		for range 12 {
			r := lag.Row{Person: person, Pair: len(owner), To: 6, Done: true}
			if person == 4 {
				r.To, r.Done = 20, false
			}
			rows, owner = append(rows, r), append(owner, person)
		}
	}
	a := lag.New(rows, []string{"price_increase"}, owner, 5)
	a.Fit()
	for i := range a.O {
		fmt.Printf("person %d: carried out %.0f, peers %.1f, ratio %.2f\n", i, a.O[i], a.E[i], a.Ratio[i])
	}
	// Output:
	// person 0: carried out 12, peers 9.2, ratio 1.30
	// person 1: carried out 12, peers 9.2, ratio 1.30
	// person 2: carried out 12, peers 9.2, ratio 1.30
	// person 3: carried out 12, peers 9.2, ratio 1.30
	// person 4: carried out 0, peers 12.1, ratio 0.00
}
