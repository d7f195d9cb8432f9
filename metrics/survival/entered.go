package survival

import (
	"math"
	"sort"
)

// KaplanMeier estimates the chance of not yet having had the event, with Greenwood's
// standard error:
//
//	S(t) = Π (1 − d/r),   Var = S² Σ d/(r(r−d))
//
// With delayed entry (left truncation) row i is watched from entry[i] on, so that it stands in the risk set only where
//
//	entry[i] < u ≤ t[i]
//
// and what ended before anybody watched cannot make the others look slow or fast. nil
// means that all were watched from the beginning. A row with entry[i] ≥ t[i] was never
// watched and is left out.
//
// With few at risk right after the first entry one event can bring the curve to 0 for
// good: draw it over Watched only.
//
// Sources: Kaplan & Meier 1958 JASA 53:457; Tsai, Jewell & Wang 1987 Biometrika 74:883;
// the convention (entry, exit] is that of R's Surv(start, stop, event).
func KaplanMeier(entry, t []float64, event []bool) Curve {
	e := make([]int, len(event))
	for i, x := range event {
		if x {
			e[i] = 1
		}
	}
	times, risk, events := steps(entry, t, e, 1)
	c, s, g := Curve{Time: times}, 1., 0.
	for k := range times {
		d := events[k][1]
		s *= 1 - d/risk[k]
		if d > 0 && risk[k] > d {
			g += d / (risk[k] * (risk[k] - d))
		}
		c.At, c.SE = append(c.At, s), append(c.SE, s*math.Sqrt(g))
		c.Risk, c.Events = append(c.Risk, risk[k]), append(c.Events, d)
	}
	return c
}

// AalenJohansen estimates the chance of having ended in each way (kinds 1 … kinds;
// 0 = still open), taking the others into account:
//
//	F_k(t) = Σ_{u≤t} S(u−) d_k(u)/r(u),   S + ΣF_k = 1
//
// Rows enter as in KaplanMeier.
//
// Note: one minus Kaplan–Meier with the other ends as censored was not taken: it counts
// withdrawn instructions as if they could still be carried out.
func AalenJohansen(entry, t []float64, kind []int, kinds int) []Curve {
	times, risk, events := steps(entry, t, kind, kinds)
	curves, s := make([]Curve, kinds), 1.
	f := make([]float64, kinds)
	for k := range times {
		all := 0.
		for j := range kinds {
			d := events[k][j+1]
			f[j] += s * d / risk[k] // the quotient is rounded before the sum: nothing fuses
			all += d
		}
		s *= 1 - all/risk[k]
		for j := range kinds {
			curves[j].Time, curves[j].At = append(curves[j].Time, times[k]), append(curves[j].At, f[j])
		}
	}
	return curves
}

// Watched is the first stretch of time (from, to] in which at least fewest rows are at
// risk at every moment; ok is false where there is none. To draw a curve over it, leave
// out rows with t ≤ from and raise their entries to from: the curve is then the chance
// among those still open at from (Klein & Moeschberger 2003, Survival Analysis, 4.6).
func Watched(entry, t []float64, fewest int) (from, to float64, ok bool) {
	type change struct {
		at float64
		by int
	}
	var list []change
	for i := range t {
		e := 0.
		if entry != nil {
			e = entry[i]
		}
		if e < t[i] {
			list = append(list, change{e, 1}, change{t[i], -1})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].at < list[j].at })
	risk := 0
	for i := 0; i < len(list); {
		now := list[i].at
		for ; i < len(list) && list[i].at == now; i++ {
			risk += list[i].by
		}
		switch {
		case !ok && risk >= fewest:
			from, ok = now, true
		case ok && risk < fewest:
			return from, now, true
		}
	}
	return 0, 0, false
}

// ExpectedOpen is the share that would still be open if every row at risk had the
// peers' hazard of its own kind,
//
//	S*(t) = exp(−∫₀ᵗ Σ_{i at risk at u} λ_i(u) / r(u) du)
//
// over the same risk set as the observed curve, so that entries and censorings weigh on
// both alike; ∫ r dΛ is the expected number E of an O/E. hazard[i] holds the rates of
// row i over the intervals of cut (one more than rates, the last may be +Inf). at are
// the times asked for, rising; where nobody is at risk the curve is carried on flat.
//
// Note: averaging the rows' own curves e^(−Λ_i) was not taken: it answers for people who
// are watched from the beginning only. (Conditional expected survival: Verheul, Dekker,
// Bossuyt et al. 1993 Stat Med 12:1457; R's survexp(conditional = TRUE).)
func ExpectedOpen(entry, t []float64, hazard [][]float64, cut, at []float64) []float64 {
	edges := make([]float64, 0, 2*len(t)+len(cut)+len(at))
	for i := range t {
		if entry != nil {
			edges = append(edges, entry[i])
		}
		edges = append(edges, t[i])
	}
	for _, x := range cut {
		if !math.IsInf(x, 0) {
			edges = append(edges, x)
		}
	}
	edges = append(edges, at...)
	sort.Float64s(edges)
	out, last, total, next := make([]float64, len(at)), 0., 0., 0
	k := 0
	for _, u := range edges {
		if u > last {
			for k+1 < len(cut)-1 && last >= cut[k+1] {
				k++
			}
			sum, r := 0., 0.
			for i := range t {
				if (entry == nil || entry[i] <= last) && t[i] >= u {
					sum += hazard[i][k]
					r++
				}
			}
			if r > 0 {
				total += float64(sum / r * (u - last))
			}
			last = u
		}
		for next < len(at) && at[next] <= last {
			out[next] = math.Exp(-total)
			next++
		}
		if next == len(at) {
			break
		}
	}
	return out
}
