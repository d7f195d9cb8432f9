package concession_test

import (
	"fmt"

	"tenbin/metrics/concession"
)

// Five people sell the same kind of work to two clients each, month after month. Four
// concede 4 % beyond what was authorised, the fifth 12 %.
func Example() {
	var deals []concession.Deals
	for person, share := range []float64{.04, .04, .04, .04, .12} {
		for month := range 6 {
			for client := range 2 {
				n := 5.
				deals = append(deals, concession.Deals{Person: person, Month: month, Client: int32(2*person + client),
					N: n, Y: n * share, Y2: n * share * share, List: n * 1000, List2: n * 1000 * 1000, X: n * 1000 * share})
			}
		}
	}
	a := concession.New(deals, 5)
	a.Fit(false)
	for i := range a.O {
		fmt.Printf("person %d: conceded %.1f, peers %.1f, ratio %.2f\n", i, a.O[i], a.E[i], a.Ratio[i])
	}
	// Output:
	// person 0: conceded 2.4, peers 3.4, ratio 0.70
	// person 1: conceded 2.4, peers 3.4, ratio 0.70
	// person 2: conceded 2.4, peers 3.4, ratio 0.70
	// person 3: conceded 2.4, peers 3.4, ratio 0.70
	// person 4: conceded 7.2, peers 3.1, ratio 2.33
}
