package count

import (
	"math"
	"testing"
)

// By hand, one kind, persons 0…4 with ten days each, person 0 with 2 events, the others 4:
// without person 0 r = (16 + 8)/(40 + 8/.4) = .4, so E₀ = 4; without person 1
// r = 14/40 = .35 and (14 + 8)/(40 + 8/.35) = .35, E₁ = 3.5.
func TestCompareCountsByHand(t *testing.T) {
	var rows []Row
	for i := range 5 {
		events := 4.
		if i == 0 {
			events = 2
		}
		rows = append(rows, Row{Person: i, Pair: i, Events: events, Exposure: 10})
	}
	c := Compare(rows, 6, 1, false)
	for i, want := range []float64{4, 3.5} {
		if math.Abs(c[i].Expected-want) > 1e-12 {
			t.Errorf("person %d: E = %v, want %v", i, c[i].Expected, want)
		}
	}
	if c[0].Observed != 2 || *c[0].Ratio >= *c[1].Ratio || *c[0].Lo > *c[0].Ratio || *c[0].Hi < *c[0].Ratio {
		t.Errorf("%+v beside %+v", c[0], c[1])
	}
	if c[5].Ratio != nil || c[5].Expected != 0 || c[5].Said() {
		t.Errorf("nothing was counted of person 5: %+v", c[5])
	}
	// an update more never makes anybody look quieter
	rows[0].Events++
	if more := Compare(rows, 6, 1, false); *more[0].Ratio < *c[0].Ratio {
		t.Errorf("an event more: %v, before %v", *more[0].Ratio, *c[0].Ratio)
	}
	// and the order of rows changes nothing but the last digits
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
	rows[len(rows)-1].Events--
	for i, x := range Compare(rows, 6, 1, false)[:5] {
		if math.Abs(*x.Ratio-*c[i].Ratio) > 1e-9 {
			t.Errorf("person %d: %v in another order, %v", i, *x.Ratio, *c[i].Ratio)
		}
	}
}

// Two peers say nothing about a third.
func TestCompareCountsNeedsPeers(t *testing.T) {
	rows := []Row{{Person: 0, Pair: 0, Kind: 0, Events: 1, Exposure: 10}, {Person: 1, Pair: 1, Kind: 0, Events: 4, Exposure: 10}, {Person: 2, Pair: 2, Kind: 0, Events: 4, Exposure: 10}}
	for i, x := range Compare(rows, 3, 1, false) {
		if x.Ratio != nil {
			t.Errorf("person %d: %+v", i, x)
		}
	}
}
