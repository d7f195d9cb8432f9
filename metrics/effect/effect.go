// Package effect measures what coaching changed: numbers in, a ratio with its limits
// out. A plain before/after comparison of people chosen for being bad shows an effect
// where there is none, and a difference against everybody else shows twice as much;
// neither is offered here.
package effect

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// Person is one person around one selection date.
type Person struct {
	ID        string
	Mu, Sigma float64 // ln K and its SD from data before the selection date only
	Other     float64 // ln of the other measure's level before: who is chosen for one is worse in the other, too
	Theta     float64 // posterior mean of the axis' effect before the selection date
	CV2       float64 // its squared coefficient of variation
	Observed  float64 // after the first held session (controls: after the same date)
	Expected  float64
	N         float64 // effective count of Observed/Expected
	// Chances is what could have happened after, known before it did: what is held against the
	// fewest of a look. An expectation that grows the longer nothing happens must not decide.
	Chances float64
}

// Result is the effect of coaching on one axis, 1 = none; below 1 is less.
//
//	G      = Σ wO_post / Σ (w·θ̂_pre·E_post)
//	effect = G_coached / G_matched
//	Var ln = Σ (wθ̂E)²·(1/n + cv²) / (Σ wθ̂E)², of the coached (w = 1) and of their controls
//
// with limits of the confidence asked for on the log scale. Guarded is true when no control was near enough:
// the effect is then G_coached alone, good to ± 3 %. Shown is false below 10 effective
// events after: "no conclusion yet".
type Result struct {
	Effect, Lo, Hi float64
	Coached        int
	Matched        int
	Events         float64
	Guarded, Shown bool
	Own, Controls  []Weighted // who was compared, and with whom: everything above follows from them
}

// Horizons are the months after the first held session at which an effect is looked at: on
// the data up to then, once, and never in between.
var Horizons = [...]int{6, 12}

// Measures is the number of things that are looked at each time: discounts and lag.
const Measures = 2

// Claim is the confidence of one look's limits: over both looks at both measures a plan
// without any effect is said to have one in at most 5 % (Bonferroni).
const Claim = 1 - .05/float64(len(Horizons)*Measures)

// Before is the number of months before the first held session that a person is matched by.
const Before = 12

// Caliper bounds the distance of a control in Mu; controls is how many each may have.
const (
	Caliper  = .25
	controls = 3
	Enough   = 10
)

// Estimate compares the coached with the uncoached nearest to them in (Mu, Sigma),
// one to three each, ties by id; a control may serve several. Those of a coached person
// weigh together as much as the person.
func Estimate(coached, others []Person, confidence float64) Result {
	r := Result{Coached: len(coached)}
	if len(coached) == 0 {
		return r
	}
	compared, chosen := match(coached, others)
	if len(chosen) == 0 {
		for _, c := range coached {
			compared = append(compared, Weighted{c, 1})
		}
		r.Guarded = true
	}
	o, e, events, variance := guard(compared)
	r.Events = events
	if e <= 0 || o <= 0 {
		return r
	}
	ln := math.Log(o / e)
	if !r.Guarded {
		mo, me, _, mv := guard(chosen)
		if mo <= 0 || me <= 0 {
			return r
		}
		ln -= math.Log(mo / me)
		variance += mv
		r.Coached, r.Matched = len(compared), len(chosen)
	}
	r.Own, r.Controls = compared, chosen
	half := distuv.UnitNormal.Quantile((1+confidence)/2) * math.Sqrt(variance)
	r.Effect, r.Lo, r.Hi = math.Exp(ln), math.Exp(ln-half), math.Exp(ln+half)
	chances := 0.
	for _, c := range compared {
		chances += c.Chances
	}
	r.Shown = chances >= Enough
	return r
}

// Weighted is a person and how much of what was observed counts.
type Weighted struct {
	Person
	Weight float64
}

// guard returns Σ wO, Σ wθ̂E, the effective count and the variance of the logarithm of
// their ratio.
func guard(ps []Weighted) (o, e, n, v float64) {
	for _, p := range ps {
		t := float64(p.Weight * p.Theta * p.Expected)
		o += float64(p.Weight * p.Observed)
		e += t
		n += p.N
		if p.N > 0 {
			v += float64(t * t * (1/p.N + p.CV2))
		}
	}
	if e > 0 {
		v /= e * e
	}
	return
}

// match picks up to three controls for each coached person and weighs them; a coached
// person without any is not compared.
func match(coached, others []Person) (compared, chosen []Weighted) {
	weight := map[string]float64{}
	for _, c := range coached {
		var near []Person
		for _, p := range others {
			if math.Abs(p.Mu-c.Mu) <= Caliper && math.Abs(p.Other-c.Other) <= Caliper && p.Theta*p.Expected > 0 {
				near = append(near, p)
			}
		}
		distance := func(p Person) float64 { return math.Hypot(math.Hypot(p.Mu-c.Mu, p.Sigma-c.Sigma), p.Other-c.Other) }
		sort.Slice(near, func(a, b int) bool {
			if x, y := distance(near[a]), distance(near[b]); x != y {
				return x < y
			}
			return near[a].ID < near[b].ID
		})
		near = near[:min(controls, len(near))]
		if len(near) == 0 {
			continue
		}
		compared = append(compared, Weighted{c, 1})
		e := 0.
		for _, p := range near {
			e += float64(p.Theta * p.Expected)
		}
		for _, p := range near {
			weight[p.ID] += float64(c.Theta*c.Expected) / e
		}
	}
	for _, p := range others {
		if w := weight[p.ID]; w > 0 {
			chosen = append(chosen, Weighted{p, w})
		}
	}
	return compared, chosen
}
