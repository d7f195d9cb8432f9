// Package effect measures what coaching changed: numbers in, a ratio with its limits
// out. A plain before/after comparison of people chosen for being bad shows an effect
// where there is none, and a difference against everybody else shows twice as much;
// neither is offered here.
package effect

import (
	"math"
	"sort"
)

// Person is one person around one selection date.
type Person struct {
	ID        string
	Mu, Sigma float64 // ln K and its SD from data before the selection date only
	Theta     float64 // posterior mean of the axis' effect before the selection date
	CV2       float64 // its squared coefficient of variation
	Observed  float64 // after the first held session (controls: after the same date)
	Expected  float64
	N         float64 // effective count of Observed/Expected
}

// Result is the effect of coaching on one axis, 1 = none; below 1 is less.
//
//	G      = Σ O_post / Σ (θ̂_pre · E_post)
//	effect = G_coached / G_matched
//	Var ln = 1/n_coached + 1/n_matched + Σ (θ̂E)²·cv² / (Σ θ̂E)²
//
// with 90 % limits on the log scale. Guarded is true when no control was near enough:
// the effect is then G_coached alone, good to ± 3 %. Shown is false below 10 effective
// events after: "no conclusion yet".
type Result struct {
	Effect, Lo, Hi float64
	Coached        int
	Matched        int
	Events         float64
	Guarded, Shown bool
}

// caliper bounds the distance of a control in Mu; controls is how many each may have.
const (
	caliper  = .25
	controls = 3
	enough   = 10
)

// Estimate compares the coached with the uncoached nearest to them in (Mu, Sigma),
// one to three each, ties by id; a control may serve several.
func Estimate(coached, others []Person) Result {
	r := Result{Coached: len(coached)}
	if len(coached) == 0 {
		return r
	}
	o, e, n, v := guard(coached)
	r.Events = n
	if e <= 0 || o <= 0 {
		return r
	}
	matched := match(coached, others)
	ln, variance := math.Log(o/e), v
	if mo, me, mn, mv := guard(matched); len(matched) > 0 && mo > 0 && me > 0 {
		ln -= math.Log(mo / me)
		variance += mv
		r.Matched = len(matched)
		if mn > 0 {
			variance += 1 / mn
		}
	} else {
		r.Guarded = true
	}
	if n > 0 {
		variance += 1 / n
	}
	half := 1.6448536269514722 * math.Sqrt(variance)
	r.Effect, r.Lo, r.Hi = math.Exp(ln), math.Exp(ln-half), math.Exp(ln+half)
	r.Shown = n >= enough
	return r
}

// guard returns Σ O, Σ θ̂E, the effective count and the variance that θ̂ brings.
func guard(ps []Person) (o, e, n, v float64) {
	for _, p := range ps {
		o += p.Observed
		e += float64(p.Theta * p.Expected)
		n += p.N
		v += float64(p.Theta*p.Expected*p.Theta*p.Expected) * p.CV2
	}
	if e > 0 {
		v /= e * e
	}
	return
}

// match picks up to three controls for each coached person, each control once.
func match(coached, others []Person) []Person {
	picked := map[string]bool{}
	var out []Person
	for _, c := range coached {
		var near []Person
		for _, p := range others {
			if math.Abs(p.Mu-c.Mu) <= caliper {
				near = append(near, p)
			}
		}
		distance := func(p Person) float64 { return math.Hypot(p.Mu-c.Mu, p.Sigma-c.Sigma) }
		sort.Slice(near, func(a, b int) bool {
			if x, y := distance(near[a]), distance(near[b]); x != y {
				return x < y
			}
			return near[a].ID < near[b].ID
		})
		for _, p := range near[:min(controls, len(near))] {
			if !picked[p.ID] {
				picked[p.ID] = true
				out = append(out, p)
			}
		}
	}
	return out
}
