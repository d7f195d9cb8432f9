package survival

import (
	"math"
	"testing"
)

// Four instructions, two of them seen late: (entry, end]
//
//	A (0, 4] done   B (0, 10] open   C (3, 6] done   D (5, 8] done
//
// at risk on day 4: A B C; on 6: B C D; on 8: B D. S = 2/3, 4/9, 2/9; taking C and D
// for watched from day 0 gives 3/4, 1/2, 1/4 instead: their early days, in which they
// could not have been seen to end, would flatter the curve.
var (
	handEntry = []float64{0, 0, 3, 5}
	handEnd   = []float64{4, 10, 6, 8}
	handDone  = []bool{true, false, true, true}
)

func TestEnteredByHand(t *testing.T) {
	c := KaplanMeier(handEntry, handEnd, handDone)
	for _, x := range []struct{ at, want, risk float64 }{{4, 2. / 3, 3}, {6, 4. / 9, 3}, {8, 2. / 9, 2}, {10, 2. / 9, 1}} {
		near(t, "S", c.Value(x.at, 1), x.want, 1e-15)
		for k := range c.Time {
			if c.Time[k] == x.at && c.Risk[k] != x.risk {
				t.Errorf("on day %g %g are at risk, want %g", x.at, c.Risk[k], x.risk)
			}
		}
	}
	// Greenwood: (4/9)²·(1/(3·2) + 1/(3·2))
	near(t, "se", Curve{Time: c.Time, At: c.SE}.Value(6, 0), 4./9*math.Sqrt(1./3), 1e-15)
	near(t, "ignoring entry", KaplanMeier(nil, handEnd, handDone).Value(6, 1), .5, 1e-15)
	// With D waited out: done on 4 and 6 as above, F₁ = 1/3 + 2/3·1/3, F₂ = 4/9·1/2.
	aj := AalenJohansen(handEntry, handEnd, []int{1, 0, 1, 2}, 2)
	near(t, "done", aj[0].Value(10, 0), 5./9, 1e-15)
	near(t, "waited out", aj[1].Value(10, 0), 2./9, 1e-15)
	if c := KaplanMeier([]float64{0, 5}, []float64{3, 5}, []bool{false, true}); c.Value(9, 1) != 1 || len(c.Time) != 1 {
		t.Errorf("a row that was never watched takes part: %+v", c)
	}
}

// The mean rates of those at risk, λ = .1 .2 .3 .4: .15 to day 3, .2 to 4, .25 to 5,
// .3 to 6 and to 8, .2 after it.
func TestExpectedOpenByHand(t *testing.T) {
	hazard := [][]float64{{.1}, {.2}, {.3}, {.4}}
	at := []float64{0, 3, 3.5, 5, 8, 10, 12}
	got := ExpectedOpen(handEntry, handEnd, hazard, []float64{0, math.Inf(1)}, at)
	for k, want := range []float64{0, .45, .55, .9, 1.8, 2.2, 2.2} {
		near(t, "Λ", -math.Log(got[k]), want, 1e-14)
	}
	// Everybody from the beginning, one hazard: the plain piecewise exponential curve.
	cut := []float64{0, 7, math.Inf(1)}
	same := ExpectedOpen(nil, []float64{10, 20}, [][]float64{{.1, .05}, {.1, .05}}, cut, []float64{5, 15})
	near(t, "5", same[0], math.Exp(-.5), 1e-14)
	near(t, "15", same[1], math.Exp(-.7-.4), 1e-14)
}

func TestWatchedByHand(t *testing.T) {
	for _, x := range []struct {
		fewest   int
		from, to float64
		ok       bool
	}{{1, 0, 10, true}, {2, 0, 8, true}, {3, 3, 4, true}, {4, 0, 0, false}} {
		from, to, ok := Watched(handEntry, handEnd, x.fewest)
		if from != x.from || to != x.to || ok != x.ok {
			t.Errorf("at least %d: (%g, %g] %v, want (%g, %g] %v", x.fewest, from, to, ok, x.from, x.to, x.ok)
		}
	}
}

func entered(t *testing.T) (entry, end []float64, kind []int, done []bool, hazard [][]float64) {
	for _, r := range reference(t, "survival_entered_data.csv") {
		k := int(number(t, r, "kind"))
		entry, end = append(entry, number(t, r, "entry")), append(end, number(t, r, "time"))
		kind, done = append(kind, k), append(done, k == 1)
		hazard = append(hazard, []float64{number(t, r, "rate")})
	}
	return
}

func TestEnteredAgainstR(t *testing.T) {
	entry, end, kind, done, hazard := entered(t)
	km, aj := KaplanMeier(entry, end, done), AalenJohansen(entry, end, kind, 2)
	for _, r := range reference(t, "survival_entered.csv") {
		at := number(t, r, "t")
		near(t, "Kaplan–Meier", km.Value(at, 1), number(t, r, "km"), 1e-12)
		near(t, "its se", Curve{Time: km.Time, At: km.SE}.Value(at, 0), number(t, r, "se"), 1e-12)
		near(t, "done", aj[0].Value(at, 0), number(t, r, "done"), 1e-12)
		near(t, "waited out", aj[1].Value(at, 0), number(t, r, "waited"), 1e-12)
		near(t, "peers", ExpectedOpen(entry, end, hazard, []float64{0, math.Inf(1)}, []float64{at})[0], number(t, r, "peers"), 1e-12)
	}
}

// Laws: entry 0 is no entry; a row cut in two at any day is the same evidence; so are
// the rows in any order.
func TestEnteredLaws(t *testing.T) {
	entry, end, kind, done, hazard := entered(t)
	zero, plain := KaplanMeier(make([]float64, len(end)), end, done), KaplanMeier(nil, end, done)
	for k := range plain.Time {
		if zero.At[k] != plain.At[k] || zero.Risk[k] != plain.Risk[k] {
			t.Fatal("entry on day 0 is not the same as none")
		}
	}
	whole, wholeF, wholeP := KaplanMeier(entry, end, done), AalenJohansen(entry, end, kind, 2), ExpectedOpen(entry, end, hazard, []float64{0, math.Inf(1)}, []float64{30, 100})
	var e2, t2 []float64
	var k2 []int
	var d2 []bool
	var h2 [][]float64
	for i := len(end) - 1; i >= 0; i-- {
		at := entry[i]
		if mid := entry[i] + math.Floor((end[i]-entry[i])/3); mid > entry[i] {
			e2, t2, k2, d2, h2 = append(e2, at), append(t2, mid), append(k2, 0), append(d2, false), append(h2, hazard[i])
			at = mid
		}
		e2, t2, k2, d2, h2 = append(e2, at), append(t2, end[i]), append(k2, kind[i]), append(d2, done[i]), append(h2, hazard[i])
	}
	cut, cutF, cutP := KaplanMeier(e2, t2, d2), AalenJohansen(e2, t2, k2, 2), ExpectedOpen(e2, t2, h2, []float64{0, math.Inf(1)}, []float64{30, 100})
	for at := 1.; at < 150; at++ {
		near(t, "cut in two", cut.Value(at, 1), whole.Value(at, 1), 1e-13)
		near(t, "cut in two", cutF[1].Value(at, 0), wholeF[1].Value(at, 0), 1e-13)
	}
	near(t, "cut in two", cutP[1], wholeP[1], 1e-13)
}
