package pair

import (
	"math"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
)

// TestHandoverRatio by hand: o₁ = 4, n₁ = 2, o₂ = 2, n₂ = 4. ψ(4.5) − ψ(2.5) = 1/2.5 +
// 1/3.5 = 24/35, so ln ratio = −24/35 − ln 2 = −1.378861; ψ'(2.5) = π²/2 − 4 − 4/9 =
// .490358 and ψ'(4.5) = ψ'(2.5) − 1/2.5² − 1/3.5² = .248725 give ± 1.414083.
func TestHandoverRatio(t *testing.T) {
	x, lo, hi := handoverRatio(4, 2, 2, 4)
	second := math.Pi*math.Pi/2 - 4 - 4./9
	half := 1.6448536269514722 * math.Sqrt(2*second-1/6.25-1/12.25)
	for k, v := range [][2]float64{{math.Log(x), -24./35 - math.Ln2}, {math.Log(lo), -24./35 - math.Ln2 - half}, {math.Log(hi), -24./35 - math.Ln2 + half}} {
		if math.Abs(v[0]-v[1]) > 1e-9 {
			t.Errorf("%d: %.12f, want %.12f", k, v[0], v[1])
		}
	}
	if a, _, _ := handoverRatio(2, 4, 4, 2); math.Abs(a*x-1) > 1e-12 {
		t.Error("the way back is not the inverse")
	}
}

// TestHandoverPairs: a client is compared only where one holder follows the other with ten
// lines and peers on both sides.
func TestHandoverPairs(t *testing.T) {
	axis := func(oldLines, newFrom, newLines float64, peers float64) []assessment.Pair {
		c := &concession.Axis{Phi: 1, Rate: []float64{.1, .1}, N: []float64{5, peers}}
		c.Pairs.Owner, c.Pairs.Client = []int{0, 1}, []int32{0, 0}
		c.Cells = []concession.Cell{{Person: 0, Pair: 0, Row: 0, Month: 10, N: oldLines, F: 1, Y: 4}, {Person: 1, Pair: 1, Row: 1, Month: int(newFrom), N: newLines, F: 1, Y: 1}}
		rows := []assessment.Pair{{Person: "a", Client: "k"}, {Person: "b", Client: "k"}}
		handovers(c, rows)
		return rows
	}
	rows := axis(20, 11, 10, 5)
	if h := rows[1].Handover; rows[0].Handover != nil || h == nil || h.Month != 11 || h.LinesBefore != 20 || h.LinesAfter != 10 || math.Abs(*h.Before-2) > 1e-12 || math.Abs(*h.After-1) > 1e-12 {
		t.Fatalf("%+v", rows[1].Handover)
	}
	for name, rows := range map[string][]assessment.Pair{"few before": axis(9, 11, 10, 5), "few after": axis(20, 11, 9, 5), "at the same time": axis(20, 10, 10, 5), "no peers": axis(20, 11, 10, 0)} {
		if rows[0].Handover != nil || rows[1].Handover != nil {
			t.Errorf("%s: compared", name)
		}
	}
}

// TestSpread by hand: shares ½, ¼, ¼ are 1/(¼+1/16+1/16) = 8/3 clients.
func TestSpread(t *testing.T) {
	var rows []assessment.Pair
	for _, s := range []float64{.25, .5, .25} {
		rows = append(rows, assessment.Pair{Person: "a", ShareOfExcess: assessment.Of(s)})
	}
	rows = append(rows, assessment.Pair{Person: "b"})
	all := spreadOf(rows, map[string]int{"a": 0, "b": 1})
	if p := all[0]; math.Abs(*p.Clients-8./3) > 1e-12 || *p.Top != .5 {
		t.Errorf("%v clients, top %v", *p.Clients, *p.Top)
	}
	if all[1].Clients != nil {
		t.Error("nobody's excess has clients")
	}
}
