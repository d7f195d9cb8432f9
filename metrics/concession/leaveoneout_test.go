package concession

import (
	"math"
	"testing"

	"tenbin/metrics/peers"
)

// G6 of golden.txt, R 4.2.2: three people × two strata,
//
//	X <- matrix(c(3,1,8, 2,6,0),3); L <- matrix(c(100,50,80, 40,120,10),3)
//	R <- (colSums(X) − X)/(colSums(L) − L); E <- rowSums(R*L); O/E
//
// With very many deals behind every row the chain trusts the finest stratum alone
// (z = n/(n+8) → 1), so its leave-one-out rates must be R's.
func TestGoldenG6(t *testing.T) {
	x := [3][2]float64{{3, 2}, {1, 6}, {8, 0}}
	l := [3][2]float64{{100, 40}, {50, 120}, {80, 10}}
	a := &Axis{S: 3, Nodes: 5, start: [5]int{0, 2, 3, 4, 5}, ByOne: make([][]int, 3)}
	for i := range x {
		for s := range x[i] {
			a.ByOne[i] = append(a.ByOne[i], len(a.Rows))
			a.Rows = append(a.Rows, Row{Person: i, Node: [4]int{s, 2, 3, 4}, N: 1e15, X: x[i][s], list: l[i][s]})
		}
	}
	rate := a.chain(peers.Fill(3, 1), func(r *Row) float64 { return r.X }, func(r *Row) float64 { return r.list }, nil)
	want := [3][2]float64{{0.069230769, 0.046153846}, {0.061111111, 0.040000000}, {0.026666667, 0.050000000}}
	ratios := [3]float64{0.5701754386, 0.8910891089, 3.037974684}
	expected := [3]float64{8.769230769, 7.855555556, 2.633333333}
	for i := range x {
		o, e := 0., 0.
		for s := range x[i] {
			r := rate[a.ByOne[i][s]]
			if math.Abs(r-want[i][s]) > 1e-9 {
				t.Errorf("rate of person %d in stratum %d = %.9f, R has %.9f", i, s, r, want[i][s])
			}
			o += x[i][s]
			e += l[i][s] * r
		}
		if math.Abs(e-expected[i]) > 1e-8 || math.Abs(o/e-ratios[i]) > 1e-8 {
			t.Errorf("person %d: E %.9f, O/E %.9f; R has %.9f, %.9f", i, e, o/e, expected[i], ratios[i])
		}
	}
}
