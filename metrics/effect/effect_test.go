package effect

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// By hand: coached 12 seen where θ̂E = 20, matched 18 where θ̂E = 20: 0.6 / 0.9 = 2/3.
func TestEstimateByHand(t *testing.T) {
	c := []Person{{ID: "a", Mu: .5, Theta: 2, Expected: 10, Observed: 12, N: 12, Chances: 12}}
	m := []Person{{ID: "b", Mu: .45, Theta: 2, Expected: 10, Observed: 18, N: 18, Chances: 18}, {ID: "far", Mu: 0, Theta: 1, Expected: 10, Observed: 1, N: 1, Chances: 1}}
	r := Estimate(c, m, .9)
	if math.Abs(r.Effect-2./3) > 1e-12 || r.Matched != 1 || !r.Shown {
		t.Fatalf("%+v, want effect 2/3 with one control", r)
	}
	half := 1.6448536269514722 * math.Sqrt(1./12+1./18)
	if math.Abs(r.Lo-2./3*math.Exp(-half)) > 1e-12 || math.Abs(r.Hi-2./3*math.Exp(half)) > 1e-12 {
		t.Errorf("limits %v … %v", r.Lo, r.Hi)
	}
}

// By hand: a and b share the control m, b has n beside it, far has none and is left out.
//
//	a: θ̂E = 10, all of it on m (θ̂E = 5): m weighs 2; b: θ̂E = 10 on m and n (5 + 15): ½ each
//	coached 8 + 11 of 10 + 10; matched 2.5·4 + .5·18 of 2.5·5 + .5·15 = 19 of 20
func TestControlsWeighAsTheirPeople(t *testing.T) {
	p := func(id string, mu, expected, seen float64) Person {
		return Person{ID: id, Mu: mu, Theta: 1, Expected: expected, Observed: seen, N: expected, CV2: .1}
	}
	r := Estimate([]Person{p("a", .1, 10, 8), p("b", .4, 10, 11), p("far", 2, 30, 90)}, []Person{p("m", .3, 5, 4), p("n", .5, 15, 18)}, .9)
	if r.Coached != 2 || r.Matched != 2 || math.Abs(r.Effect-1) > 1e-12 || math.Abs(r.Events-20) > 1e-12 {
		t.Errorf("%+v, want 1 of two against two with 20 events", r)
	}
	v := 2*100*(.1+.1)/400 + (12.5*12.5*(1/5.+.1)+7.5*7.5*(1/15.+.1))/400
	if half := 1.6448536269514722 * math.Sqrt(v); math.Abs(math.Log(r.Hi/r.Effect)-half) > 1e-12 {
		t.Errorf("upper limit %v, want %v", r.Hi, math.Exp(half))
	}
}

func TestNoControlNearIsSaid(t *testing.T) {
	r := Estimate([]Person{{ID: "a", Mu: 2, Theta: 1, Expected: 5, Observed: 4, N: 4, Chances: 4}}, []Person{{ID: "b", Mu: 0, Theta: 1, Expected: 5, Observed: 5, N: 5, Chances: 5}}, .9)
	if !r.Guarded || r.Shown || math.Abs(r.Effect-.8) > 1e-12 {
		t.Errorf("%+v, want the guarded effect .8, not shown with 4 events", r)
	}
	if r := Estimate(nil, nil, .9); r.Shown || r.Effect != 0 {
		t.Errorf("nobody coached: %+v", r)
	}
}

// groups draws people with true effects, four months before and twelve after, coaches
// the worst fifth by the past and returns the mean ln effect and of the naive before/after.
func groups(seed uint64, truth float64, runs int) (ours, naive float64) {
	src := rand.NewPCG(seed, 9)
	draw := rand.New(src)
	for range runs {
		const people, before, after, a = 200, 12., 36., 10.
		var ps []Person
		past := map[string]float64{}
		for i := range people {
			theta := math.Exp(.32*draw.NormFloat64() - .05)
			o := distuv.Poisson{Lambda: theta * before, Src: src}.Rand()
			id := fmt.Sprintf("%03d", i)
			past[id] = o / before
			p := Person{ID: id, Mu: math.Log((a + o) / (a + before)), Sigma: 1 / math.Sqrt(a+o), Theta: (a + o) / (a + before), CV2: 1 / (a + o), Expected: after}
			p.Observed = theta // held until the choice is made
			ps = append(ps, p)
		}
		sort.Slice(ps, func(i, j int) bool { return past[ps[i].ID] > past[ps[j].ID] })
		// The worst fifth is chosen; every other one of them is coached, so that equally bad controls exist.
		var coached, others []Person
		pre := 0.
		for i, p := range ps {
			lambda := p.Observed * after
			if i < people/5 && i%2 == 0 {
				lambda *= truth
			}
			p.Observed = distuv.Poisson{Lambda: lambda, Src: src}.Rand()
			p.N, p.Chances = p.Observed, p.Observed
			if i < people/5 && i%2 == 0 {
				coached = append(coached, p)
				pre += past[p.ID]
			} else {
				others = append(others, p)
			}
		}
		r := Estimate(coached, others, .9)
		ours += math.Log(r.Effect) / float64(runs)
		post := 0.
		for _, p := range coached {
			post += p.Observed / after
		}
		naive += math.Log(post/pre) / float64(runs)
	}
	return
}

// Without an effect the bias stays within 2 %, while before/after fakes more than 10 %;
// a true effect of −30 % is found.
func TestCoachingWithoutEffectShowsNone(t *testing.T) {
	ours, naive := groups(1, 1, 400)
	t.Logf("no effect: ours %.3f, before/after %.3f", math.Exp(ours), math.Exp(naive))
	if math.Abs(ours) > .02 {
		t.Errorf("bias %.3f, want within ± .02", ours)
	}
	if naive > -.10 {
		t.Errorf("before/after shows %.3f: the simulation no longer has the trap it is meant to have", naive)
	}
	if found, _ := groups(2, .7, 400); math.Abs(found-math.Log(.7)) > .03 {
		t.Errorf("true effect .70 found as %.3f", math.Exp(found))
	}
}
